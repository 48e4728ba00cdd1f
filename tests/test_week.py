"""Weeks end on Sunday 24:00 and close at the digest hour of a working day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.week import Calendar, Week

CALENDAR = Calendar("Asia/Shanghai", "Mon 09:00")


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(text + "+08:00")


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_a_week_is_read_back_as_it_is_written(day: date) -> None:
    assert Week.parse(str(Week.of(day))) == Week.of(day)


def test_a_message_of_sunday_night_belongs_to_the_ending_week() -> None:
    sunday = datetime(2026, 11, 22, 15, 59, 59, tzinfo=UTC)
    assert str(CALENDAR.week(sunday)) == "2026-W47"
    assert str(CALENDAR.week(sunday + timedelta(seconds=1))) == "2026-W48"


def test_a_week_closes_on_monday_at_nine() -> None:
    assert CALENDAR.closes(Week.parse("2026-W47")) == shanghai("2026-11-23T09:00")


def test_a_close_on_a_holiday_waits_for_the_next_working_day() -> None:
    # 2026-09-28 is a Monday; 2026-10-05 lies in the National Day holiday.
    assert CALENDAR.closes(Week.parse("2026-W39")) == shanghai("2026-09-28T09:00")
    assert CALENDAR.closes(Week.parse("2026-W40")) == shanghai("2026-10-08T09:00")


@pytest.mark.parametrize(
    ("moment", "off"),
    [
        ("2026-11-16T07:59", True),
        ("2026-11-16T08:00", False),
        ("2026-11-16T19:59", False),
        ("2026-11-16T20:00", True),
        ("2026-11-21T10:00", True),
        ("2026-10-01T10:00", True),
        ("2026-10-10T10:00", False),
    ],
)
def test_off_hours_are_nights_rest_days_and_holidays(moment: str, off: bool) -> None:
    assert CALENDAR.off_hours(shanghai(moment)) is off


def test_nonsense_is_no_week() -> None:
    with pytest.raises(ValueError, match="week"):
        Week.parse("last week")
