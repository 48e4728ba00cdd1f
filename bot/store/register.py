"""The register: groups, their supervisors and what their admins chose."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from sqlite_utils import Database

from bot.records import Group, Interruption
from bot.week import Week

GROUP = "id, chat_id, digest_on, paused, present, ends"


def _group(row: tuple[Any, ...]) -> Group:
    own, chat_id, digest_on, paused, present, ends = row
    last_day = date.fromisoformat(ends) if ends else None
    return Group(own, chat_id, bool(digest_on), bool(paused), bool(present), last_day)


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
        row = self._db.execute(f"SELECT {GROUP} FROM groups WHERE {where}", [value]).fetchone()  # noqa: S608
        return _group(row) if row else None

    def all(self) -> list[Group]:
        """Every registered group, in order of own id."""
        return [_group(row) for row in self._db.execute(f"SELECT {GROUP} FROM groups ORDER BY id")]  # noqa: S608

    def set_digest(self, group_id: str, on: bool) -> None:
        """Switch a group's digest on or off."""
        self._db.execute("UPDATE groups SET digest_on = ? WHERE id = ?", [on, group_id])

    def set_paused(self, group_id: str, paused: bool) -> None:
        """Pause reading a group, or go on."""
        self._db.execute("UPDATE groups SET paused = ? WHERE id = ?", [paused, group_id])

    def set_present(self, group_id: str, present: bool) -> None:
        """Whether the bot is in the group at present."""
        self._db.execute("UPDATE groups SET present = ? WHERE id = ?", [present, group_id])

    def set_end(self, group_id: str, ends: date | None) -> None:
        """Note when a temporary group is over; None for a group without an end."""
        self._db.execute(
            "UPDATE groups SET ends = ? WHERE id = ?", [ends and ends.isoformat(), group_id]
        )

    def note_active(self, group_id: str, week: Week) -> None:
        """Note that somebody wrote in the group in this week."""
        self._db.execute("UPDATE groups SET last_active = ? WHERE id = ?", [str(week), group_id])

    def last_active(self, group_id: str) -> Week | None:
        """The last closed week in which anybody wrote in the group."""
        row = self._db.execute("SELECT last_active FROM groups WHERE id = ?", [group_id]).fetchone()
        return Week.parse(row[0]) if row and row[0] else None

    def live(self, today: date) -> list[date]:
        """Note that the machine runs today; the whole days it did not since it last ran."""
        row = self._db.execute("SELECT max(day) FROM alive").fetchone()
        last = date.fromisoformat(row[0]) if row[0] else today
        with self._db.atomic():
            self._db.execute("DELETE FROM alive")
            self._db.execute("INSERT INTO alive VALUES (?)", [today.isoformat()])
        return [last + timedelta(days=n) for n in range(1, (today - last).days)]

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

    def left(self, week: Week) -> list[str]:
        """Own ids of groups that took the bot out in this week and have not taken it back."""
        rows = self._db.execute(
            "SELECT DISTINCT id FROM groups JOIN interruptions ON group_id = id"
            " WHERE NOT present AND what = 'removed' AND week = ? ORDER BY id",
            [str(week)],
        )
        return [row[0] for row in rows]

    def removed_on(self, group_id: str, week: Week) -> int:
        """The day of the week on which a group last took the bot out; 0 if it was out before."""
        row = self._db.execute(
            "SELECT max(day) FROM interruptions"
            " WHERE group_id = ? AND week = ? AND what = 'removed'",
            [group_id, str(week)],
        ).fetchone()
        return row[0] or 0

    def interruptions(self, group_id: str, week: Week) -> dict[str, int]:
        """Days of the week by kind of interruption."""
        rows = self._db.execute(
            "SELECT what, count(*) FROM interruptions WHERE group_id = ? AND week = ? GROUP BY 1",
            [group_id, str(week)],
        )
        return dict(rows.fetchall())

    def down_days(self, week: Week) -> int:
        """Whole days of the week on which the machine did not run."""
        row = self._db.execute(
            "SELECT count(DISTINCT day) FROM interruptions WHERE what = 'down' AND week = ?",
            [str(week)],
        ).fetchone()
        return int(row[0])

    def drop_interruptions(self, before: Week) -> None:
        """Forget interruptions of weeks before `before`."""
        self._db.execute("DELETE FROM interruptions WHERE week < ?", [str(before)])
