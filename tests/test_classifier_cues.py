"""Cues are found by looking up what their patterns match, which must change nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.cue_words import PATTERNS
from classifier.cues import CueSearch, cue_marks, cues
from classifier.listing import alternatives, pieces

SEARCHES = {name: re.compile(pattern, re.VERBOSE).search for name, pattern in PATTERNS.items()}
LETTERS = sorted(set("".join(PATTERNS.values())) - set("\n ") | set("0123456789 、。"))
WORDS = sorted(
    word
    for pattern in PATTERNS.values()
    for alternative in alternatives(pattern)
    for piece in pieces(alternative)
    for word in piece or ()
)


def searched(text: str) -> list[str]:
    return [name for name, search in SEARCHES.items() if search(text)]


@given(st.lists(st.sampled_from(WORDS) | st.sampled_from(LETTERS), max_size=12).map("".join))
def test_looking_up_finds_what_searching_finds(text: str) -> None:
    assert cues(text) == searched(text)


def test_looking_up_finds_what_searching_finds_in_real_sentences() -> None:
    for text in (
        "今晚八点之前没打卡的通报",
        "@所有人 收到请回复",
        "自愿参加，不强求，但是要统计",
        "",
    ):
        assert cues(text) == searched(text)


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("今[天晚] | 马上", ["今[天晚]", "马上"]),
        ("(?:一|二)次 | [|]", ["(?:一|二)次", "[|]"]),
    ],
)
def test_alternatives_stand_between_bars_outside_brackets(pattern: str, found: list[str]) -> None:
    assert alternatives(pattern) == found


@pytest.mark.parametrize(
    ("alternative", "listed"),
    [
        ("今[天晚]", {"今天", "今晚"}),
        ("之?前", {"前", "之前"}),
        ("(?:转|发)(?:了|完)", {"转了", "转完", "发了", "发完"}),
        (r"一\d", {f"一{digit}" for digit in range(10)}),
        (r"吗\?", {"吗?"}),
    ],
)
def test_a_plain_alternative_is_listed_whole(alternative: str, listed: set[str]) -> None:
    assert pieces(alternative) == [frozenset(listed)]


@pytest.mark.parametrize(
    "alternative", ["[^完]", "[a-z]", ".", "一*", "^$", "(?!一)", r"\w", "(?:一|二.)"]
)
def test_what_has_no_end_or_depends_on_its_place_is_not_listed(alternative: str) -> None:
    assert None in pieces(alternative)


def test_pieces_round_a_gap_are_listed_each() -> None:
    assert pieces("领导.{0,8}[看盯]") == [frozenset({"领导"}), None, frozenset("看盯")]


def test_a_gap_is_searched_for_only_beside_its_piece() -> None:
    search = CueSearch({"看着": "领导.{0,3}看 | 盯着", "问尾": "[?]$"})
    assert search.numbers("领导都在看") == [0]
    assert search.numbers("领导今天没空来看") == []
    assert search.numbers("盯着呢?") == [0, 1]


def test_cues_come_alone_in_pairs_and_counted() -> None:
    assert cue_marks("转发") == ["转发", "征象1", "长0"]
    assert cue_marks("转发截图") == ["留图", "转发", "留图+转发", "征象2", "长0"]
