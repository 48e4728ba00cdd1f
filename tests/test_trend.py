"""/trend: the span somebody chose, and never weeks of fewer than 2k people side by side."""

import pytest

from bot.digest.history import History
from bot.digest.trend import MOST, Span, asked, trend_text
from bot.privacy.release import Band
from bot.texts import CHINESE, ENGLISH
from bot.week import Week
from tests.rows import WEEK
from tests.test_digest_page import cell, history, told

LARGE, SMALL = Band(13, 17), Band(8, 12)


def said(weeks: History, words: str = "") -> list[str]:
    return trend_text(weeks, asked(words.split(), WEEK), CHINESE).splitlines()[1:-1]


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("", Span(WEEK.plus(-7), WEEK)),
        ("12", Span(WEEK.plus(-11), WEEK)),
        ("2026-W30 2026-W40", Span(Week.parse("2026-W30"), Week.parse("2026-W40"))),
        ("2020-W01 2026-w40", Span(Week.parse("2026-W40").plus(1 - MOST), Week.parse("2026-W40"))),
        ("a", Span(WEEK.plus(-7), WEEK, "A")),
        ("1-W 4", Span(WEEK.plus(-3), WEEK, "1-W")),
    ],
)
def test_a_span_is_read_as_people_write_it(words: str, span: Span) -> None:
    assert asked(words.split(), WEEK) == span


@pytest.mark.parametrize(
    "words", ["1", "57", "0", "4 5", "2026-W30", "2026-W40 2026-W30", "2026-W99 2026-W30"]
)
def test_any_other_span_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"week|format"):
        asked(words.split(), WEEK)


def test_each_week_has_its_line_and_a_gap_has_a_dash() -> None:
    weeks = history(told(cell(4, active=LARGE)), None, told(cell(2, active=LARGE)))
    assert said(weeks) == [
        "2026-W45：要求 4 次，约 8 分钟（4–16）",
        "2026-W46：—",
        "2026-W47：要求 2 次，约 4 分钟（2–8）",
    ]


def test_only_the_weeks_asked_for_are_shown() -> None:
    weeks = history(*[told(cell(n, active=LARGE)) for n in range(1, 7)])
    assert len(said(weeks, "3")) == 3
    assert [line[:8] for line in said(weeks, "2026-W43 2026-W44")] == ["2026-W43", "2026-W44"]


def test_a_single_small_row_is_never_put_side_by_side() -> None:
    weeks = history(*[told(cell(4, active=SMALL))] * 8)
    assert trend_text(weeks, asked([], WEEK), CHINESE) == CHINESE.no_trend
    mixed = history(told(cell(1, active=LARGE)), told(cell(2, active=SMALL)),
                    told(cell(3, active=LARGE)))  # fmt: skip
    assert said(mixed)[1] == "2026-W46：—"


def test_sums_of_several_rows_are_shown_whatever_their_size() -> None:
    weeks = history(*[told(cell(2, active=SMALL), cell(3, "B", active=SMALL))] * 2)
    assert [line.split("，")[0] for line in said(weeks)] == [
        "2026-W46：要求 5 次", "2026-W47：要求 5 次",
    ]  # fmt: skip


def test_one_row_is_followed_by_its_group_and_only_where_it_is_large() -> None:
    weeks = history(
        told(cell(1, "B", group_id="g", active=LARGE), cell(9, "A", group_id="h", active=LARGE)),
        told(cell(2, "A", group_id="g", active=SMALL), cell(9, "B", group_id="h", active=LARGE)),
        told(cell(3, "A", group_id="g", active=LARGE), cell(9, "B", group_id="h", active=LARGE)),
    )
    assert [line.split("，")[0] for line in said(weeks, "A")] == [
        "2026-W45：要求 1 次", "2026-W46：—", "2026-W47：要求 3 次",
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["Z", "C"])
def test_a_code_of_no_row_or_of_a_pool_is_followed_nowhere(code: str) -> None:
    weeks = history(*[told(cell(2, "A", group_id="g", active=LARGE),
                           cell(2, "C", shape="pool", active=LARGE))] * 3)  # fmt: skip
    answer = trend_text(weeks, asked([code], WEEK), CHINESE)
    assert answer == CHINESE.trend_no_row.format(code=code)


def test_a_year_fits_one_message_in_either_language() -> None:
    weeks = history(*[told(cell(4, active=LARGE))] * MOST)
    for texts in (CHINESE, ENGLISH):
        assert len(trend_text(weeks, asked([str(MOST)], WEEK), texts)) < 4096
