"""The week's findings for a group's admin, by link, and the marks 误判 and 有依据 under them."""

import base64
import re

from telegram import ForceReply, InlineKeyboardMarkup, Update, User

from bot.context import Context, Services
from bot.examiner import Reference, open_reference
from bot.records import Finding, Group, Verdict
from bot.telegram import buttons, is_admin, say, title_of
from bot.texts import Texts, speak
from classifier import chinese_name

MOST_SHOWN = 20
REFERENCE = re.compile(r"[A-Za-z0-9_-]{22}")
WEEKDAYS = "一二三四五六日"
LONGEST_DOCUMENT = 100


async def findings(context: Context, person: User, group: Group, texts: Texts) -> None:
    """This week's findings by link, each with its marks."""
    services = context.services
    found = services.store.running.findings(services.week, group.id)[-MOST_SHOWN:]
    if not found:
        await say(context, person.id, texts.findings_none)
        return
    title = await title_of(context.bot, group.chat_id)
    await say(context, person.id, texts.findings_head.format(title=title))
    for finding in found:
        await say(
            context, person.id, _describe(services, group, finding, texts),
            _marks(group, finding, texts),
        )  # fmt: skip


def _describe(services: Services, group: Group, finding: Finding, texts: Texts) -> str:
    keys = services.intake.keys(services.week, group.id)
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


def _marks(group: Group, finding: Finding, texts: Texts) -> InlineKeyboardMarkup:
    ref = base64.urlsafe_b64encode(finding.key).decode().rstrip("=")
    if finding.verdict != "open":
        return buttons([(texts.button_open, f"a:open:{group.id}:{ref}")])
    return buttons(
        [
            (texts.button_misjudged, f"a:mis:{group.id}:{ref}"),
            (texts.button_documented, f"a:doc:{group.id}:{ref}"),
        ]
    )


async def misjudged(context: Context, person: User, group: Group, texts: Texts, ref: str) -> None:
    """误判： the model was wrong."""
    await _mark(context, person, group, texts, ref, "misjudged", "")


async def open_again(context: Context, person: User, group: Group, texts: Texts, ref: str) -> None:
    """取消标记： neither."""
    await _mark(context, person, group, texts, ref, "open", "")


async def documented(context: Context, person: User, _g: Group, texts: Texts, ref: str) -> None:
    """有依据： ask for the number of the document."""
    await say(context, person.id, texts.document_ask.format(ref=ref), ForceReply())


async def document(update: Update, context: Context) -> bool:
    """The admin's answer to 有依据： the document's number. False if it is no such answer."""
    message, person = update.effective_message, update.effective_user
    assert message is not None
    assert person is not None
    asked = message.reply_to_message
    ref = REFERENCE.search(asked.text or "") if asked else None
    if not asked or not asked.from_user or asked.from_user.id != context.bot.id or not ref:
        return False
    texts = speak(person.language_code)
    services = context.services
    group = _group_of_finding(services, ref.group())
    if group is None:
        await say(context, person.id, texts.finding_gone)
    elif not await is_admin(context.bot, group.chat_id, person.id):
        await say(context, person.id, texts.only_admins)
    else:
        number = (message.text or "")[:LONGEST_DOCUMENT]
        await _mark(context, person, group, texts, ref.group(), "documented", number)
    return True


def _group_of_finding(services: Services, ref: str) -> Group | None:
    group_id = services.store.running.group_of_finding(_key(ref))
    return services.store.register.by_id(group_id) if group_id else None


def _key(ref: str) -> bytes:
    return base64.urlsafe_b64decode(ref + "==")


async def _mark(
    context: Context,
    person: User,
    group: Group,
    texts: Texts,
    ref: str,
    verdict: Verdict,
    number: str,
) -> None:
    running = context.services.store.running
    marked = running.group_of_finding(_key(ref)) == group.id and running.mark(
        _key(ref), verdict, number
    )
    names = {
        "open": texts.button_open,
        "misjudged": texts.button_misjudged,
        "documented": texts.button_documented,
    }
    said = texts.finding_marked.format(mark=names[verdict]) if marked else texts.finding_gone
    await say(context, person.id, said)
