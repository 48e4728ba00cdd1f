"""Which groups need their owner's care: over, silent, without an owner, or nearly one and the same.

Being over and having no owner are facts of the register. What is drawn from messages, silence and
overlap, is told of groups in a row of their own only: what enters no row enters no figure.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from bot.digest.contents import Care
from bot.records import GroupWeek


def care(groups: Sequence[GroupWeek], shown: Sequence[GroupWeek], k: int) -> Care:
    """Counts over all `groups` of a class; `shown` are those in a row of their own."""
    return Care(
        overdue=sum(group.watched.overdue for group in groups),
        silent=sum(group.watched.silent for group in shown),
        overlapping=overlapping(shown, k),
        ownerless=sum(not group.watched.owned for group in groups),
    )


def overlapping(shown: Sequence[GroupWeek], k: int) -> int:
    """Groups that have more than half of their people in common with another one.

    Both must have 2k people who wrote, and k in common (attacks.md §3).
    """
    large = [group for group in shown if len(group.people) >= 2 * k]
    found: set[int] = set()
    for (one, other), common in _in_common(large).items():
        more = max(len(large[one].people), len(large[other].people))
        if common >= k and 2 * common > more:
            found |= {one, other}
    return len(found)


def _in_common(groups: Sequence[GroupWeek]) -> Counter[tuple[int, int]]:
    """People in common, by pairs that have any: most pairs of many groups have none."""
    places: dict[bytes, list[int]] = {}
    for place, group in enumerate(groups):
        for person in group.people:
            places.setdefault(person, []).append(place)
    return Counter(pair for each in places.values() for pair in combinations(each, 2))
