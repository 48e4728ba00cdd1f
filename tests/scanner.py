"""Looks for people's ids, names and texts in raw bytes, in every usual encoding."""

import base64
import struct
from collections.abc import Iterable
from pathlib import Path


def varint(number: int) -> bytes:
    """SQLite's and protobuf's variable-length forms differ; this is SQLite's big-endian one."""
    groups = [number & 0x7F]
    number >>= 7
    while number:
        groups.append((number & 0x7F) | 0x80)
        number >>= 7
    return bytes(reversed(groups))


def leb128(number: int) -> bytes:
    """Protobuf's little-endian variable-length form."""
    out = bytearray()
    while True:
        low, number = number & 0x7F, number >> 7
        out.append(low | (0x80 if number else 0))
        if not number:
            return bytes(out)


def within_base64(plain: bytes) -> dict[str, bytes]:
    """What base64 shows of bytes that stand anywhere in what was encoded: one form a position."""
    forms = {}
    for before in range(3):
        coded = base64.b64encode(bytes(before) + plain)
        # Letters at both ends hold bits of the neighbours too.
        whole = coded[-(-before * 8 // 6) : len(coded) - (4 if (before + len(plain)) % 3 else 0)]
        forms[f"base64 at {before}"] = whole
    return forms


def spellings(identity: int | str) -> dict[str, bytes]:
    """All the ways an id or a text may lie on a disk."""
    if isinstance(identity, str):
        plain = identity.encode()
        return {
            "utf-8": plain,
            "utf-16 little": identity.encode("utf-16-le"),
            "utf-16 big": identity.encode("utf-16-be"),
            "escaped": identity.encode("ascii", "backslashreplace"),
            "hex": plain.hex().encode(),
            "HEX": plain.hex().upper().encode(),
            **within_base64(plain),
        }
    plain, number = str(identity).encode(), abs(identity)
    # SQLite stores integers in as few big-endian bytes as hold them.
    short = identity.to_bytes((identity.bit_length() + 8) // 8, "big", signed=True)
    return {
        "decimal": plain,
        "8 bytes big": struct.pack(">q", identity),
        "8 bytes little": struct.pack("<q", identity),
        "shortest big": short.rjust(6, b"\xff" if identity < 0 else b"\x00"),
        "varint": varint(number),
        "leb128": leb128(number),
        "hex": f"{number:x}".encode(),
        "HEX": f"{number:X}".encode(),
        "hex of 8 bytes": struct.pack(">q", identity).hex().encode(),
        **within_base64(plain),
    }


def found(identities: Iterable[int | str], files: Iterable[Path]) -> list[tuple[str, str, str]]:
    """(file, identity, encoding) for every hit."""
    contents = {file: file.read_bytes() for file in files if file.is_file()}
    return [
        (file.name, str(identity), encoding)
        for identity in identities
        for encoding, pattern in spellings(identity).items()
        for file, content in contents.items()
        if pattern in content
    ]
