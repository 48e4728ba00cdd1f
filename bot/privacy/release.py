"""The release rule: which groups form a cell, and how counts of people are folded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Shape = Literal["own", "quiet", "pool"]
POOLED_GROUPS = 3


@dataclass(frozen=True)
class Band:
    """A folded count: all that is said of `n` people is lo <= n <= hi."""

    lo: int
    hi: int

    def __add__(self, other: "Band") -> "Band":
        return Band(self.lo + other.lo, self.hi + other.hi)


NOBODY = Band(0, 0)


def fold(n: int, k: int) -> Band:
    """Fold a count to a multiple of k; 0 to k-1 is one band (attacks.md §3)."""
    if n < k:
        return Band(0, k - 1)
    middle = (n + k // 2) // k * k
    return Band(max(k, middle - k // 2), middle + (k - 1) // 2)


def fold_within(n: int, most: int, k: int) -> Band:
    """Fold a count of those who did something, which all together can't do more often than `most`.

    The topmost band holds at least k counts, as the lowest does: neither that nobody did it nor
    that everybody did is ever told, not even to a reader who knows how many people there are.
    """
    top = fold(most, k)
    while top.lo > 0 and most - top.lo + 1 < k:
        top = Band(fold(top.lo - 1, k).lo, top.hi)
    return top if n >= top.lo else fold(n, k)


@dataclass(frozen=True)
class Cell:
    """Groups published as one row, and how."""

    shape: Shape
    groups: tuple[str, ...]


def cells(people: Mapping[str, frozenset[bytes]], heads: Mapping[str, int], k: int) -> list[Cell]:
    """Divide the groups of one class (same supervisors) into cells; the rest enter nothing.

    `people`: the distinct human senders of each group, admins and supervisors taken out.
    `heads`: members of each group, bots and admins taken out. A group stands alone with k
    senders; with 4k members but fewer senders its acts are shown, its people are not; the
    others are pooled if there are three and k people are left without any one of them.
    """
    own = [group for group in people if len(people[group]) >= k]
    quiet = [group for group in people if group not in own and heads[group] >= 4 * k]
    rest = [group for group in people if group not in own and group not in quiet]
    found = [Cell("own", (group,)) for group in own] + [Cell("quiet", (g,)) for g in quiet]
    if len(rest) >= POOLED_GROUPS and _safe_without_any_one(rest, people, k):
        found.append(Cell("pool", tuple(rest)))
    return found


def _safe_without_any_one(
    rest: Sequence[str], people: Mapping[str, frozenset[bytes]], k: int
) -> bool:
    return all(
        len(frozenset().union(*(people[other] for other in rest if other != group))) >= k
        for group in rest
    )


def reports_may_be_published(active: int, k: int) -> bool:
    """Whether a class has enough active people for its noised reports line (contract line 5)."""
    return active >= 4 * k
