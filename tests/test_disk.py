"""After the close the disk links nobody to anything (contract line 2)."""

import contextlib
import random
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.filing import Desk
from bot.privacy import pseudonyms
from bot.privacy.keys import KEY_BYTES, Key
from bot.store import Store
from tests.scanner import found, spellings
from tests.stage import DEMAND, WEEK, Stage, staged

PERSON = 712_345_678
NAME = "成员甲乙丙"
IDENTITIES: tuple[int | str, ...] = (PERSON, -1002000000001, NAME, DEMAND[:12])
ENCODED = [(each, encoding) for each in IDENTITIES for encoding in spellings(each)]


async def lived(stage: Stage) -> list[int | str]:
    """A week with demands, a chain and a report; the ids, names and texts it must not leave."""
    await stage.name_supervisor()
    demand = await stage.say(stage.admin, DEMAND)
    for member in stage.members:
        await stage.say(member, "已转发到朋友圈")
    code = await stage.report(stage.members[0], demand)
    stage.clock.to("2026-11-23T09:00")
    await stage.tick()
    stage.clock.to("2026-11-24T12:00")
    await stage.tick()
    people: list[int | str] = [member.user.id for member in stage.members]
    return [*people, stage.admin.user.id, "罗志强", "成员", DEMAND[:12], "已转发到", code]


