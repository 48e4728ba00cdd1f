"""Tally → Published: the one step through which figures leave, in the order attacks.md §3 gives."""

import random
from collections.abc import Mapping, Sequence
from itertools import groupby

from bot.digest.aggregate import Tally, repeated_demands, tally
from bot.digest.burden import minutes
from bot.digest.care import care
from bot.digest.cases import pushed, typical
from bot.digest.contents import (
    CATEGORIES,
    VERDICTS,
    CellFigures,
    Minutes,
    Published,
    Reliability,
)
from bot.privacy.noise import Noise
from bot.privacy.release import Band, Cell, cells, fold, fold_within, reports_may_be_published
from bot.records import GroupWeek
from bot.week import Week

CODES = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def classes(weeks: Sequence[GroupWeek]) -> list[tuple[tuple[int, ...], list[GroupWeek]]]:
    """Groups by identical, non-empty sets of supervisors."""
    watched = sorted(
        (week for week in weeks if week.watched.supervisors),
        key=lambda week: (week.watched.supervisors, week.watched.group),
    )
    return [
        (supervisors, list(members))
        for supervisors, members in groupby(watched, key=lambda week: week.watched.supervisors)
    ]


def anonymise(
    week: Week,
    groups: Sequence[GroupWeek],
    reports: Mapping[str, int] | None,
    *,
    k: int,
    epsilon: float,
    noise: Noise,
    rng: random.Random,
    model: str,
    reliability: Reliability | None = None,
    left: int = 0,
    down_days: int = 0,
) -> Published:
    """What one class of groups is told. `reports` are exact counts and get their noise here.

    `reports` is None for the preview of a running week, which shows none. `left` groups of the
    class took the bot out this week; on `down_days` whole days the machine did not run.
    """
    by_id = {group.watched.group: group for group in groups}
    people = {name: group.people for name, group in by_id.items()}
    found = cells(people, {name: group.watched.members for name, group in by_id.items()}, k)
    rng.shuffle(found)
    shown = {name for cell in found for name in cell.groups}
    repeated = repeated_demands(by_id[name] for name in sorted(shown))
    return Published(
        week=str(week),
        cells=tuple(
            _figures(code(i), cell, [by_id[g] for g in cell.groups], repeated, k)
            for i, cell in enumerate(found)
        ),
        unpublished_groups=len(by_id) - len(shown),
        interrupted_groups=sum(not group.watched.whole for group in groups),
        reports=_noised(reports, groups, k, epsilon, noise),
        model=model,
        cases=typical([by_id[name] for name in sorted(_with_people(found))], k),
        k=k,
        left_groups=left,
        down_days=down_days,
        care=care(groups, [by_id[cell.groups[0]] for cell in found if cell.shape != "pool"], k),
        pushed=pushed([by_id[name] for name in sorted(shown)]),
        reliability=reliability,
    )


def _with_people(found: Sequence[Cell]) -> list[str]:
    """Groups in rows that tell of people; a case has a size, and a quiet row has none."""
    return [name for cell in found if cell.shape != "quiet" for name in cell.groups]


def code(index: int) -> str:
    """A row's code in this digest: A, B, … Z, AA, AB, …"""
    more, last = divmod(index, len(CODES))
    return (code(more - 1) if more else "") + CODES[last]


def _noised(
    reports: Mapping[str, int] | None,
    groups: Sequence[GroupWeek],
    k: int,
    epsilon: float,
    noise: Noise,
) -> dict[str, int] | None:
    whole = [group.people for group in groups if group.watched.whole]
    if reports is None or not reports_may_be_published(len(frozenset().union(*whole)), k):
        return None
    slots = [*(str(category) for category in CATEGORIES), *VERDICTS]
    return dict(zip(slots, noise([reports[slot] for slot in slots], epsilon), strict=True))


def _figures(code: str, cell: Cell, weeks: Sequence[GroupWeek], repeated: frozenset[bytes],
             k: int) -> CellFigures:  # fmt: skip
    """One row. Who complied is told of a group with its own row only.

    In a pool one who knows their own group could subtract it and be left with the others.
    """
    own = cell.shape == "own"
    quiet = cell.shape == "quiet"
    exact = tally(weeks, repeated, measured=own)
    complied = fold_within(min(exact.participants, exact.most), exact.most, k)
    return CellFigures(
        **exact.acts() | {"messages": two_digits(exact.messages)},
        code=code,
        shape=cell.shape,
        groups=len(cell.groups),
        active=None if quiet else fold(exact.active, k),
        addressed=None if quiet else fold(exact.addressed, k),
        participants=complied if own else None,
        minutes=None if quiet else _minutes(exact, complied, k),
        group_id="" if cell.shape == "pool" else cell.groups[0],
    )


def _minutes(exact: Tally, complied: Band, k: int) -> Minutes:
    """From folded people and from acts alone: nobody can work back to a count of people."""
    assumed = [minutes(each, fold(people, k)) for each, people in sorted(exact.assumed.items())]
    shown = [
        minutes(each, complied, chains / exact.chains)
        for each, chains in sorted(exact.shown.items())
    ]
    return sum([*assumed, *shown], Minutes(0, 0, 0))


def two_digits(n: int) -> int:
    """Round a count of messages to two digits: 1,347 is told as 1,300."""
    return int(float(f"{n:.2g}"))
