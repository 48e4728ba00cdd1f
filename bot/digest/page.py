"""Published → one self-contained HTML page: the same slots every week, for screen and paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.digest import words
from bot.digest.advice import LIGHTER
from bot.digest.contents import CATEGORIES, VERDICTS, WINDOWS, CellFigures, Minutes, Totals
from bot.digest.followup import followup
from bot.digest.history import History, Told, eight_weeks
from bot.digest.words import NOTHING
from bot.privacy.release import Band
from classifier import LABELS, Category, category_of, chinese_name

SHAPES = {"own": "", "quiet": "发言的人少，不说人数", "pool": "小群合并"}
DAYS = 7
# More rows than this are folded away, so that the rest still prints on two pages.
ROWS_OPEN = 10
CASES = 3

Fact = tuple[str, str]


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
    environment = Environment(
        loader=PackageLoader("bot.digest"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    html: str = environment.get_template("digest.html.j2").render(
        title=_title(now, again=again, running=running),
        answer=_answer(now),
        figures=_figures(weeks),
        seen=_seen(now),
        first=_first(now.total),
        weeks=_weeks(weeks),
        categories=_categories(now.total, before.total),
        load=_load(now),
        windows=_windows(now.total),
        pressure=_pressure(now),
        cases=[NOTHING] * CASES,
        reports=_reports(now),
        followup=followup(weeks),
        aside=_aside(now),
        lighter=_lighter(now.total),
        rows=_rows(now),
        rows_open=len(now.cells) <= ROWS_OPEN,
        models="、".join(sorted({published.model for published in now.published})) or NOTHING,
    )
    return html


def _title(now: Told, *, again: bool, running: bool) -> str:
    first, last = now.week.monday, now.week.sunday
    marks = ("（补发）" if again else "") + ("（未满一周）" if running else "")
    return f"减负周报{marks} {first.month}月{first.day}日–{last.month}月{last.day}日"


def _answer(now: Told) -> str:
    """The week in one sentence."""
    total = now.total
    if total is None:
        return "发言的人都太少，公布任何数字都可能让人被认出来，所以这周不说。"
    if not total.demands:
        return "没有发现形式主义要求。谢谢。"
    return f"有 {total.demands} 次形式主义要求，带通报、扣分压力的 {total.pressure} 次。"


def _figures(weeks: Sequence[Told]) -> list[tuple[str, str, str]]:
    """The three large figures: name, value, change."""
    now, before = weeks[-1], weeks[-2]
    total, old = now.total, before.total
    no_past = "第一期，还没有可比的" if not any(told.total for told in weeks[:-1]) else "上周没有可比的数"
    demands = words.than_last_week(total.demands, old.demands) if total and old else no_past
    minutes = (
        words.minutes_than_last_week(now.minutes, before.minutes)
        if now.minutes and before.minutes
        else no_past
    )
    return [
        ("形式主义要求", _times(total, "demands"), demands.strip("（）")),
        ("占用时间（估算）", words.hours(now.minutes), minutes.strip("，（）")),
        ("下班后提出", _share(total, "off_hours"), _times(total, "off_hours")),
    ]


def _seen(now: Told) -> list[Fact]:
    messages = f"约 {now.total.messages} 条" if now.total else NOTHING
    return [
        ("看了的群", _counted(now.total, "groups", "个")),
        ("消息", messages),
        ("涉及", _people(now.people("addressed"), "人次")),
        ("发过言的", _people(now.people("active"), "人")),
    ]


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
        name, _plain(told.total, "demands"), _share(told.total, "off_hours"),
        words.hours(told.minutes), low, mid, high,
    )  # fmt: skip


def _categories(now: Totals | None, before: Totals | None) -> list[tuple[Line, list[Line]]]:
    """Each category with the labels under it, always all of them."""
    return [
        (
            _line(category, category, now and now.categories, before and before.categories, now),
            [
                _line(chinese_name(label), label, now and now.labels, before and before.labels, now)
                for label in LABELS
                if category_of(label) == category
            ],
        )
        for category in CATEGORIES[:-1]
    ]


def _line(
    name: str, key: str, now: dict[str, int] | None, before: dict[str, int] | None,
    total: Totals | None,
) -> Line:  # fmt: skip
    if now is None or total is None:
        return Line(name, NOTHING, NOTHING, NOTHING, 0)
    count = now[key]
    change = _change(count, before[key]) if before else NOTHING
    bar = _percent(count, total.demands)
    return Line(name, str(count), words.share(count, total.demands), change, bar)


def _change(now: int, before: int) -> str:
    if now == before:
        return "一样"
    return f"{'多' if now > before else '少'} {abs(now - before)}"


def _load(now: Told) -> list[Fact]:
    daily = f"{now.total.demands / DAYS:.1f} 次" if now.total else NOTHING
    return [
        ("平均每天提出", daily),
        ("平均每人每天收到", _per_person(now.people("addressed"), now.people("active"))),
        ("下班后提出", _times(now.total, "off_hours")),
        ("占下班后的比例", _share(now.total, "off_hours")),
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
    total = now.total
    return [
        ("带通报、扣分、排名压力的", _times(total, "pressure")),
        ("几个群同时要的", _times(total, "repeated")),
        ("要求引起的接龙、刷屏", _counted(total, "chains", "串")),
        ("跟着做的", _people(now.people("participants"), "人次")),
        ("自愿或应急的接龙（不算负担）", _counted(total, "free_chains", "串")),
    ]


def _reports(now: Told) -> list[Fact]:
    noised = [published.reports for published in now.published if published.reports is not None]
    slots = [*(str(category) for category in CATEGORIES), *VERDICTS]
    if not noised:
        return [(slot, NOTHING) for slot in slots]
    return [(slot, words.reports(sum(report[slot] for report in noised))) for slot in slots]


def _aside(now: Told) -> list[Fact]:
    total = now.total
    unpublished = sum(published.unpublished_groups for published in now.published)
    interrupted = sum(published.interrupted_groups for published in now.published)
    return [
        ("应急、安保（不计入）", _counted(total, "emergency", "条")),
        ("有依据（不计入）", _counted(total, "documented", "条")),
        ("误判（不计入）", _counted(total, "misjudged", "条")),
        ("暂停（各群相加）", _counted(total, "paused_days", "天")),
        ("移除（各群相加）", _counted(total, "removed_days", "天")),
        ("迟到的消息", _counted(total, "late", "条")),
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
    many = len(now.published) > 1
    return [
        (f"{number}-{cell.code}" if many else cell.code, str(cell.demands),
         words.hours(cell.minutes), _remark(cell))
        for number, published in enumerate(now.published, 1)
        for cell in published.cells
    ] or [(NOTHING,) * 4]  # fmt: skip


def _remark(cell: CellFigures) -> str:
    return f"{cell.groups} 个{SHAPES['pool']}" if cell.shape == "pool" else SHAPES[cell.shape]


def _counted(total: Totals | None, name: str, unit: str) -> str:
    return f"{getattr(total, name)} {unit}" if total else NOTHING


def _times(total: Totals | None, name: str) -> str:
    return _counted(total, name, "次")


def _plain(total: Totals | None, name: str) -> str:
    return str(getattr(total, name)) if total else NOTHING


def _share(total: Totals | None, name: str) -> str:
    return words.share(getattr(total, name), total.demands) if total else NOTHING


def _people(band: Band | None, unit: str) -> str:
    return f"{words.people(band)} {unit}" if band else NOTHING


def _percent(part: int, whole: int) -> int:
    """The length of a bar, 0 to 100; one that stands for something is never invisible."""
    return max(1, round(100 * part / whole)) if part else 0
