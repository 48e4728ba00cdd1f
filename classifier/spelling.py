"""The table of disguised spellings and the steps that undo them. Pure functions."""

import re
from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path

from ahocorasick_rs import AhoCorasick

HAN = "\u4e00-\u9fff"

_TABLE = Path(__file__).parent / "data" / "homophones.txt"
_SYLLABLE = re.compile("([a-z]+)(.*)")
_GAP = r"[ /|\\*·•・.。_~^+=\-—…丨]{1,2}"
_GAPPED = re.compile(rf"[{HAN}]{_GAP}(?=[{HAN}])")
_SPACED_RUN = re.compile(rf"(?<![{HAN}])[{HAN}](?:({_GAP})[{HAN}])(?:\1[{HAN}])+(?![{HAN}])")


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    """The table's lines as (word, "~" or "=", spellings)."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    cells = (line.split(maxsplit=2) for line in lines if line and not line.startswith("#"))
    return tuple((word, sign, "".join(rest)) for word, sign, *rest in cells)


@cache
def homophones() -> dict[str, str]:
    """Disguised spelling → the word it stands for."""
    table: dict[str, str] = {}
    for word, sign, rest in _rows():
        spellings = _in_sounds(word, rest.split()) if sign == "~" else rest.split()
        table |= dict.fromkeys(spellings, word)
    return table


def _in_sounds(word: str, sounds: list[str]) -> list[str]:
    """The word with each character as itself, in pinyin, or as one of its homophones."""
    choices = [
        (character, match[1], *match[2])
        for character, sound in zip(word, sounds, strict=True)
        if (match := _SYLLABLE.fullmatch(sound))
    ]
    return [spelling for letters in product(*choices) if (spelling := "".join(letters)) != word]


@cache
def _spellings() -> re.Pattern[str]:
    """All spellings, grouped by their first character so that the search stays fast."""
    groups: dict[str, list[str]] = {}
    for spelling in sorted(homophones(), key=len, reverse=True):
        groups.setdefault(spelling[0], []).append(spelling)
    return re.compile("|".join(_branch(first, group) for first, group in groups.items()))


def _branch(first: str, group: list[str]) -> str:
    edge = "(?<![a-z0-9])" if first.isascii() else ""
    return edge + re.escape(first) + "(?:" + "|".join(map(_rest, group)) + ")"


def _rest(spelling: str) -> str:
    return re.escape(spelling[1:]) + ("(?![a-z0-9])" if spelling[-1].isascii() else "")


@cache
def _present() -> Callable[[str], list[tuple[int, int, int]]]:
    return AhoCorasick(list(homophones()), store_patterns=False).find_matches_as_indexes


def respelled(text: str) -> str:
    """Homophones, abbreviations, split characters and emoji as the words they stand for."""
    if not _present()(text):
        return text
    return _spellings().sub(lambda match: homophones()[match[0]], text)


@cache
def _split_words() -> re.Pattern[str]:
    words = dict.fromkeys(word for word, _, _ in _rows())
    return re.compile("|".join(f"(?:{_GAP})?".join(word) for word in words))


def rejoined(text: str) -> str:
    """Characters pulled apart by spaces or symbols put together: 收 到 请 回 复, 转/发."""
    if not _GAPPED.search(text):
        return text
    return _split_words().sub(_without_gaps, _SPACED_RUN.sub(_without_gaps, text))


def _without_gaps(match: re.Match[str]) -> str:
    return re.sub(_GAP, "", match[0])


_QUOTE = r"[\"'“”「」]?"
_REPLY_ONE = re.compile(
    rf"(?:扣|回|打|敲|发|刷)(?:个|波|一下|一个)?\ ?{_QUOTE}1+"
    rf"""{_QUOTE}(?![\d.:点%分元块个张条次天号月份篇遍名人级套期日楼栋轮群组部家
        十百千万一年週周只本台辆间件封排页位岁米斤吨趟班站会])""",
    re.VERBOSE,
)


def replied(text: str) -> str:
    """The ways of saying “type 1” as 回复1; 扣1分 and 发1张 mean something else and stay."""
    return _REPLY_ONE.sub("回复1", text)
