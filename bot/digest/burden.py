"""Minutes a person an act takes: the published figures of docs/load.md, low-mid-high."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.digest.contents import Minutes
from bot.privacy.release import Band
from classifier import Label

# Minutes (low, mid, high) a person an act; sources in docs/load.md.
MINUTES: dict[Label, tuple[float, float, float]] = {
    Label.INSTANT_REPLY: (0.5, 1, 2),
    Label.ROLL_CALL: (1, 3, 12),
    Label.FORCED_FORWARD: (2, 3, 5),
    Label.LIKE_REQUEST: (0.5, 2, 5),
    Label.FORCED_ADOPTION: (5, 10, 15),
    Label.USAGE_QUOTA: (8, 15, 30),
    Label.TRACE_PROOF: (5, 10, 20),
    Label.DUPLICATE_REPORTING: (10, 17, 60),
    Label.RANKING_PRESSURE: (0, 0, 0),
}
SCREENSHOT = 3
MOST_A_DAY = 8 * 60


@dataclass(frozen=True, order=True)
class Cost:
    """Minutes one person spends on one demand."""

    low: float
    mid: float
    high: float


def cost(labels: Iterable[Label]) -> Cost:
    """The dearest act, plus 3 minutes where proof of another act goes back; never the sum."""
    asked = set(labels)
    acts = asked - {Label.TRACE_PROOF, Label.RANKING_PRESSURE}
    if not acts:
        return Cost(*MINUTES[Label.TRACE_PROOF]) if Label.TRACE_PROOF in asked else Cost(0, 0, 0)
    dearest = max((MINUTES[label] for label in acts), key=lambda minutes: minutes[1])
    extra = SCREENSHOT if Label.TRACE_PROOF in asked else 0
    return Cost(*(minutes + extra for minutes in dearest))


def within_a_day(costs: Sequence[Cost]) -> list[Cost]:
    """The costs of one group's demands of one day, cut so that nobody spends over eight hours.

    Cut alike and before people are counted: the result tells of demands, which are public in
    their group, and never of a person.
    """
    low, mid, high = (
        MOST_A_DAY / max(MOST_A_DAY, sum(day))
        for day in ([c.low for c in costs], [c.mid for c in costs], [c.high for c in costs])
    )
    return [Cost(each.low * low, each.mid * mid, each.high * high) for each in costs]


def minutes(cost: Cost, people: Band, part: float = 1.0) -> Minutes:
    """Person-minutes of a part of folded person-times: low from the low end, high from the high."""
    middle = (people.lo + people.hi) / 2
    return Minutes(
        round(cost.low * people.lo * part),
        round(cost.mid * middle * part),
        round(cost.high * people.hi * part),
    )
