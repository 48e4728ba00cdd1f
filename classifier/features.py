"""What the model counts in a normalised text: three blocks, each weighed and normed by itself."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import add
from types import MappingProxyType
from typing import TYPE_CHECKING

from ahocorasick import Automaton

from classifier.cues import cue_marks
from classifier.words import words

if TYPE_CHECKING:
    from sklearn.pipeline import FeatureUnion

_DIGITS = re.compile(r"\d+")

CHARACTERS, WORDS, CUES = "字", "词", "征"
_BEGIN, _END = "⟪", "⟫"
# NFKC writes three dots for it, so no normalised text holds it.
_GAP = "…"


def characters(text: str) -> list[str]:
    """Characters, neighbours such as 朋友, and those with one between them such as 转…圈.

    Every number is written as 0, and both edges are marked.
    """
    text = _edged(text)
    return [*text[1:-1], *map(add, text, text[1:]), *_gapped(text)]


def _gapped(text: str) -> Iterator[str]:
    return map(_GAP.join, zip(text, text[2:], strict=False))


def _edged(text: str) -> str:
    return _BEGIN + _DIGITS.sub("0", text) + _END


def phrases(text: str) -> list[str]:
    """Words and pairs of neighbouring words, every number written as 0."""
    found = words(_DIGITS.sub("0", text))
    return found + [f"{one} {other}" for one, other in pairwise(found)]


ANALYSERS: Mapping[str, Callable[[str], list[str]]] = MappingProxyType(
    {CHARACTERS: characters, WORDS: phrases, CUES: cue_marks}
)
BLOCKS = tuple(ANALYSERS)
BLOCK_WEIGHTS: Mapping[str, float] = MappingProxyType({CHARACTERS: 1.0, WORDS: 0.7, CUES: 0.6})
FEWEST_VOICES = 3

# A normalised text → the rows of the features in it, each as often as it occurs.
RowFinder = Callable[[str], list[int]]


def row_finder(rows: Callable[[str], Mapping[str, int]]) -> RowFinder:
    """Finds the rows of what the analysers name, given the rows by block.

    Characters are found in one pass without being cut out, and those across a gap in another
    over every second character, where they are neighbours.
    """
    runs = rows(CHARACTERS).items()
    near = _automaton({run: row for run, row in runs if _GAP not in run})
    across = _automaton({run.replace(_GAP, ""): row for run, row in runs if _GAP in run})
    phrase_row, cue_row = rows(WORDS).get, rows(CUES).get

    def find(text: str) -> list[int]:
        edged = _edged(text)
        found = [row for _, row in near.iter(edged)]
        found += [row for _, row in across.iter(edged[::2] + _GAP + edged[1::2])]
        found += filter(None, map(phrase_row, phrases(text)))
        found += filter(None, map(cue_row, cue_marks(text)))
        return found

    return find


def _automaton(rows: Mapping[str, int]) -> Automaton:
    automaton = Automaton()
    for run, row in rows.items():
        automaton.add_word(run, row)
    automaton.make_automaton()
    return automaton


def feature_union(
    texts: Sequence[str], voices: Sequence[str], weights: Mapping[str, float] = BLOCK_WEIGHTS
) -> "FeatureUnion":
    """The blocks for training: sublinear TF-IDF, L2 norm per block, then the block's weight.

    A feature that fewer than three voices use tells the writer, not the demand: it is left out.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import FeatureUnion

    blocks = [
        (
            name,
            TfidfVectorizer(
                analyzer=ANALYSERS[name],
                lowercase=False,
                sublinear_tf=True,
                vocabulary=_shared(ANALYSERS[name], texts, voices),
            ),
        )
        for name in weights
    ]
    return FeatureUnion(blocks, transformer_weights=dict(weights))


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
