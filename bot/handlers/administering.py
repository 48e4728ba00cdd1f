"""/groups: what a group's admin sets up in private. Rights are asked of Telegram every time."""

import re
from collections.abc import Awaitable, Callable
from datetime import date

from telegram import ForceReply, InlineKeyboardMarkup, Update, User

from bot.context import Context
from bot.handlers import marking, onboarding
from bot.links import SUPERVISE
from bot.records import Group
from bot.telegram import answered, buttons, can_read, is_admin, name_of, say, title_of
from bot.texts import Texts, speak

MOST_ASKED = 50
OWN_ID = re.compile("([0-9a-f]{16})")
NO_END = ("无", "没有", "none", "None")


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
        ends=group.ends or texts.no_end,
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
        [(texts.button_ends, to("ends")), pause],
        [(texts.button_erase, to("erase"))],
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
    store.scrub()
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


async def _ends(context: Context, person: User, group: Group, texts: Texts) -> None:
    await say(context, person.id, texts.ends_ask.format(ref=group.id), ForceReply())


async def ending(update: Update, context: Context) -> bool:
    """The admin's answer to 结束日期： a date, or none. False if it is no such answer."""
    message, person = update.effective_message, update.effective_user
    assert message is not None
    assert person is not None
    ref = answered(message, context, OWN_ID)
    if ref is None:
        return False
    texts, register = speak(person.language_code), context.services.store.register
    group = register.by_id(ref[0])
    if group is None or not await is_admin(context.bot, group.chat_id, person.id):
        await say(context, person.id, texts.only_admins)
        return True
    said = message.text or ""
    try:
        ends = None if said.strip() in NO_END else read_date(said)
    except ValueError:
        await say(context, person.id, texts.ends_unclear.format(ref=group.id), ForceReply())
        return True
    register.set_end(group.id, ends)
    await say(context, person.id, _said_end(ends, texts))
    return True


def _said_end(ends: date | None, texts: Texts) -> str:
    return texts.ends_set.format(date=ends) if ends else texts.ends_cleared


def read_date(said: str) -> date:
    """A day as people write it: 2026-12-31, 2026/12/31, 2026年12月31日; else ValueError."""
    numbers = [int(number) for number in re.findall("[0-9]+", said)]
    if len(numbers) != 3:
        raise ValueError("a day has a year, a month and a day")
    return date(*numbers)


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
    "ends": _ends,
    "findings": marking.findings,
    "mis": marking.misjudged,
    "doc": marking.documented,
    "open": marking.opened,
}
