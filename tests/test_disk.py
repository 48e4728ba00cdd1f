"""After the close the disk links nobody to anything (contract line 2)."""

import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import pytest

from bot.privacy import pseudonyms
from bot.privacy.keys import KEY_BYTES, Key
from tests.scanner import found, spellings
from tests.stage import DEMAND, Stage, staged

PERSON = 712_345_678
NAME = "成员甲乙丙"


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


async def test_the_scanner_finds_every_planted_spelling(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await lived(stage)
    for identity in (PERSON, -1002000000001, NAME):
        for encoding, pattern in spellings(identity).items():
            planted = tmp_path / "planted.bin"
            planted.write_bytes(b"\x01" * 100 + pattern + b"\x02" * 100)
            hits = found([identity], [planted])
            assert encoding in {hit[2] for hit in hits}


def test_the_scanner_finds_an_integer_planted_in_a_database_row(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "leaky.db") as db:
        db.execute("CREATE TABLE leaks (who INTEGER, name TEXT)")
        db.execute("INSERT INTO leaks VALUES (?, ?)", [-1002000000001, NAME])
    names = {hit[1] for hit in found([-1002000000001, NAME], tmp_path.glob("*.db"))}
    assert names == {"-1002000000001", NAME}


async def test_a_filesystem_image_holds_nobody_after_the_close() -> None:
    """On a real ext4 image, freed blocks included: what WAL and VACUUM leave behind."""
    folder = Path(tempfile.mkdtemp())
    image = folder / "disk.img"
    mount = folder / "disk"
    mount.mkdir()
    with image.open("wb") as file:
        file.truncate(24 * 1024 * 1024)
    made = subprocess.run(["mkfs.ext4", "-q", str(image)], check=False, capture_output=True)
    looped = (
        made.returncode == 0
        and not subprocess.run(
            ["mount", "-o", "loop", str(image), str(mount)], check=False, capture_output=True
        ).returncode
    )
    keys = Path(tempfile.mkdtemp(dir="/dev/shm"))
    try:
        async with staged(mount, keys=keys) as stage:
            traces = await lived(stage)
        subprocess.run(["sync"], check=True)
        held = image if looped else mount
        assert found(traces, [held] if looped else mount.rglob("*")) == []
    finally:
        if looped:
            subprocess.run(["umount", str(mount)], check=True)
        shutil.rmtree(keys)
        shutil.rmtree(folder)


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
