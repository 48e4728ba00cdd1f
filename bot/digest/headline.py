"""What stands first in page and picture: title, one sentence, three figures, what was seen."""

from collections.abc import Sequence

from bot.digest import words
from bot.digest.contents import Minutes
from bot.digest.history import Told
from bot.digest.words import NOTHING

NO_CHANGE = f"比上周 {NOTHING}"


def title(now: Told, *, again: bool, running: bool) -> str:
    """The period; `again` and `running` mark a copy and an unfinished week."""
    first, last = now.week.monday, now.week.sunday
    marks = ("（补发）" if again else "") + ("（未满一周）" if running else "")
    return f"减负周报{marks} {first.month}月{first.day}日–{last.month}月{last.day}日"


def answer(weeks: Sequence[Told]) -> str:
    """Whether the week was lighter, in one sentence; an estimate decides only beyond its range."""
    now, before = weeks[-1], weeks[-2]
    if now.total is None:
        return "发言的人太少，说数字会让人被认出来，这周不说。"
    if not now.total.demands:
        return "没有发现形式主义要求。谢谢。"
    if now.minutes is None or before.minutes is None:
        return f"{_no_past(weeks)}。"
    if not _overlap(now.minutes, before.minutes):
        return f"比上周{'重' if now.minutes.mid > before.minutes.mid else '轻'}了。"
    return "轻重和上周差不多，差别在误差内。"


def _overlap(one: Minutes, other: Minutes) -> bool:
    return one.low <= other.high and other.low <= one.high


def _no_past(weeks: Sequence[Told]) -> str:
    earlier = any(told.total for told in weeks[:-1])
    return "上周没有可比的数" if earlier else "第一期，还没有可比的"


def figures(weeks: Sequence[Told]) -> list[tuple[str, str, str]]:
    """The three large figures: name, value, change or detail."""
    now, total, old = weeks[-1], weeks[-1].total, weeks[-2].total
    change = words.than_last_week(total.demands, old.demands) if total and old else NO_CHANGE
    return [
        ("形式主义要求", now.counted("demands", "次"), change.strip("（）")),
        ("其中下班后提出", now.share("off_hours"), now.counted("off_hours", "次")),
        ("占用时间（估算，低–高）", words.hours(now.minutes), "所有人加在一起"),
    ]


def seen(now: Told) -> list[tuple[str, str]]:
    """How much was looked at, and how many people it concerned."""
    messages = f"约 {now.total.messages} 条" if now.total else NOTHING
    return [
        ("看了的群", now.counted("groups", "个")),
        ("消息", messages),
        ("涉及", now.folded("addressed", "人次")),
        ("发过言的", now.folded("active", "人")),
    ]
