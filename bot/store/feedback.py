"""Whether digests are of use: each supervisor is asked once, answers are only tallied."""

from typing import Literal

from sqlite_utils import Database

Answer = Literal["useful", "useless"]


class Feedback:
    """Who was asked, and how often each answer was given."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def ask(self, supervisor: int) -> bool:
        """Note that a supervisor is asked now; False if they have been asked before."""
        done = self._db.execute(
            "UPDATE supervisors SET asked = 1 WHERE chat_id = :who"
            " AND NOT EXISTS (SELECT 1 FROM supervisors WHERE chat_id = :who AND asked)",
            {"who": supervisor},
        )
        return bool(done.rowcount)

    def answer(self, supervisor: int, answer: Answer) -> None:
        """Add an answer to the tally, once for each who was asked."""
        with self._db.atomic():
            done = self._db.execute(
                "UPDATE supervisors SET asked = 2 WHERE chat_id = ? AND asked = 1", [supervisor]
            )
            if done.rowcount:
                self._db.execute(
                    "INSERT INTO tally VALUES (?, 1) ON CONFLICT DO UPDATE SET times = times + 1",
                    [answer],
                )

    def tally(self) -> dict[Answer, int]:
        """How often each answer was given."""
        given = dict(self._db.execute("SELECT answer, times FROM tally").fetchall())
        return {"useful": given.get("useful", 0), "useless": given.get("useless", 0)}
