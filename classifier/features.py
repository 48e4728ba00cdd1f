"""What the model counts in a normalised text, in three blocks."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from operator import add
from types import MappingProxyType
from typing import TYPE_CHECKING

from classifier.cues import cue_marks
from classifier.words import words

if TYPE_CHECKING:
    from sklearn.pipeline import FeatureUnion

_DIGITS = re.compile(r"\d+")

CHARACTERS, WORDS, CUES = "字", "词", "征"
_BEGIN, _END = "⟪", "⟫"
# NFKC writes three dots for it, so no normalised text holds it.
GAP = "…"


def without_numbers(text: str) -> str:
    """Every number written as 0."""
    return _DIGITS.sub("0", text)


def edged(text: str) -> str:
    """The text between the marks of its edges."""
    return _BEGIN + text + _END


def characters(text: str) -> list[str]:
    """Characters, neighbours such as 朋友, and those with one between them such as 转…圈.

    Numbers are written as 0, and the edges count as neighbours.
    """
    text = without_numbers(text)
    whole = edged(text)
    near = map(add, whole, whole[1:])
    return [*text, *near, *map(GAP.join, zip(whole, whole[2:], strict=False))]


def phrases(text: str) -> list[str]:
    """Words and pairs of neighbouring words, every number written as 0."""
    found = words(without_numbers(text))
    return found + [f"{one} {other}" for one, other in pairwise(found)]


ANALYSERS: Mapping[str, Callable[[str], list[str]]] = MappingProxyType(
    {CHARACTERS: characters, WORDS: phrases, CUES: cue_marks}
)
BLOCKS = tuple(ANALYSERS)
BLOCK_WEIGHTS: Mapping[str, float] = MappingProxyType({CHARACTERS: 1.0, WORDS: 0.7, CUES: 0.6})
FEWEST_VOICES = 3


def feature_union(
    texts: Sequence[str], voices: Sequence[str], blocks: Iterable[str] = BLOCKS
) -> "FeatureUnion":
    """The blocks for training: sublinear TF-IDF, not yet normed (`norms.py`).

    A feature that fewer than three voices use tells the writer, not the demand: it is left out.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import FeatureUnion

    vectorisers = [
        (
            name,
            TfidfVectorizer(
                analyzer=ANALYSERS[name],
                lowercase=False,
                sublinear_tf=True,
                norm=None,
                vocabulary=_shared(ANALYSERS[name], texts, voices),
            ),
        )
        for name in blocks
    ]
    return FeatureUnion(vectorisers)


def _shared(
    analyse: Callable[[str], list[str]], texts: Sequence[str], voices: Sequence[str]
) -> list[str]:
    """The features at least three voices use, or all of them where there are fewer voices."""
    used: dict[str, set[str]] = {voice: set() for voice in voices}
    for text, voice in zip(texts, voices, strict=True):
        used[voice].update(analyse(text))
    counts = Counter(feature for features in used.values() for feature in features)
    fewest = min(FEWEST_VOICES, len(used))
    return sorted(feature for feature, count in counts.items() if count >= fewest)
