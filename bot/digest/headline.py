"""What stands first in page and picture: title, one sentence, three figures, what was seen."""

from collections.abc import Sequence

from bot.digest.history import Told
from bot.digest.words import NOTHING, Wording, share


def title(wording: Wording, now: Told, *, again: bool = False, running: bool = False) -> str:
    """The period; `again` and `running` mark a copy and an unfinished week."""
    texts = wording.texts
    marks = texts.mark_again * again + texts.mark_running * running
    return texts.title.format(marks=marks, period=wording.period(now.week))


def answer(wording: Wording, weeks: Sequence[Told]) -> str:
    """Whether the week was lighter, in one sentence; an estimate decides only beyond its range."""
    texts = wording.texts
    now, before = weeks[-1], weeks[-2]
    if now.total is None:
        return texts.answer_too_few
    if not now.total.demands:
        return texts.answer_quiet
    if now.minutes is None or before.minutes is None:
        earlier = any(told.total for told in weeks[:-1])
        return texts.answer_gap if earlier else texts.answer_first
    if now.minutes.overlaps(before.minutes):
        return texts.answer_within
    return texts.answer_heavier if now.minutes.mid > before.minutes.mid else texts.answer_lighter


def figures(wording: Wording, weeks: Sequence[Told]) -> list[tuple[str, str, str]]:
    """The three large figures: name, value, change or detail."""
    texts, now, old = wording.texts, weeks[-1], weeks[-2].total
    change = wording.change(now.total.demands, old.demands) if now.total and old else f" {NOTHING}"
    return [
        (
            texts.demands_name,
            wording.acts(now, "demands", texts.times),
            texts.versus.format(change=change).strip(),
        ),
        (texts.off_hours_of, off_hours(now), wording.acts(now, "off_hours", texts.times)),
        (texts.spent_name, wording.hours(now.minutes), texts.all_together),
    ]


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
