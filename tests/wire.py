"""A group on the embedded Telegram with a bot in it, reached by the real client library."""

from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import TelegramError
from telegram.ext import Application as ClientApplication
from telegram.ext import ApplicationBuilder

from bot.local_telegram import Chat, LocalTelegram, User, World

TOKEN = "110201543:" + "Token-Of-The-Tests-Opens-Nothing-00"
OTHER_TOKEN = "220301544:" + "Another-Bot-Of-The-Tests-Nothing-00"


class Clock:
    """Time that stands still until a test moves it."""

    now = datetime(2026, 11, 16, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


App = ClientApplication[Any, Any, Any, Any, Any, Any]


@dataclass
class Wire:
    """A world with one group, and a real client of the bot in it."""

    world: World
    server: LocalTelegram
    clock: Clock
    me: User
    bot: Bot
    creator: User
    person: User
    group: Chat

    def client(self, token: str = TOKEN) -> Bot:
        return Bot(token, self.server.base_url, self.server.base_file_url)

    async def news(self, **how: Any) -> list[Update]:
        """New updates, confirmed."""
        found = await self.bot.get_updates(**how)
        if found:
            await self.bot.get_updates(offset=found[-1].update_id + 1)
        return list(found)

    async def heard_by_polling(self) -> str | None:
        (update,) = await self.bot.get_updates(timeout=5)
        return update.message.text if update.message else None

    def application(self) -> App:
        return ApplicationBuilder().token(TOKEN).base_url(self.server.base_url).build()

    async def outcome(self, refusal: str) -> None:
        """One message of the bot was refused so, or, with no words, one was accepted."""
        sent = [("sendMessage", refusal)] if refusal else []
        await self.world.until(lambda: self.world.refusals or self.world.from_bot(self.group))
        assert self.world.refusals == sent
        assert bool(self.world.from_bot(self.group)) != bool(refusal)

    async def heard(self) -> Message:
        """The only new message, edited or not."""
        (update,) = await self.news()
        assert update.effective_message is not None
        return update.effective_message

    async def refused(self, call: Awaitable[Any], kind: type[TelegramError], words: str) -> None:
        """The call fails in the client with this error, and with these words on the wire."""
        with pytest.raises(TelegramError) as caught:
            await call
        assert type(caught.value) is kind
        assert self.world.refusals[-1][1].split(": ", 1)[1] == words


@asynccontextmanager
async def wired(**rules: bool) -> AsyncIterator[Wire]:
    clock = Clock()
    world = World(clock, **rules)
    async with LocalTelegram(world) as server:
        me, creator, person = world.add_bot(TOKEN), world.user("罗志强"), world.user("李梅")
        group = world.group("青石镇干部工作群", creator, [person])
        async with Bot(TOKEN, server.base_url, server.base_file_url) as bot:
            wire = Wire(world, server, clock, me, bot, creator, person, group)
            world.add_member(group, me, creator)
            await wire.news()
            yield wire


def button(text: str, **what: Any) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(text, **what)]])


Act = Callable[[Update, Any], Coroutine[Any, Any, None]]


def noting(heard: list[str]) -> Act:
    async def note(update: Update, _context: Any) -> None:
        assert update.message
        heard.append(update.message.text or "")

    return note
