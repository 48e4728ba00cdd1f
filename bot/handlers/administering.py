"""/groups: what a group's admin sets up in private. Rights are asked of Telegram every time."""

import base64
import re
from collections.abc import Awaitable, Callable

from telegram import ForceReply, InlineKeyboardMarkup, Update, User

from bot.context import Context, Services
from bot.examiner import Reference, open_reference
from bot.handlers import onboarding
from bot.links import SUPERVISE
from bot.records import Finding, Group, Verdict
from bot.telegram import buttons, can_read, is_admin, name_of, say, title_of
from bot.texts import Texts, speak
from classifier import chinese_name

MOST_ASKED = 50
MOST_SHOWN = 20
REFERENCE = re.compile(r"[A-Za-z0-9_-]{22}")
WEEKDAYS = "一二三四五六日"
LONGEST_DOCUMENT = 100


async def groups(update: Update, context: Context) -> None:
    """/groups: a card for each group the person administers right now."""
    person = update.effective_user
    assert person is not None
    texts = speak(person.language_code)
    known = [group for group in context.services.store.register.all() if group.present]
    mine = [
        group
        for group in known[:MOST_ASKED]
        if await is_admin(context.bot, group.chat_id, person.id)
    ]
    for group in mine:
        await _card(context, person, group, texts)
    if not mine:
        await say(context, person.id, texts.groups_none)


async def show(context: Context, person: User, group_id: str, texts: Texts) -> None:
    """The card of one group, opened by the link under the notice."""
    group = context.services.store.register.by_id(group_id)
    if group and await is_admin(context.bot, group.chat_id, person.id):
        await _card(context, person, group, texts)
    else:
        await say(context, person.id, texts.only_admins)


async def _card(context: Context, person: User, group: Group, texts: Texts) -> None:
    services = context.services
    register, week = services.store.register, services.week
    text = texts.groups_card.format(
        title=await title_of(context.bot, group.chat_id),
        supervisors=len(register.supervisors(group.id)),
        digest=texts.on if group.digest_on else texts.off,
        findings=len(services.store.running.findings(week, group.id)),
        paused=f"（{texts.button_pause}）" if group.paused else "",
    )
    if not await can_read(context.bot, group.chat_id):
        text += f"\n\n{texts.missing_reading}"
    await say(context, person.id, text, _settings(group, texts))


def _settings(group: Group, texts: Texts) -> InlineKeyboardMarkup:
    def to(action: str) -> str:
        return f"a:{action}:{group.id}"

    pause = (
        (texts.button_resume, to("resume")) if group.paused else (texts.button_pause, to("pause"))
    )
    digest = (
        (texts.button_digest_off, to("digestoff"))
        if group.digest_on
        else (texts.button_digest_on, to("digeston"))
    )
    return buttons(
        [(texts.button_add_supervisor, to("invite")), (texts.button_supervisors, to("who"))],
        [(texts.button_findings, to("findings")), digest],
        [pause, (texts.button_erase, to("erase"))],
    )


async def pressed(update: Update, context: Context) -> None:
    """A button of a card: `a:<action>:<group>[:<more>]`; refused unless admin right now."""
    query = update.callback_query
    assert query is not None
    texts = speak(query.from_user.language_code)
    _, action, group_id, *more = str(query.data).split(":")
    group = context.services.store.register.by_id(group_id)
    if group is None or not await is_admin(context.bot, group.chat_id, query.from_user.id):
        await query.answer(texts.only_admins, show_alert=True)
        return
    await query.answer()
    await ACTIONS[action](context, query.from_user, group, texts, *more)


async def _invite(context: Context, person: User, group: Group, texts: Texts) -> None:
    services = context.services
    token = services.links.invite(group.id, person.id, services.clock())
    link = f"https://t.me/{context.bot.username}?start={SUPERVISE}{token}"
    await say(context, person.id, texts.supervisor_link.format(link=link))


