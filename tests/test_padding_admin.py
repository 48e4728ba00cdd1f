"""An admin who knows every report but one, and files dummies' reports to stand at a threshold.

Attack 3 of the threat model: four dummies report, so that one honest report turns “<5” into “5”.
The promise: whatever they look at, the odds they give “somebody reported” grow by e^ε at most.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from math import exp
from pathlib import Path

import pytest

from bot.close import Closer, Policy
from bot.digest.contents import CATEGORIES, VERDICTS
from bot.digest.words import reports
from bot.filing import Desk
from bot.privacy.keys import Keyring
from bot.privacy.noise import laplace
from bot.privacy.release import fold
from bot.store import Store
from tests.rows import WEEK, populate

EPSILON, DRAWS, DUMMIES, HONEST = 1.0, 20_000, 4, 99
SLOTS = [*map(str, CATEGORIES), *VERDICTS]
# Four standard deviations of a share of DRAWS.
CHANCE = 4 * 0.5 / DRAWS**0.5
Seen = tuple[int, int]


def exact_counts(folder: Path, *, reported: bool) -> list[int]:
    """What the close hands to the noise, after the dummies and perhaps the honest one filed."""
    handed: list[list[int]] = []

    def take(counts: Sequence[int], _epsilon: float) -> list[int]:
        handed.append(list(counts))
        return list(counts)

    store, keyring = Store.open(folder / "jianfu.db"), Keyring(folder / "keys")
    populate(store, keyring, "a" * 16, people=25)
    desk = Desk(store, keyring)
    for person in [*range(DUMMIES), *([HONEST] if reported else [])]:
        desk.file(WEEK, 0, person, "a" * 16, "打卡类", True, True)
    Closer(store, keyring, Policy(5, EPSILON, "test"), take, random.Random(1)).close(WEEK)
    store.close()
    (counts,) = handed
    return counts


def test_one_honest_report_moves_one_category_and_one_verdict_by_one(tmp_path: Path) -> None:
    """The distance that the noise is made for; 20,000 draws at these two places follow."""
    without = exact_counts(tmp_path / "without", reported=False)
    with_one = exact_counts(tmp_path / "with", reported=True)
    moved = {slot: b - a for slot, a, b in zip(SLOTS, without, with_one, strict=True) if a != b}
    assert moved == {"打卡类": 1, "已计入": 1}


@cache
def draws(count: int) -> list[Seen]:
    """The released category and verdict, 20,000 times."""
    drawn = laplace([count] * (2 * DRAWS), EPSILON)
    return list(zip(drawn[:DRAWS], drawn[DRAWS:], strict=True))


VIEWS: dict[str, Callable[[Seen], float]] = {
    "the stored numbers": lambda seen: seen[0] + seen[1],
    "the category alone": lambda seen: seen[0],
    "what the digest shows": lambda seen: (
        float(reports(seen[0]).strip("<")) + float(reports(seen[1]).strip("<"))
    ),
    "whether the category left “<5”": lambda seen: reports(seen[0]) != "<5",
}


@pytest.mark.parametrize("view", VIEWS)
def test_the_padding_admin_gains_no_more_than_the_stated_bound(view: str) -> None:
    look = VIEWS[view]
    without, with_one = (Counter(map(look, draws(n))) for n in (DUMMIES, DUMMIES + 1))
    for threshold in sorted({*without, *with_one}):
        for event in (lambda x, t=threshold: x >= t, lambda x, t=threshold: x < t):
            a, b = (sum(n for x, n in drawn.items() if event(x)) / DRAWS
                    for drawn in (without, with_one))  # fmt: skip
            assert b <= exp(EPSILON) * a + CHANCE
            assert a <= exp(EPSILON) * b + CHANCE


def best_guess(without: Sequence[Seen], with_one: Sequence[Seen]) -> float:
    """How often the best guess is right, where both are as likely before looking."""
    a, b = Counter(without), Counter(with_one)
    return sum(max(a[seen], b[seen]) for seen in a | b) / (len(without) + len(with_one))


def test_even_odds_become_no_better_than_seventy_three_in_a_hundred() -> None:
    """The whole view at once, halves drawn apart so that no guess is fitted to its own draws."""
    without, with_one = draws(DUMMIES), draws(DUMMIES + 1)
    half = DRAWS // 2
    a, b = Counter(without[:half]), Counter(with_one[:half])
    guesses = {seen: b[seen] >= a[seen] for seen in a | b}
    right = sum(not guesses.get(s, s[0] + s[1] > 2 * DUMMIES) for s in without[half:])
    right += sum(guesses.get(s, s[0] + s[1] > 2 * DUMMIES) for s in with_one[half:])
    assert 0.55 < right / DRAWS < exp(EPSILON) / (1 + exp(EPSILON)) + CHANCE


def test_the_same_admin_is_certain_where_counts_are_only_folded() -> None:
    folded = [(fold(n, 5).lo, fold(n, 5).lo) for n in (DUMMIES, DUMMIES + 1)]
    assert best_guess([folded[0]], [folded[1]]) == 1.0
