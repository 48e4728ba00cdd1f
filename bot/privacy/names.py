"""Where a text names people: by surname and title, in lists, by nickname, by the segmenter."""

import logging
import re
import tempfile
from collections.abc import Iterator
from functools import cache
from typing import Any

from bot.privacy.identifiers import HAN, Span
from bot.privacy.name_words import (
    COMPOUND,
    GIVEN_CHARACTERS,
    KIN,
    NAME_CUES,
    NAME_FOLLOWS,
    NOT_BEFORE_TITLES,
    NOT_NAMES,
    OTHER_PEOPLES,
    PERSONAL_TITLES,
    SHORT_TITLES,
    SURE_COMPOUND,
    SURE_CUES,
    SURNAMES,
    TITLES,
    WEAK_SURNAMES,
)


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_H = f"[{HAN}]"
_SURNAME = f"(?:{_any(COMPOUND)}|[{''.join(sorted(SURNAMES))}])"
_SURE_SURNAMES = "".join(sorted(SURNAMES - WEAK_SURNAMES))
_TITLE = rf"[副总老]?(?:{_any(TITLES)})"
_CHILD = "[丫娃柱蛋妞牛狗毛虎宝锁]"
_EDGE = f"(?![{HAN}])"
_NO_HAN_BEFORE = f"(?<![{HAN}])"

# Each pattern marks as group 1 what is a name; a start inside a dictionary word is refused.
_TITLED = re.compile(f"({_SURNAME}{_H}{{0,2}}?)(?:{_TITLE}|[{SHORT_TITLES}](?![{HAN}])|Sir)")
_SHORT_TITLED = re.compile(f"({_SURNAME})[局处科所队总工院校部镇]")
_FAMILIAR = re.compile(f"([小老阿大]{_SURNAME}|阿{_H})")
_ONE_AND_KIN = re.compile(f"({_H})(?:哥|姐|嫂|婶|姨|叔)")
_OF_CHILD = re.compile(f"((?:{_SURNAME})?{_H}{{2}})(?:{_any(KIN)})")
_CUED = re.compile(
    rf"(?:{_any((*NAME_CUES, *TITLES))}|(?:周|星期|礼拜)[一二三四五六日天])[:\s是为]*"
    rf"({_SURNAME}{_H}{{0,3}}?)(?:{_EDGE}|{_any(NAME_FOLLOWS)})"
)
_COMPOUND_NAME = re.compile(f"((?:{_any(SURE_COMPOUND)})(?!{_any(TITLES)}){_H}{{1,2}})")
_DOING = re.compile(
    rf"{_NO_HAN_BEFORE}({_SURNAME}(?!{_any(TITLES)}){_H}{{1,2}}?|{_H}{{2,3}}?)[:\s—]*(?:{_any(NAME_FOLLOWS)})"
)
_DOTTED = re.compile(rf"({_H}{{2,6}}(?:[·•]{_H}{{1,6}})+)")
_PEOPLES = re.compile(
    f"({_H}{{0,2}}?(?:{_any(OTHER_PEOPLES)})+(?:{_H}{{1,3}}?(?={_any(TITLES)}|[^{HAN}]|$))?)"
)
_LATIN = re.compile(r"(?<![A-Za-z])((?:M[rs]s?\.? )?[A-Z][a-z]{2,9}(?: [A-Z][a-z]+)*)(?![A-Za-z])")
_FIELD = re.compile(rf"{_NO_HAN_BEFORE}((?:{_any(COMPOUND)}){_H}{{1,2}}|{_H}{{2,3}}){_EDGE}")
_TWICE = re.compile(rf"(({_H})\2)(?!\2)")
_TWICE_AND_KIN = re.compile(rf"(({_H})\2)(?:{_any(KIN)})")
_CALLED = re.compile(f"([大二三四五六七小老铁石栓狗]{_CHILD}|{_SURNAME}老[大二三四五六七八九幺])")
_TWICE_GIVEN = re.compile(f"([{_SURE_SURNAMES}]({_H})\\2)(?!\\2)")
_COMMON_GIVEN = re.compile(f"({_SURNAME}[{GIVEN_CHARACTERS}]{{2}})")
_GIVEN_AND_KIN = re.compile(f"([{GIVEN_CHARACTERS}]{{2}})(?:叔|哥|姐|婶|嫂|姨|爷|妈|爸)")
_BEFORE_TITLE = re.compile(
    f"{_NO_HAN_BEFORE}(?![请让叫找给把跟向和对由问])({_H}{{1,3}}?)(?:{_any(PERSONAL_TITLES)})"
)
_LETTERED = re.compile(f"{_SURNAME}(?:[、/,，]{_SURNAME})+{_EDGE}")
_GIVEN_NAME = re.compile(f"([{GIVEN_CHARACTERS}]{{2}})")
# Single characters that end a sentence's subject rather than belong to a given name.
_NO_GIVEN_NAME = frozenset(
    "的了是在和与及也都就还不没要会能可把被让叫请到去来说问给跟从对向为很太再又才只先后等们吗呢吧啊哦"
    "个位名你我他她它这那哪谁有无已未将应该每各第上下里外前中内一二三四五六七八九十两几多少"
)
# How often jieba's corpus has a word that is too common to be a given name.
_OFTEN, _SELDOM = 2000, 100


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


