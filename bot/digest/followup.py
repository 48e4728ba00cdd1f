"""What became of each category since the week before: gone, back, or perhaps in another form."""

from collections.abc import Sequence
from typing import Literal

from bot.digest.contents import CATEGORIES, Totals
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


def _became(
    category: Category, now: Totals | None, before: Totals | None, earlier: Sequence[Totals]
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


def _moved(category: Category, now: Totals, before: Totals) -> bool:
    """One kind under the category fell while another rose."""
    changes = [
        now.labels[label] - before.labels[label]
        for label in LABELS
        if category_of(label) == category
    ]
    return min(changes) < 0 < max(changes)
