"""The rows of the page: a group each, or small ones together, in the order they were frozen in."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.digest import headline
from bot.digest.contents import CellFigures
from bot.digest.followup import Became, by_word, row_followup
from bot.digest.history import Told
from bot.digest.words import NOTHING, Wording, share

HOUR, DAY = 1, 2  # Places in WINDOWS.
CHANGED: tuple[Became, ...] = ("new", "back", "more", "moved", "fewer", "gone")


@dataclass(frozen=True)
class Row:
    """One row: its code, demands and estimate, and all else in a line beneath."""

    code: str
    demands: str
    hours: str
    note: str


def rows(wording: Wording, weeks: Sequence[Told]) -> list[Row]:
    """Every row, never by load; one of dashes where there is none."""
    return [
        Row(code, str(cell.demands), wording.hours(cell.minutes), _note(wording, weeks, cell))
        for code, cell in weeks[-1].rows
    ] or [Row(*(NOTHING,) * 4)]


def _note(wording: Wording, weeks: Sequence[Told], cell: CellFigures) -> str:
    """What kind of row, its load, and what became of its categories since last week."""
    texts = wording.texts
    groups = wording.count(cell.groups, texts.small_groups)
    load = texts.row_note.format(
        daily=headline.daily(cell),
        off_hours=share(cell.off_hours, cell.demands),
        hour=wording.count(cell.windows[HOUR], texts.times),
        day=wording.count(cell.windows[DAY], texts.times),
        addressed=wording.band(cell.addressed, texts.person_times),
        participants=wording.band(cell.participants, texts.person_times),
    )
    parts = [texts.shapes[cell.shape].format(groups=groups), load, _followup(wording, weeks, cell)]
    return texts.semicolon.join(part for part in parts if part)


def _followup(wording: Wording, weeks: Sequence[Told], cell: CellFigures) -> str:
    return wording.became(by_word(row_followup(weeks, cell), CHANGED))
