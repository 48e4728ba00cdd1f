"""The store holds exactly the table “What is kept”, and loses nothing it should keep."""

import sqlite3
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.privacy.keys import Keyring
from bot.records import MessageRow
from bot.store import Store
from bot.store.gathering import gather
from classifier import Label
from tests.rows import SUPERVISOR, WEEK, finding, populate

# docs/design of the project: every table, and every column that holds something of a person.
KEPT = {
    "groups": ["id", "chat_id", "digest_on", "paused", "present", "ends", "last_active"],
    "supervisors": ["group_id", "chat_id", "since", "asked"],
    "languages": ["chat_id", "language"],
    "interruptions": ["group_id", "week", "day", "what"],
    "watched": [
        "week", "group_id", "supervisors", "members", "late", "owned", "late_misjudged",
        "late_documented",
    ],
    "alive": ["day"],
    "messages": ["key", "week", "group_id", "day", "off_hours", "labels", "band", "emergency"],
    "active": ["week", "group_id", "segment", "person"],
    "findings": [
        "key", "week", "group_id", "author", "day", "off_hours", "labels", "addressed",
        "pressure", "emergency", "window", "fingerprint", "sealed", "verdict", "document", "pushed",
    ],
    "chains": ["id", "week", "group_id", "state", "burden", "labels", "participants", "replies"],
    "reports": ["receipt", "week", "group_id", "category", "verdict", "tag"],
    "receipts": ["receipt", "week", "verdict"],
    "published": ["week", "class_id", "groups", "body"],
    "deliveries": ["week", "class_id", "supervisor", "state"],
    "closes": ["week", "step"],
    "tally": ["answer", "times"],
}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "jianfu.db")


def columns(path: Path) -> dict[str, list[str]]:
    with sqlite3.connect(path) as db:
        tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: [row[1] for row in db.execute(f"PRAGMA table_info([{name}])")]
            for (name,) in tables
            if not name.startswith(("_sqlite", "sqlite"))
        }


def test_nothing_is_kept_beyond_the_table(store: Store, tmp_path: Path) -> None:
    assert columns(tmp_path / "jianfu.db") == KEPT


def test_reports_have_no_rowid_that_would_tell_their_order(store: Store, tmp_path: Path) -> None:
    with (
        sqlite3.connect(tmp_path / "jianfu.db") as db,
        pytest.raises(sqlite3.OperationalError, match="rowid"),
    ):
        db.execute("SELECT rowid FROM reports")


def test_a_group_is_followed_to_its_supergroup_once(store: Store) -> None:
    group = store.register.add(-5, lambda: "a" * 16)
    store.register.name_supervisor(group.id, SUPERVISOR, WEEK)
    for _ in range(3):
        store.register.migrate(-5, -1005)
    moved = store.register.by_chat(-1005)
    assert moved is not None
    assert moved.id == group.id
    assert store.register.supervisors(group.id) == [SUPERVISOR]
    assert store.register.by_chat(-5) is None


def test_a_migration_heard_of_after_the_new_chat_was_seen_keeps_the_old_group(store: Store) -> None:
    group = store.register.add(-5, lambda: "a" * 16)
    store.register.add(-1005, lambda: "b" * 16)
    store.register.migrate(-5, -1005)
    assert [found.id for found in store.register.all()] == [group.id]


def test_a_redelivered_message_is_kept_once(store: Store, tmp_path: Path) -> None:
    name = populate(store, Keyring(tmp_path / "keys"), "a" * 16, people=3)
    row = MessageRow(b"the same", 0, False, (), 1)
    assert [store.running.add_message(WEEK, name, row, False) for _ in range(2)] == [True, False]
    group = store.register.by_id(name)
    assert group is not None
    assert gather(store.register, store.running, WEEK, group).messages == 4


def test_an_edited_demand_keeps_the_admins_mark(store: Store) -> None:
    store.register.add(-5, lambda: "a" * 16)
    store.running.watch(WEEK, "a" * 16, ())
    store.running.put_finding(WEEK, "a" * 16, finding(b"k"))
    store.running.mark(b"k", "documented", "某办〔2026〕3号")
    store.running.put_finding(WEEK, "a" * 16, finding(b"k", (Label.LIKE_REQUEST,)))
    (kept,) = store.running.findings(WEEK, "a" * 16)
    assert (kept.labels, kept.verdict, kept.document) == (
        (Label.LIKE_REQUEST,), "documented", "某办〔2026〕3号",
    )  # fmt: skip


def test_the_first_supervisor_counts_at_once_and_later_ones_next_week(store: Store) -> None:
    store.register.add(-5, lambda: "a" * 16)
    store.running.watch(WEEK, "a" * 16, ())
    store.running.watch(WEEK, "a" * 16, (1,))
    store.running.watch(WEEK, "a" * 16, (1, 2))
    assert store.running.supervisors(WEEK, "a" * 16) == (1,)


def test_people_of_two_key_segments_are_never_added_up(store: Store) -> None:
    store.register.add(-5, lambda: "a" * 16)
    for segment, people in ((b"before", (b"1", b"2", b"3")), (b"after", (b"8", b"9"))):
        for person in people:
            store.running.add_active(WEEK, "a" * 16, segment, person)
    assert store.running.people(WEEK, "a" * 16) == {b"1", b"2", b"3"}


def test_a_backup_has_the_register_and_no_row_of_the_week(store: Store, tmp_path: Path) -> None:
    populate(store, Keyring(tmp_path / "keys"), "a" * 16)
    store.backup(tmp_path / "copy.db")
    copy = Store.open(tmp_path / "copy.db")
    assert len(copy.register.all()) == 1
    assert copy.running.weeks() == []
    assert copy.running.findings(WEEK, "a" * 16) == []


def test_erasing_a_group_leaves_the_others(store: Store, tmp_path: Path) -> None:
    ring = Keyring(tmp_path / "keys")
    populate(store, ring, "a" * 16)
    populate(store, ring, "b" * 16)
    store.erase_group("a" * 16)
    assert store.running.findings(WEEK, "a" * 16) == []
    assert len(store.running.findings(WEEK, "b" * 16)) == 2
    assert [group.id for group in store.register.all()] == ["b" * 16]


def test_a_newer_database_is_refused_unchanged(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "jianfu.db"
    store.close()
    with sqlite3.connect(path) as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('jianfu', 'm999_later', 'then')"
        )
    before = path.read_bytes()
    with pytest.raises(StoreError, match="升级"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_foreign_file_is_refused_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("不是数据库" * 200)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"storage\.path"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_foreign_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE recipes (id)")
    with pytest.raises(StoreError, match="不是减负的数据库"):
        Store.open(path)
