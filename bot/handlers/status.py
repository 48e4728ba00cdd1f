"""/status in a group: the last closed week as published, the same bytes for every asker."""

from datetime import timedelta

from telegram import Update
from telegram.error import TelegramError

from bot import log
from bot.context import Context, Services
from bot.digest.contents import CellFigures, Published
from bot.digest.headline import DAYS
from bot.digest.words import IN_CHINESE
from bot.handlers.onboarding import link, register
from bot.links import REPORT
from bot.records import Group
from bot.telegram import buttons
from bot.texts import CHINESE, group

ONCE_IN = timedelta(hours=1)


async def status(update: Update, context: Context) -> None:
    """Answer at most once an hour in a group; other askers get the answer that stands there."""
    message = update.effective_message
    assert message is not None
    services = context.services
    found = register(services, message.chat_id)
    last = services.answered.get(found.id)
    if last and services.clock() - last < ONCE_IN:
        return
    services.answered[found.id] = services.clock()
    try:
        await context.bot.send_message(
            message.chat_id,
            text(services, found),
            reply_markup=buttons([(CHINESE.button_report_link, link(context, found, REPORT))]),
        )
    except TelegramError as error:
        log.failure("status", error)


def text(services: Services, found: Group) -> str:
    """The group's own row of its last closed week; nothing of the running one."""
    supervisors = len(services.store.register.supervisors(found.id))
    known = services.store.frozen.of_group(found.id)
    if known is None:
        foot = group.STATUS_FOOT.format(supervisors=supervisors, paused=0)
        return f"{group.STATUS_NONE}\n{foot}"
    week, body = known
    published = Published.from_json(body)
    cell = _own_cell(published, found.id)
    figures = _figures(cell) if cell else _why_not(published)
    paused = cell.paused_days if cell else 0
    return "\n".join(
        [
            group.STATUS_HEAD.format(week=week),
            figures,
            group.STATUS_FOOT.format(supervisors=supervisors, paused=paused),
        ]
    )


def _own_cell(published: Published, group_id: str) -> CellFigures | None:
    return next((cell for cell in published.cells if cell.group_id == group_id), None)


def _why_not(published: Published) -> str:
    return group.STATUS_DOWN if published.down_days == DAYS else group.STATUS_SMALL


def _figures(cell: CellFigures) -> str:
    return group.STATUS_BODY.format(
        demands=cell.demands,
        off_hours=cell.off_hours,
        pressure=cell.pressure,
        chains=cell.chains,
        hours=IN_CHINESE.hours(cell.minutes),
    )
