"""Which updates the embedded Bot API server delivers, how, and to whom (docs/wire.md)."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from telegram import (
    ChatMemberMember,
    Update,
)
from telegram.error import (
    BadRequest,
    Conflict,
)
from telegram.ext import MessageHandler, filters
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application, RequestHandler

from tests.wire import OTHER_TOKEN, Wire, noting, wired


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with wired() as made:
        yield made


# Which updates come, and how


async def test_an_update_waits_24_hours_and_no_longer(wire: Wire) -> None:
    wire.world.say(wire.person, wire.group, "早")
    wire.clock.now += timedelta(hours=1)
    wire.world.say(wire.person, wire.group, "晚")
    wire.clock.now += timedelta(hours=23, seconds=1)
    assert (await wire.heard()).text == "晚"


async def test_an_update_comes_again_until_the_offset_confirms_it(wire: Wire) -> None:
    for text in "甲乙":
        wire.world.say(wire.person, wire.group, text)
    first, second = await wire.bot.get_updates()
    assert await wire.bot.get_updates(limit=1) == (first,)
    assert await wire.bot.get_updates(offset=second.update_id) == (second,)
    assert await wire.bot.get_updates() == (second,)
    assert not await wire.bot.get_updates(offset=second.update_id + 1)


async def test_a_long_poll_ends_as_soon_as_something_is_said(wire: Wire) -> None:
    polling = asyncio.create_task(wire.heard_by_polling())
    await wire.world.until(lambda: wire.world.calls[-1][1].get("timeout"))
    wire.world.say(wire.person, wire.group, "到了")
    assert await asyncio.wait_for(polling, 2) == "到了"


async def test_the_kinds_asked_for_stay_when_left_out(wire: Wire) -> None:
    await wire.news(allowed_updates=["edited_message"])
    said = wire.world.say(wire.person, wire.group, "早")
    assert not await wire.news()
    wire.world.edit(said, "早上好")
    assert (await wire.heard()).text == "早上好"
    await wire.news(allowed_updates=[])
    wire.world.say(wire.person, wire.group, "晚")
    assert (await wire.heard()).text == "晚"


async def test_chat_member_updates_come_to_admins_who_ask(wire: Wire) -> None:
    newcomer = wire.world.user("王芳")
    await wire.news(allowed_updates=["chat_member"])
    wire.world.add_member(wire.group, newcomer, wire.creator)
    assert not await wire.news()
    wire.world.promote(wire.group, wire.me, wire.creator, can_delete_messages=True)
    wire.world.leave(wire.group, newcomer)
    (update,) = await wire.news()
    assert update.chat_member
    assert isinstance(update.chat_member.old_chat_member, ChatMemberMember)
    assert update.chat_member.new_chat_member.status == "left"


async def test_a_second_poller_ends_the_first(wire: Wire) -> None:
    polling = asyncio.create_task(wire.bot.get_updates(timeout=5))
    await wire.world.until(lambda: wire.world.calls[-1][1].get("timeout"))
    async with wire.client() as second:
        assert not await second.get_updates()
    words = ("terminated by other getUpdates request; "
             "make sure that only one bot instance is running")  # fmt: skip
    await wire.refused(polling, Conflict, words)


async def test_polling_and_a_webhook_exclude_each_other(wire: Wire) -> None:
    polling = asyncio.create_task(wire.bot.get_updates(timeout=5))
    await wire.world.until(lambda: wire.world.calls[-1][1].get("timeout"))
    assert await wire.bot.set_webhook("https://bot.invalid/hook")
    await wire.refused(polling, Conflict, "terminated by setWebhook request")
    words = ("can't use getUpdates method while webhook is active; "
             "use deleteWebhook to delete the webhook first")  # fmt: skip
    await wire.refused(wire.bot.get_updates(), Conflict, words)
    assert await wire.bot.delete_webhook()
    assert not await wire.bot.get_updates()


async def test_a_webhook_needs_https_or_this_machine_and_a_plain_secret(wire: Wire) -> None:
    hook = wire.bot.set_webhook
    words = "bad webhook: An HTTPS URL must be provided for webhook"
    await wire.refused(hook("http://bot.invalid/hook"), BadRequest, words)
    words = "secret token contains unallowed characters"
    await wire.refused(hook("https://bot.invalid/", secret_token="a b"), BadRequest, words)
    assert (await wire.bot.get_webhook_info()).url == ""


class Listener(RequestHandler):
    """A bot's own server that is broken the first time."""

    def initialize(self, got: list[tuple[str, Any]]) -> None:
        self.got = got

    def post(self) -> None:
        body = Update.de_json(json.loads(self.request.body), None)
        self.got.append((self.request.headers["X-Telegram-Bot-Api-Secret-Token"], body))
        self.set_status(500 if len(self.got) == 1 else 200)


