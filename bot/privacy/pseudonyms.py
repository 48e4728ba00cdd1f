"""Keyed, one-way names for people, messages and texts; they mean nothing once the key is gone."""

import base64
import hashlib
import os
from functools import partial
from typing import NewType

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from bot.privacy.keys import Key, RandomBytes

Pseudonym = NewType("Pseudonym", bytes)

NONCE_BYTES = 12
RECEIPT_BYTES = 10
SHORTEST_TEXT, SHINGLE, PERMUTATIONS = 8, 3, 16
MARK_BYTES, TOPIC_BYTES = 4 * PERMUTATIONS, 8
_MERSENNE = np.uint64((1 << 31) - 1)
# Public constants: the secret lies in the keyed shingles, not in the permutations.
_MULTIPLIERS, _OFFSETS = (
    np.array(
        [int.from_bytes(hashlib.sha256(b"%s%d" % (name, i)).digest()[:4]) >> 1 for i in
         range(PERMUTATIONS)],
        dtype=np.uint64,
    )[:, np.newaxis]
    for name in (b"a", b"b")
)  # fmt: skip


def _keyed(key: bytes, data: bytes, size: int = 16) -> bytes:
    return hashlib.blake2b(data, key=key, digest_size=size).digest()


def person(key: Key, user_id: int) -> Pseudonym:
    """The week's name of a person within the key's scope."""
    return Pseudonym(_keyed(key.derive("people"), b"%d" % user_id))


def message(key: Key, chat_id: int, message_id: int) -> bytes:
    """The week's name of a message; ids restart after a migration, so the chat is in it."""
    return _keyed(key.derive("messages"), b"%d %d" % (chat_id, message_id))


def decoy(key: Key, index: int) -> bytes:
    """The receipt hash of a decoy report, known to the holder of the key alone."""
    return _keyed(key.derive("decoys"), b"%d" % index, 32)


def line(key: Key, text: str) -> bytes:
    """The week's name of one line of a list, so that a chain is known again without its text."""
    return _keyed(key.derive("lines"), text.encode(), 8)


def link_payload(key: Key) -> str:
    """A group's deep-link payload of the week: the same for everybody, tells nothing."""
    return base64.urlsafe_b64encode(key.derive("link")[:12]).decode()


def fingerprint(key: Key, text: str, topic: str | None = None) -> bytes | None:
    """MinHash of `text` over keyed shingles, 4 bytes a permutation; None under 8 characters.

    Behind it stands the keyed name of its `topic`, if it has one.

    Shingles go through keyed BLAKE2 first: permutations are affine and would give away a
    known short text (attacks.md, row 28).
    """
    if len(text) < SHORTEST_TEXT:
        return None
    keyed = partial(hashlib.blake2b, key=key.derive("fingerprints"), digest_size=4)
    codes = text.encode("utf-32-le")
    shingles = {codes[i : i + 4 * SHINGLE] for i in range(0, len(codes) - 4 * SHINGLE + 1, 4)}
    hashed = np.frombuffer(
        b"".join([keyed(shingle).digest() for shingle in shingles]), dtype=">u4"
    ).astype(np.uint64)
    permuted = (_MULTIPLIERS * (hashed % _MERSENNE) + _OFFSETS) % _MERSENNE
    named = _keyed(key.derive("topics"), topic.encode(), TOPIC_BYTES) if topic else b""
    return bytes(permuted.min(axis=1).astype(">u4").tobytes()) + named


def topic_of(mark: bytes) -> bytes:
    """The name of a fingerprint's topic; empty where it has none."""
    return mark[MARK_BYTES:]


def likeness(one: bytes, other: bytes) -> float:
    """Estimated Jaccard likeness of two fingerprints, 0 to 1."""
    same = sum(one[i : i + 4] == other[i : i + 4] for i in range(0, MARK_BYTES, 4))
    return same / PERMUTATIONS


def seal(key: Key, data: bytes, random_bytes: RandomBytes = os.urandom) -> bytes:
    """Encrypt a reference so that only the week's key opens it (ChaCha20-Poly1305)."""
    nonce = random_bytes(NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key.derive("seal")).encrypt(nonce, data, None)


def unseal(key: Key, sealed: bytes) -> bytes | None:
    """Open what `seal` made; None where key or data are not the ones."""
    nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return ChaCha20Poly1305(key.derive("seal")).decrypt(nonce, rest, None)
    except InvalidTag:
        return None


def receipt_code(random_bytes: RandomBytes = os.urandom) -> str:
    """A fresh receipt code of 80 random bits, in groups of four characters."""
    plain = base64.b32encode(random_bytes(RECEIPT_BYTES)).decode()
    return "-".join(plain[i : i + 4] for i in range(0, len(plain), 4))


def receipt_hash(code: str) -> bytes:
    """What is kept of a receipt code; spelling with or without hyphens is the same."""
    plain = code.replace("-", "").replace(" ", "").upper()
    return hashlib.sha256(plain.encode()).digest()


def report_tag(key: Key, receipt: bytes, category: str, verdict: bool) -> bytes:
    """Marks a real report among decoys for whoever holds the week's key."""
    return _keyed(key.derive("reports"), receipt + category.encode() + bytes([verdict]))
