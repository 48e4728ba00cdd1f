"""What became of each category since the week before: gone, back, or perhaps in another form."""

from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from bot.digest.contents import CATEGORIES, Acts, CellFigures
from bot.digest.history import Told
from classifier import LABELS, Category, category_of

Became = Literal["none", "new", "back", "gone", "fewer", "moved", "more", "same"]


def followup(weeks: Sequence[Told]) -> list[tuple[Category, Became | None]]:
    """One word per category from the last two weeks; None where they can't be compared.

    Earlier weeks only tell what came back from what is new.
    """
    *earlier, before, now = (told.total for told in weeks)
    return [
        (category, _became(category, now, before, [week for week in earlier if week]))
        for category in CATEGORIES[:-1]
    ]


def by_word(
    became: Iterable[tuple[Category, Became | None]], words: Collection[Became]
) -> dict[Became, list[Category]]:
    """The categories under each of these words, in the order of the words."""
    found = {word: [category for category, each in became if each == word] for word in words}
    return {word: categories for word, categories in found.items() if categories}


def row_followup(weeks: Sequence[Told], cell: CellFigures) -> list[tuple[Category, Became]]:
    """The same for one row; empty unless 2k people wrote in both weeks (attacks.md, row 20)."""
    k = weeks[-1].k
    before = weeks[-2].named.get(cell.group_id)
    if before is None or not (cell.may_be_followed(k) and before.may_be_followed(k)):
        return []
    known = [told.named.get(cell.group_id) for told in weeks[:-2]]
    earlier = [each for each in known if each and each.may_be_followed(k)]
    words = [(category, _became(category, cell, before, earlier)) for category in CATEGORIES[:-1]]
    return [(category, word) for category, word in words if word]


def _became(
    category: Category, now: Acts | None, before: Acts | None, earlier: Sequence[Acts]
) -> Became | None:
    if now is None or before is None:
        return None
    count, old = now.categories[category], before.categories[category]
    if not old:
        seen = any(week.categories[category] for week in earlier)
        return ("back" if seen else "new") if count else "none"
    if not count:
        return "gone"
    if count < old:
        return "fewer"
    if _moved(category, now, before):
        return "moved"
    return "more" if count > old else "same"


def _moved(category: Category, now: Acts, before: Acts) -> bool:
    """One kind under the category fell while another rose."""
    changes = [
        now.labels[label] - before.labels[label]
        for label in LABELS
        if category_of(label) == category
    ]
    return min(changes) < 0 < max(changes)