async def test_a_webhook_gets_each_update_with_its_secret_until_it_accepts(wire: Wire) -> None:
    got: list[tuple[str, Update]] = []
    socket, port = bind_unused_port()
    own = HTTPServer(Application([("/hook", Listener, {"got": got})], log_function=lambda _: None))
    own.add_socket(socket)
    await wire.bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token="s-1")
    for text in "甲乙":
        wire.world.say(wire.person, wire.group, text)
    await wire.world.drained()
    texts = [update.message.text for _, update in got if update.message]
    assert texts == ["甲", "甲", "乙"]
    assert {secret for secret, _ in got} == {"s-1"}
    info = await wire.bot.get_webhook_info()
    assert info.pending_update_count == 0
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    own.stop()
    await own.close_all_connections()


async def test_a_webhook_set_by_the_client_library_delivers_to_it(wire: Wire) -> None:
    app = wire.application()
    heard: list[str] = []
    app.add_handler(MessageHandler(filters.TEXT, noting(heard)))
    socket, port = bind_unused_port()
    socket.close()
    async with app:
        await app.start()
        assert app.updater
        await app.updater.start_webhook(
            "127.0.0.1", port, "hook", webhook_url=f"http://127.0.0.1:{port}/hook",
            secret_token="s-1",
        )  # fmt: skip
        wire.world.say(wire.person, wire.group, "到了")
        await wire.world.until(lambda: heard == ["到了"])
        await app.updater.stop()
        await app.stop()


async def test_pending_updates_are_dropped_when_asked(wire: Wire) -> None:
    wire.world.say(wire.person, wire.group, "早")
    assert await wire.bot.delete_webhook(drop_pending_updates=False)
    assert (await wire.bot.get_webhook_info()).pending_update_count == 1
    assert await wire.bot.delete_webhook(drop_pending_updates=True)
    assert not await wire.bot.get_updates()


# What a bot may read


async def test_privacy_mode_lets_through_only_what_is_meant_for_the_bot(wire: Wire) -> None:
    shy = wire.world.add_bot(OTHER_TOKEN, "害羞", "shy_bot", reads_all=False)
    wire.world.add_member(wire.group, shy, wire.creator)
    async with wire.client(OTHER_TOKEN) as bot:
        wire.bot = bot
        await bot.send_message(wire.group.id, "我来了")
        await wire.news()
        mine = wire.world.from_bot(wire.group)[-1]
        wire.world.say(wire.person, wire.group, "大家好")
        wire.world.send_photo(wire.person, wire.group)
        wire.world.say(wire.person, wire.group, "/report@jianfu_bot")
        for text in ("/start", "/start@shy_bot", "问 @shy_bot"):
            wire.world.say(wire.person, wire.group, text)
        wire.world.say(wire.person, wire.group, "好", reply_to=mine)
        wire.world.leave(wire.group, wire.person)
        messages = [update.message for update in await wire.news()]
        assert [m.text for m in messages if m] == [
            "/start", "/start@shy_bot", "问 @shy_bot", "好", None,
        ]  # fmt: skip


async def test_privacy_mode_counts_as_it_was_when_the_bot_joined(wire: Wire) -> None:
    shy = wire.world.add_bot(OTHER_TOKEN, "害羞", "shy_bot", reads_all=False)
    wire.world.add_member(wire.group, shy, wire.creator)
    wire.world.set_privacy(shy, reads_all=True)
    async with wire.client(OTHER_TOKEN) as wire.bot:
        await wire.news()
        wire.world.say(wire.person, wire.group, "甲")
        assert not await wire.news()
        wire.world.promote(wire.group, shy, wire.creator, can_delete_messages=True)
        await wire.news()
        wire.world.say(wire.person, wire.group, "乙")
        assert (await wire.heard()).text == "乙"
        wire.world.demote(wire.group, shy, wire.creator)
        await wire.news()
        wire.world.say(wire.person, wire.group, "又甲")
        assert not await wire.news()
        wire.world.remove_member(wire.group, shy, wire.creator)
        wire.world.add_member(wire.group, shy, wire.creator)
        await wire.news()
        wire.world.say(wire.person, wire.group, "丙")
        assert (await wire.heard()).text == "丙"


async def test_bots_do_not_see_each_other(wire: Wire) -> None:
    other = wire.world.add_bot(OTHER_TOKEN, "另一个", "other_bot")
    wire.world.add_member(wire.group, other, wire.creator, can_delete_messages=True)
    await wire.news()
    async with wire.client(OTHER_TOKEN) as bot:
        await bot.send_message(wire.group.id, "我是机器人")
    assert wire.world.messages(wire.group)[-1].text == "我是机器人"
    wire.world.say(other, wire.group, "我也是")
    assert not await wire.news()
