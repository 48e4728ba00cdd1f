"""Which features a normalised text holds and how often, without cutting one of them out.

The tokens of the vocabulary are numbered: characters, words, cue marks. A feature is a token alone
or two side by side, and its key is a number too: size × first + second, where size is one more
than the highest token. A character before a gap counts `size` more as a first token.
"""

from collections.abc import Sequence
from itertools import combinations, repeat

import numpy as np
from numpy.typing import NDArray

from classifier.cues import MARKS, marks
from classifier.errors import ClassifierError
from classifier.features import BLOCKS, CHARACTERS, CUES, GAP, WORDS, edged, without_numbers
from classifier.hashing import Keys, KeyTable
from classifier.words import words

# A block and a token of it.
Token = tuple[str, str]
_ALONE, _UNKNOWN, _FIRST = 0, 1, 2
_MOST_TOKENS = 46_000
_SEPARATORS = {CHARACTERS: "", WORDS: " ", CUES: "+"}


def tokens_of(features: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of some features, characters first, all cue marks last.

    Raises ClassifierError for more than the keys have numbers for.
    """
    found = {(block, token) for block, feature in features for token in _parts(block, feature)[1:]}
    tokens = [token for token in sorted(found) if token[0] != CUES]
    tokens.sort(key=lambda token: token[0] != CHARACTERS)
    if len(tokens) > _MOST_TOKENS:
        raise ClassifierError(f"字词太多：{len(tokens)} 个，最多 {_MOST_TOKENS} 个")
    return (*tokens, *((CUES, mark) for mark in MARKS))


def keys_of(features: Sequence[Token], tokens: Sequence[Token]) -> Keys:
    """The key of each feature."""
    size = len(tokens) + _FIRST
    number = dict(zip(tokens, range(_FIRST, size), strict=True))

    def key(block: str, feature: str) -> int:
        gap, *parts = _parts(block, feature)
        first, second = (_ALONE, *(number[block, part] for part in parts))[-2:]
        return (first + size * bool(gap)) * size + second

    return np.array([key(*feature) for feature in features], dtype=np.uint32)


def _parts(block: str, feature: str) -> list[str]:
    """The gap or "", and then the one or two tokens of a feature."""
    if block == CHARACTERS:
        return [GAP, feature[0], feature[2]] if feature[1:2] == GAP else ["", *feature]
    return ["", *feature.split(_SEPARATORS[block])]


class FeatureCounter:
    """Counts the features of a vocabulary in texts; `table` finds them by their keys."""

    def __init__(self, tokens: Sequence[Token], keys: Keys, table: KeyTable) -> None:
        self._tokens = tokens
        self._size = len(tokens) + _FIRST
        self._keys = keys
        self._table = table
        numbered = dict(zip(tokens, range(_FIRST, self._size), strict=True))
        self._words = {token: n for (block, token), n in numbered.items() if block == WORDS}
        self._first_mark = self._size - len(MARKS)
        letters = {ord(token): n for (block, token), n in numbered.items() if block == CHARACTERS}
        # One place beyond the highest: whatever is higher is clipped to it.
        self._letters = np.full(max(letters, default=0) + 2, _UNKNOWN, dtype=np.uint32)
        self._letters[list(letters)] = list(letters.values())

    @property
    def blocks(self) -> NDArray[np.intp]:
        """The block of each feature, as its place in `BLOCKS`."""
        of_tokens = np.array([BLOCKS.index(block) for block, _ in self._tokens])
        return of_tokens[self._keys % self._size - _FIRST]

    def readable(self, place: int) -> str:
        """A feature as people read it, without the space between two words."""
        first, second = divmod(int(self._keys[place]), self._size)
        block, token = self._tokens[second - _FIRST]
        if first == _ALONE:
            return token
        gap, first = divmod(first, self._size)
        between = GAP if gap else _SEPARATORS[block].strip()
        return self._tokens[first - _FIRST][1] + between + token

    def count(self, text: str) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The places of the features in a normalised text, and how often each occurs."""
        keys = self._occurrences(text)
        keys.sort()
        changes = np.ones(len(keys) + 1, dtype=np.bool_)
        np.not_equal(keys[1:], keys[:-1], out=changes[1:-1])
        starts = changes.nonzero()[0]
        places, known = self._table.look_up(keys.take(starts[:-1]))
        return places, (starts[1:] - starts[:-1]).take(known)

    def _occurrences(self, text: str) -> Keys:
        """The key of everything in the text that could be a feature."""
        size = np.uint32(self._size)
        numberless = without_numbers(text)
        codes = np.frombuffer(edged(numberless).encode("utf-32-le"), dtype=np.uint32)
        letters = self._letters.take(codes, mode="clip")
        named = np.array(
            list(map(self._words.get, words(numberless), repeat(_UNKNOWN))), dtype=np.uint32
        )
        first = letters * size
        return np.concatenate(
            (
                letters,
                first[:-1] + letters[1:],
                first[:-2] + (letters[2:] + size * size),
                named,
                named[:-1] * size + named[1:],
                self._marks(text),
            )
        )

    def _marks(self, text: str) -> Keys:
        cues, sizes = marks(text)
        numbers = [self._first_mark + cue for cue in cues]
        pairs = [one * self._size + other for one, other in combinations(numbers, 2)]
        others = [self._first_mark + mark for mark in sizes]
        return np.array([*numbers, *pairs, *others], dtype=np.uint32)
