"""The running week's rows: coded messages, findings and chains; all die at the close."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlite_utils import Database

from bot.records import ChainRow, Finding, Late, MessageRow, Verdict
from bot.week import Week
from classifier import Label

TABLES = ("watched", "messages", "active", "findings", "chains")
FINDING = (
    "key, author, day, off_hours, labels, addressed, pressure, emergency, window,"
    " fingerprint, sealed, verdict, document, pushed"
)


def _join(labels: Sequence[Label]) -> str:
    return ",".join(labels)


def _split(labels: str) -> tuple[Label, ...]:
    return tuple(Label(name) for name in labels.split(",") if name)


def _finding(row: tuple[Any, ...]) -> Finding:
    (key, author, day, off, labels, addressed, pressure, emergency, window, fingerprint, sealed,
     verdict, document, pushed) = row  # fmt: skip
    return Finding(
        key, author, day, bool(off), _split(labels), addressed, bool(pressure), bool(emergency),
        window, fingerprint, sealed, verdict, document, frozenset(json.loads(pushed)),
    )  # fmt: skip


class WatchedRow(NamedTuple):
    """A group in a week, as noted while the week ran."""

    supervisors: tuple[int, ...]
    members: int
    owned: bool
    late: int
    late_misjudged: int
    late_documented: int


class Running:
    """Rows of weeks that have not closed."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def watch(self, week: Week, group_id: str, supervisors: Sequence[int]) -> None:
        """Fix a group's supervisors for the week; a first one named later still counts."""
        named = json.dumps(sorted(supervisors))
        self._db.execute(
            "INSERT INTO watched (week, group_id, supervisors) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET supervisors = excluded.supervisors"
            " WHERE supervisors = '[]'",
            [str(week), group_id, named],
        )

    def supervisors(self, week: Week, group_id: str) -> tuple[int, ...]:
        """The supervisors fixed for the week; empty if the group wasn't watched."""
        row = self._db.execute(
            "SELECT supervisors FROM watched WHERE week = ? AND group_id = ?", [str(week), group_id]
        ).fetchone()
        return tuple(json.loads(row[0])) if row else ()

    def set_members(self, week: Week, group_id: str, members: int) -> None:
        """Note how many people the group has, bots and admins taken out."""
        self._db.execute(
            "UPDATE watched SET members = ? WHERE week = ? AND group_id = ?",
            [members, str(week), group_id],
        )

    def set_owned(self, week: Week, group_id: str, owned: bool) -> None:
        """Note whether the group has an owner."""
        self._db.execute(
            "UPDATE watched SET owned = ? WHERE week = ? AND group_id = ?",
            [owned, str(week), group_id],
        )

    def count_late(self, week: Week, group_id: str, what: Late = "late") -> None:
        """Count a message or a mark that belongs to a closed week; nothing else of it is kept."""
        self._db.execute(
            f"UPDATE watched SET {what} = {what} + 1 WHERE week = ? AND group_id = ?",  # noqa: S608
            [str(week), group_id],
        )

    def add_message(self, week: Week, group_id: str, row: MessageRow, emergency: bool) -> bool:
        """Keep a coded message; False if it was there already (a redelivery)."""
        done = self._db.execute(
            "INSERT OR IGNORE INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [row.key, str(week), group_id, row.day, row.off_hours, _join(row.labels), row.band,
             emergency],
        )  # fmt: skip
        return bool(done.rowcount)

    def relabel_message(self, row: MessageRow) -> None:
        """An edited message is judged anew."""
        self._db.execute(
            "UPDATE messages SET labels = ?, band = ? WHERE key = ?",
            [_join(row.labels), row.band, row.key],
        )

    def add_active(self, week: Week, group_id: str, segment: bytes, person: bytes) -> None:
        """Note that a coded person wrote in the group this week."""
        self._db.execute(
            "INSERT OR IGNORE INTO active VALUES (?, ?, ?, ?)",
            [str(week), group_id, segment, person],
        )

    def people(self, week: Week, group_id: str) -> frozenset[bytes]:
        """The coded people who wrote; of the largest segment where a reboot made several."""
        segments: dict[bytes, set[bytes]] = {}
        for segment, person in self._db.execute(
            "SELECT segment, person FROM active WHERE week = ? AND group_id = ?",
            [str(week), group_id],
        ):
            segments.setdefault(segment, set()).add(person)
        return max(map(frozenset, segments.values()), key=len, default=frozenset())

    def put_finding(self, week: Week, group_id: str, finding: Finding) -> None:
        """Keep a finding; an edited message's finding keeps the admin's mark."""
        self._db.execute(
            f"INSERT INTO findings (week, group_id, {FINDING})"  # noqa: S608
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET labels = excluded.labels,"
            " pressure = excluded.pressure, emergency = excluded.emergency,"
            " window = excluded.window, fingerprint = excluded.fingerprint,"
            " pushed = excluded.pushed",
            [str(week), group_id, finding.key, finding.author, finding.day, finding.off_hours,
             _join(finding.labels), finding.addressed, finding.pressure, finding.emergency,
             finding.window, finding.fingerprint, finding.sealed, finding.verdict,
             finding.document, json.dumps(sorted(finding.pushed), ensure_ascii=False)],
        )  # fmt: skip

    def drop_finding(self, key: bytes) -> None:
        """An edit took the demand back."""
        self._db.execute("DELETE FROM findings WHERE key = ?", [key])

    def findings(self, week: Week, group_id: str) -> list[Finding]:
        """The group's findings by day."""
        rows = self._db.execute(
            f"SELECT {FINDING} FROM findings WHERE week = ? AND group_id = ?"  # noqa: S608
            " ORDER BY day, key",
            [str(week), group_id],
        )
        return [_finding(row) for row in rows]

    def mark(self, key: bytes, verdict: Verdict, document: str = "") -> bool:
        """Set the admin's mark on a finding; False if there is none."""
        done = self._db.execute(
            "UPDATE findings SET verdict = ?, document = ? WHERE key = ?", [verdict, document, key]
        )
        return bool(done.rowcount)

    def group_of_finding(self, key: bytes) -> str | None:
        """Own id of the group a finding is of; None once it is gone."""
        row = self._db.execute("SELECT group_id FROM findings WHERE key = ?", [key]).fetchone()
        return str(row[0]) if row else None

    def drop_active(self, week: Week, group_id: str, people: Sequence[bytes]) -> None:
        """Take admins and supervisors out of those who count as members."""
        self._db.conn.executemany(
            "DELETE FROM active WHERE week = ? AND group_id = ? AND person = ?",
            [(str(week), group_id, person) for person in people],
        )

    def rename_author(self, week: Week, group_id: str, old: bytes, new: bytes) -> None:
        """Give a person a fresh pseudonym in this week's findings."""
        self._db.execute(
            "UPDATE findings SET author = ? WHERE week = ? AND group_id = ? AND author = ?",
            [new, str(week), group_id, old],
        )

    def put_chain(self, week: Week, group_id: str, chain: ChainRow) -> None:
        """Keep a chain as it stands."""
        self._db.execute(
            "INSERT OR REPLACE INTO chains VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [chain.id, str(week), group_id, chain.state, chain.burden, _join(chain.labels),
             chain.participants, chain.replies],
        )  # fmt: skip

    def chains(self, week: Week, group_id: str) -> list[ChainRow]:
        """The group's chains of the week."""
        rows = self._db.execute(
            "SELECT id, state, burden, labels, participants, replies FROM chains"
            " WHERE week = ? AND group_id = ? ORDER BY id",
            [str(week), group_id],
        )
        return [
            ChainRow(key, state, bool(burden), _split(labels), participants, replies)
            for key, state, burden, labels, participants, replies in rows
        ]

    def weeks(self) -> list[Week]:
        """Weeks that have rows, oldest first."""
        rows = self._db.execute("SELECT DISTINCT week FROM watched ORDER BY week")
        return [Week.parse(row[0]) for row in rows]

    def watched(self, week: Week) -> list[str]:
        """Own ids of the groups watched in the week."""
        rows = self._db.execute(
            "SELECT group_id FROM watched WHERE week = ? ORDER BY group_id", [str(week)]
        )
        return [row[0] for row in rows]

    def row(self, week: Week, group_id: str) -> WatchedRow:
        """What was noted of the group itself this week."""
        supervisors, members, owned, *late = self._db.execute(
            "SELECT supervisors, members, owned, late, late_misjudged, late_documented"
            " FROM watched WHERE week = ? AND group_id = ?",
            [str(week), group_id],
        ).fetchone()
        return WatchedRow(tuple(json.loads(supervisors)), members, bool(owned), *late)

    def message_counts(self, week: Week, group_id: str) -> tuple[int, int, int]:
        """Messages of the group this week, those off hours, those of an emergency."""
        row = self._db.execute(
            "SELECT count(*), total(off_hours), total(emergency) FROM messages"
            " WHERE week = ? AND group_id = ?",
            [str(week), group_id],
        ).fetchone()
        messages, off_hours, emergencies = map(int, row)
        return messages, off_hours, emergencies

    def drop_week(self, week: Week) -> None:
        """Delete a closed week's rows."""
        for table in TABLES:
            self._db.execute(f"DELETE FROM {table} WHERE week = ?", [str(week)])  # noqa: S608

    def drop_group(self, group_id: str) -> None:
        """Delete a group's rows of every running week."""
        for table in TABLES:
            self._db.execute(f"DELETE FROM {table} WHERE group_id = ?", [group_id])  # noqa: S608
