"""Three mistakes planted in tiny real bots; the server refuses each, and not its mended twin."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.local_telegram import RefusedError
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
    old = wire.world.group("小群", wire.creator, [wire.me, wire.person], supergroup=False)
    async with polling(wire, reminds(old.id, follows=follows)):
        new = wire.world.migrate(old)
        wire.world.say(wire.person, new, "提醒一下")
        await wire.world.until(lambda: wire.world.refusals or wire.world.from_bot(new))
        assert wire.world.refusals == ([] if follows else [("sendMessage", MOVED)])
        assert [message.text for message in wire.world.from_bot(new)] == ["记得开会"] * follows


LINK = "https://t.me/jianfu_bot?start="


async def puts_the_text_into_the_link(update: Update, _context: Any) -> None:
    """Mistake: a deep link carries at most 64 plain characters, and this text is not plain."""
    assert update.message
    link = f"{LINK}{update.message.text}"
    await update.message.reply_text("私下说", reply_markup=button("开", url=link))


async def puts_the_message_id_into_the_link(update: Update, _context: Any) -> None:
    assert update.message
    link = f"{LINK}m{update.message.message_id}"
    await update.message.reply_text("私下说", reply_markup=button("开", url=link))


@pytest.mark.parametrize(
    ("act", "opens"),
    [(puts_the_text_into_the_link, False), (puts_the_message_id_into_the_link, True)],
    ids=["faulty", "mended"],
)
async def test_planted_mistake_long_deep_link(wire: Wire, act: Act, opens: bool) -> None:
    async with polling(wire, act):
        wire.world.say(wire.person, wire.group, "请各位把公众号文章转发到朋友圈并截图发群里")
        await wire.world.until(lambda: wire.world.from_bot(wire.group))
        link = wire.world.from_bot(wire.group)[0].buttons[0]["url"]
        if opens:
            assert wire.world.open_link(wire.person, link).text.startswith("/start m")
        else:
            with pytest.raises(RefusedError, match="400"):
                wire.world.open_link(wire.person, link)
    assert bool(wire.world.refusals) != opens


async def says_the_same_again(update: Update, _context: Any) -> None:
    """Mistake: an edit must change something."""
    assert update.message
    sent = await update.message.reply_text("统计中")
    await sent.edit_text("统计中")


async def says_something_new(update: Update, _context: Any) -> None:
    assert update.message
    sent = await update.message.reply_text("统计中")
    await sent.edit_text("统计完了")


@pytest.mark.parametrize(
    ("act", "text", "refusals"),
    [(says_the_same_again, "统计中", 1), (says_something_new, "统计完了", 0)],
    ids=["faulty", "mended"],
)
async def test_planted_mistake_editing_without_change(
    wire: Wire, act: Act, text: str, refusals: int
) -> None:
    async with polling(wire, act):
        wire.world.say(wire.person, wire.group, "统计一下")
        await wire.world.until(lambda: wire.world.called("editMessageText"))
    assert [message.text for message in wire.world.from_bot(wire.group)] == [text]
    assert len(wire.world.refusals) == refusals
