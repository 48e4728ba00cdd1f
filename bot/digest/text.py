"""Published → the chat text: the first screen answers, the rest is there for who wants it."""

from bot.digest import details, headline
from bot.digest.contents import Totals
from bot.digest.history import History, Told, eight_weeks
from bot.digest.words import IN_CHINESE, NOTHING, Wording

FREQUENT = 3


def chat_text(
    history: History, *, again: bool = False, running: bool = False, wording: Wording = IN_CHINESE
) -> str:
    """One supervisor's digest of the last week of `history`, from every class they supervise."""
    weeks = eight_weeks(history)
    now = weeks[-1]
    head = headline.title(wording, now, again=again, running=running)
    if now.total is None:
        return "\n".join([head, *_nothing(wording, now)])
    if not now.total.demands:
        return "\n".join([head, *_quiet(wording, now.total, now)])
    blocks = [
        [head, *_answer(wording, weeks, now.total)],
        _lighter(wording, now.total),
        *details.blocks(wording, weeks, now.total),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _answer(wording: Wording, weeks: list[Told], total: Totals) -> list[str]:
    """Whether it was lighter, how much there was, and the weeks before."""
    texts, now = wording.texts, weeks[-1]
    spent = texts.spent.format(hours=wording.hours(now.minutes)) if now.minutes else texts.no_people
    return [
        headline.answer(wording, weeks),
        *_unwatched(wording, now),
        _found(wording, total, weeks[-2].total),
        spent,
        *_weeks_line(wording, weeks),
    ]


def _unwatched(wording: Wording, now: Told) -> list[str]:
    """What was not looked at, where there is such a thing."""
    texts = wording.texts
    said = [(now.down_days, texts.down), (now.left_groups, texts.left)]
    return [wording.count(number, forms) for number, forms in said if number]


def _found(wording: Wording, total: Totals, old: Totals | None) -> str:
    texts = wording.texts
    said = {
        "groups": wording.count(total.groups, texts.groups),
        "messages": wording.messages(total.messages),
        "demands": wording.count(total.demands, texts.demands),
    }
    if old is None:
        return texts.found_first.format(**said)
    return texts.found.format(**said, change=wording.than_last_week(total.demands, old.demands))


def _weeks_line(wording: Wording, weeks: list[Told]) -> list[str]:
    """The demands of each week from the first that was told; nothing before there are two."""
    first = next(place for place, told in enumerate(weeks) if told.total)
    counts = [str(told.total.demands) if told.total else NOTHING for told in weeks[first:]]
    if len(counts) < 2:
        return []
    texts = wording.texts
    return [texts.weeks_line.format(n=len(counts), counts=texts.listing.join(counts))]


def _lighter(wording: Wording, total: Totals) -> list[str]:
    """Where most of it comes from, a lighter way for each, and the documents behind."""
    texts = wording.texts
    frequent = sorted(
        (category for category in texts.lighter if total.categories[category]),
        key=lambda category: -total.categories[category],
    )[:FREQUENT]
    kinds = texts.listing.join(
        texts.most_value.format(
            name=texts.categories[each], count=wording.count(total.categories[each], texts.times)
        )
        for each in frequent
    )
    documents = dict.fromkeys(texts.lighter[each][1] for each in frequent)
    return [
        texts.sources.format(kinds=kinds),
        texts.lighter_head,
        *(
            texts.lighter_line.format(name=texts.categories[each], way=texts.lighter[each][0])
            for each in frequent
        ),
        texts.lighter_basis.format(documents=texts.semicolon.join(documents)),
    ]


def _quiet(wording: Wording, total: Totals, now: Told) -> list[str]:
    """Two lines with the title, unless something was set apart or not seen."""
    texts = wording.texts
    said = texts.quiet.format(
        groups=wording.count(total.groups, texts.groups),
        messages=wording.messages(total.messages),
    )
    return [
        said,
        *_unwatched(wording, now),
        *details.aside_in_short(wording, total),
        *details.noticed_reports(wording, now),
        *details.left_out(wording, now),
    ]


def _nothing(wording: Wording, now: Told) -> list[str]:
    """A week in which no group could be told of, and why."""
    texts = wording.texts
    said = [headline.answer(wording, [now])] if not now.left_out else []
    if now.left_out:
        said = [wording.count(now.left_out, texts.too_few), texts.too_few_when]
    if now.left_groups:
        said.append(wording.count(now.left_groups, texts.left))
    return said