async def _who(context: Context, person: User, group: Group, texts: Texts) -> None:
    title = await title_of(context.bot, group.chat_id)
    named = context.services.store.register.supervisors(group.id)
    if not named:
        await say(context, person.id, texts.supervisors_none.format(title=title))
        return
    rows = [
        [
            (
                texts.button_revoke.format(name=await name_of(context.bot, supervisor)),
                f"a:revoke:{group.id}:{supervisor}",
            )
        ]
        for supervisor in named
    ]
    await say(context, person.id, texts.supervisors_list.format(title=title), buttons(*rows))


async def _revoke(
    context: Context, person: User, group: Group, texts: Texts, supervisor: str
) -> None:
    store = context.services.store
    with store.transaction():
        store.register.revoke(group.id, int(supervisor))
        store.frozen.revoke(int(supervisor), group.id)
    await say(context, person.id, texts.revoked)


async def _confirm(context: Context, person: User, group: Group, texts: Texts, token: str) -> None:
    opened = context.services.links.confirm(token)
    if opened is None or opened[0].group != group.id:
        await say(context, person.id, texts.link_old)
        return
    supervisor = opened[1]
    services = context.services
    services.store.register.name_supervisor(group.id, supervisor, services.week)
    services.intake.watch(services.week, group.id)
    name = await name_of(context.bot, supervisor)
    await say(context, person.id, texts.supervisor_named.format(name=name))
    language = services.store.register.language(supervisor)
    await say(context, supervisor, speak(language).supervisor_welcome)


async def _refuse(context: Context, person: User, _group: Group, texts: Texts, token: str) -> None:
    context.services.links.confirm(token)
    await say(context, person.id, texts.supervisor_refused)


async def _digest_on(context: Context, person: User, group: Group, texts: Texts) -> None:
    context.services.store.register.set_digest(group.id, True)
    await say(context, person.id, texts.digest_on)


async def _digest_off(context: Context, person: User, group: Group, texts: Texts) -> None:
    context.services.store.register.set_digest(group.id, False)
    await say(context, person.id, texts.digest_off)


async def _pause(context: Context, person: User, group: Group, texts: Texts) -> None:
    services = context.services
    with services.store.transaction():
        services.store.register.set_paused(group.id, True)
        today = services.calendar.day(services.clock())
        services.store.register.interrupt(group.id, services.week, [today], "paused")
    title = await title_of(context.bot, group.chat_id)
    await say(context, person.id, texts.paused.format(title=title))


async def _resume(context: Context, person: User, group: Group, texts: Texts) -> None:
    context.services.store.register.set_paused(group.id, False)
    title = await title_of(context.bot, group.chat_id)
    await say(context, person.id, texts.resumed.format(title=title))


async def _erase(context: Context, person: User, group: Group, texts: Texts) -> None:
    title = await title_of(context.bot, group.chat_id)
    sure = buttons([(texts.button_erase_sure, f"a:erasesure:{group.id}")])
    await say(context, person.id, texts.erase_ask.format(title=title), sure)


async def _erase_sure(context: Context, person: User, group: Group, texts: Texts) -> None:
    onboarding.erase_week(context.services, group)
    context.services.donations.forget_group(group.id, older=True)
    context.services.store.erase_group(group.id)
    context.services.store.scrub()
    await say(context, person.id, texts.erased)


async def _findings(context: Context, person: User, group: Group, texts: Texts) -> None:
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


async def _misjudged(context: Context, person: User, group: Group, texts: Texts, ref: str) -> None:
    await _mark(context, person, group, texts, ref, "misjudged", "")


async def _open(context: Context, person: User, group: Group, texts: Texts, ref: str) -> None:
    await _mark(context, person, group, texts, ref, "open", "")


async def _documented(context: Context, person: User, _g: Group, texts: Texts, ref: str) -> None:
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


ACTIONS: dict[str, Callable[..., Awaitable[None]]] = {
    "invite": _invite,
    "who": _who,
    "revoke": _revoke,
    "yes": _confirm,
    "no": _refuse,
    "digeston": _digest_on,
    "digestoff": _digest_off,
    "pause": _pause,
    "resume": _resume,
    "erase": _erase,
    "erasesure": _erase_sure,
    "findings": _findings,
    "mis": _misjudged,
    "doc": _documented,
    "open": _open,
}
