"""Delivers digests: at most one unmarked copy, never none, also across a kill."""

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot import log
from bot.context import Bot, Services
from bot.digest.contents import Published
from bot.digest.text import chat_text
from bot.records import Delivery
from bot.store.frozen import Frozen
from bot.week import Week


def compose(frozen: Frozen, week: Week, supervisor: int | None, *, again: bool = False) -> str:
    """A supervisor's digest of a closed week; without one, of all classes."""
    now = [Published.from_json(body) for body in frozen.bodies(week, supervisor)]
    before = [Published.from_json(body) for body in frozen.bodies(week.plus(-1), supervisor)]
    return chat_text(now, before, again=again)


async def deliver(bot: Bot, services: Services) -> None:
    """Send what is due. A part that was being sent when the process died is resent as 补发."""
    frozen = services.store.frozen
    for delivery in frozen.deliveries("sending"):
        await _send(bot, services, delivery, again=True)
    for delivery in frozen.deliveries("due"):
        frozen.set_state(delivery, "sending")
        await _send(bot, services, delivery, again=False)


async def _send(bot: Bot, services: Services, delivery: Delivery, *, again: bool) -> None:
    frozen = services.store.frozen
    text = compose(frozen, delivery.week, delivery.supervisor, again=again)
    try:
        await bot.send_message(delivery.supervisor, text)
    except (Forbidden, ChatMigrated, BadRequest) as error:
        log.failure("undeliverable", error)
        frozen.set_state(delivery, "failed")
    except RetryAfter as error:
        log.failure("delivery_held", error)
        frozen.set_state(delivery, "due")
    except TelegramError as error:
        log.failure("delivery", error)
    else:
        frozen.set_state(delivery, "sent")
        log.event("delivered")
