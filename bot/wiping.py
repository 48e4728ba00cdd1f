"""Messages of private chats that wait to be deleted on Telegram's side; memory-backed."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

# Bots may delete up to 48 hours back; a day leaves room for downtime (attacks.md, row 23).
WIPED_AFTER = timedelta(hours=20)
FILE = "wiping.jsonl"
HOUR = 3600


@dataclass(frozen=True)
class Doomed:
    """A message to delete, and when."""

    chat_id: int = field(repr=False)
    message_id: int = field(repr=False)
    due: int


class Wiping:
    """The queue, kept beside the keys so that a restart goes on with it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lines = self._path.read_text().splitlines() if self._path.exists() else []
        self._queue = [Doomed(*json.loads(line)) for line in lines if line.endswith("]")]

    def add(self, chat_id: int, message_id: int, now: datetime) -> None:
        """Doom a message of a private chat, of either side; the hour of it is all that is kept."""
        due = int((now + WIPED_AFTER).timestamp())
        doomed = Doomed(chat_id, message_id, due - due % HOUR)
        self._queue.append(doomed)
        self._path.touch(mode=0o600)
        with self._path.open("a") as file:
            file.write(json.dumps([doomed.chat_id, doomed.message_id, doomed.due]) + "\n")

    def due(self, now: datetime) -> list[Doomed]:
        """Messages whose time has come."""
        return [doomed for doomed in self._queue if doomed.due <= now.timestamp()]

    def of_chat(self, chat_id: int) -> list[Doomed]:
        """All waiting messages of one chat, for 清空."""
        return [doomed for doomed in self._queue if doomed.chat_id == chat_id]

    def forget(self, chat_id: int, message_id: int) -> None:
        """A message was deleted already."""
        self.done([each for each in self.of_chat(chat_id) if each.message_id == message_id])

    def done(self, gone: list[Doomed]) -> None:
        """Strike deleted messages off the queue."""
        if gone:
            wiped = set(gone)
            self._queue = [doomed for doomed in self._queue if doomed not in wiped]
            lines = [json.dumps([d.chat_id, d.message_id, d.due]) + "\n" for d in self._queue]
            part = self._path.with_suffix(".part")
            part.touch(mode=0o600)
            part.write_text("".join(lines))
            part.replace(self._path)
