"""Published → one self-contained HTML page: the same slots every week, for screen and paper."""

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.digest import headline, rows, sections
from bot.digest.charts import weeks_svg
from bot.digest.contents import CATEGORIES, Totals
from bot.digest.followup import followup
from bot.digest.history import History, Told, eight_weeks
from bot.digest.words import IN_CHINESE, NOTHING, Wording, share
from classifier import LABELS, Category, Label, category_of

# More rows than this are folded away, so that the rest still prints on two pages.
ROWS_OPEN = 4


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
        load=sections.load(wording, now),
        windows=sections.windows(wording, now.total),
        pressure=sections.pressure(wording, now),
        pushed=sections.pushed(wording, now),
        cases=sections.cases(wording, weeks),
        care=sections.care(wording, now),
        reports=sections.reports_slots(wording, now),
        followup=[
            (texts.categories[category], texts.became[became] if became else NOTHING)
            for category, became in followup(weeks)
        ],
        aside=sections.aside(wording, now),
        lighter=_lighter(wording, now.total),
        rows=rows.rows(wording, weeks),
        rows_open=len(now.cells) <= ROWS_OPEN,
        models=texts.models.format(models=texts.listing.join(models) or NOTHING),
        trust=sections.trust(wording, now),
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
        wording.day(told.week), demands, headline.off_hours(told), wording.hours_range(told.minutes)
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


def _lighter(wording: Wording, total: Totals | None) -> list[tuple[str, str, str]]:
    """Every category every week; the advice itself only where there was a demand."""
    return [
        (
            wording.texts.categories[category],
            *(advice if total and total.categories[category] else (NOTHING, "")),
        )
        for category, advice in wording.texts.lighter.items()
    ]


def _percent(part: int, whole: int) -> int:
    """The length of a bar, 0 to 100; one that stands for something is never invisible."""
    return max(1, round(100 * part / whole)) if part else 0
