"""Which named cues a message holds, alone and two together."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from itertools import combinations

from ahocorasick import Automaton

from classifier.cue_words import PATTERNS
from classifier.listing import alternatives, pieces

_MANY = 8
_LENGTHS = (4, 8, 12, 18, 26, 40, 70, 120)


class CueSearch:
    """Finds the cues of a normalised text in one pass. `patterns` are verbose: name → pattern.

    What a pattern matches is looked up where it can be listed. Its other alternatives are tried
    only on texts that hold a piece of them that can. A set of cues is a number, one bit a cue.
    """

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._names = {1 << place: name for place, name in enumerate(patterns)}
        self._searches: dict[int, Callable[[str], object]] = {}
        self._always = 0
        certain: Counter[str] = Counter()
        hinted: Counter[str] = Counter()
        for bit, name in self._names.items():
            listed, unlisted = _sorted_out(patterns[name])
            certain.update(dict.fromkeys(listed, bit))
            if unlisted:
                self._searches[bit] = re.compile("|".join(unlisted)).search
                hints = [_hint(alternative) for alternative in unlisted]
                hinted.update(dict.fromkeys(frozenset().union(*hints), bit))
                self._always |= 0 if all(hints) else bit
        self._words = Automaton()
        for word in certain.keys() | hinted.keys():
            self._words.add_word(word, (certain[word], hinted[word]))
        self._words.make_automaton()

    def names(self, text: str) -> list[str]:
        """Names of the cues present, in the order of the patterns."""
        certain, possible = 0, self._always
        for _, (surely, perhaps) in self._words.iter(text):
            certain |= surely
            possible |= perhaps
        found, left = [], certain | possible
        while left:
            bit = left & -left
            left ^= bit
            if certain & bit or self._searches[bit](text):
                found.append(self._names[bit])
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
    """The strings one of which stands in every match: the longest piece that can be listed."""
    listed = [piece for piece in pieces(alternative) if piece and all(piece)]
    return max(listed, key=lambda piece: min(map(len, piece)), default=frozenset())


@cache
def _search() -> CueSearch:
    return CueSearch(PATTERNS)


def cues(text: str) -> list[str]:
    """Names of the cues present in a normalised text."""
    return _search().names(text)


def cue_marks(text: str) -> list[str]:
    """The cues, every pair of them such as 留图+转发, how many there are (征象2), how long it is.

    长0 is a text of up to four characters, 长8 one of more than 120.
    """
    found = cues(text)
    pairs = [f"{one}+{other}" for one, other in combinations(found, 2)]
    length = bisect_left(_LENGTHS, len(text))
    return [*found, *pairs, f"征象{min(len(found), _MANY)}", f"长{length}"]


def cue_patterns() -> dict[str, str]:
    """Cue name → its pattern, as a reader or a fingerprint needs it."""
    return dict(PATTERNS)
