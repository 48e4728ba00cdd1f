"""Published → one self-contained HTML page: the same slots every week, for screen and paper."""

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.digest import headline
from bot.digest.charts import weeks_svg
from bot.digest.contents import CATEGORIES, VERDICTS, Case, CellFigures, Totals
from bot.digest.followup import followup
from bot.digest.history import History, Told, eight_weeks
from bot.digest.words import IN_CHINESE, NOTHING, Wording, reports, share
from bot.privacy.release import Band
from classifier import LABELS, Category, Label, category_of

DAYS = 7
# More rows than this are folded away, so that the rest still prints on two pages.
ROWS_OPEN = 10
CASES = 3

Fact = tuple[str, str]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("bot.digest"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One category or label: how often, its share, its change, and its bar in percent."""

    name: str
    count: str
    share: str
    change: str
    bar: int


@dataclass(frozen=True)
class WeekLine:
    """One of the eight weeks."""

    name: str
    demands: str
    off_hours: str
    hours: str


def page(
    history: History, *, again: bool = False, running: bool = False, wording: Wording = IN_CHINESE
) -> str:
    """The digest of the last week of `history` (oldest first, gaps allowed) as one HTML page.

    `again` and `running` mark a copy and an unfinished week in the title.
    """
    weeks = eight_weeks(history)
    now, before = weeks[-1], weeks[-2]
    texts = wording.texts
    models = sorted({published.model for published in now.published})
    template = _environment().get_template("digest.html.j2")
    html: str = template.render(
        t=texts,
        title=headline.title(wording, now, again=again, running=running),
        answer=headline.answer(wording, weeks),
        figures=headline.figures(wording, weeks),
        seen=headline.seen(wording, now),
        first=_first(wording, now.total),
        chart=weeks_svg(wording, weeks),
        weeks=[_week(wording, told) for told in weeks],
        categories=_categories(wording, now.total, before.total),
        load=_load(wording, now),
        windows=_windows(wording, now.total),
        pressure=_pressure(wording, now),
        cases=_cases(wording, now),
        reports=_reports(wording, now),
        followup=[
            (texts.categories[category], texts.became[became] if became else NOTHING)
            for category, became in followup(weeks)
        ],
        aside=_aside(wording, now),
        lighter=_lighter(wording, now.total),
        rows=_rows(wording, now),
        rows_open=len(now.cells) <= ROWS_OPEN,
        models=texts.models.format(models=texts.listing.join(models) or NOTHING),
    )
    return html


def _first(wording: Wording, total: Totals | None) -> tuple[str, str]:
    """Where most of it comes from, and what would lighten it first."""
    texts = wording.texts
    counts = total.categories if total else {}
    most = max(texts.lighter, key=lambda category: counts.get(category, 0))
    if not counts.get(most):
        return NOTHING, NOTHING
    count = wording.count(counts[most], texts.times)
    name = texts.most_value.format(name=texts.categories[most], count=count)
    return name, texts.lighter[most][0]


def _week(wording: Wording, told: Told) -> WeekLine:
    demands = str(told.total.demands) if told.total else NOTHING
    return WeekLine(
        wording.day(told.week), demands, headline.off_hours(told), wording.hours(told.minutes)
    )


def _categories(
    wording: Wording, now: Totals | None, before: Totals | None
) -> list[tuple[Line, list[Line]]]:
    """Each category with the labels under it, always all of them."""
    texts = wording.texts
    return [
        (
            _line(wording, texts.categories[category], category, now, before),
            [
                _line(wording, texts.labels[label], label, now, before)
                for label in LABELS
                if category_of(label) == category
            ],
        )
        for category in CATEGORIES[:-1]
    ]


def _line(
    wording: Wording, name: str, kind: Category | Label, now: Totals | None, before: Totals | None
) -> Line:
    if now is None:
        return Line(name, NOTHING, NOTHING, NOTHING, 0)
    count = _count(kind, now)
    change = wording.change(count, _count(kind, before)) if before else NOTHING
    bar = _percent(count, now.demands)
    return Line(name, str(count), share(count, now.demands), change, bar)


def _count(kind: Category | Label, total: Totals) -> int:
    return total.categories[kind] if isinstance(kind, Category) else total.labels[kind]


def _load(wording: Wording, now: Told) -> list[Fact]:
    texts = wording.texts
    daily = f"{now.total.demands / DAYS:.1f}" if now.total else NOTHING
    return [
        (texts.per_day, daily),
        (texts.per_person, _per_person(now.people("addressed"), now.people("active"))),
        (texts.off_hours_name, wording.acts(now, "off_hours", texts.times)),
        (texts.off_hours_share, headline.off_hours(now)),
        (texts.spent_name, wording.hours(now.minutes)),
    ]


def _per_person(addressed: Band | None, active: Band | None) -> str:
    if addressed is None or active is None or not active.lo:
        return NOTHING
    low, high = addressed.lo / active.hi / DAYS, addressed.hi / active.lo / DAYS
    return f"{low:.1f}–{high:.1f}"


def _windows(wording: Wording, total: Totals | None) -> list[tuple[str, str, str]]:
    names = wording.texts.windows
    if total is None:
        return [(name, NOTHING, NOTHING) for name in names]
    return [
        (name, str(count), share(count, total.demands))
        for name, count in zip(names, total.windows, strict=True)
    ]


def _pressure(wording: Wording, now: Told) -> list[Fact]:
    texts = wording.texts
    return [
        (texts.pressure_name, wording.acts(now, "pressure", texts.times)),
        (texts.repeated_name, wording.acts(now, "repeated", texts.times)),
        (texts.chains_name, wording.acts(now, "chains", texts.chains)),
        (texts.followers_name, wording.folded(now, "participants", texts.person_times)),
        (texts.free_chains_name, wording.acts(now, "free_chains", texts.chains)),
    ]


def _cases(wording: Wording, now: Told) -> list[str]:
    """Three slots, filled or not; of several classes the most frequent."""
    cases = [case for published in now.published for case in published.cases]
    told = [_case(wording, case) for case in sorted(cases, key=lambda case: -case.times)[:CASES]]
    return told + [NOTHING] * (CASES - len(told))


def _case(wording: Wording, case: Case) -> str:
    texts = wording.texts
    return texts.case.format(
        names=texts.joined.join(texts.labels[Label(label)] for label in case.labels),
        groups=wording.count(case.groups, texts.groups),
        times=wording.count(case.times, texts.times),
        addressed=wording.band(case.addressed, texts.person_times),
        marks=texts.case_pressure * case.pressure + texts.case_off_hours * case.off_hours,
    )


def _reports(wording: Wording, now: Told) -> list[Fact]:
    texts, noised = wording.texts, now.reports
    names = [*texts.categories.values(), *texts.verdicts.values()]
    slots = [*(str(category) for category in CATEGORIES), *VERDICTS]
    return [
        (name, reports(noised[slot]) if noised else NOTHING)
        for name, slot in zip(names, slots, strict=True)
    ]


def _aside(wording: Wording, now: Told) -> list[Fact]:
    texts = wording.texts
    interrupted = sum(published.interrupted_groups for published in now.published)
    return [
        (texts.emergency_name, wording.acts(now, "emergency", texts.items)),
        (texts.documented_name, wording.acts(now, "documented", texts.items)),
        (texts.misjudged_name, wording.acts(now, "misjudged", texts.items)),
        (texts.paused_name, wording.acts(now, "paused_days", texts.days)),
        (texts.removed_name, wording.acts(now, "removed_days", texts.days)),
        (texts.late_name, wording.acts(now, "late", texts.items)),
        (texts.interrupted_name, wording.count(interrupted, texts.groups_short)),
        (texts.unpublished_name, wording.count(now.left_out, texts.groups_short)),
    ]


def _lighter(wording: Wording, total: Totals | None) -> list[tuple[str, str, str]]:
    """Every category every week; the advice itself only where there was a demand."""
    return [
        (
            wording.texts.categories[category],
            *(advice if total and total.categories[category] else (NOTHING, "")),
        )
        for category, advice in wording.texts.lighter.items()
    ]


def _rows(wording: Wording, now: Told) -> list[tuple[str, str, str, str]]:
    """Code, demands, estimate, remark; in the order they were frozen in, never by load."""
    return [
        (code, str(cell.demands), wording.hours(cell.minutes), _remark(wording, cell))
        for code, cell in now.rows
    ] or [(NOTHING,) * 4]  # fmt: skip


def _remark(wording: Wording, cell: CellFigures) -> str:
    texts = wording.texts
    groups = wording.count(cell.groups, texts.small_groups)
    return texts.shapes[cell.shape].format(groups=groups)


def _percent(part: int, whole: int) -> int:
    """The length of a bar, 0 to 100; one that stands for something is never invisible."""
    return max(1, round(100 * part / whole)) if part else 0
