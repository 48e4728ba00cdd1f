"""Made-up weeks of groups, seeded: what a supervisor of 1, 12 or 300 groups is sent."""

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from bot.digest.anonymise import anonymise
from bot.digest.contents import CATEGORIES, VERDICTS, Published, Reliability
from bot.digest.history import WEEKS, History
from bot.privacy.noise import Noise
from bot.records import ChainRow, Finding, GroupWeek, Watched
from bot.week import Week
from classifier import LABELS, Label
from tests.rows import WEEK, finding

# Most demands ask for proof, replies, forms; votes and installs are rare.
OFTEN = dict(zip(LABELS, (5, 4, 3, 1, 1, 1, 6, 5, 2), strict=True))
RELIABILITY = Reliability(0.86, 0.002, 0.035)


def no_noise(counts: Sequence[int], _epsilon: float) -> list[int]:
    return list(counts)


def group_week(dice: random.Random, number: int, week: Week, demands: int) -> GroupWeek:
    """One group of 12 to 60 people; some write, some demands set off a chain."""
    members = 12 + number * 7 % 49
    people = frozenset(b"%d-%d" % (number, n) for n in range(members) if dice.random() < 0.7)
    findings = [_demand(dice, b"%s-%d-%d" % (str(week).encode(), number, n), members)
                for n in range(demands)]  # fmt: skip
    chains = [_chain(dice, each) for each in findings if dice.random() < 0.5]
    watched = Watched(
        group=f"{number:016x}", supervisors=(7,), whole=True, paused_days=0, removed_days=0,
        late=int(number == 2), members=members, overdue=number % 10 == 3, owned=number % 17 != 5,
    )  # fmt: skip
    messages = 300 + dice.randrange(900)
    return GroupWeek(
        watched, messages, messages // 9, tuple(findings), tuple(chains), people, int(number == 1)
    )


def _demand(dice: random.Random, key: bytes, members: int) -> Finding:
    labels = [dice.choices(list(OFTEN), list(OFTEN.values()))[0]]
    if labels[0] == Label.FORCED_FORWARD:
        labels.append(Label.TRACE_PROOF)
    verdict = dice.choices(["open", "misjudged", "documented"], [18, 1, 1])[0]
    pushed = {"学习强国", "其他应用"} if labels[0] == Label.FORCED_ADOPTION else set()
    return replace(
        finding(key, tuple(labels), day=dice.randrange(6), off_hours=dice.random() < 0.3),
        addressed=members - 1, pressure=dice.random() < 0.25, verdict=verdict,
        window=dice.choices(range(4), [5, 2, 4, 3])[0], pushed=frozenset(pushed),
    )  # fmt: skip


def _chain(dice: random.Random, demand: Finding) -> ChainRow:
    people = max(2, int(demand.addressed * dice.uniform(0.5, 0.95)))
    return ChainRow(demand.key, "{}", dice.random() < 0.9, demand.labels, people, people)


def published(
    groups: Sequence[GroupWeek], week: Week = WEEK, noise: Noise = no_noise, **more: object
) -> Published:
    counts = dict.fromkeys([*map(str, CATEGORIES), *VERDICTS], 0)
    counts |= {"打卡类": 7, "过度留痕类": 12, "已计入": 16, "未计入": 3}
    return anonymise(
        week, groups, counts, k=5, epsilon=1.0, noise=noise, rng=random.Random(str(week)),
        model="2026-11-f86cfd139352262a", reliability=RELIABILITY, **more,  # type: ignore[arg-type]
    )  # fmt: skip


@cache
def eight(groups: int, *, demands: int = 5) -> History:
    """Eight weeks of so many groups, with fewer demands towards the end."""
    return [(week, [_of(groups, week, demands)]) for week in map(WEEK.plus, range(1 - WEEKS, 1))]


def _of(groups: int, week: Week, demands: int) -> Published:
    dice = random.Random(f"{groups} {week}")
    left = (WEEK.monday - week.monday).days // 7
    most = max(1, demands + left // 2)
    return published(
        [group_week(dice, n, week, dice.randint(most // 2, most)) for n in range(groups)], week
    )
