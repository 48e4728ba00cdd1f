"""jieba's dictionary as masking uses it: how common a word is, and how like a name some characters.

The dictionary holds some fifty thousand full names; what their given names are made of tells how
likely two characters after a surname are a name that stands in no dictionary.
"""

import logging
import math
import tempfile
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from bot.privacy.name_words import SURNAMES

# Words, and pairs of single characters, that several writers of work chats share.
EVERYDAY = Path(__file__).with_name("everyday.txt")
SMOOTHING, ALPHABET = 0.5, 6000
# Log-odds from which one or two characters after a surname, or after a doubtful one, are a name.
LIKELY, VERY = {1: 2.0, 2: 1.0}, {1: 4.5, 2: 3.0}
# And after 小, 阿, 大 or before 哥, 姐.
FAMILIAR = {1: 0.5, 2: 1.0}


@cache
def segmenter() -> Any:
    """jieba's tagger; its tables take a second and 60 MB, so they wait for the first use."""
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    # Left to itself jieba trusts a cache in the folder for everybody's temporary files.
    with tempfile.TemporaryDirectory(prefix="jianfu-jieba-") as folder:
        tokenizer.tmp_dir = folder
        tokenizer.initialize()
    return jieba.posseg.POSTokenizer(tokenizer)


@cache
def lexicon() -> "Lexicon":
    """The one lexicon of this process."""
    tagger = segmenter()
    return Lexicon(tagger.tokenizer.FREQ, tagger.word_tag_tab)


@cache
def everyday() -> frozenset[str]:
    """What is ordinary in a work chat, and hence nobody's name unless something says so."""
    return frozenset(EVERYDAY.read_text("utf-8").split())


def placed(words: list[tuple[str, str]]) -> list[tuple[int, str, str]]:
    """Words with the place at which each begins."""
    found, at = [], 0
    for word, flag in words:
        found.append((at, word, flag))
        at += len(word)
    return found


class Lexicon:
    """Words with their frequencies, and the log-odds that characters make a given name."""

    def __init__(self, frequency: dict[str, int], tags: dict[str, str]) -> None:
        self._frequency = frequency
        self._tags = tags
        named = [word for word in tags if self.is_name(word) and word[0] in SURNAMES]
        full = [word for word in named if len(word) == 3]
        ordinary: Counter[str] = Counter()
        for word in tags:
            if not self.is_name(word):
                for letter in word:
                    ordinary[letter] += frequency.get(word, 0)
        self._middle = Odds((word[1] for word in full), ordinary)
        self._last = Odds((word[2] for word in full), ordinary)
        self._single = Odds((word[1] for word in named if len(word) == 2), ordinary)

    def frequency(self, word: str) -> int:
        """How often jieba's corpus has a word; 0 for one it does not know."""
        return self._frequency.get(word, 0)

    def is_name(self, word: str) -> bool:
        """Whether the dictionary tags a word as a name."""
        return self._tags.get(word, "").startswith("nr")

    def tag(self, word: str) -> str:
        """The part of speech by which the dictionary knows a word; "" for one it does not."""
        return self._tags.get(word, "")

    def likeness(self, given: str) -> float:
        """Log-odds that one or two characters are a given name rather than other text."""
        if len(given) == 1:
            return self._single(given)
        return self._middle(given[0]) + self._last(given[1])


class Odds:
    """Log-odds of a character among names against its share in ordinary words."""

    def __init__(self, among_names: Iterable[str], ordinary: Counter[str]) -> None:
        self._names = Counter(among_names)
        self._ordinary = ordinary
        self._all_names = self._names.total() + SMOOTHING * ALPHABET
        self._all_ordinary = ordinary.total() + SMOOTHING * ALPHABET

    def __call__(self, letter: str) -> float:
        """The log-odds of one character."""
        named = (self._names[letter] + SMOOTHING) / self._all_names
        usual = (self._ordinary[letter] + SMOOTHING) / self._all_ordinary
        return math.log(named / usual)
