"""Being added, removed or moved; the notice; /start, /help, /privacy."""

from telegram import ChatMember, ChatMemberUpdated, Update
from telegram.error import TelegramError

from bot import log
from bot.context import Context, Services
from bot.handlers import administering, reporting, supervising
from bot.links import REPORT, SETUP, SUPERVISE
from bot.records import Group
from bot.telegram import ADMINS, PRESENT, buttons, can_read, is_group, say
from bot.texts import CHINESE, group, speak

NOTICE_ONCE = (ChatMember.LEFT, ChatMember.BANNED)


async def membership(update: Update, context: Context) -> None:
    """The bot's own standing changed: register, greet once, say what right is missing."""
    change = update.my_chat_member
    assert change is not None
    if not is_group(change.chat):
        return
    services = context.services
    if change.new_chat_member.status not in PRESENT:
        removed(services, change.chat.id)
        return
    registered = register(services, change.chat.id)
    if change.old_chat_member.status in NOTICE_ONCE:
        await _greet(context, registered, change)
    elif change.new_chat_member.status in ADMINS:
        log.event("rights_given")


def register(services: Services, chat_id: int) -> Group:
    """Take a group into the register; days of this week before today count as not watched."""
    known = services.store.register.by_chat(chat_id)
    if known and known.present:
        return known
    with services.store.transaction():
        found = services.store.register.add(chat_id, services.new_id)
        today = services.calendar.day(services.clock())
        services.store.register.interrupt(found.id, services.week, range(today + 1), "joined")
        if known:
            since = services.store.register.removed_on(found.id, services.week)
            away = range(since, today + 1)
            services.store.register.interrupt(found.id, services.week, away, "removed")
        services.store.register.note_active(found.id, services.week)
        services.intake.watch(services.week, found.id)
    log.event("group_added")
    return found


def removed(services: Services, chat_id: int) -> None:
    """The bot was taken out: this week's records and keys of the group go at once."""
    found = services.store.register.by_chat(chat_id)
    if found is None:
        return
    erase_week(services, found)
    with services.store.transaction():
        services.store.register.set_present(found.id, False)
        today = services.calendar.day(services.clock())
        services.store.register.interrupt(found.id, services.week, [today], "removed")
    services.store.scrub()
    log.event("group_removed")


def erase_week(services: Services, found: Group) -> None:
    """Destroy a group's keys, rows and given samples of every running week."""
    services.donations.forget_group(found.id, older=False)
    for week in services.keyring.weeks():
        services.keyring.destroy(week, f"group-{found.id}")
    with services.store.transaction():
        services.store.running.drop_group(found.id)
        services.store.reports.drop_group(found.id)
    services.intake.forget(found.id)


async def _greet(context: Context, found: Group, change: ChatMemberUpdated) -> None:
    """The notice, with what right is missing; where the group bars us, only the log says so."""
    readable = await can_read(context.bot, change.chat.id)
    missing = "" if readable else f"\n\n{CHINESE.missing_reading}"
    try:
        await context.bot.send_message(
            change.chat.id,
            group.NOTICE + missing,
            reply_markup=buttons(
                [(CHINESE.button_report_link, link(context, found, REPORT))],
                [(CHINESE.button_setup, link(context, found, SETUP))],
            ),
        )
    except TelegramError as error:
        log.failure("notice", error)
    log.event("greeted", missing_rights=bool(missing))


def link(context: Context, found: Group, kind: str) -> str:
    """A group's deep link of the week: `kind` is REPORT or SETUP."""
    payload = context.services.links.payload(context.services.week, found.id)
    return f"https://t.me/{context.bot.username}?start={kind}{payload}"


async def migrated(update: Update, context: Context) -> None:
    """A group became a supergroup; either of the two service messages will do."""
    message = update.effective_message
    assert message is not None
    register_ = context.services.store.register
    if message.migrate_to_chat_id:
        register_.migrate(message.chat_id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id:
        register_.migrate(message.migrate_from_chat_id, message.chat_id)


async def start(update: Update, context: Context) -> None:
    """/start, and deep links: to report, to set up, to become a supervisor."""
    person, chat = update.effective_user, update.effective_chat
    assert person is not None
    assert chat is not None
    texts = speak(person.language_code)
    payload = (context.args or [""])[0]
    kind, token = payload[:1], payload[1:]
    if kind == SUPERVISE:
        await supervising.opened(context, person, token, texts)
        return
    found = context.services.links.group(token, context.services.week) if token else None
    if kind == SETUP and found:
        await administering.show(context, person, found, texts)
    elif kind == REPORT and found:
        await reporting.welcome(context, person, found, texts)
    else:
        await say(context, chat.id, texts.link_old if payload else texts.start)


async def help_(update: Update, context: Context) -> None:
    """/help."""
    await _answer(update, context, "help")


async def privacy(update: Update, context: Context) -> None:
    """/privacy."""
    await _answer(update, context, "privacy")


async def unknown(update: Update, context: Context) -> None:
    """A private message the bot has no use for."""
    await _answer(update, context, "unknown")


async def _answer(update: Update, context: Context, name: str) -> None:
    person, chat = update.effective_user, update.effective_chat
    if person and chat:
        await say(context, chat.id, getattr(speak(person.language_code), name))
