"""/trend: weeks of a chosen span, of all rows together or of one row of the last digest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.digest.contents import Minutes
from bot.digest.history import History, Told
from bot.digest.words import Wording
from bot.texts import Texts
from bot.week import Week

USUAL, FEWEST, MOST = 8, 2, 56
WEEK = re.compile("[0-9]{4}-W[0-9]{2}")


@dataclass(frozen=True)
class Span:
    """What was asked for: weeks from `first` to `last`, of one row if there is a `code`."""

    first: Week
    last: Week
    code: str = ""


def asked(words: Sequence[str], newest: Week) -> Span:
    """Read “12”, “2026-W30 2026-W45”, “A”, “A 12”, or nothing; else ValueError."""
    words = [word.upper() for word in words]
    weeks = [Week.parse(word) for word in words if WEEK.fullmatch(word)]
    counts = [int(word) for word in words if word.isdecimal()]
    code = "".join(word for word in words if not (WEEK.fullmatch(word) or word.isdecimal()))
    if len(weeks) == 2 and not counts and weeks[0] < weeks[1]:
        return Span(max(weeks[0], weeks[1].plus(1 - MOST)), weeks[1], code)
    if weeks or len(counts) > 1:
        raise ValueError("one number or two weeks")
    (count,) = counts or [USUAL]
    if not FEWEST <= count <= MOST:
        raise ValueError("too few or too many weeks")
    return Span(newest.plus(1 - count), newest, code)


def trend_text(history: History, span: Span, texts: Texts) -> str:
    """One line a week; too few that may be shown are said to be too few."""
    weeks = _weeks(history, span)
    group = _group(history, span.code)
    if span.code and not group:
        return texts.trend_no_row.format(code=span.code)
    figures = [_figures(told, group) for told in weeks]
    if sum(each is not None for each in figures) < FEWEST:
        return texts.no_trend
    what = texts.trend_row.format(code=span.code) if group else texts.trend_all
    wording = Wording(texts.digest)
    lines = [
        texts.trend_line.format(week=told.week, demands=each[0], hours=wording.hours(each[1]))
        if each
        else texts.trend_gap.format(week=told.week)
        for told, each in zip(weeks, figures, strict=True)
    ]
    return "\n".join([texts.trend_head.format(what=what), *lines, texts.trend_foot])


def _weeks(history: History, span: Span) -> list[Told]:
    """The weeks of the span from the first of which there was a digest; gaps included."""
    told = {week: tuple(bodies) for week, bodies in history if span.first <= week <= span.last}
    first = min(told, default=span.last)
    count = (span.last.monday - first.monday).days // 7 + 1
    return [Told(week, told.get(week, ())) for week in map(first.plus, range(count))]


def _group(history: History, code: str) -> str:
    """Own id of the group that has this code in the last digest."""
    if not history or not code:
        return ""
    week, bodies = history[-1]
    rows = dict(Told(week, tuple(bodies)).rows)
    return rows[code].group_id if code in rows else ""


def _figures(told: Told, group: str) -> tuple[int, Minutes | None] | None:
    """Demands and estimate of a week; None where they would follow fewer than 2k people."""
    if group:
        cell = told.named.get(group)
        return (cell.demands, cell.minutes) if cell and cell.may_be_followed(told.k) else None
    if told.total is None:
        return None
    if len(told.cells) == 1 and not told.cells[0].may_be_followed(told.k):
        return None
    return told.total.demands, told.minutes
