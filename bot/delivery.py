"""Delivers digests: at most one unmarked copy, never none, also across a kill."""

import asyncio

from telegram import InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot import log
from bot.context import Bot, Services
from bot.digest.contents import Published
from bot.digest.history import WEEKS, History
from bot.digest.page import page
from bot.digest.picture import picture
from bot.digest.text import chat_text
from bot.digest.words import IN_CHINESE, Wording
from bot.records import Delivery
from bot.store import Store
from bot.store.frozen import Frozen
from bot.telegram import buttons
from bot.texts import Texts, speak
from bot.week import Week


def history(frozen: Frozen, week: Week, supervisor: int | None, *, weeks: int = WEEKS) -> History:
    """What a supervisor (without one, everybody) was told in the weeks up to `week`."""
    told = [
        (each, [Published.from_json(body) for body in frozen.bodies(each, supervisor)])
        for each in (week.plus(-back) for back in reversed(range(weeks)))
    ]
    return [(each, bodies) for each, bodies in told if bodies]


def talk_back(texts: Texts, *, ask: bool) -> InlineKeyboardMarkup:
    """The buttons under a digest; `ask` adds whether it was of use."""
    useful = [(texts.button_useful, "s:useful"), (texts.button_useless, "s:useless")]
    return buttons(
        useful if ask else [],
        [(texts.button_trend, "s:trend"), (texts.button_method, "s:method")],
        [(texts.button_stop, "s:stop")],
    )


def wording(store: Store, supervisor: int | None) -> Wording:
    """The language a supervisor's client asked for; Chinese for everybody together."""
    if supervisor is None:
        return IN_CHINESE
    return Wording(speak(store.register.language(supervisor)).digest)


def compose(store: Store, week: Week, supervisor: int | None, *, again: bool = False) -> str:
    """A supervisor's digest of a closed week as chat text."""
    told = history(store.frozen, week, supervisor)
    return chat_text(told, again=again, wording=wording(store, supervisor))


async def deliver(bot: Bot, services: Services) -> None:
    """Send what is due. A part that was being sent when the process died is resent as 补发."""
    frozen = services.store.frozen
    for delivery in frozen.deliveries("sending"):
        await _send(bot, services, delivery, again=True)
    for delivery in frozen.deliveries("due"):
        frozen.set_state(delivery, "sending")
        await _send(bot, services, delivery, again=False)


async def _send(bot: Bot, services: Services, delivery: Delivery, *, again: bool) -> None:
    store, frozen = services.store, services.store.frozen
    texts = speak(store.register.language(delivery.supervisor))
    try:
        await bot.send_message(
            delivery.supervisor,
            compose(store, delivery.week, delivery.supervisor, again=again),
            reply_markup=talk_back(texts, ask=store.feedback.ask(delivery.supervisor)),
        )
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
        await send_page(bot, store, delivery, again=again)


async def resend(bot: Bot, store: Store, delivery: Delivery) -> None:
    """A delivered digest again, marked 补发: the text, the picture and the page."""
    texts = speak(store.register.language(delivery.supervisor))
    await bot.send_message(
        delivery.supervisor,
        compose(store, delivery.week, delivery.supervisor, again=True),
        reply_markup=talk_back(texts, ask=False),
    )
    await send_page(bot, store, delivery, again=True)


async def send_page(bot: Bot, store: Store, delivery: Delivery, *, again: bool = False) -> None:
    """The same digest as a picture and a page; the text has said all that matters already."""
    told = history(store.frozen, delivery.week, delivery.supervisor)
    language = wording(store, delivery.supervisor)
    try:
        drawn = await asyncio.to_thread(picture, told, language)
        await bot.send_photo(delivery.supervisor, drawn)
        await bot.send_document(
            delivery.supervisor,
            page(told, again=again, wording=language).encode(),
            filename=f"jianfu-{delivery.week}.html",
        )
    except TelegramError as error:
        log.failure("page", error)
