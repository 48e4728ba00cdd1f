"""Telegram's limit on one group: 20 messages a minute."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.local_telegram.refusals import too_many

MOST, WITHIN = 20, timedelta(minutes=1)


class Flood:
    """Counts what bots write, group by group."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._sent: defaultdict[int, list[datetime]] = defaultdict(list)

    def count(self, chat_id: int) -> None:
        """Count one message; raises 429 with the seconds to wait once the minute is full."""
        now = self._clock()
        recent = [at for at in self._sent[chat_id] if now - at < WITHIN]
        if len(recent) >= MOST:
            raise too_many(int((recent[0] + WITHIN - now).total_seconds()) or 1)
        self._sent[chat_id] = [*recent, now]
