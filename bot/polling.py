"""Long polling that neither goes deaf nor chokes: poison updates, stalls, a second poller."""

import asyncio
import contextlib
import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.request import HTTPXRequest

from bot import log

STALLED_AFTER = 150.0
POOL = 8
LONGEST_HANDLING = 60.0


class PollingRequest(HTTPXRequest):
    """The request class of getUpdates: notes each success, blanks what can't be decoded.

    The next getUpdates confirms what the last one brought. It waits until that is handled, so
    that a kill in between loses nothing; the store takes what then comes twice only once.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__(connection_pool_size=POOL, read_timeout=20)
        self._monotonic = monotonic
        self.last_success = monotonic()
        self.handled: Callable[[], Awaitable[None]] = _at_once

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Ask for updates once the last ones are handled, or have hung for a minute."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.handled(), LONGEST_HANDLING)
        return await super().do_request(*args, **kwargs)

    def parse_json_payload(self, payload: bytes) -> dict[str, Any]:  # type: ignore[override]
        """Decode an answer; an update that can't become an Update keeps nothing but its id."""
        answer: dict[str, Any] = json.loads(payload.decode(errors="replace"))
        if answer.get("ok"):
            self.last_success = self._monotonic()
            if isinstance(answer["result"], list):
                answer["result"] = [decodable(item) for item in answer["result"]]
        return answer


async def _at_once() -> None:
    """Nothing has been fetched yet."""


def decodable(item: dict[str, Any]) -> dict[str, Any]:
    """The update as it came, or nothing but its id where PTB can't read it."""
    try:
        Update.de_json(item, None)
    except Exception as error:
        log.failure("poison_update", error)
        return {"update_id": item["update_id"]}
    return item


async def watch(
    request: PollingRequest,
    restart: Callable[[], Awaitable[None]],
    monotonic: Callable[[], float] = time.monotonic,
    stalled_after: float = STALLED_AFTER,
) -> None:
    """Restart polling once when it has stalled; return when that didn't help.

    TimedOut on getUpdates reaches no error callback, so only silence tells (telegram.md).
    """
    restarted_at = float("-inf")
    while True:
        await asyncio.sleep(stalled_after / 10)
        heard = request.last_success
        if monotonic() - max(heard, restarted_at) <= stalled_after:
            continue
        if restarted_at > heard:
            return
        log.event("polling_stalled")
        restarted_at = monotonic()
        await restart()