def names(text: str) -> Iterator[Span]:
    """All stretches of `text` that look like a person's name, overlapping ones too."""
    reading = _Reading(text)
    for start, end in reading.all():
        yield Span(start, end, "人名")


class _Reading:
    """One text, cut into words once, and the rules that read names from it."""

    def __init__(self, text: str) -> None:
        self._text = text
        tagger = segmenter()
        self._frequency: dict[str, int] = tagger.tokenizer.FREQ
        self._tags: dict[str, str] = tagger.word_tag_tab
        self._tagged = _placed([(pair.word, pair.flag) for pair in tagger.cut(text)])
        self._words = _placed([(word, "") for word in tagger.tokenizer.cut(text, HMM=False)])
        self._word_at = {start: word for start, word, _ in self._words}
        self._starts = {start for start, _, _ in self._words} | {
            inner for start, word, _ in self._words if self._is_name_word(word)
            for inner in range(start, start + len(word))
        }  # fmt: skip

    def all(self) -> set[tuple[int, int]]:
        """Every rule's findings, then what stands in a list with them."""
        found = {*self._titled(), *self._familiar(), *self._cued(), *self._foreign()}
        found |= {*self._by_tagger(), *self._by_surname(), *self._fields()}
        found |= set(self._listed(found))
        return {(start, self._whole(start, end)) for start, end in found}

    def _whole(self, start: int, end: int) -> int:
        """The end of a name, with the one character that is left of its field."""
        alone = start == 0 or not re.match(_H, self._text[start - 1])
        left = re.match(f"({_H}){_EDGE}", self._text[end:])
        return end + 1 if alone and left and self._given(left.group(1)) else end

    def _is_name_word(self, word: str) -> bool:
        return self._tags.get(word, "").startswith("nr")

    def _everyday(self, word: str) -> bool:
        """A dictionary word that is no name, or one that only looks like a name."""
        if word in NOT_NAMES:
            return True
        known = len(word) > 1 and self._frequency.get(word, 0) > 0
        return known and not self._is_name_word(word)

    def _matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, re.Match[str]]]:
        """Overlapping matches that start where a word starts."""
        at = 0
        while match := pattern.search(self._text, at):
            if match.start(1) in self._starts:
                yield match.start(1), match.end(1), match
            at = match.start(1) + 1

    def _titled(self) -> Iterator[tuple[int, int]]:
        for start, end, match in self._matches(_TITLED):
            honoured = match.group().endswith(("同志", "同学", "老师", "妈妈", "爸爸"))
            sure = honoured or match.group(1) in COMPOUND or not self._everyday(match.group(1))
            if sure and match.group(1) not in NOT_NAMES:
                yield start, end
        for start, end, match in self._matches(_BEFORE_TITLE):
            word = match.group(1)
            if not self._everyday(word) and not word.endswith(NOT_BEFORE_TITLES):
                yield start, end
        for start, end, match in self._matches(_SHORT_TITLED):
            if not self._everyday(match.group()):
                yield start, end

    def _familiar(self) -> Iterator[tuple[int, int]]:
        for match in _TWICE_GIVEN.finditer(self._text):
            yield match.span(1)
        for pattern in (_CALLED, _TWICE_AND_KIN, _COMMON_GIVEN, _GIVEN_AND_KIN):
            for start, end, _ in self._matches(pattern):
                yield start, end
        for pattern in (_FAMILIAR, _ONE_AND_KIN, _OF_CHILD, _TWICE):
            for start, end, match in self._matches(pattern):
                whole = match.group() if pattern is _ONE_AND_KIN else match.group(1)
                everyday = self._everyday(whole) or self._inside_everyday(start, end)
                if self._inside_everyday(start, end + 1):
                    continue
                if self._nickname(whole) or not everyday:
                    yield start, end

    def _nickname(self, word: str) -> bool:
        """小张, 老马: the dictionary holds many of them as everyday words."""
        return word[0] in "小老" and word[1] in SURNAMES and self._rare(word)

    def _inside_everyday(self, start: int, end: int) -> bool:
        """Whether a longer everyday word begins here (小组 in 小组长)."""
        word = self._word_at.get(start, "")
        return start + len(word) >= end and self._everyday(word)

    def _cued(self) -> Iterator[tuple[int, int]]:
        for match in _CUED.finditer(self._text):
            if self._rare(match.group(1)) or match.group().startswith(SURE_CUES):
                yield match.span(1)
        for start, end, _ in self._matches(_COMPOUND_NAME):
            yield start, end
        for match in _DOING.finditer(self._text):
            name = match.group(1)
            if self._could_be_name(name) and name not in NOT_NAMES:
                yield match.span(1)

    def _foreign(self) -> Iterator[tuple[int, int]]:
        for pattern in (_DOTTED, _PEOPLES, _LATIN):
            for match in pattern.finditer(self._text):
                yield match.span(1)

    def _by_tagger(self) -> Iterator[tuple[int, int]]:
        for start, word, flag in self._tagged:
            if flag.startswith("nr") and len(word) > 1 and word not in NOT_NAMES:
                yield start, start + len(word)

    def _by_surname(self) -> Iterator[tuple[int, int]]:
        """A surname standing alone among the words, and the one or two characters after it."""
        words = [word for _, word, _ in self._words] + ["", ""]
        for at, (start, word, _) in enumerate(self._words):
            given, more = words[at + 1 : at + 3]
            if not self._common_surname(word):
                continue
            if len(given) == 1 and self._given(given):
                longer = len(more) == 1 and self._given(more)
                yield start, start + len(word) + 1 + longer
            elif len(given) == 2 and self._rare(given):
                yield start, start + len(word) + 2

    def _common_surname(self, word: str) -> bool:
        return word in COMPOUND or (word in SURNAMES and word not in WEAK_SURNAMES)

    def _given(self, letter: str) -> bool:
        return bool(re.fullmatch(_H, letter)) and letter not in _NO_GIVEN_NAME

    def _rare(self, given: str) -> bool:
        han = re.fullmatch(_H + "+", given)
        few = self._frequency.get(given, 0) < _OFTEN or self._is_name_word(given)
        return bool(han) and few and given not in NOT_NAMES and not given.startswith(TITLES)

    def _could_be_name(self, word: str) -> bool:
        return word[0] in SURNAMES or self._is_name_word(word)

    def _fields(self) -> Iterator[tuple[int, int]]:
        """What stands alone between marks, begins with a surname and is no everyday word."""
        for match in _FIELD.finditer(self._text):
            word = match.group(1)
            seldom = self._common_surname(word[0]) and self._frequency.get(word, 0) < _SELDOM
            named = self._could_be_name(word) and word not in NOT_NAMES
            if named and (seldom or not self._everyday(word)):
                yield match.span(1)
        for match in _LETTERED.finditer(self._text):
            yield match.span()
        for start, end, match in self._matches(_GIVEN_NAME):
            if self._frequency.get(match.group(), 0) < _SELDOM and match.group() not in NOT_NAMES:
                yield start, end

    def _listed(self, found: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Beside a name in a list, an everyday word that begins with a surname is a name too."""
        ends = {end for _, end in found}
        begins = {start for start, _ in found}
        for match in _FIELD.finditer(self._text):
            start, end = match.span(1)
            beside = not ends.isdisjoint((start - 1, start - 2)) or not begins.isdisjoint(
                (end + 1, end + 2)
            )
            if beside and match.group(1)[0] in SURNAMES and self._rare(match.group(1)):
                yield start, end
        for start, word, _ in self._words:
            after_name = self._text[start - 1 : start] == "、" and not ends.isdisjoint(
                (start - 1, start - 2, start - 3)
            )
            if after_name and len(word) in (2, 3) and self._rare(word):
                yield start, start + len(word)


def _placed(words: list[tuple[str, str]]) -> list[tuple[int, str, str]]:
    """Words with the place at which each begins."""
    placed, at = [], 0
    for word, flag in words:
        placed.append((at, word, flag))
        at += len(word)
    return placed
