"""A bot's waiting updates: confirmed by the next offset, kept 24 hours, polled by one at a time."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.local_telegram.records import JSON
from bot.local_telegram.refusals import OTHER_POLLER, RefusedError

KEPT = timedelta(hours=24)
DEFAULT = frozenset(
    {"message", "edited_message", "channel_post", "edited_channel_post", "callback_query",
     "my_chat_member", "poll", "poll_answer", "chat_join_request"}
)  # fmt: skip


@dataclass
class Updates:
    """The queue of one bot."""

    clock: Callable[[], datetime]
    allowed: frozenset[str] = DEFAULT
    next_id: int = 500_000_000
    _waiting: list[tuple[datetime, JSON]] = field(default_factory=list)
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _poller: int = 0
    _ended_by: RefusedError = OTHER_POLLER

    def add(self, kind: str, body: JSON) -> None:
        """Queue an update if the bot asked for its kind."""
        if kind in self.allowed:
            self.add_raw({"update_id": self.next_id, kind: body})

    def add_raw(self, update: JSON) -> None:
        """Queue an update as it is, also a malformed one."""
        self.next_id = max(self.next_id, int(update.get("update_id", 0))) + 1
        self._waiting.append((self.clock(), update))
        self._arrived.set()

    def ready(self) -> list[JSON]:
        """Updates not older than 24 hours."""
        oldest = self.clock() - KEPT
        self._waiting = [(at, update) for at, update in self._waiting if at >= oldest]
        return [update for _, update in self._waiting]

    def confirm(self, offset: int) -> None:
        """Forget what the bot has; a negative offset keeps only the last ones."""
        if offset < 0:
            self._waiting = self._waiting[offset:]
        else:
            self._waiting = [each for each in self._waiting if each[1]["update_id"] >= offset]

    def clear(self) -> None:
        """Forget everything that waits."""
        self._waiting.clear()

    def end_poll(self, why: RefusedError) -> None:
        """Refuse the long poll that is still waiting."""
        self._poller += 1
        self._ended_by = why
        self._arrived.set()

    async def next(self) -> JSON:
        """The oldest waiting update, once there is one."""
        while not self.ready():
            self._arrived.clear()
            await self._arrived.wait()
        return self.ready()[0]

    async def poll(self, offset: int, limit: int, timeout: float) -> list[JSON]:
        """What is new from `offset` on, waiting up to `timeout` seconds for it."""
        self.end_poll(OTHER_POLLER)
        mine = self._poller
        self.confirm(offset)
        deadline = asyncio.get_running_loop().time() + timeout
        while not self.ready():
            self._arrived.clear()
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                break
            try:
                await asyncio.wait_for(self._arrived.wait(), left)
            except TimeoutError:
                break
            if mine != self._poller:
                raise self._ended_by
        return self.ready()[:limit]
