"""Which named cues a message holds, alone and two together."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from itertools import combinations
from math import fsum

from ahocorasick_rs import AhoCorasick

from classifier.cue_words import PATTERNS
from classifier.listing import alternatives, pieces

_MANY = 8
_LENGTHS = (4, 8, 12, 18, 26, 40, 70, 120)
_HOW_MANY = len(PATTERNS)
_HOW_LONG = _HOW_MANY + _MANY + 1
# The names of all cues in their order, and of the marks of how many there are and how long it is.
MARKS = (
    *PATTERNS,
    *(f"征象{many}" for many in range(_MANY + 1)),
    *(f"长{place}" for place in range(len(_LENGTHS) + 1)),
)


class CueSearch:
    """Finds the cues of a normalised text in one pass. `patterns` are verbose: name → pattern.

    What a pattern matches is looked up where it can be listed. Its other alternatives are tried
    only on texts that hold a piece of them that can. A set of cues is a number, one bit a cue.
    """

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._searches: dict[int, Callable[[str], object]] = {}
        self._always = 0
        certain: Counter[str] = Counter()
        hinted: Counter[str] = Counter()
        for number, pattern in enumerate(patterns.values()):
            bit = 1 << number
            listed, unlisted = _sorted_out(pattern)
            certain.update(dict.fromkeys(listed, bit))
            if unlisted:
                self._searches[bit] = re.compile("|".join(unlisted)).search
                hints = [_hint(alternative) for alternative in unlisted]
                hinted.update(dict.fromkeys(frozenset().union(*hints), bit))
                self._always |= 0 if all(hints) else bit
        words = sorted(certain.keys() | hinted.keys())
        self._meanings = [(certain[word], hinted[word]) for word in words]
        self._find = AhoCorasick(words, store_patterns=False).find_matches_as_indexes

    def numbers(self, text: str) -> list[int]:
        """Which patterns match the text, counted from 0, in their order."""
        certain, possible = 0, self._always
        for word, _, _ in self._find(text, overlapping=True):
            surely, perhaps = self._meanings[word]
            certain |= surely
            possible |= perhaps
        found, left = [], certain | possible
        while left:
            bit = left & -left
            left ^= bit
            if certain & bit or self._searches[bit](text):
                found.append(bit.bit_length() - 1)
        return found


def _sorted_out(pattern: str) -> tuple[frozenset[str], list[str]]:
    """All strings of the alternatives that can be listed, and the other alternatives."""
    listed: set[str] = set()
    unlisted = []
    for alternative in alternatives(pattern):
        strings = _hint(alternative) if len(pieces(alternative)) == 1 else frozenset()
        listed |= strings
        if not strings:
            unlisted.append(alternative)
    return frozenset(listed), unlisted


def _hint(alternative: str) -> frozenset[str]:
    """The strings one of which stands in every match: of the pieces listed, the rarest one's."""
    listed = [piece for piece in pieces(alternative) if piece and all(piece)]
    return min(listed, key=_frequency, default=frozenset())


def _frequency(strings: frozenset[str]) -> float:
    """How often one of the strings is met, very roughly: each character is one of a hundred."""
    return fsum(0.01 ** len(string) for string in strings)


@cache
def _search() -> CueSearch:
    return CueSearch(PATTERNS)


def cues(text: str) -> list[str]:
    """Names of the cues present in a normalised text."""
    return [MARKS[number] for number in _search().numbers(text)]


def marks(text: str) -> tuple[list[int], list[int]]:
    """Numbers among `MARKS`: of the cues present, and of the marks of how many and how long."""
    found = _search().numbers(text)
    length = bisect_left(_LENGTHS, len(text))
    return found, [_HOW_MANY + min(len(found), _MANY), _HOW_LONG + length]


def cue_marks(text: str) -> list[str]:
    """The cues, every pair of them such as 留图+转发, how many there are (征象2), how long it is.

    长0 is a text of up to four characters, 长8 one of more than 120.
    """
    numbers, sizes = marks(text)
    found = [MARKS[number] for number in numbers]
    pairs = [f"{one}+{other}" for one, other in combinations(found, 2)]
    return [*found, *pairs, *(MARKS[number] for number in sizes)]


def cue_patterns() -> dict[str, str]:
    """Cue name → its pattern, as a reader or a fingerprint needs it."""
    return dict(PATTERNS)
