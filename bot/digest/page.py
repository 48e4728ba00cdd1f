"""Published → one self-contained HTML page: the same slots every week, for screen and paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.digest import headline, words
from bot.digest.advice import LIGHTER
from bot.digest.contents import CATEGORIES, VERDICTS, WINDOWS, Case, CellFigures, Minutes, Totals
from bot.digest.followup import followup
from bot.digest.history import History, Told, eight_weeks
from bot.digest.words import NOTHING
from bot.privacy.release import Band
from classifier import LABELS, Category, Label, category_of, chinese_name

SHAPES = {"own": "", "quiet": "发言的人少，不说人数", "pool": "小群合并"}
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
    """One of the eight weeks; `low`, `mid`, `high` are places on the range bar in percent."""

    name: str
    demands: str
    off_hours: str
    hours: str
    low: int
    mid: int
    high: int


def page(history: History, *, again: bool = False, running: bool = False) -> str:
    """The digest of the last week of `history` (oldest first, gaps allowed) as one HTML page.

    `again` and `running` mark a copy and an unfinished week in the title.
    """
    weeks = eight_weeks(history)
    now, before = weeks[-1], weeks[-2]
    template = _environment().get_template("digest.html.j2")
    html: str = template.render(
        title=headline.title(now, again=again, running=running),
        answer=headline.answer(weeks),
        figures=headline.figures(weeks),
        seen=headline.seen(now),
        first=_first(now.total),
        weeks=_weeks(weeks),
        categories=_categories(now.total, before.total),
        load=_load(now),
        windows=_windows(now.total),
        pressure=_pressure(now),
        cases=_cases(now),
        reports=_reports(now),
        followup=followup(weeks),
        aside=_aside(now),
        lighter=_lighter(now.total),
        rows=_rows(now),
        rows_open=len(now.cells) <= ROWS_OPEN,
        models="、".join(sorted({published.model for published in now.published})) or NOTHING,
    )
    return html


def _first(total: Totals | None) -> tuple[str, str]:
    """Where most of it comes from, and what would lighten it first."""
    counts = total.categories if total else {}
    most = max(LIGHTER, key=lambda category: counts.get(category, 0))
    if not counts.get(most):
        return NOTHING, NOTHING
    return f"{most}，{counts[most]} 次", LIGHTER[most][0]


def _weeks(weeks: Sequence[Told]) -> list[WeekLine]:
    longest = max((told.minutes.high for told in weeks if told.minutes), default=0)
    return [_week(told, longest) for told in weeks]


def _week(told: Told, longest: int) -> WeekLine:
    spent = told.minutes or Minutes(0, 0, 0)
    low, mid, high = (_percent(n, longest) for n in (spent.low, spent.mid, spent.high))
    name = f"{told.week.monday.month}月{told.week.monday.day}日"
    return WeekLine(
        name, told.counted("demands", "").strip(), told.share("off_hours"),
        words.hours(told.minutes), low, mid, high,
    )  # fmt: skip


def _categories(now: Totals | None, before: Totals | None) -> list[tuple[Line, list[Line]]]:
    """Each category with the labels under it, always all of them."""
    return [
        (
            _line(category, category, now, before),
            [
                _line(chinese_name(label), label, now, before)
                for label in LABELS
                if category_of(label) == category
            ],
        )
        for category in CATEGORIES[:-1]
    ]


def _line(name: str, kind: Category | Label, now: Totals | None, before: Totals | None) -> Line:
    if now is None:
        return Line(name, NOTHING, NOTHING, NOTHING, 0)
    count = _count(kind, now)
    change = _change(count, _count(kind, before)) if before else NOTHING
    bar = _percent(count, now.demands)
    return Line(name, str(count), words.share(count, now.demands), change, bar)


def _count(kind: Category | Label, total: Totals) -> int:
    return total.categories[kind] if isinstance(kind, Category) else total.labels[kind]


def _change(now: int, before: int) -> str:
    if now == before:
        return "一样"
    return f"{'多' if now > before else '少'} {abs(now - before)}"


def _load(now: Told) -> list[Fact]:
    daily = f"{now.total.demands / DAYS:.1f} 次" if now.total else NOTHING
    return [
        ("平均每天提出", daily),
        ("平均每人每天收到", _per_person(now.people("addressed"), now.people("active"))),
        ("下班后提出", now.counted("off_hours", "次")),
        ("占下班后的比例", now.share("off_hours")),
        ("占用时间（估算，低–高）", words.hours(now.minutes)),
    ]


def _per_person(addressed: Band | None, active: Band | None) -> str:
    if addressed is None or active is None or not active.lo:
        return NOTHING
    low, high = addressed.lo / active.hi / DAYS, addressed.hi / active.lo / DAYS
    return f"{low:.1f}–{high:.1f} 次"


def _windows(total: Totals | None) -> list[tuple[str, str, str]]:
    if total is None:
        return [(name, NOTHING, NOTHING) for name in WINDOWS]
    return [
        (name, str(count), words.share(count, total.demands))
        for name, count in zip(WINDOWS, total.windows, strict=True)
    ]


def _pressure(now: Told) -> list[Fact]:
    return [
        ("带通报、扣分、排名压力的", now.counted("pressure", "次")),
        ("几个群同时要的", now.counted("repeated", "次")),
        ("要求引起的接龙、刷屏", now.counted("chains", "串")),
        ("跟着做的", now.folded("participants", "人次")),
        ("自愿或应急的接龙（不算负担）", now.counted("free_chains", "串")),
    ]


def _cases(now: Told) -> list[str]:
    """Three slots, filled or not; of several classes the most frequent."""
    cases = [_case(case) for published in now.published for case in published.cases]
    told = [said for _, said in sorted(cases, key=lambda case: -case[0])[:CASES]]
    return told + [NOTHING] * (CASES - len(told))


def _case(case: Case) -> tuple[int, str]:
    names = "加".join(chinese_name(Label(label)) for label in case.labels)
    marks = "，有的带通报、扣分压力" * case.pressure + "，有的在下班后" * case.off_hours
    people = words.people(case.addressed)
    return case.times, f"{names}：{case.groups} 个群 {case.times} 次，涉及 {people} 人次{marks}"


def _reports(now: Told) -> list[Fact]:
    noised = [published.reports for published in now.published if published.reports is not None]
    slots = [*(str(category) for category in CATEGORIES), *VERDICTS]
    if not noised:
        return [(slot, NOTHING) for slot in slots]
    return [(slot, words.reports(sum(report[slot] for report in noised))) for slot in slots]


def _aside(now: Told) -> list[Fact]:
    unpublished = sum(published.unpublished_groups for published in now.published)
    interrupted = sum(published.interrupted_groups for published in now.published)
    return [
        ("应急、安保（不计入）", now.counted("emergency", "条")),
        ("有依据（不计入）", now.counted("documented", "条")),
        ("误判（不计入）", now.counted("misjudged", "条")),
        ("暂停（各群相加）", now.counted("paused_days", "天")),
        ("移除（各群相加）", now.counted("removed_days", "天")),
        ("迟到的消息", now.counted("late", "条")),
        ("没看满一周的群", f"{interrupted} 个"),
        ("人太少、不公布任何数字的群", f"{unpublished} 个"),
    ]


def _lighter(total: Totals | None) -> list[tuple[Category, str, str]]:
    """Every category every week; the advice itself only where there was a demand."""
    return [
        (category, *(LIGHTER[category] if total and total.categories[category] else (NOTHING, "")))
        for category in LIGHTER
    ]


def _rows(now: Told) -> list[tuple[str, str, str, str]]:
    """Code, demands, estimate, remark; in the order they were frozen in, never by load."""
    return [
        (code, str(cell.demands), words.hours(cell.minutes), _remark(cell))
        for code, cell in now.rows
    ] or [(NOTHING,) * 4]  # fmt: skip


def _remark(cell: CellFigures) -> str:
    return f"{cell.groups} 个{SHAPES['pool']}" if cell.shape == "pool" else SHAPES[cell.shape]


def _percent(part: int, whole: int) -> int:
    """The length of a bar, 0 to 100; one that stands for something is never invisible."""
    return max(1, round(100 * part / whole)) if part else 0
