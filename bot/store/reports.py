"""Confidential reports and their receipts: no person, no time, no order."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from bot.week import Week


@dataclass(frozen=True)
class ReportRow:
    """A report or a decoy; only the week's key tells which (`tag`)."""

    receipt: bytes
    group: str
    category: str
    verdict: bool
    tag: bytes


class Reports:
    """Reports until the close, receipts for eight weeks after it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, week: Week, rows: Iterable[ReportRow]) -> None:
        """Keep rows; one with a known receipt is replaced."""
        self._db.conn.executemany(
            "INSERT OR REPLACE INTO reports VALUES (?, ?, ?, ?, ?, ?)",
            [(r.receipt, str(week), r.group, r.category, r.verdict, r.tag) for r in rows],
        )

    def drop(self, receipts: Iterable[bytes]) -> None:
        """Delete rows by receipt hash."""
        self._db.conn.executemany(
            "DELETE FROM reports WHERE receipt = ?", [(receipt,) for receipt in receipts]
        )

    def of_week(self, week: Week) -> list[ReportRow]:
        """All rows of a week, reports and decoys."""
        rows = self._db.execute(
            "SELECT receipt, group_id, category, verdict, tag FROM reports WHERE week = ?",
            [str(week)],
        )
        return [ReportRow(r, g, c, bool(v), t) for r, g, c, v, t in rows]

    def pending(self, receipt: bytes) -> bool:
        """Whether the receipt's week has not closed yet."""
        found = self._db.execute("SELECT 1 FROM reports WHERE receipt = ?", [receipt])
        return found.fetchone() is not None

    def verdict(self, receipt: bytes) -> bool | None:
        """The verdict after the close; None for an unknown or expired receipt."""
        row = self._db.execute(
            "SELECT verdict FROM receipts WHERE receipt = ?", [receipt]
        ).fetchone()
        return bool(row[0]) if row else None

    def settle(self, week: Week) -> None:
        """Turn all receipts of a week at once, and drop all else of its reports."""
        with self._db.atomic():
            self._db.execute(
                "INSERT OR IGNORE INTO receipts SELECT receipt, week, verdict FROM reports"
                " WHERE week = ?",
                [str(week)],
            )
            self._db.execute("DELETE FROM reports WHERE week = ?", [str(week)])

    def drop_receipts(self, before: Week) -> None:
        """Forget receipts of weeks before `before`."""
        self._db.execute("DELETE FROM receipts WHERE week < ?", [str(before)])

    def drop_group(self, group_id: str) -> None:
        """Delete a group's reports of every running week."""
        self._db.execute("DELETE FROM reports WHERE group_id = ?", [group_id])
