"""How figures are written: bands, minutes and changes, in plain Chinese."""

from bot.digest.contents import Minutes
from bot.privacy.release import Band

NOTHING = "—"


def people(band: Band | None) -> str:
    """A folded count of people or person-times: “<5”， “20–27”， or — where it is not published."""
    if band is None:
        return NOTHING
    if band.lo == 0:
        return f"<{band.hi + 1}" if band.hi else "0"
    return f"{band.lo}–{band.hi}"


def hours(minutes: Minutes | None) -> str:
    """An estimate with its range, in hours from 3 hours on."""
    if minutes is None:
        return NOTHING
    if minutes.high < 180:
        return f"约 {minutes.mid} 分钟（{minutes.low}–{minutes.high}）"
    low, mid, high = (_hours(n) for n in (minutes.low, minutes.mid, minutes.high))
    return f"约 {mid} 小时（{low}–{high}）"


def _hours(minutes: int) -> str:
    value = minutes / 60
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"


def reports(noised: int) -> str:
    """A noised count of reports: clamped, under 5 as “<5”， else to the nearest 5."""
    return "<5" if noised < 5 else str(5 * round(noised / 5))


def share(part: int, whole: int) -> str:
    """A percentage, or — where there is nothing to share."""
    return f"{round(100 * part / whole)}%" if whole else NOTHING


def than_last_week(now: int, before: int | None) -> str:
    """A count of acts against the week before; nothing in the first week."""
    if before is None:
        return ""
    if now == before:
        return "（和上周一样）"
    return f"（比上周{'多' if now > before else '少'} {abs(now - before)}）"


def minutes_than_last_week(now: Minutes | None, before: Minutes | None) -> str:
    """An estimate against the week before; 在误差内 where the ranges overlap."""
    if now is None or before is None:
        return "，上周没有可比的"
    if now.low <= before.high and before.low <= now.high:
        return "，和上周的差别在误差内"
    return f"，比上周{'多了' if now.mid > before.mid else '少了'}"
