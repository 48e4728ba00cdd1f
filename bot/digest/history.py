"""Eight weeks as they were told, gaps included: what the page and the picture are drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bot.digest.contents import (
    Care,
    CellFigures,
    Minutes,
    Published,
    Pushed,
    Reliability,
    Totals,
    totals,
)
from bot.privacy.release import NOBODY, Band
from bot.week import Week

WEEKS = 8
People = Literal["active", "addressed", "participants"]
History = Sequence[tuple[Week, Sequence[Published]]]


@dataclass(frozen=True)
class Told:
    """What one supervisor was told of one week; nothing published means no digest that week."""

    week: Week
    published: tuple[Published, ...]

    @cached_property
    def cells(self) -> tuple[CellFigures, ...]:
        """The rows of all classes, in the random order they were frozen in."""
        return tuple(cell for published in self.published for cell in published.cells)

    @cached_property
    def total(self) -> Totals | None:
        """Sums over the rows; None where no row could be published, which is not zero."""
        return totals(self.cells) if self.cells else None

    @property
    def rows(self) -> list[tuple[str, CellFigures]]:
        """Each row with its code; codes of several classes are told apart by a number."""
        many = len(self.published) > 1
        return [
            (f"{number}-{cell.code}" if many else cell.code, cell)
            for number, published in enumerate(self.published, 1)
            for cell in published.cells
        ]

    @property
    def left_out(self) -> int:
        """Groups too small to enter any figure."""
        return sum(published.unpublished_groups for published in self.published)

    @property
    def left_groups(self) -> int:
        """Groups that took the bot out this week."""
        return sum(published.left_groups for published in self.published)

    @property
    def interrupted_groups(self) -> int:
        """Groups that were not watched all week."""
        return sum(published.interrupted_groups for published in self.published)

    @property
    def down_days(self) -> int:
        """Whole days on which the machine did not run; the same for every class."""
        return max((published.down_days for published in self.published), default=0)

    @property
    def care(self) -> Care:
        """Groups that need their owner's care."""
        return sum((published.care for published in self.published), Care())

    @property
    def pushed(self) -> Pushed:
        """What was pushed; what two classes were told to install counts once where it is named."""
        each = [published.pushed for published in self.published]
        named = sorted({name for one in each for name in one.named})
        twice = sum(len(one.named) for one in each) - len(named)
        return Pushed(sum(one.different for one in each) - twice, tuple(named))

    @property
    def k(self) -> int:
        """The smallest number of people a row stands on."""
        return max((published.k for published in self.published), default=0)

    @property
    def reliability(self) -> Reliability | None:
        """How far the model can be relied on; one model serves every class of a week."""
        return next((p.reliability for p in self.published if p.reliability), None)

    @property
    def named(self) -> dict[str, CellFigures]:
        """Rows of one group each, by the group's own id."""
        return {cell.group_id: cell for cell in self.cells if cell.group_id}

    @property
    def reports(self) -> dict[str, int] | None:
        """Noised counts of members' reports, all classes added; None where none is published."""
        noised = [each.reports for each in self.published if each.reports is not None]
        return {slot: sum(each[slot] for each in noised) for slot in noised[0]} if noised else None

    @property
    def minutes(self) -> Minutes | None:
        """Estimated person-minutes; None where no row tells of people."""
        known = [cell.minutes for cell in self.cells if cell.minutes]
        return sum(known, Minutes(0, 0, 0)) if known else None

    def people(self, field: People) -> Band | None:
        """A folded count of people; None where no row tells of people."""
        known: list[Band] = [band for cell in self.cells if (band := getattr(cell, field))]
        return sum(known, NOBODY) if known else None


def eight_weeks(history: History) -> list[Told]:
    """The eight weeks up to the last of `history`, oldest first; weeks not in it stay empty."""
    last = history[-1][0]
    told = {week: tuple(published) for week, published in history}
    weeks = [last.plus(-back) for back in reversed(range(WEEKS))]
    return [Told(week, told.get(week, ())) for week in weeks]
