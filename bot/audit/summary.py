"""Coded weeks → the summary: the one step through which an audit's figures leave."""

import random
from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.audit.chat import ChatAudit
from bot.close import Policy
from bot.digest import words
from bot.digest.anonymise import anonymise
from bot.digest.contents import WINDOWS, CellFigures, Totals, totals
from bot.privacy.noise import laplace
from bot.records import GroupWeek
from bot.week import Week

SCHEMA = 1
ESTIMATED = "minutes 是估算的人·分钟，有低、中、高三个数"
LOWER_BOUND = "addressed 按最近四周发过言的人数算，只会少算，不会多算"
ACTS = (
    "messages", "demands", "off_hours", "pressure", "repeated", "emergency", "chains",
    "free_chains",
)  # fmt: skip
Summary = dict[str, Any]


def in_order(audits: Sequence[ChatAudit]) -> list[ChatAudit]:
    """Groups in the order of their codes: random to who has no archive, always the same."""
    return sorted(audits, key=lambda audit: audit.mark)


def summarise(audits: Sequence[ChatAudit], policy: Policy, timezone: str) -> Summary:
    """The anonymised summary of groups that form one class; the same chats give the same one."""
    named = [(f"{number:06}", audit) for number, audit in enumerate(in_order(audits))]
    weeks = sorted({week for audit in audits for week in audit.weeks})
    lot = " ".join(audit.mark for _, audit in named)
    released = [
        _week(
            week,
            [audit.weeks[week].group_week(name) for name, audit in named if week in audit.weeks],
            policy,
            # Codes mean nothing from week to week: a row must not be followed (attacks.md, row 20).
            random.Random(f"{week} {lot}"),  # noqa: S311
        )
        for week in weeks
    ]
    return {
        "schema": SCHEMA,
        "k": policy.k,
        "model": policy.model,
        "timezone": timezone,
        "notes": [ESTIMATED, LOWER_BOUND],
        "chats": len(audits),
        "weeks": [row for row, _ in released],
        "total": _overall([cell for _, cells in released for cell in cells]),
    }


def _week(
    week: Week, groups: Sequence[GroupWeek], policy: Policy, rng: random.Random
) -> tuple[Summary, Sequence[CellFigures]]:
    published = anonymise(
        week, groups, None, k=policy.k, epsilon=policy.epsilon, noise=laplace, rng=rng,
        model=policy.model,
    )  # fmt: skip
    row = {
        "week": published.week,
        "from": _day(week.monday),
        "to": _day(week.sunday),
        "unpublished_groups": published.unpublished_groups,
        "total": _total(published.cells),
        "cells": [
            {"code": cell.code, "shape": cell.shape, "groups": cell.groups} | _figures(cell)
            for cell in published.cells
        ],
    }
    return row, published.cells


def _day(day: date) -> str:
    return day.isoformat()


def _figures(row: CellFigures | Totals, *, people: bool = True) -> Summary:
    """Acts as they are, people folded; without `people` what counts them is not published."""
    told = people and row.addressed is not None
    return {
        **{name: getattr(row, name) for name in ACTS},
        "categories": {str(name): count for name, count in row.categories.items()},
        "labels": {str(name): count for name, count in row.labels.items()},
        "windows": dict(zip(WINDOWS, row.windows, strict=True)),
        "active": words.people(row.active) if told else None,
        "addressed": words.people(row.addressed) if told else None,
        "participants": words.people(row.participants) if told else None,
        "minutes": _minutes(row) if told else None,
    }


def _minutes(row: CellFigures | Totals) -> dict[str, int] | None:
    span = row.minutes
    return {"low": span.low, "mid": span.mid, "high": span.high} if span else None


def _total(cells: Sequence[CellFigures]) -> Summary | None:
    """The sum of published rows; None, not zero, where there is none."""
    if not cells:
        return None
    added = totals(cells)
    people = any(cell.addressed for cell in cells)
    return {"groups": added.groups} | _figures(added, people=people)


def _overall(cells: Sequence[CellFigures]) -> Summary | None:
    """The sum over the weeks; people who wrote are not added up: most are the same each week."""
    total = _total(cells)
    if total is not None:
        del total["active"]
        total["group_weeks"] = total.pop("groups")
    return total
