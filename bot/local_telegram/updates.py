"""A bot's waiting updates: confirmed by the next offset, kept 24 hours, polled by one at a time."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.local_telegram.records import JSON
from bot.local_telegram.refusals import OTHER_POLLER, WEBHOOK_CAME, WEBHOOK_SET, RefusedError

KEPT = timedelta(hours=24)
ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass
class Webhook:
    """Where updates are posted to, and how it went last."""

    url: str
    secret: str = ""
    last_error: str = ""
    last_error_at: datetime | None = None


@dataclass
class Updates:
    """The queue of one bot; `allowed` is None until the bot names the kinds it wants."""

    clock: Callable[[], datetime]
    allowed: frozenset[str] | None = None
    next_id: int = 500_000_000
    webhook: Webhook | None = None
    _waiting: list[tuple[datetime, JSON]] = field(default_factory=list)
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _poller: object = None
    _ended: RefusedError = OTHER_POLLER

    def want(self, kinds: Iterable[str]) -> None:
        """Remember the kinds a bot asks for; none means the usual ones."""
        self.allowed = frozenset(kinds) or None

    def add(self, kind: str, body: JSON) -> None:
        """Queue an update if the bot asked for its kind."""
        wanted = kind not in ONLY_ON_REQUEST if self.allowed is None else kind in self.allowed
        if wanted:
            self.add_raw({kind: body})

    def add_raw(self, update: JSON) -> None:
        """Queue an update as it is, also a malformed one; it is numbered if it has no number."""
        update = {"update_id": self.next_id, **update}
        self.next_id = max(self.next_id, int(update["update_id"])) + 1
        self._waiting.append((self.clock(), update))
        self._arrived.set()

    def ready(self) -> list[JSON]:
        """Updates not older than 24 hours; older ones are dropped for good."""
        oldest = self.clock() - KEPT
        self._waiting = [(at, update) for at, update in self._waiting if at >= oldest]
        return [update for _, update in self._waiting]

    def confirm(self, offset: int) -> None:
        """Forget what the bot has; a negative offset keeps only the last ones."""
        if offset < 0:
            self._waiting = self._waiting[offset:]
        else:
            self._waiting = [each for each in self._waiting if each[1]["update_id"] >= offset]

    def drop(self) -> None:
        """Forget all that waits."""
        self._waiting = []

    def hook(self, webhook: Webhook | None) -> None:
        """Post updates to a URL from now on, or no more; a poll under way ends with 409."""
        self.webhook = webhook
        self._take_over(None, WEBHOOK_CAME)

    async def poll(self, offset: int, limit: int, timeout: float) -> list[JSON]:
        """What is new from `offset` on, waiting up to `timeout` seconds for it.

        Raises RefusedError 409 when a webhook is set or another poll takes over.
        """
        if self.webhook:
            raise WEBHOOK_SET
        mine = object()
        self._take_over(mine, OTHER_POLLER)
        self.confirm(offset)
        deadline = asyncio.get_running_loop().time() + timeout
        while not self.ready() and await self.arrival(deadline):
            if self._poller is not mine:
                raise self._ended
        return self.ready()[:limit]

    async def arrival(self, deadline: float) -> bool:
        """Wait for the next update until a time of the loop's clock; False when it passed."""
        self._arrived.clear()
        left = deadline - asyncio.get_running_loop().time()
        try:
            await asyncio.wait_for(self._arrived.wait(), max(left, 0))
        except TimeoutError:
            return False
        return True

    def _take_over(self, poller: object, ended: RefusedError) -> None:
        self._poller, self._ended = poller, ended
        self._arrived.set()
