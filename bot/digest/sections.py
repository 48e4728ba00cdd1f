"""The sections of the page as names with values: the same slots every week, “—” where unknown."""

from collections.abc import Sequence

from bot.digest import headline
from bot.digest.contents import CATEGORIES, VERDICTS, Case, Totals
from bot.digest.followup import Became, followup
from bot.digest.history import Told
from bot.digest.trust import precision
from bot.digest.words import NOTHING, Wording, percents, reports, share
from bot.privacy.release import Band
from classifier import Category, Label, category_of

CASES = 3

Fact = tuple[str, str]


def load(wording: Wording, now: Told) -> list[Fact]:
    """How much is asked of whom, and how long it takes."""
    texts = wording.texts
    return [
        (texts.per_day, headline.daily(now.total)),
        (texts.per_person, _per_person(now.people("addressed"), now.people("active"))),
        (texts.off_hours_name, wording.acts(now, "off_hours", texts.times)),
        (texts.off_hours_share, headline.off_hours(now)),
        (texts.week_hours, wording.hours_range(now.minutes)),
    ]


def _per_person(addressed: Band | None, active: Band | None) -> str:
    if addressed is None or active is None or not active.lo:
        return NOTHING
    low, high = addressed.lo / active.hi, addressed.hi / active.lo
    return f"{low / headline.DAYS:.1f}–{high / headline.DAYS:.1f}"


def windows(wording: Wording, total: Totals | None) -> list[tuple[str, str, str]]:
    """The reply windows with count and share."""
    names = wording.texts.windows
    if total is None:
        return [(name, NOTHING, NOTHING) for name in names]
    return [
        (name, str(count), share(count, total.demands))
        for name, count in zip(names, total.windows, strict=True)
    ]


def pressure(wording: Wording, now: Told) -> list[Fact]:
    """Pressure, repeats, chains."""
    texts = wording.texts
    return [
        (texts.pressure_name, wording.acts(now, "pressure", texts.times)),
        (texts.repeated_name, wording.acts(now, "repeated", texts.times)),
        (texts.chains_name, wording.acts(now, "chains", texts.chains)),
        (texts.followers_name, wording.folded(now, "participants", texts.person_times)),
        (texts.free_chains_name, wording.acts(now, "free_chains", texts.chains)),
    ]


def pushed(wording: Wording, now: Told) -> list[Fact]:
    """How many different things were pushed, and the names that may be told."""
    texts = wording.texts
    different = wording.count(now.pushed.different, texts.things) if now.total else NOTHING
    names = texts.listing.join(now.pushed.named)
    return [(texts.pushed_name, different), (texts.pushed_named, names or NOTHING)]


def cases(wording: Wording, weeks: Sequence[Told]) -> list[str]:
    """Three slots, filled or not; of several classes the most frequent."""
    became = dict(followup(weeks))
    found = [case for published in weeks[-1].published for case in published.cases]
    found.sort(key=lambda case: -case.times)
    told = [_case(wording, case, became) for case in found[:CASES]]
    return told + [NOTHING] * (CASES - len(told))


def _case(wording: Wording, case: Case, became: dict[Category, Became | None]) -> str:
    """In the order of a published bulletin: when and where, what, pressure, who, what became."""
    texts = wording.texts
    category = category_of(Label(case.labels[0]))
    word = became[category]
    return texts.case.format(
        names=texts.joined.join(texts.labels[Label(label)] for label in case.labels),
        groups=wording.count(case.groups, texts.groups),
        times=wording.count(case.times, texts.times),
        addressed=wording.band(case.addressed, texts.person_times),
        marks=texts.case_pressure * case.pressure + texts.case_off_hours * case.off_hours,
        became=texts.became[word] if word else NOTHING,
        document=texts.lighter[category][1],
    )


def care(wording: Wording, now: Told) -> list[Fact]:
    """Groups that need their owner's care, as numbers."""
    texts = wording.texts
    return [
        (texts.overdue_name, wording.count(now.care.overdue, texts.groups_short)),
        (texts.silent_name, wording.count(now.care.silent, texts.groups_short)),
        (texts.overlapping_name, wording.count(now.care.overlapping, texts.groups_short)),
        (texts.ownerless_name, wording.count(now.care.ownerless, texts.groups_short)),
    ]


def reports_slots(wording: Wording, now: Told) -> list[Fact]:
    """Members' reports by category and verdict, noised."""
    texts, noised = wording.texts, now.reports
    names = [*texts.categories.values(), *texts.verdicts.values()]
    slots = [*(str(category) for category in CATEGORIES), *VERDICTS]
    return [
        (name, reports(noised[slot]) if noised else NOTHING)
        for name, slot in zip(names, slots, strict=True)
    ]


def aside(wording: Wording, now: Told) -> list[Fact]:
    """What is told whether zero or not, so that hiding shows."""
    texts = wording.texts
    return [
        (texts.emergency_name, wording.acts(now, "emergency", texts.items)),
        (texts.documented_name, wording.acts(now, "documented", texts.items)),
        (texts.misjudged_name, wording.acts(now, "misjudged", texts.items)),
        (texts.late_documented_name, wording.acts(now, "late_documented", texts.items)),
        (texts.late_misjudged_name, wording.acts(now, "late_misjudged", texts.items)),
        (texts.paused_name, wording.acts(now, "paused_days", texts.days)),
        (texts.removed_name, wording.acts(now, "removed_days", texts.days)),
        (texts.down_name, wording.count(now.down_days, texts.days)),
        (texts.late_name, wording.acts(now, "late", texts.items)),
        (texts.left_name, wording.count(now.left_groups, texts.groups_short)),
        (texts.interrupted_name, wording.count(now.interrupted_groups, texts.groups_short)),
        (texts.unpublished_name, wording.count(now.left_out, texts.groups_short)),
    ]


def trust(wording: Wording, now: Told) -> str:
    """How far the count can be relied on, for the small print."""
    texts, known = wording.texts, now.reliability
    if known is None:
        return texts.trust_unknown
    right = precision(now)
    return texts.trust.format(
        recall=f"{round(100 * known.recall)}%",
        alarms=f"{100 * known.alarms_low:.1f}–{100 * known.alarms_high:.1f}%",
        share=percents(*right) if right else NOTHING,
    )
