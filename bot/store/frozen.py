"""What has been released and how far its delivery is; Published is never rewritten."""

import json
from collections.abc import Sequence
from typing import Literal

from sqlite_utils import Database

from bot.records import Delivery
from bot.week import Week

Step = Literal["frozen", "shredded", "dropped", "settled", "done"]
State = Literal["due", "sending", "sent", "failed"]


class Frozen:
    """Published bodies (JSON text), deliveries, the steps of each close."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def freeze(
        self, week: Week, class_id: str, groups: Sequence[str], body: str, told: Sequence[int]
    ) -> None:
        """Keep what one class is told, and a delivery for each supervisor who is `told`."""
        at = [str(week), class_id]
        self._db.execute(
            "INSERT OR IGNORE INTO published VALUES (?, ?, ?, ?)", [*at, json.dumps(groups), body]
        )
        self._db.conn.executemany(
            "INSERT OR IGNORE INTO deliveries VALUES (?, ?, ?, 'due')",
            [(*at, supervisor) for supervisor in told],
        )

    def bodies(self, week: Week, supervisor: int | None = None) -> list[str]:
        """The week's Published, of one supervisor or of all, in a fixed order."""
        rows = self._db.execute(
            "SELECT body FROM published WHERE week = :week AND (:who IS NULL OR class_id"
            " IN (SELECT class_id FROM deliveries WHERE week = :week AND supervisor = :who))"
            " ORDER BY class_id",
            {"week": str(week), "who": supervisor},
        )
        return [row[0] for row in rows]

    def of_group(self, group_id: str) -> tuple[Week, str] | None:
        """The last closed week of a group's class, and its Published."""
        row = self._db.execute(
            "SELECT week, body FROM published, json_each(groups) WHERE value = ?"
            " ORDER BY week DESC LIMIT 1",
            [group_id],
        ).fetchone()
        return (Week.parse(row[0]), row[1]) if row else None

    def weeks(self, supervisor: int | None, limit: int) -> list[Week]:
        """The last closed weeks (that one supervisor is told of), oldest first."""
        rows = self._db.execute(
            "SELECT DISTINCT week FROM deliveries WHERE :who IS NULL OR supervisor = :who"
            " ORDER BY week DESC LIMIT :limit",
            {"who": supervisor, "limit": limit},
        )
        return sorted(Week.parse(row[0]) for row in rows)

    def told(self, week: Week) -> list[int]:
        """The supervisors whom a closed week's digest is for."""
        rows = self._db.execute(
            "SELECT DISTINCT supervisor FROM deliveries WHERE week = ? ORDER BY 1", [str(week)]
        )
        return [row[0] for row in rows]

    def deliveries(self, state: State) -> list[Delivery]:
        """Deliveries in one state, oldest week first."""
        rows = self._db.execute(
            "SELECT DISTINCT week, supervisor FROM deliveries WHERE state = ? ORDER BY 1, 2",
            [state],
        )
        return [Delivery(Week.parse(week), supervisor) for week, supervisor in rows]

    def set_state(self, delivery: Delivery, state: State) -> None:
        """Move a delivery to another state."""
        self._db.execute(
            "UPDATE deliveries SET state = ? WHERE week = ? AND supervisor = ?",
            [state, str(delivery.week), delivery.supervisor],
        )

    def revoke(self, supervisor: int, group_id: str) -> None:
        """Take from a supervisor every digest that a group had a part in."""
        self._db.execute(
            "DELETE FROM deliveries WHERE supervisor = ? AND (week, class_id) IN"
            " (SELECT week, class_id FROM published, json_each(groups) WHERE value = ?)",
            [supervisor, group_id],
        )

    def forget(self, supervisor: int) -> None:
        """Take every digest from a supervisor."""
        self._db.execute("DELETE FROM deliveries WHERE supervisor = ?", [supervisor])

    def reached(self, week: Week) -> Step | None:
        """How far the week's close has come."""
        row = self._db.execute("SELECT step FROM closes WHERE week = ?", [str(week)]).fetchone()
        return row[0] if row else None

    def reach(self, week: Week, step: Step) -> None:
        """Note a finished step of the close."""
        self._db.execute("INSERT OR REPLACE INTO closes VALUES (?, ?)", [str(week), step])

    def unfinished(self) -> list[Week]:
        """Weeks whose close was begun and not ended."""
        rows = self._db.execute("SELECT week FROM closes WHERE step <> 'done' ORDER BY week")
        return [Week.parse(row[0]) for row in rows]

    def drop_before(self, week: Week) -> None:
        """Forget Published, deliveries and closes of weeks before `week`."""
        for table in ("published", "deliveries", "closes"):
            self._db.execute(f"DELETE FROM {table} WHERE week < ?", [str(week)])  # noqa: S608
