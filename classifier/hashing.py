"""Finds many keys in a fixed set at once: hash, then displace, so that every key has a slot.

After Belazzougui, Botelho and Dietzfelbinger, “Hash, displace, and compress” (ESA 2009), without
the compression. A look-up reads three small tables whatever the number of keys, where a search
by halves would read seventeen places that the processor can't foresee.
"""

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint32]
Indices = NDArray[np.intp]

BUCKETS = 1 << 15
# Slots and buckets together take all 32 bits of the hash, so that no two keys share both.
_FEWEST_SLOTS = 1 << 18
_FULLEST = 0.75
# Knuth's multiplier: odd, so that different keys have different hashes.
_MULTIPLIER = np.uint32(2654435769)
_LAST_BUCKET = np.uint32(BUCKETS - 1)


class KeyTable:
    """Key → its place among the keys it was made of. Key 0 stands for an empty slot."""

    def __init__(self, keys: Keys, displacements: Keys) -> None:
        size = _slots_for(keys)
        self._shift, self._last = _shift(size), np.uint32(size - 1)
        self._displacements = displacements
        self._keys = np.zeros(size, dtype=np.uint32)
        self._places = np.zeros(size, dtype=np.intp)
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
        moved = (hashes >> self._shift) + self._displacements.take(hashes & _LAST_BUCKET)
        slots: Keys = moved & self._last
        return slots


def displacements(keys: Keys) -> Keys:
    """How far each bucket's keys move so that none meets another; full buckets choose first."""
    size = _slots_for(keys)
    hashes = keys * _MULTIPLIER
    buckets: dict[int, list[int]] = {}
    for bucket, slot in zip(
        (hashes & _LAST_BUCKET).tolist(), (hashes >> _shift(size)).tolist(), strict=True
    ):
        buckets.setdefault(bucket, []).append(slot)
    moves = np.zeros(BUCKETS, dtype=np.uint32)
    taken = bytearray(size)
    for bucket, slots in sorted(buckets.items(), key=lambda item: (-len(item[1]), item[0])):
        move = 0
        while any(taken[(slot + move) & (size - 1)] for slot in slots):
            move += 1
        moves[bucket] = move
        for slot in slots:
            taken[(slot + move) & (size - 1)] = 1
    return moves


def _slots_for(keys: Keys) -> int:
    """A power of two, so large that a quarter of the slots stays free."""
    size = _FEWEST_SLOTS
    while len(keys) > size * _FULLEST:
        size *= 2
    return size


def _shift(size: int) -> np.uint32:
    """What leaves of a hash as many of its highest bits as `size` slots need."""
    return np.uint32(33 - size.bit_length())
