"""Published → the chat text: one screen on a small phone, fixed order, no table."""

from bot.digest import words
from bot.digest.advice import LIGHTER
from bot.digest.contents import CATEGORIES, VERDICTS, CellFigures, Totals
from bot.digest.headline import title
from bot.digest.history import History, Told, eight_weeks
from classifier import Category

FREQUENT = 3
MOST_ROWS = 12


def chat_text(history: History, *, again: bool = False, running: bool = False) -> str:
    """One supervisor's digest of the last week of `history`, from every class they supervise."""
    *_, before, now = eight_weeks(history)
    head = title(now, again=again, running=running)
    if now.total is None:
        return "\n".join([head, *_too_few(now)])
    if not now.total.demands:
        return "\n".join([head, *_quiet(now.total, now)])
    blocks = [
        [head, *_summary(now.total, now, before)],
        _categories(now.total, before.total),
        [*_aside(now.total, now), _reports(now)],
        _lighter(now.total),
        _rows(now),
        [*_unpublished(now), "这份周报不用回复、不排名，也请不要用来考核谁。"],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _summary(total: Totals, now: Told, before: Told) -> list[str]:
    demands = words.than_last_week(total.demands, before.total.demands if before.total else None)
    minutes = words.minutes_than_last_week(now.minutes, before.minutes)
    return [
        f"看了 {total.groups} 个群约 {total.messages} 条消息，"
        f"有 {total.demands} 次形式主义要求{demands}。",
        f"占用时间（估算）：{words.hours(now.minutes)}{minutes}。",
        f"涉及 {now.folded('addressed', '人次')}，发过言的 {now.folded('active', '人')}。",
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


def _aside(total: Totals, now: Told) -> list[str]:
    return [
        f"接龙与刷屏：要求引起的 {total.chains} 串（{now.folded('participants', '人次')}），"
        f"自愿或应急的 {total.free_chains} 串不算负担。",
        f"不计入的：应急 {total.emergency} 条，有依据 {total.documented} 条，"
        f"误判 {total.misjudged} 条。",
        f"停看：暂停 {total.paused_days} 天，移除 {total.removed_days} 天，"
        f"迟到的消息 {total.late} 条。",
    ]


def _reports(now: Told) -> str:
    noised = [published.reports for published in now.published if published.reports is not None]
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


def _rows(now: Told) -> list[str]:
    """Every row by its code, never by load; more than a screenful stands on the page."""
    if len(now.rows) < 2:
        return []
    lines = [_row(code, cell) for code, cell in now.rows[:MOST_ROWS]]
    more = [f"· 其余 {len(now.rows) - MOST_ROWS} 行在网页里"] if len(now.rows) > MOST_ROWS else []
    return ["分开看（编号每期随机，不分先后）：", *lines, *more]


def _row(code: str, cell: CellFigures) -> str:
    name = f"{code}（{cell.groups} 个小群合并）" if cell.shape == "pool" else code
    return f"· {name}：{cell.demands} 次，估算{words.hours(cell.minutes)}"


def _unpublished(now: Told) -> list[str]:
    return [f"另有 {now.left_out} 个群人太少，不公布任何数字。"] if now.left_out else []


def _quiet(total: Totals, now: Told) -> list[str]:
    return [
        f"看了 {total.groups} 个群约 {total.messages} 条消息，没有发现形式主义要求。谢谢。",
        *_unpublished(now),
    ]


def _too_few(now: Told) -> list[str]:
    return [
        f"{now.left_out} 个群发言的人都太少，公布任何数字都可能让人被认出来，所以这周不说。",
        "群里活跃的人到 5 个以上，或凑满三个小群合并，就会有数字。",
    ]
