"""What became of each category since the week before: gone, back, or perhaps in another form."""

from collections.abc import Sequence

from bot.digest.contents import CATEGORIES, Totals
from bot.digest.history import Told
from bot.digest.words import NOTHING
from classifier import LABELS, Category, category_of


def followup(weeks: Sequence[Told]) -> list[tuple[Category, str]]:
    """One word per category from the last two weeks; earlier ones only tell 又有了 from 新出现."""
    *earlier, before, now = (told.total for told in weeks)
    return [
        (category, _became(category, now, before, [week for week in earlier if week]))
        for category in CATEGORIES[:-1]
    ]


def _became(
    category: Category, now: Totals | None, before: Totals | None, earlier: Sequence[Totals]
) -> str:
    if now is None or before is None:
        return NOTHING
    count, old = now.categories[category], before.categories[category]
    if not old:
        seen = any(week.categories[category] for week in earlier)
        return ("又有了" if seen else "新出现") if count else "没有"
    if not count:
        return "这周没有了"
    if count < old:
        return "少了"
    if _moved(category, now, before):
        return "可能换了形式"
    return "多了" if count > old else "没变"


def _moved(category: Category, now: Totals, before: Totals) -> bool:
    """One kind under the category fell while another rose."""
    changes = [
        now.labels[label] - before.labels[label]
        for label in LABELS
        if category_of(label) == category
    ]
    return min(changes) < 0 < max(changes)
