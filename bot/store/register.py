"""The register: groups, their supervisors and what their admins chose."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlite_utils import Database

from bot.records import Group, Interruption
from bot.week import Week


def _group(row: tuple[Any, ...]) -> Group:
    return Group(row[0], row[1], bool(row[2]), bool(row[3]), bool(row[4]))


class Register:
    """Who is watched, and who is told; chat ids in clear because delivery needs them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, chat_id: int, new_id: Callable[[], str]) -> Group:
        """The group of this chat, registered on first sight and present from now on."""
        self._db.execute(
            "INSERT INTO groups (id, chat_id) VALUES (?, ?)"
            " ON CONFLICT (chat_id) DO UPDATE SET present = 1",
            [new_id(), chat_id],
        )
        found = self.by_chat(chat_id)
        assert found is not None
        return found

    def by_chat(self, chat_id: int) -> Group | None:
        """The group of a chat id, if registered."""
        return self._one("chat_id = ?", chat_id)

    def by_id(self, group_id: str) -> Group | None:
        """The group of an own id, if registered."""
        return self._one("id = ?", group_id)

    def _one(self, where: str, value: object) -> Group | None:
        row = self._db.execute(f"SELECT * FROM groups WHERE {where}", [value]).fetchone()  # noqa: S608
        return _group(row) if row else None

    def all(self) -> list[Group]:
        """Every registered group, in order of own id."""
        return [_group(row) for row in self._db.execute("SELECT * FROM groups ORDER BY id")]

    def set_digest(self, group_id: str, on: bool) -> None:
        """Switch a group's digest on or off."""
        self._db.execute("UPDATE groups SET digest_on = ? WHERE id = ?", [on, group_id])

    def set_paused(self, group_id: str, paused: bool) -> None:
        """Pause reading a group, or go on."""
        self._db.execute("UPDATE groups SET paused = ? WHERE id = ?", [paused, group_id])

    def set_present(self, group_id: str, present: bool) -> None:
        """Whether the bot is in the group at present."""
        self._db.execute("UPDATE groups SET present = ? WHERE id = ?", [present, group_id])

    def migrate(self, old_chat: int, new_chat: int) -> None:
        """Follow a group to its supergroup; only the chat id is kept, so one row moves.

        Idempotent: told by either service message or by a refused send, in any order.
        """
        with self._db.atomic():
            if self.by_chat(old_chat) is None:
                return
            self._db.execute("DELETE FROM groups WHERE chat_id = ?", [new_chat])
            self._db.execute(
                "UPDATE groups SET chat_id = ? WHERE chat_id = ?", [new_chat, old_chat]
            )

    def remove(self, group_id: str) -> None:
        """Strike a group and its supervisors from the register."""
        self._db.execute("DELETE FROM groups WHERE id = ?", [group_id])

    def supervisors(self, group_id: str) -> list[int]:
        """Chat ids of those who get this group's digest, sorted."""
        rows = self._db.execute(
            "SELECT chat_id FROM supervisors WHERE group_id = ? ORDER BY chat_id", [group_id]
        )
        return [row[0] for row in rows]

    def name_supervisor(self, group_id: str, chat_id: int, week: Week) -> None:
        """Add a supervisor; naming the same person again changes nothing."""
        self._db.execute(
            "INSERT OR IGNORE INTO supervisors (group_id, chat_id, since) VALUES (?, ?, ?)",
            [group_id, chat_id, str(week)],
        )

    def revoke(self, group_id: str, chat_id: int) -> None:
        """Take a supervisor off a group; bars every later delivery at once."""
        self._db.execute(
            "DELETE FROM supervisors WHERE group_id = ? AND chat_id = ?", [group_id, chat_id]
        )

    def stop(self, chat_id: int) -> int:
        """Take a supervisor off all groups; the number of groups."""
        return int(
            self._db.execute("DELETE FROM supervisors WHERE chat_id = ?", [chat_id]).rowcount
        )

    def remember_language(self, chat_id: int, language: str) -> None:
        """Keep a supervisor's language for digests."""
        self._db.execute("INSERT OR REPLACE INTO languages VALUES (?, ?)", [chat_id, language])

    def language(self, chat_id: int) -> str:
        """A supervisor's language; Chinese unless their client asked for English."""
        row = self._db.execute(
            "SELECT language FROM languages WHERE chat_id = ?", [chat_id]
        ).fetchone()
        return str(row[0]) if row else "zh"

    def interrupt(self, group_id: str, week: Week, days: Iterable[int], what: Interruption) -> None:
        """Note days of a week on which a group was paused, removed or not yet there."""
        self._db.conn.executemany(
            "INSERT OR IGNORE INTO interruptions VALUES (?, ?, ?, ?)",
            [(group_id, str(week), day, what) for day in days],
        )

    def interruptions(self, group_id: str, week: Week) -> dict[str, int]:
        """Days of the week by kind of interruption."""
        rows = self._db.execute(
            "SELECT what, count(*) FROM interruptions WHERE group_id = ? AND week = ? GROUP BY 1",
            [group_id, str(week)],
        )
        return dict(rows.fetchall())

    def drop_interruptions(self, before: Week) -> None:
        """Forget interruptions of weeks before `before`."""
        self._db.execute("DELETE FROM interruptions WHERE week < ?", [str(before)])
