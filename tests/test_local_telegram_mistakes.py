"""Three mistakes planted in tiny real bots; the server refuses each, and not its mended twin."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import Update
from telegram.ext import MessageHandler, filters

from tests.wire import Act, Wire, button, wired

MOVED = "Bad Request: group chat was upgraded to a supergroup chat"
NEVER_STARTED = "Forbidden: bot can't initiate conversation with a user"


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with wired() as made:
        yield made


async def greets_in_private(update: Update, context: Any) -> None:
    """Mistake: a newcomer has never pressed start."""
    assert update.message
    for user in update.message.new_chat_members:
        await context.bot.send_message(user.id, "欢迎")


async def greets_in_the_group(update: Update, _context: Any) -> None:
    assert update.message
    await update.message.reply_text(
        "欢迎，私下说：", reply_markup=button("开", url="https://t.me/jianfu_bot?start=hello")
    )


async def puts_the_text_into_the_button(update: Update, _context: Any) -> None:
    """Mistake: a long text makes callback data over 64 bytes."""
    assert update.message
    data = f"report:{update.message.text}"
    await update.message.reply_text("举报吗？", reply_markup=button("举报", callback_data=data))


async def puts_the_message_id_into_the_button(update: Update, _context: Any) -> None:
    assert update.message
    data = f"report:{update.message.message_id}"
    await update.message.reply_text("举报吗？", reply_markup=button("举报", callback_data=data))


def reminds(chat_id: int, *, follows: bool) -> Act:
    """Mistake, unless it follows: the id of the group is kept for ever."""
    home = chat_id

    async def remind(update: Update, context: Any) -> None:
        nonlocal home
        assert update.message
        moved = update.message.migrate_to_chat_id
        if moved and follows:
            home = moved
        if update.message.text:
            await context.bot.send_message(home, "记得开会")

    return remind


async def failed(_update: object, _context: Any) -> None:
    """The server's list of refusals says what happened."""


@asynccontextmanager
async def polling(wire: Wire, act: Act) -> AsyncIterator[None]:
    app = wire.application()
    app.add_handler(MessageHandler(filters.ALL, act))
    app.add_error_handler(failed)
    async with app:
        await app.start()
        assert app.updater
        await app.updater.start_polling(timeout=1)
        yield
        await app.updater.stop()
        await app.stop()


@pytest.mark.parametrize(
    ("act", "outcome"),
    [(greets_in_private, NEVER_STARTED), (greets_in_the_group, "")],
    ids=["faulty", "mended"],
)
async def test_planted_mistake_writing_first(wire: Wire, act: Act, outcome: str) -> None:
    async with polling(wire, act):
        wire.world.add_member(wire.group, wire.world.user("王芳"), wire.creator)
        await wire.outcome(outcome)


@pytest.mark.parametrize(
    ("act", "outcome"),
    [
        (puts_the_text_into_the_button, "Bad Request: BUTTON_DATA_INVALID"),
        (puts_the_message_id_into_the_button, ""),
    ],
    ids=["faulty", "mended"],
)
async def test_planted_mistake_long_callback_data(wire: Wire, act: Act, outcome: str) -> None:
    async with polling(wire, act):
        wire.world.say(wire.person, wire.group, "请各位把公众号文章转发到朋友圈并截图发群里")
        await wire.outcome(outcome)


@pytest.mark.parametrize("follows", [False, True], ids=["faulty", "mended"])
async def test_planted_mistake_the_old_id(wire: Wire, follows: bool) -> None:
    old = wire.world.group("小群", wire.creator, [wire.me], supergroup=False)
    async with polling(wire, reminds(old.id, follows=follows)):
        new = wire.world.migrate(old)
        wire.world.say(wire.person, new, "提醒一下")
        await wire.world.until(lambda: wire.world.refusals or wire.world.from_bot(new))
        assert wire.world.refusals == ([] if follows else [("sendMessage", MOVED)])
        assert [message.text for message in wire.world.from_bot(new)] == ["记得开会"] * follows
