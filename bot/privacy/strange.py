"""Words that nobody expects in a work chat: what is not everyday speech may be a name."""

import re
from collections.abc import Iterator

from bot.privacy.addresses import HAN
from bot.privacy.lexicon import everyday, lexicon
from bot.privacy.name_words import KIN, NOBODY, NOT_IN_NAMES, SURNAMES, TITLES

Placed = list[tuple[int, str, str]]
Stretch = tuple[int, int]
_HAN = re.compile(f"[{HAN}]+")
# Parts of speech that names are not taken from: numbers, times, phrases, particles.
_NO_NAMES = ("m", "l", "i", "t", "q", "c", "p", "r", "f", "d", "u", "o", "b")
_KNOWN = frozenset((*TITLES, *KIN, *NOBODY))
# A rare verb is a name (建国, 卫东) only if its characters are such as names have.
VERB_LIKE_NAME, PAIR_LIKE_NAME = -2.5, -1.0


def strange(words: Placed) -> Iterator[Stretch]:
    """Rare words and characters, and pairs of single ones that no two writers put side by side."""
    before = ""
    for at, (start, word, _) in enumerate(words):
        more = words[at + 1][1] if at + 1 < len(words) else ""
        if length := max(len(word) * _strange_word(word), 2 * strange_pair(word, more)):
            surname = before in SURNAMES and before not in NOT_IN_NAMES
            yield start - surname, start + length
        before = word


def strange_pair(one: str, two: str) -> bool:
    """Whether two single characters side by side are no ordinary speech."""
    if len(one) != 1 or len(two) != 1 or not _HAN.fullmatch(one + two):
        return False
    if one + two in everyday():
        return one == two and one not in NOT_IN_NAMES and lexicon().likeness(one + two) > 0
    plain = one not in NOT_IN_NAMES and two not in NOT_IN_NAMES
    return plain or lexicon().likeness(one + two) > PAIR_LIKE_NAME


def _strange_word(word: str) -> bool:
    known = word in everyday() or word in _KNOWN
    if len(word) > 3 or not _HAN.fullmatch(word) or known:
        return False
    if len(word) == 1:
        return word not in NOT_IN_NAMES
    tag = lexicon().tag(word)
    if tag.startswith(_NO_NAMES) or (tag == "ns" and len(word) == 3):
        return False
    if len(word) == 3:
        return word[0] in SURNAMES or word[0] in "小大老阿"
    return not tag.startswith("v") or lexicon().likeness(word) > VERB_LIKE_NAME
