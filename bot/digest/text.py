"""Published → the chat text: one screen on a small phone, fixed order, no table."""

from bot.digest.contents import CATEGORIES, VERDICTS, CellFigures, Totals
from bot.digest.headline import title
from bot.digest.history import History, Told, eight_weeks
from bot.digest.words import IN_CHINESE, Wording, reports, share

FREQUENT = 3
MOST_ROWS = 12


def chat_text(
    history: History, *, again: bool = False, running: bool = False, wording: Wording = IN_CHINESE
) -> str:
    """One supervisor's digest of the last week of `history`, from every class they supervise."""
    *_, before, now = eight_weeks(history)
    head = title(wording, now, again=again, running=running)
    if now.total is None:
        return "\n".join([head, *_too_few(wording, now)])
    if not now.total.demands:
        return "\n".join([head, *_quiet(wording, now.total, now)])
    blocks = [
        [head, *_summary(wording, now.total, now, before)],
        _categories(wording, now.total, before.total),
        [*_aside(wording, now), _reports(wording, now)],
        _lighter(wording, now.total),
        _rows(wording, now),
        [*_unpublished(wording, now), wording.texts.no_reply],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _summary(wording: Wording, total: Totals, now: Told, before: Told) -> list[str]:
    texts = wording.texts
    old = before.total.demands if before.total else None
    return [
        texts.seen.format(
            groups=wording.count(total.groups, texts.groups),
            messages=wording.count(total.messages, texts.messages),
        )
        + texts.found.format(
            demands=wording.count(total.demands, texts.demands),
            change=wording.than_last_week(total.demands, old),
        ),
        texts.spent.format(
            hours=wording.hours(now.minutes),
            change=wording.minutes_than_last_week(now.minutes, before.minutes),
        ),
        texts.reached.format(
            addressed=wording.folded(now, "addressed", texts.person_times),
            active=wording.folded(now, "active", texts.people),
        ),
        texts.off_hours.format(
            off_hours=wording.count(total.off_hours, texts.times),
            share=share(total.off_hours, total.demands),
            pressure=wording.count(total.pressure, texts.times),
            repeated=wording.count(total.repeated, texts.times),
        ),
    ]


def _categories(wording: Wording, total: Totals, old: Totals | None) -> list[str]:
    texts = wording.texts
    return [
        texts.by_category,
        *(
            texts.category_line.format(
                name=texts.categories[category],
                count=wording.count(total.categories[category], texts.times),
                share=share(total.categories[category], total.demands),
                change=wording.than_last_week(
                    total.categories[category], old.categories[category] if old else None
                ),
            )
            for category in CATEGORIES[:-1]
        ),
    ]


def _aside(wording: Wording, now: Told) -> list[str]:
    texts = wording.texts
    return [
        texts.chains_line.format(
            chains=wording.acts(now, "chains", texts.chains),
            participants=wording.folded(now, "participants", texts.person_times),
            free=wording.acts(now, "free_chains", texts.chains),
        ),
        texts.aside_line.format(
            **{
                name: wording.acts(now, name, texts.items)
                for name in ("emergency", "documented", "misjudged")
            }
        ),
        texts.stopped_line.format(
            paused=wording.acts(now, "paused_days", texts.days),
            removed=wording.acts(now, "removed_days", texts.days),
            late=wording.acts(now, "late", texts.items),
        ),
    ]


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


def _lighter(wording: Wording, total: Totals) -> list[str]:
    texts = wording.texts
    frequent = sorted(
        (category for category in texts.lighter if total.categories[category]),
        key=lambda category: -total.categories[category],
    )[:FREQUENT]
    ways = [(texts.categories[category], *texts.lighter[category]) for category in frequent]
    return [
        texts.lighter_head,
        *(
            texts.lighter_line.format(name=name, way=way, document=document)
            for name, way, document in ways
        ),
    ]


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


def _unpublished(wording: Wording, now: Told) -> list[str]:
    return [wording.count(now.left_out, wording.texts.left_out)] if now.left_out else []


def _quiet(wording: Wording, total: Totals, now: Told) -> list[str]:
    texts = wording.texts
    said = texts.quiet.format(
        groups=wording.count(total.groups, texts.groups),
        messages=wording.count(total.messages, texts.messages),
    )
    return [said, *_unpublished(wording, now)]


def _too_few(wording: Wording, now: Told) -> list[str]:
    texts = wording.texts
    return [wording.count(now.left_out, texts.too_few), texts.too_few_when]
