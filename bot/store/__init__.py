"""The one place that speaks SQL: SQLite through sqlite-utils, a writer at a time."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database

from bot.errors import StoreError
from bot.store.expiry import Expiry
from bot.store.feedback import Feedback
from bot.store.frozen import Frozen
from bot.store.migrations import migrations
from bot.store.register import Register
from bot.store.reports import Reports
from bot.store.running import Running

__all__ = ["Store"]

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "busy_timeout=5000",
)


class Store:
    """An open database, one attribute for each kind of thing that is kept."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.register = Register(db)
        self.running = Running(db)
        self.reports = Reports(db)
        self.frozen = Frozen(db)
        self.feedback = Feedback(db)
        self.expiry = Expiry(db)

    @classmethod
    def open(cls, path: Path | str) -> "Store":
        """Open and migrate the database; raises StoreError in one line, changing nothing."""
        try:
            return cls(_opened(path))
        except sqlite3.Error as error:
            raise StoreError(
                f"打不开数据库 {path}({error})；换一个 storage.path，或从备份恢复"
            ) from error

    def transaction(self) -> contextlib.AbstractContextManager[Database]:
        """Everything inside is written together or not at all."""
        return self._db.atomic()

    def scrub(self) -> None:
        """Rewrite the file without deleted rows and empty the WAL; outside a transaction."""
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def erase_group(self, group_id: str) -> None:
        """Everything of one group in the register and the running weeks."""
        with self.transaction():
            self.running.drop_group(group_id)
            self.reports.drop_group(group_id)
            self.register.remove(group_id)

    def erase_all(self) -> None:
        """Empty every table."""
        with self.transaction():
            for table in self._db.table_names():
                if not table.startswith("_sqlite"):
                    self._db.execute(f"DELETE FROM [{table}]")  # noqa: S608
        self.scrub()

    def backup(self, target: Path) -> None:
        """Copy register and Published to `target`; the running week stays out (attacks.md 27)."""
        with contextlib.closing(sqlite3.connect(target)) as copy:
            self._db.conn.backup(copy)
            for table in ("watched", "messages", "active", "findings", "chains", "reports"):
                copy.execute(f"DELETE FROM [{table}]")  # noqa: S608
            copy.commit()
            copy.execute("VACUUM")
            copy.execute("PRAGMA journal_mode=DELETE")

    def close(self) -> None:
        """Close the connection."""
        self._db.close()


def _opened(path: Path | str) -> Database:
    if isinstance(path, Path):
        path.parent.mkdir(parents=True, exist_ok=True)
        # SQLite gives the WAL the mode of the database.
        with contextlib.suppress(OSError):  # What can't be made, SQLite reports in its words.
            path.touch(mode=0o600)
    db = Database(sqlite3.connect(path, check_same_thread=False, isolation_level=None))
    with _closing_on_error(db):
        applied = {migration.name for migration in migrations.applied(db)}
        if not applied and db.table_names():
            raise StoreError(f"{path} 不是减负的数据库；换一个 storage.path")
        if applied - _ours():
            raise StoreError(f"数据库 {path} 由更新的版本写成；请升级减负，数据没有改动")
        for pragma in PRAGMAS:
            db.execute(f"PRAGMA {pragma}").fetchall()
        migrations.apply(db)
    return db


def _ours() -> set[str]:
    with contextlib.closing(Database(memory=True)) as empty:
        return {migration.name for migration in migrations.pending(empty)}


@contextlib.contextmanager
def _closing_on_error(db: Database) -> Iterator[None]:
    try:
        yield
    except BaseException:
        db.close()
        raise
