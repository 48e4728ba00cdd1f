"""Published: all that leaves, and the one source of every figure shown afterwards."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from bot.privacy.release import NOBODY, Band, Shape
from classifier import LABELS, Category, Label

# Reply windows a demand can ask for, as stored with a finding.
WINDOWS = ("没说时限", "一小时内", "当天", "更久")
CATEGORIES = tuple(Category)
VERDICTS = ("已计入", "未计入")


@dataclass(frozen=True)
class Minutes:
    """Estimated person-minutes, always shown as a range with the word 估算."""

    low: int
    mid: int
    high: int

    def __add__(self, other: "Minutes") -> "Minutes":
        return Minutes(self.low + other.low, self.mid + other.mid, self.high + other.high)

    def overlaps(self, other: "Minutes") -> bool:
        """Whether the two ranges share a point, so that neither can be called the larger."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, kw_only=True)
class Acts:
    """What happened, as integers in one-way margins; public in its group, so told exactly."""

    messages: int
    demands: int
    labels: dict[str, int]
    categories: dict[str, int]
    off_hours: int
    pressure: int
    windows: tuple[int, ...]
    emergency: int
    documented: int
    misjudged: int
    chains: int
    free_chains: int
    repeated: int
    paused_days: int
    removed_days: int
    late: int
    late_misjudged: int = 0
    late_documented: int = 0

    def acts(self) -> dict[str, Any]:
        """These fields alone, to build another record with."""
        return {each.name: getattr(self, each.name) for each in fields(Acts)}


@dataclass(frozen=True, kw_only=True)
class CellFigures(Acts):
    """One row: messages to two digits, people folded; None where people are not told."""

    code: str
    shape: Shape
    groups: int
    active: Band | None
    addressed: Band | None
    participants: Band | None
    minutes: Minutes | None
    # Own ids of groups in a row of their own, so that /status and trends find it; never shown.
    group_id: str = field(default="", repr=False)

    def may_be_followed(self, k: int) -> bool:
        """Whether the row stands on 2k people, so that weeks of it may be put side by side."""
        return self.active is not None and self.active.lo >= 2 * k


@dataclass(frozen=True)
class Case:
    """A typical demand as facts: what was asked, how often, of how many, with what pressure."""

    labels: tuple[str, ...]
    times: int
    groups: int
    addressed: Band
    pressure: bool
    off_hours: bool


@dataclass(frozen=True, kw_only=True)
class Care:
    """Groups of the class that need their owner's care, as numbers; none of them is named."""

    overdue: int = 0
    silent: int = 0
    overlapping: int = 0
    ownerless: int = 0

    def __add__(self, other: "Care") -> "Care":
        return Care(**{each.name: getattr(self, each.name) + getattr(other, each.name)
                       for each in fields(Care)})  # fmt: skip


@dataclass(frozen=True)
class Pushed:
    """Apps, accounts and groups people were told to install, follow or join.

    `named` are only names of the list that ships with the bot (attacks.md, row 21).
    """

    different: int = 0
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reliability:
    """The model on voices it had not met: share of demands found, of other talk taken for one.

    A group's talk is harder than ordinary talk alone, and easier than the mixture of the test,
    half of which only looks like demands: `alarms` runs from the one's low end to the other's high.
    """

    recall: float
    alarms_low: float
    alarms_high: float


@dataclass(frozen=True)
class Published:
    """What one class of groups (same supervisors) is told of one week. Frozen at the close."""

    week: str
    cells: tuple[CellFigures, ...]
    unpublished_groups: int
    interrupted_groups: int
    reports: dict[str, int] | None
    model: str
    cases: tuple[Case, ...] = ()
    k: int = 5
    # Groups that took the bot out this week, and whole days on which the machine did not run.
    left_groups: int = 0
    down_days: int = 0
    care: Care = Care()
    pushed: Pushed = Pushed()
    reliability: Reliability | None = None

    def to_json(self) -> str:
        """The stored form; the same week gives the same bytes."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Published":
        """Read the stored form back."""
        body: dict[str, Any] = json.loads(text)
        cells = tuple(_cell(cell) for cell in body["cells"])
        cases = tuple(_case(case) for case in body["cases"])
        known = body.get("reliability")
        return cls(**body | {
            "cells": cells, "cases": cases, "care": Care(**body.get("care", {})),
            "pushed": _pushed(**body.get("pushed", {})),
            "reliability": Reliability(**known) if known else None,
        })  # fmt: skip


def _pushed(different: int = 0, named: Iterable[str] = ()) -> Pushed:
    return Pushed(different, tuple(named))


def _case(body: dict[str, Any]) -> Case:
    labels, addressed = tuple(body["labels"]), Band(**body["addressed"])
    return Case(**body | {"labels": labels, "addressed": addressed})


def _cell(body: dict[str, Any]) -> CellFigures:
    bands = {
        name: Band(**body[name]) if body[name] else None
        for name in ("active", "addressed", "participants")
    }
    minutes = Minutes(**body["minutes"]) if body["minutes"] else None
    return CellFigures(**body | bands | {"minutes": minutes, "windows": tuple(body["windows"])})


@dataclass(frozen=True, kw_only=True)
class Totals(Acts):
    """Sums over published cells only."""

    groups: int
    active: Band
    addressed: Band
    participants: Band
    minutes: Minutes


def totals(cells: Iterable[CellFigures]) -> Totals:
    """Add published cells; people by adding the ends of their bands."""
    rows = list(cells)

    def add(name: str) -> int:
        return sum(getattr(row, name) for row in rows)

    def people(name: str) -> Band:
        return sum((getattr(row, name) or NOBODY for row in rows), NOBODY)

    return Totals(
        **{name: add(name) for name in INTEGERS},
        categories={c: sum(row.categories[c] for row in rows) for c in CATEGORIES[:-1]},
        labels={label: sum(row.labels[label] for row in rows) for label in LABELS},
        windows=tuple(sum(row.windows[i] for row in rows) for i in range(len(WINDOWS))),
        active=people("active"),
        addressed=people("addressed"),
        participants=people("participants"),
        minutes=sum((row.minutes for row in rows if row.minutes), Minutes(0, 0, 0)),
    )


INTEGERS = (
    "groups",
    *(each.name for each in fields(Acts) if each.type is int),
)


def label_counts(labels: Iterable[Label]) -> dict[str, int]:
    """How often each of the nine labels occurs, zeros included."""
    counts = dict.fromkeys((str(label) for label in LABELS), 0)
    for label in labels:
        counts[label] += 1
    return counts
