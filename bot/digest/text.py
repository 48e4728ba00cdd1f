"""Published → the chat text: one screen on a small phone, fixed order, no table."""

from collections.abc import Sequence

from bot.digest import words
from bot.digest.advice import LIGHTER
from bot.digest.contents import CATEGORIES, VERDICTS, CellFigures, Published, Totals, totals
from bot.week import Week
from classifier import Category

FREQUENT = 3


def chat_text(
    now: Sequence[Published], before: Sequence[Published], *, again: bool = False,
    running: bool = False,
) -> str:  # fmt: skip
    """One supervisor's digest of one week from every class they supervise."""
    week = Week.parse(now[0].week)
    head = _head(week, again=again, running=running)
    cells = [cell for published in now for cell in published.cells]
    if not cells:
        return "\n".join([head, *_too_few(now)])
    total = totals(cells)
    old = totals(cell for published in before for cell in published.cells) if before else None
    if not total.demands:
        return "\n".join([head, *_quiet(total, now)])
    blocks = [
        [head, *_summary(total, old)],
        _categories(total, old),
        _aside(total),
        [_reports(now)],
        _lighter(total),
        _rows(cells),
        _foot(now),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _head(week: Week, *, again: bool, running: bool) -> str:
    first, last = week.monday, week.sunday
    marks = ("（补发）" if again else "") + ("（未满一周）" if running else "")
    return f"减负周报{marks} {first.month}月{first.day}日–{last.month}月{last.day}日"


def _summary(total: Totals, old: Totals | None) -> list[str]:
    demands = words.than_last_week(total.demands, old.demands if old else None)
    minutes = words.minutes_than_last_week(total.minutes, old.minutes if old else None)
    return [
        f"看了 {total.groups} 个群约 {total.messages} 条消息，"
        f"有 {total.demands} 次形式主义要求{demands}。",
        f"占用时间（估算）：{words.hours(total.minutes)}{minutes}。",
        f"涉及 {words.people(total.addressed)} 人次，发过言的 {words.people(total.active)} 人。",
        f"下班后提出的 {total.off_hours} 次（{words.share(total.off_hours, total.demands)}），"
        f"带通报、扣分压力的 {total.pressure} 次，几个群同时要的 {total.repeated} 次。",
    ]


def _categories(total: Totals, old: Totals | None) -> list[str]:
    lines = ["按类别（一条可属几类）："]
    for category in CATEGORIES[:-1]:
        count = total.categories[category]
        trend = words.than_last_week(count, old.categories[category] if old else None)
        lines.append(f"· {category} {count} 次，{words.share(count, total.demands)}{trend}")
    return lines


def _aside(total: Totals) -> list[str]:
    return [
        f"接龙与刷屏：要求引起的 {total.chains} 串（{words.people(total.participants)} 人次），"
        f"自愿或应急的 {total.free_chains} 串不算负担。",
        f"不计入的：应急 {total.emergency} 条，有依据 {total.documented} 条，"
        f"误判 {total.misjudged} 条。",
        f"停看：暂停 {total.paused_days} 天，移除 {total.removed_days} 天，"
        f"迟到的消息 {total.late} 条。",
    ]


def _reports(now: Sequence[Published]) -> str:
    noised = [published.reports for published in now if published.reports is not None]
    if not noised:
        return "成员举报：—（人数不够或没看满一周，不单独公布）"
    slots = [*(str(category) for category in CATEGORIES), *VERDICTS]
    counts = "、".join(
        f"{slot} {words.reports(sum(report[slot] for report in noised))}" for slot in slots
    )
    return f"成员举报（加了随机误差，只看大概）：{counts}"


def _lighter(total: Totals) -> list[str]:
    frequent = sorted(
        (category for category in LIGHTER if total.categories[category]),
        key=lambda category: -total.categories[category],
    )[:FREQUENT]
    return ["可以这样轻一点：", *(_advice(category) for category in frequent)]


def _advice(category: Category) -> str:
    way, document = LIGHTER[category]
    return f"· {category}：{way}。依据：{document}"


def _rows(cells: Sequence[CellFigures]) -> list[str]:
    if len(cells) < 2:
        return []
    return ["分开看（编号每期随机，不分先后）：", *(_row(cell) for cell in cells)]


def _row(cell: CellFigures) -> str:
    name = f"{cell.code}（{cell.groups} 个小群合并）" if cell.shape == "pool" else cell.code
    return f"· {name}：{cell.demands} 次，估算{words.hours(cell.minutes)}"


def _unpublished(now: Sequence[Published]) -> str:
    left_out = sum(published.unpublished_groups for published in now)
    return f"另有 {left_out} 个群人太少，不公布任何数字。" if left_out else ""


def _foot(now: Sequence[Published]) -> list[str]:
    lines = [_unpublished(now), "这份周报不用回复、不排名，也请不要用来考核谁。"]
    return [line for line in lines if line]


def _quiet(total: Totals, now: Sequence[Published]) -> list[str]:
    return [
        f"看了 {total.groups} 个群约 {total.messages} 条消息，没有发现形式主义要求。谢谢。",
        _unpublished(now) or "没有别的要说。",
    ]


def _too_few(now: Sequence[Published]) -> list[str]:
    left_out = sum(published.unpublished_groups for published in now)
    return [
        f"{left_out} 个群发言的人都太少，公布任何数字都可能让人被认出来，所以这周不说。",
        "群里活跃的人到 5 个以上，或凑满三个小群合并，就会有数字。",
    ]
