"""Finds many keys in a fixed set at once: hash, then displace, so that every key has a slot.

After Belazzougui, Botelho and Dietzfelbinger, “Hash, displace, and compress” (ESA 2009), without
the compression. A look-up reads three small tables whatever the number of keys, where a search
by halves would read seventeen places that the processor can't foresee.
"""

import numpy as np
from numpy.typing import NDArray

from classifier.errors import ClassifierError

Keys = NDArray[np.uint32]
Indices = NDArray[np.intp]

# Slots and buckets together take all 32 bits of the hash, so that no two keys share both.
_BUCKET_BITS = 15
_SLOT_BITS = 18
_SLOTS = 1 << _SLOT_BITS
BUCKETS = 1 << _BUCKET_BITS
MOST_KEYS = _SLOTS * 3 // 4
# Knuth's multiplier: odd, so that different keys have different hashes.
_MULTIPLIER = np.uint32(2654435769)
_LAST_BUCKET, _LAST_SLOT = np.uint32(BUCKETS - 1), np.uint32(_SLOTS - 1)
_SHIFT = np.uint32(32 - _SLOT_BITS)


class KeyTable:
    """Key → its place among the keys it was made of. Key 0 stands for an empty slot."""

    def __init__(self, keys: Keys, displacements: Keys) -> None:
        self._displacements = displacements
        self._keys = np.zeros(_SLOTS, dtype=np.uint32)
        self._places = np.zeros(_SLOTS, dtype=np.intp)
        slots = self._slots(keys)
        self._keys[slots] = keys
        self._places[slots] = np.arange(len(keys))

    def holds(self, keys: Keys) -> bool:
        """Whether each key is found, at its own place."""
        places, known = self.look_up(keys)
        return np.array_equal(places, known) and len(known) == len(keys)

    def look_up(self, keys: Keys) -> tuple[Indices, Indices]:
        """The places of those keys that are in the table, and which of `keys` these are."""
        slots = self._slots(keys)
        known = (self._keys.take(slots) == keys).nonzero()[0]
        return self._places.take(slots.take(known)), known

    def _slots(self, keys: Keys) -> Keys:
        hashes = keys * _MULTIPLIER
        moved = (hashes >> _SHIFT) + self._displacements.take(hashes & _LAST_BUCKET)
        slots: Keys = moved & _LAST_SLOT
        return slots


def displacements(keys: Keys) -> Keys:
    """How far each bucket's keys are moved so that none meets another; full buckets choose first.

    Raises ClassifierError for more keys than the table is made for.
    """
    if len(keys) > MOST_KEYS:
        raise ClassifierError(f"特征太多：{len(keys)} 个，最多 {MOST_KEYS} 个")
    hashes = keys * _MULTIPLIER
    buckets: dict[int, list[int]] = {}
    for bucket, slot in zip(
        (hashes & _LAST_BUCKET).tolist(), (hashes >> _SHIFT).tolist(), strict=True
    ):
        buckets.setdefault(bucket, []).append(slot)
    moves = np.zeros(BUCKETS, dtype=np.uint32)
    taken = bytearray(_SLOTS)
    for bucket, slots in sorted(buckets.items(), key=lambda item: (-len(item[1]), item[0])):
        move = 0
        while any(taken[(slot + move) & (_SLOTS - 1)] for slot in slots):
            move += 1
        moves[bucket] = move
        for slot in slots:
            taken[(slot + move) & (_SLOTS - 1)] = 1
    return moves