async def test_database_wal_backup_and_keys_hold_nobody_after_the_close(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        traces = await lived(stage)
        stage.services.store.backup(tmp_path / "copy.db")
        assert found(traces, tmp_path.rglob("*")) == []


@pytest.mark.parametrize(("identity", "encoding"), ENCODED)
def test_the_scanner_finds_every_spelling_planted_in_database_wal_and_backup(
    tmp_path: Path, identity: int | str, encoding: str
) -> None:
    planted = b"\x01" * 100 + spellings(identity)[encoding] + b"\x02" * 100
    store = Store.open(tmp_path / "jianfu.db")
    store.frozen.freeze(WEEK, "class", ["a"], planted.decode("latin-1"), [])
    store.transaction().__enter__().conn.execute("UPDATE published SET body = ?", [planted])
    store.backup(tmp_path / "copy.db")
    wal = {hit[0] for hit in found([identity], tmp_path.glob("*")) if hit[2] == encoding}
    store.scrub()
    store.close()
    rest = {hit[0] for hit in found([identity], tmp_path.glob("*")) if hit[2] == encoding}
    assert wal >= {"jianfu.db-wal", "copy.db"}
    assert rest >= {"jianfu.db", "copy.db"}


def test_the_scanner_finds_an_integer_planted_in_a_database_row(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "leaky.db") as db:
        db.execute("CREATE TABLE leaks (who INTEGER, name TEXT)")
        db.execute("INSERT INTO leaks VALUES (?, ?)", [-1002000000001, NAME])
    names = {hit[1] for hit in found([-1002000000001, NAME], tmp_path.glob("*.db"))}
    assert names == {"-1002000000001", NAME}


@contextlib.contextmanager
def disk() -> Iterator[tuple[Path, Path]]:
    """A mounted ext4 image of its own and the image's file; skipped where mounting is barred."""
    folder = Path(tempfile.mkdtemp())
    image, mount = folder / "disk.img", folder / "disk"
    mount.mkdir()
    with image.open("wb") as file:
        file.truncate(24 * 1024 * 1024)
    steps = (["mkfs.ext4", "-q", str(image)], ["mount", "-o", "loop", str(image), str(mount)])
    try:
        for step in steps:
            if subprocess.run(step, check=False, capture_output=True).returncode:
                pytest.skip(f"{step[0]} is not allowed here")
        try:
            yield mount, image
        finally:
            subprocess.run(["umount", str(mount)], check=True)
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def in_memory() -> Iterator[Path]:
    keys = Path(tempfile.mkdtemp(dir="/dev/shm"))
    yield keys
    shutil.rmtree(keys)


async def test_a_filesystem_image_holds_nobody_after_the_close(in_memory: Path) -> None:
    """On a real ext4 image, freed blocks included: what WAL and VACUUM leave behind."""
    with disk() as (mount, image):
        async with staged(mount, keys=in_memory) as stage:
            traces = await lived(stage)
        subprocess.run(["sync"], check=True)
        assert found(traces, [image]) == []


def test_the_image_shows_what_was_written_and_deleted() -> None:
    with disk() as (mount, image):
        (mount / "gone").write_text(f"{PERSON} {NAME}" * 1000)
        subprocess.run(["sync"], check=True)
        (mount / "gone").unlink()
        subprocess.run(["sync"], check=True)
        assert {hit[1] for hit in found([PERSON, NAME], [image])} == {str(PERSON), NAME}


async def reported_by(folder: Path, who: int) -> str:
    """The whole database in mid-week, but not the keys, after one member's report."""
    dice = random.Random(7)
    async with staged(folder, random_bytes=dice.randbytes) as stage:
        demand = await stage.say(stage.admin, DEMAND)
        for member in stage.members:
            await stage.say(member, "早")
        await stage.report(stage.members[who], demand)
    return dump(folder / "jianfu.db")


def dump(database: Path) -> str:
    """Everything but what is fresh chance or the wall clock: sealing nonces, migration times."""
    with (
        contextlib.closing(sqlite3.connect(database)) as db,
        contextlib.closing(sqlite3.connect(":memory:")) as copy,
    ):
        db.backup(copy)
        copy.execute("UPDATE findings SET sealed = length(sealed)")
        copy.execute("DELETE FROM _sqlite_migrations")
        return "\n".join(copy.iterdump())


async def test_the_live_disk_without_the_keys_is_the_same_whoever_reported(tmp_path: Path) -> None:
    one = await reported_by(tmp_path / "one", 1)
    assert one.count('INSERT INTO "reports"') == 64
    assert await reported_by(tmp_path / "other", 5) == one


async def test_the_same_comparison_sees_a_build_that_keeps_the_reporter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Desk.file

    def leaking(desk: Desk, week: object, day: int, person: int, *more: object) -> str:
        desk.random_bytes(person % 7)  # As little as one draw that depends on the person.
        return file(desk, week, day, person, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Desk, "file", leaking)
    one = await reported_by(tmp_path / "one", 1)
    assert await reported_by(tmp_path / "other", 5) != one


async def test_with_the_key_reports_are_told_from_decoys_and_still_lead_to_nobody(
    tmp_path: Path,
) -> None:
    """Said plainly in docs/privacy.md: what an operator can do with disk and keys in hand."""
    async with staged(tmp_path) as stage:
        demand = await stage.say(stage.admin, DEMAND)
        await stage.report(stage.members[3], demand)
        key = stage.services.keyring.key(str(WEEK), "reports")
        rows = stage.services.store.reports.of_week(WEEK)
        (real,) = [
            row
            for row in rows
            if row.tag == pseudonyms.report_tag(key, row.receipt, row.category, row.verdict)
        ]
        held = [real.receipt, real.tag]
        tried = [pseudonyms.person(key, member.user.id) for member in stage.members]
        assert not set(held) & set(tried)


def test_without_the_key_a_pseudonym_fits_nobody_and_with_it_one() -> None:
    key, guessed = Key(b"k" * KEY_BYTES), Key(b"g" * KEY_BYTES)
    kept = pseudonyms.person(key, PERSON)
    everybody = range(PERSON - 500, PERSON + 500)
    assert [who for who in everybody if pseudonyms.person(guessed, who) == kept] == []
    # Said plainly in docs/privacy.md: with the week's key an operator can try everybody.
    assert [who for who in everybody if pseudonyms.person(key, who) == kept] == [PERSON]


@pytest.mark.parametrize("column", ["person", "author", "at", "time", "sent_at", "user_id"])
async def test_no_column_of_reports_could_hold_a_person_or_a_time(
    tmp_path: Path, column: str
) -> None:
    async with staged(tmp_path) as stage:
        demand = await stage.say(stage.admin, DEMAND)
        await stage.report(stage.members[0], demand)
        with sqlite3.connect(tmp_path / "jianfu.db") as db:
            names = {row[1] for row in db.execute("PRAGMA table_info(reports)")}
        assert column not in names
