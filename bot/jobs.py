"""What happens by the clock: weeks begin and close, digests go out, private chats are wiped."""

import asyncio
from datetime import date

from telegram import ChatMember

from bot import delivery, log
from bot.context import Bot, Services
from bot.privacy import pseudonyms
from bot.telegram import admins_of, delete, members_of
from bot.week import Week

TICK_SECONDS = 20.0


async def run(bot: Bot, services: Services, seconds: float = TICK_SECONDS) -> None:
    """Tick for ever; a failure is logged and the next tick tries again."""
    while True:
        try:
            await tick(bot, services)
        except Exception as error:
            log.failure("tick", error)
        await asyncio.sleep(seconds)


async def tick(bot: Bot, services: Services) -> None:
    """Everything that is due now; each part may be repeated without harm."""
    begin(services)
    await close_due(bot, services)
    await delivery.deliver(bot, services)
    await wipe(bot, services)


def begin(services: Services) -> None:
    """At the first tick of a day: supervisors of the week, paused days, what has expired."""
    today = services.today
    if services.begun == today:
        return
    services.begun = today
    _note_downtime(services, today)
    services.donations.purge(today)
    if services.store.expiry.strike(services.week):
        services.store.scrub()
    for group in services.store.register.all():
        if group.present:
            services.intake.watch(services.week, group.id)
        if group.paused and group.present:
            services.store.register.interrupt(group.id, services.week, [today.weekday()], "paused")


def _note_downtime(services: Services, today: date) -> None:
    """Whole days on which the machine did not run; Telegram keeps updates for one day only.

    A week missed altogether is watched after the fact, so that it closes and its digest says so.
    """
    register = services.store.register
    for day in register.live(today):
        week = Week.of(day)
        for group in register.all():
            if group.present and services.store.frozen.reached(week) is None:
                services.intake.watch(week, group.id)
                register.interrupt(group.id, week, [day.weekday()], "down")


async def close_due(bot: Bot, services: Services) -> None:
    """Close every week whose digest hour has come, oldest first, unfinished closes too."""
    unfinished = services.store.frozen.unfinished()
    due = [
        week
        for week in services.store.running.weeks()
        if services.clock() >= services.calendar.closes(week)
    ]
    for week in sorted({*unfinished, *due}):
        if services.store.frozen.reached(week) is None:
            await _ask_who_administers(bot, services, week)
        services.closer.close(week)
        log.event("week_closed")


async def _ask_who_administers(bot: Bot, services: Services, week: Week) -> None:
    """Admins and supervisors don't count as members; asked at the close, not stored."""
    running = services.store.running
    for group_id in running.watched(week):
        group = services.store.register.by_id(group_id)
        if group is None or not group.present:
            continue
        found = await admins_of(bot, group.chat_id)
        admins = [each.user.id for each in found or []]
        if found is not None:
            owned = any(each.status == ChatMember.OWNER for each in found)
            running.set_owned(week, group_id, owned)
        key = services.intake.keys(week, group_id).people
        people = [*admins, *running.supervisors(week, group_id)]
        running.drop_active(week, group_id, [pseudonyms.person(key, who) for who in people])
        members = await members_of(bot, services, group_id, group.chat_id)
        running.set_members(week, group_id, members)


async def wipe(bot: Bot, services: Services) -> None:
    """Delete on Telegram's side what private chats held for a day."""
    due = services.wiping.due(services.clock())
    for doomed in due:
        await delete(bot, doomed.chat_id, doomed.message_id)
    services.wiping.done(due)
