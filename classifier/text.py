"""Text as the model sees it: one way of writing each thing, identifiers masked. No state."""

import re
import unicodedata
from functools import cache

import opencc

from classifier.spelling import HAN, rejoined, replied, respelled

_ROUNDS = 8

# Zero-width and direction marks, variation selectors, keycap frames, skin tones, tag characters,
# and halves of broken surrogate pairs, which no encoding takes.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u20e3\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0"
    "\U0001f3fb-\U0001f3ff\U000e0000-\U000e01ef]"
)


# NFKC folds these too, but over what is already folded it is five times as fast.
_WIDE = tuple(zip("，：！？；（）", ",:!?;()", strict=True))
_UNTIDY = re.compile(rf"[\s{_INVISIBLE.pattern[1:]}")


def plain(text: str) -> str:
    """Compatibility forms folded (NFKC), lower case, nothing invisible, single spaces."""
    for wide, narrow in _WIDE:
        text = text.replace(wide, narrow)
    text = unicodedata.normalize("NFKC", text).lower()
    return " ".join(_INVISIBLE.sub("", text).split()) if _UNTIDY.search(text) else text


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _traditional() -> re.Pattern[str]:
    letters = [chr(code) for code in range(0x3400, 0xA000)]
    converted = _converter().convert("\n".join(letters)).split("\n")
    found = (old for old, new in zip(letters, converted, strict=True) if old != new)
    return re.compile(f"[{''.join(found)}]")


def simplified(text: str) -> str:
    """Traditional characters as simplified ones."""
    return _converter().convert(text) if _traditional().search(text) else text


_IDENTIFIER = re.compile(r"@|\d{3}|\.[a-z]|://")
_ADDRESS_LETTERS = "[!-;=?-~]"
_NAME_ENDS = r"\s@⟨⟩,.:;!?、,。:;!?()\[\]"
_MASKS = (
    (re.compile(r"[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII), "⟨邮箱⟩"),
    (re.compile(rf"(?:https?://|(?<![a-z0-9])www\.){_ADDRESS_LETTERS}+"), "⟨链接⟩"),
    (
        re.compile(
            r"(?<![a-z0-9.@])(?:[a-z0-9-]+\.)+(?:com|cn|net|org|gov|top|me|io)"
            rf"(?![a-z0-9]){_ADDRESS_LETTERS}*"
        ),
        "⟨链接⟩",
    ),
    (re.compile(r"(?<!\d)\+?\d{2,4}(?:[- ]\d{3,4}){2,}(?!\d)|\d{7,}x?"), "⟨号码⟩"),
    (re.compile(r"@(?:全体(?:成员|人员)?|全员|所有成员|大家|everyone|all(?![a-z]))"), "@所有人"),
    (
        re.compile(
            r"@(?!所有人|⟨)(?:[a-z0-9_]{2,32}(?![a-z0-9_])"
            rf"|[^{_NAME_ENDS}]{{1,8}}(?=[{_NAME_ENDS}]|$)|[{HAN}]{{1,3}})"
        ),
        "⟨某人⟩",
    ),
)


def masked(text: str) -> str:
    """Addresses, numbers of seven digits or more and @names as marks; @全体 becomes @所有人."""
    if _IDENTIFIER.search(text):
        for pattern, mark in _MASKS:
            text = pattern.sub(mark, text)
    return text


_THANKS = re.compile(
    r"(?<=[^\s,。.!?])[\s,。.!~]+(?:(?:谢谢|感谢|多谢|辛苦)(?:大家|各位|老师们?|家长们?|您|你们|配合|支持|理解|啦|了|的)*"
    r"[\s,。.!~🙏]*)+$"
)


def unthanked(text: str) -> str:
    """The text without thanks at its very end: politeness makes no order voluntary."""
    return _THANKS.sub("", text)


_SENTENCE_ENDS = re.compile("[。!?;]+")
_SHORTEST_SENTENCE = 2


def sentences(text: str) -> list[str]:
    """The sentences of a normalised text; none where it is a single one.

    Line breaks are blanks by then, so what is laid out in lines without stops is one sentence.
    """
    parts = [part.strip() for part in _SENTENCE_ENDS.split(text)]
    found = [part for part in parts if len(part) >= _SHORTEST_SENTENCE]
    return found if len(found) > 1 else []


def normalise(text: str) -> str:
    """The text the model sees; normalising twice changes nothing more."""
    text = plain(text)
    for _ in range(_ROUNDS):
        rewritten = unthanked(respelled(replied(rejoined(masked(simplified(text))))))
        if rewritten == text and unicodedata.is_normalized("NFKC", text):
            break
        text = plain(rewritten)
    return text
