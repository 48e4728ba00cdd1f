"""Which named cues a message holds, alone and two together."""

import re
from itertools import combinations

from classifier.cue_words import PATTERNS

_COMPILED = tuple(
    (name, re.compile(pattern, re.VERBOSE).search) for name, pattern in PATTERNS.items()
)
_MANY = 8


def cues(text: str) -> list[str]:
    """Names of the cues present in a normalised text."""
    return [name for name, search in _COMPILED if search(text)]


def cue_marks(text: str) -> list[str]:
    """The cues, every pair of them such as 留图+转发, and how many there are: 征象2."""
    found = cues(text)
    pairs = [f"{one}+{other}" for one, other in combinations(found, 2)]
    return [*found, *pairs, f"征象{min(len(found), _MANY)}"]


def cue_patterns() -> dict[str, str]:
    """Cue name → its pattern, as a reader or a fingerprint needs it."""
    return dict(PATTERNS)
