"""What stands first in page and picture: title, one sentence, three figures, what was seen."""

from collections.abc import Sequence

from bot.digest.contents import Acts, Minutes
from bot.digest.history import Told
from bot.digest.words import NOTHING, Wording, share
from bot.texts import DigestTexts

DAYS = 7


def title(wording: Wording, now: Told, *, again: bool = False, running: bool = False) -> str:
    """The period; `again` and `running` mark a copy and an unfinished week."""
    texts = wording.texts
    marks = texts.mark_again * again + texts.mark_running * running
    return texts.title.format(marks=marks, period=wording.period(now.week))


def answer(wording: Wording, weeks: Sequence[Told]) -> str:
    """Whether the week was lighter, in one sentence; an estimate decides only beyond its range."""
    texts, now = wording.texts, weeks[-1]
    if now.total is None:
        return _why_nothing(texts, now)
    if not now.total.demands:
        return texts.answer_quiet
    before = weeks[-2]
    if now.minutes and before.minutes:
        return _by_minutes(texts, now.minutes, before.minutes)
    if before.total and not now.minutes:
        return _by_demands(texts, now.total.demands, before.total.demands)
    earlier = any(told.total for told in weeks[:-1])
    return texts.answer_gap if earlier else texts.answer_first


def _why_nothing(texts: DigestTexts, now: Told) -> str:
    if now.left_out:
        return texts.answer_too_few
    return texts.answer_down if now.down_days else texts.answer_left


def _by_minutes(texts: DigestTexts, now: Minutes, before: Minutes) -> str:
    if now.overlaps(before):
        return texts.answer_within
    return texts.answer_heavier if now.mid > before.mid else texts.answer_lighter


def _by_demands(texts: DigestTexts, now: int, before: int) -> str:
    """Where no row tells of people there is no estimate to compare."""
    if now == before:
        return texts.answer_same
    return texts.answer_more if now > before else texts.answer_fewer


def figures(wording: Wording, weeks: Sequence[Told]) -> list[tuple[str, str, str]]:
    """The three large figures: name, value, change or detail."""
    texts, now, old = wording.texts, weeks[-1], weeks[-2].total
    change = NOTHING
    if now.total and old:
        change = wording.beside(now.total.demands, old.demands)
    return [
        (texts.demands_name, wording.acts(now, "demands", texts.times), change),
        (texts.off_hours_of, off_hours(now), wording.acts(now, "off_hours", texts.times)),
        (texts.spent_name, wording.hours(now.minutes), texts.all_together),
    ]


def daily(acts: Acts | None) -> str:
    """Demands a day."""
    return f"{acts.demands / DAYS:.1f}" if acts else NOTHING


def off_hours(told: Told) -> str:
    """The share of a week's demands that were made off hours."""
    return share(told.total.off_hours, told.total.demands) if told.total else NOTHING


def seen(wording: Wording, now: Told) -> list[tuple[str, str]]:
    """How much was looked at, and how many people it concerned."""
    texts = wording.texts
    messages = wording.acts(now, "messages", texts.messages_short)
    return [
        (texts.seen_groups, wording.acts(now, "groups", texts.groups_short)),
        (texts.seen_messages, texts.about.format(value=messages) if now.total else NOTHING),
        (texts.seen_addressed, wording.folded(now, "addressed", texts.person_times)),
        (texts.seen_active, wording.folded(now, "active", texts.people)),
    ]
