"""What the model counts in a normalised text: three blocks, each weighed and normed by itself."""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from operator import add
from types import MappingProxyType
from typing import TYPE_CHECKING

from classifier.cues import cues
from classifier.words import words

if TYPE_CHECKING:
    from sklearn.pipeline import FeatureUnion

_DIGITS = re.compile(r"\d+")

CHARACTERS, WORDS, CUES = "字", "词", "征"


def characters(text: str) -> list[str]:
    """All runs of one to three characters, every number written as 0."""
    text = _DIGITS.sub("0", text)
    pairs = list(map(add, text, text[1:]))
    return [*text, *pairs, *map(add, pairs, text[2:])]


def phrases(text: str) -> list[str]:
    """Words and pairs of neighbouring words, every number written as 0."""
    found = words(_DIGITS.sub("0", text))
    return found + [f"{one} {other}" for one, other in pairwise(found)]


ANALYSERS: Mapping[str, Callable[[str], list[str]]] = MappingProxyType(
    {CHARACTERS: characters, WORDS: phrases, CUES: cues}
)
BLOCK_WEIGHTS: Mapping[str, float] = MappingProxyType({CHARACTERS: 1.0, WORDS: 0.7, CUES: 0.3})
_FEWEST_MESSAGES = 2


def feature_union() -> "FeatureUnion":
    """The blocks for training: sublinear TF-IDF, L2 norm per block, then the block's weight."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import FeatureUnion

    blocks = [
        (name, TfidfVectorizer(analyzer=analyse, sublinear_tf=True, min_df=_FEWEST_MESSAGES))
        for name, analyse in ANALYSERS.items()
    ]
    return FeatureUnion(blocks, transformer_weights=dict(BLOCK_WEIGHTS))
