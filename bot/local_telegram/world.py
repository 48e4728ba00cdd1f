"""The people's side: everything users do in Telegram, and what they see there."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.local_telegram.records import ADMINS, JSON, Chat, Message, User
from bot.local_telegram.refusals import RefusedError
from bot.local_telegram.talking import Talking

LOGGED = timedelta(hours=48)


class World(Talking):
    """Everything in one place: who is there, what they do, what can be seen of it."""

    def messages(self, chat: Chat) -> list[Message]:
        """What stands in a chat now, oldest first."""
        return [message for message in chat.messages.values() if not message.deleted]

    def from_bot(self, chat: Chat) -> list[Message]:
        """What a bot wrote in a chat and still stands there."""
        return [m for m in self.messages(chat) if m.sender and m.sender.is_bot]

    def admin_log(self, chat: Chat) -> list[Message]:
        """A supergroup's recent actions: what admins deleted in 48 hours, with its author."""
        oldest = self.clock() - LOGGED
        return [
            m for m in chat.messages.values()
            if chat.kind == "supergroup" and m.deleted_at and m.deleted_at >= oldest
            and m.deleted_by and chat.standing(m.deleted_by) in ADMINS
        ]  # fmt: skip

    def called(self, method: str) -> list[JSON]:
        """The parameters of every call of a method, oldest first."""
        return [params for name, params in self.calls if name == method]

    def raw_update(self, update: JSON, bot: User | None = None) -> None:
        """Queue an update as it is, also a malformed one, for a bot (the first, if not given)."""
        receiver = bot or next(iter(self.bots.values()))
        self.updates[receiver.id].add_raw(update)

    def fail(
        self, method: str, error: RefusedError | None = None, *, times: int = 1, hang: float = 0.0
    ) -> None:
        """Make the next calls of a method fail, or answer late by `hang` seconds."""
        self.failures.setdefault(method, []).extend([(error, hang)] * times)

    async def trouble(self, method: str) -> None:
        """Raise or wait as `fail` asked for."""
        if self.failures.get(method):
            error, hang = self.failures[method].pop(0)
            await asyncio.sleep(hang)
            if error:
                raise error

    async def until(self, condition: Callable[[], Any], seconds: float = 10.0) -> None:
        """Wait for something to become true; TimeoutError after `seconds`."""
        async with asyncio.timeout(seconds):
            while not condition():
                await asyncio.sleep(0.005)

    async def drained(self, seconds: float = 30.0) -> None:
        """Wait until every bot has fetched and confirmed all its updates."""
        await self.until(lambda: not any(queue.ready() for queue in self.updates.values()), seconds)
