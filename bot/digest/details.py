"""The second part of the chat text: every figure behind the answer, in a fixed order."""

from bot.digest.contents import CATEGORIES, VERDICTS, CellFigures, Totals
from bot.digest.followup import by_word, followup
from bot.digest.headline import daily
from bot.digest.history import Told
from bot.digest.trust import precision
from bot.digest.words import Wording, percents, reports, share
from bot.texts.digest_sentences import Counted
from classifier import Category

MOST_ROWS = 12
# Noised counts of reports below this are told as “<5” (attacks.md §3).
LEAST_REPORTS = 5


def blocks(wording: Wording, weeks: list[Told], total: Totals) -> list[list[str]]:
    """The paragraphs after the first screen."""
    now, before = weeks[-1], weeks[-2]
    return [
        [*_load(wording, now, total), *_pushed(wording, now)],
        [*_categories(wording, total, before.total), *_followup(wording, weeks)],
        aside(wording, now, total),
        [_reports(wording, now), *_care(wording, now)],
        _rows(wording, now),
        [*left_out(wording, now), *_trust(wording, now), wording.texts.no_reply],
    ]


def _load(wording: Wording, now: Told, total: Totals) -> list[str]:
    texts = wording.texts
    reached = texts.reached.format(
        addressed=wording.folded(now, "addressed", texts.person_times),
        active=wording.folded(now, "active", texts.people),
        daily=daily(total),
    )
    off_hours = texts.off_hours.format(
        off_hours=wording.count(total.off_hours, texts.times),
        share=share(total.off_hours, total.demands),
        pressure=wording.count(total.pressure, texts.times),
        repeated=wording.count(total.repeated, texts.times),
    )
    chains = texts.chains_line.format(
        chains=wording.count(total.chains, texts.chains),
        participants=wording.folded(now, "participants", texts.person_times),
        free=wording.count(total.free_chains, texts.chains),
    )
    return [*([reached] if now.minutes else []), off_hours, chains]


def _pushed(wording: Wording, now: Told) -> list[str]:
    texts, pushed = wording.texts, now.pushed
    if not pushed.different:
        return []
    names = texts.listing.join(pushed.named)
    known = texts.pushed_known.format(names=names) if names else ""
    different = wording.count(pushed.different, texts.things)
    return [texts.pushed_line.format(different=different, known=known)]


def _categories(wording: Wording, total: Totals, old: Totals | None) -> list[str]:
    texts = wording.texts
    return [
        texts.by_category,
        *(_category(wording, category, total, old) for category in CATEGORIES[:-1]),
    ]


def _category(wording: Wording, category: Category, total: Totals, old: Totals | None) -> str:
    """Count, share and change; of zeros in both weeks the count alone."""
    texts = wording.texts
    count, before = total.categories[category], old.categories[category] if old else None
    line = texts.category_line.format(
        name=texts.categories[category], count=wording.count(count, texts.times)
    )
    parts = [share(count, total.demands)] if count else []
    if before is not None and (count or before):
        parts.append(wording.than_last_week(count, before))
    return texts.comma.join([line, *parts])


def _followup(wording: Wording, weeks: list[Told]) -> list[str]:
    """What came, went or changed its form; mere counts stand in the lines above."""
    texts = wording.texts
    words = wording.became(by_word(followup(weeks), ("new", "back", "moved", "gone")))
    return [texts.followup_line.format(words=words)] if words else []


def _set_apart(wording: Wording, total: Totals) -> list[tuple[str, int, Counted]]:
    """What counts nowhere else, and what was not watched."""
    texts = wording.texts
    return [
        (texts.emergency_short, total.emergency, texts.items),
        (texts.documented_short, total.documented, texts.items),
        (texts.misjudged_short, total.misjudged, texts.items),
        (texts.paused_short, total.paused_days, texts.days),
        (texts.removed_short, total.removed_days, texts.days),
    ]


def aside(wording: Wording, now: Told, total: Totals) -> list[str]:
    """What is told whether zero or not, so that hiding shows."""
    texts = wording.texts
    return [
        texts.aside_head,
        *(
            texts.aside_line.format(name=name, count=wording.count(number, forms))
            for name, number, forms in _set_apart(wording, total)
        ),
        texts.corrected_line.format(
            misjudged=wording.count(total.late_misjudged, texts.items),
            documented=wording.count(total.late_documented, texts.items),
        ),
        texts.unseen_line.format(
            down=wording.count(now.down_days, texts.days),
            late=wording.count(total.late, texts.items),
        ),
    ]


def aside_in_short(wording: Wording, total: Totals) -> list[str]:
    """The same in a quiet week, in one line and without zeros; nothing where all are zero."""
    texts = wording.texts
    corrections = [
        (texts.late_misjudged_name, total.late_misjudged, texts.items),
        (texts.late_documented_name, total.late_documented, texts.items),
        (texts.late_name, total.late, texts.items),
    ]
    said = texts.listing.join(
        texts.care_count.format(name=name, count=wording.count(number, forms))
        for name, number, forms in [*_set_apart(wording, total), *corrections]
        if number
    )
    return [texts.aside_short.format(counts=said)] if said else []


def _reports(wording: Wording, now: Told) -> str:
    texts = wording.texts
    noised = now.reports
    if noised is None:
        return texts.reports_none
    names = [*texts.categories.values(), *texts.verdicts.values()]
    counts = texts.listing.join(
        f"{name} {reports(noised[slot])}"
        for name, slot in zip(names, [*map(str, CATEGORIES), *VERDICTS], strict=True)
    )
    return texts.reports_line.format(counts=counts)


def noticed_reports(wording: Wording, now: Told) -> list[str]:
    """The reports line in a quiet week, where members noticed what the model did not."""
    noised = now.reports or {}
    return [_reports(wording, now)] if max(noised.values(), default=0) >= LEAST_REPORTS else []


def _care(wording: Wording, now: Told) -> list[str]:
    texts, care = wording.texts, now.care
    counts = [
        texts.care_count.format(name=name, count=wording.count(number, texts.groups_short))
        for name, number in (
            (texts.overdue_name, care.overdue), (texts.silent_name, care.silent),
            (texts.overlapping_name, care.overlapping), (texts.ownerless_name, care.ownerless),
        )
        if number
    ]  # fmt: skip
    return [texts.care_line.format(counts=texts.listing.join(counts))] if counts else []


def _rows(wording: Wording, now: Told) -> list[str]:
    """Every row by its code, never by load; more than a screenful stands on the page."""
    if len(now.rows) < 2:
        return []
    texts = wording.texts
    lines = [_row(wording, code, cell) for code, cell in now.rows[:MOST_ROWS]]
    more = len(now.rows) - MOST_ROWS
    return [texts.rows_head, *lines, *([texts.rows_more.format(n=more)] if more > 0 else [])]


def _row(wording: Wording, code: str, cell: CellFigures) -> str:
    texts = wording.texts
    if cell.shape == "pool":
        groups = wording.count(cell.groups, texts.small_groups)
        code = texts.row_pool.format(code=code, groups=groups)
    return texts.row_line.format(
        name=code,
        count=wording.count(cell.demands, texts.times),
        hours=wording.hours(cell.minutes),
    )


def left_out(wording: Wording, now: Told) -> list[str]:
    """How many groups enter no figure, if any."""
    return [wording.count(now.left_out, wording.texts.left_out)] if now.left_out else []


def _trust(wording: Wording, now: Told) -> list[str]:
    right = precision(now)
    return [wording.texts.trust_line.format(share=percents(*right))] if right else []
