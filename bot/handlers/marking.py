"""Findings of weeks not yet closed, by link, for the admin to mark 误判 or 有依据."""

import base64
import re

from telegram import ForceReply, InlineKeyboardMarkup, Update, User

from bot.context import Context, Services
from bot.examiner import Reference, open_reference
from bot.records import Finding, Group, Late, Verdict
from bot.telegram import answered, buttons, is_admin, say, title_of
from bot.texts import Texts, speak
from bot.week import Week
from classifier import chinese_name

MOST_SHOWN = 20
REFERENCE = re.compile(r"([\w-]{22}) ([0-9]{4}-W[0-9]{2})", re.ASCII)
WEEKDAYS = "一二三四五六日"
LONGEST_DOCUMENT = 100
LATE: dict[Verdict, Late] = {"misjudged": "late_misjudged", "documented": "late_documented"}


async def findings(context: Context, person: User, group: Group, texts: Texts) -> None:
    """The findings that can still be marked, each with its marks."""
    services = context.services
    running = services.store.running
    found = [(week, each) for week in running.weeks() for each in running.findings(week, group.id)]
    if not found:
        await say(context, person.id, texts.findings_none)
        return
    title = await title_of(context.bot, group.chat_id)
    await say(context, person.id, texts.findings_head.format(title=title))
    for week, finding in found[-MOST_SHOWN:]:
        await say(
            context, person.id, _describe(services, week, group, finding, texts),
            _marks(week, group, finding, texts),
        )  # fmt: skip


def _describe(services: Services, week: Week, group: Group, finding: Finding, texts: Texts) -> str:
    keys = services.intake.keys(week, group.id)
    reference = open_reference(keys.group, finding.sealed)
    marks = {"open": "", "misjudged": texts.button_misjudged, "documented": texts.button_documented}
    mark = marks[finding.verdict]
    return texts.finding.format(
        day=WEEKDAYS[finding.day] if texts.code == "zh" else finding.day + 1,
        labels="、".join(chinese_name(label) for label in finding.labels),
        mark=f"（{mark}）" if mark else "",
        link=_message_link(reference) if reference else "",
    )


def _message_link(reference: Reference) -> str:
    """A link that opens only for members; basic groups have none."""
    chat = str(reference.chat_id)
    if not chat.startswith("-100"):
        return ""
    return f"https://t.me/c/{chat.removeprefix('-100')}/{reference.message_id}"


def _marks(week: Week, group: Group, finding: Finding, texts: Texts) -> InlineKeyboardMarkup:
    at = f"{group.id}:{week}:{base64.urlsafe_b64encode(finding.key).decode().rstrip('=')}"
    if finding.verdict != "open":
        return buttons([(texts.button_open, f"a:open:{at}")])
    return buttons(
        [
            (texts.button_misjudged, f"a:mis:{at}"),
            (texts.button_documented, f"a:doc:{at}"),
        ]
    )


async def misjudged(
    context: Context, person: User, group: Group, texts: Texts, week: str, ref: str
) -> None:
    """误判."""
    said = _mark(context.services, group, texts, Week.parse(week), ref, "misjudged")
    await say(context, person.id, said)


async def opened(
    context: Context, person: User, group: Group, texts: Texts, week: str, ref: str
) -> None:
    """取消标记."""
    said = _mark(context.services, group, texts, Week.parse(week), ref, "open")
    await say(context, person.id, said)


async def documented(
    context: Context, person: User, group: Group, texts: Texts, week: str, ref: str
) -> None:
    """有依据： asks for the document, whose number is kept until the close."""
    if context.services.store.frozen.reached(Week.parse(week)) is None:
        await say(context, person.id, texts.document_ask.format(ref=ref, week=week), ForceReply())
    else:
        said = _mark(context.services, group, texts, Week.parse(week), ref, "documented")
        await say(context, person.id, said)


async def document(update: Update, context: Context) -> bool:
    """The admin's answer to 有依据： the document's number. False if it is no such answer."""
    message, person = update.effective_message, update.effective_user
    assert message is not None
    assert person is not None
    asked = answered(message, context, REFERENCE)
    if asked is None:
        return False
    ref, week = asked
    texts = speak(person.language_code)
    group = _group_of_finding(context.services, ref)
    if group is None:
        said = texts.finding_gone
    elif not await is_admin(context.bot, group.chat_id, person.id):
        said = texts.only_admins
    else:
        number = (message.text or "")[:LONGEST_DOCUMENT]
        said = _mark(context.services, group, texts, Week.parse(week), ref, "documented", number)
    await say(context, person.id, said)
    return True


def _group_of_finding(services: Services, ref: str) -> Group | None:
    group_id = services.store.running.group_of_finding(_key(ref))
    return services.store.register.by_id(group_id) if group_id else None


def _key(ref: str) -> bytes:
    return base64.urlsafe_b64decode(ref + "==")


def _mark(
    services: Services, group: Group, texts: Texts, week: Week, ref: str, verdict: Verdict,
    number: str = "",
) -> str:  # fmt: skip
    """Set a mark, or count one that comes after the close; says what became of it."""
    running = services.store.running
    names = {
        "open": texts.button_open,
        "misjudged": texts.button_misjudged,
        "documented": texts.button_documented,
    }
    if running.group_of_finding(_key(ref)) == group.id and running.mark(_key(ref), verdict, number):
        return texts.finding_marked.format(mark=names[verdict])
    if verdict in LATE and _comes_late(services, week, ref):
        services.intake.watch(services.week, group.id)
        running.count_late(services.week, group.id, LATE[verdict])
        return texts.finding_late.format(mark=names[verdict])
    return texts.finding_gone


def _comes_late(services: Services, week: Week, ref: str) -> bool:
    """Whether this is the first mark of a finding of last week, which has closed."""
    if week != services.week.plus(-1) or services.store.frozen.reached(week) is None:
        return False
    first = ref not in services.marked_late
    services.marked_late.add(ref)
    return first
