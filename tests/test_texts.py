"""Every sentence stands in every language, with the same blanks; digests are written in one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from string import Formatter
from typing import Any

import pytest

from bot.digest.page import page
from bot.digest.picture import picture
from bot.digest.text import chat_text
from bot.digest.words import Wording
from bot.texts import CHINESE, ENGLISH, speak
from tests.rows import WEEK
from tests.test_digest_page import STATES, cell, history, told

IN_ENGLISH = Wording(ENGLISH.digest)
HAN = re.compile(r"[\u3400-\u9fff]")
# Names of things in the other language: the Chinese buttons of a Chinese notice.
QUOTED = re.compile("“[^”]*”")


def sentences(texts: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string in a set of texts with where it stands; a plural's forms together."""
    if isinstance(texts, str):
        yield path, texts
    elif isinstance(texts, Mapping):
        plural = {"": texts["other"]} if "other" in texts else texts
        for key, value in plural.items():
            yield from sentences(value, f"{path}.{key}")
    elif is_dataclass(texts):
        for each in fields(texts):
            yield from sentences(getattr(texts, each.name), f"{path}.{each.name}")
    else:
        for place, value in enumerate(texts):
            yield from sentences(value, f"{path}.{place}")


def blanks(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_sentences_with_the_same_blanks() -> None:
    chinese, english = dict(sentences(CHINESE)), dict(sentences(ENGLISH))
    assert chinese.keys() == english.keys()
    assert {k: blanks(v) for k, v in chinese.items()} == {k: blanks(v) for k, v in english.items()}


def test_no_sentence_is_empty_but_a_remark_on_an_ordinary_row() -> None:
    for texts in (CHINESE, ENGLISH):
        assert [path for path, said in sentences(texts) if not said] == [".digest.shapes.own"]


def test_no_english_sentence_is_in_chinese() -> None:
    left = [path for path, said in sentences(ENGLISH) if HAN.search(QUOTED.sub("", said))]
    assert left == []


@pytest.mark.parametrize("name", STATES)
def test_an_english_digest_is_in_english_throughout(name: str) -> None:
    assert not HAN.search(chat_text(STATES[name], wording=IN_ENGLISH))
    html = page(STATES[name], wording=IN_ENGLISH)
    assert not HAN.search(html.split("</style>")[1])
    assert '<html lang="en">' in html


def test_the_picture_is_drawn_in_either_language() -> None:
    assert picture(STATES["12 groups"], IN_ENGLISH) != picture(STATES["12 groups"])


def test_numbers_take_their_plural_and_dates_their_language() -> None:
    one, three = history(told(cell(1))), history(told(cell(3), cell(0, "B")))
    assert "1 group with" in chat_text(one, wording=IN_ENGLISH)
    assert "1 formalist demand." in chat_text(one, wording=IN_ENGLISH)
    assert "2 groups with" in chat_text(three, wording=IN_ENGLISH)
    assert "3 formalist demands." in chat_text(three, wording=IN_ENGLISH)
    assert IN_ENGLISH.period(WEEK) == "Nov 16\u2009–\u200922"
    assert Wording(CHINESE.digest).period(WEEK) == "11月16日至22日"


def test_chinese_by_default_and_english_where_the_client_asks() -> None:
    assert [speak(code) for code in (None, "", "zh-hans", "fr", "en", "en-GB")] == [
        CHINESE, CHINESE, CHINESE, CHINESE, ENGLISH, ENGLISH,
    ]  # fmt: skip
