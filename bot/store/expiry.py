"""What the register must not keep once its reason is gone."""

from sqlite_utils import Database

from bot.week import Week


class Expiry:
    """Strikes chat ids that nothing is delivered to any more."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def strike(self, running: Week) -> bool:
        """Groups removed before last week, of which no digest tells, and those they alone told."""
        with self._db.atomic():
            groups = self._db.execute(
                "DELETE FROM groups WHERE NOT present AND id NOT IN"
                " (SELECT group_id FROM interruptions WHERE what = 'removed' AND week >= ?)",
                [str(running.plus(-1))],
            ).rowcount
            languages = self._db.execute(
                "DELETE FROM languages WHERE chat_id NOT IN (SELECT chat_id FROM supervisors)"
            ).rowcount
            told = self._db.execute(
                "DELETE FROM deliveries WHERE state IN ('sent', 'failed')"
                " AND supervisor NOT IN (SELECT chat_id FROM supervisors)"
            ).rowcount
        return bool(groups or languages or told)
