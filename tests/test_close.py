"""The close: frozen, shredded, dropped, settled – in this order, across any kill."""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bot.close import Closer, Policy
from bot.digest.contents import Published, totals
from bot.filing import Desk
from bot.privacy import pseudonyms
from bot.privacy.keys import Keyring
from bot.store import Store
from tests.rows import SUPERVISOR, WEEK, populate

STEPS = ("frozen", "shredded", "dropped", "settled", "done")


class KilledError(Exception):
    """Stands for the process dying between two steps."""


class Office:
    """One installation on disk that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keyring = Keyring(folder / "keys")
        self.store = Store.open(folder / "jianfu.db")
        self.closer = Closer(
            self.store, self.keyring, Policy(5, 1.0, "test"), no_noise, random.Random(1)
        )

    def restarted(self) -> "Office":
        self.store.close()
        return Office(self.folder)

    def bodies(self) -> list[Published]:
        return [Published.from_json(body) for body in self.store.frozen.bodies(WEEK)]


def no_noise(counts: Sequence[int], _epsilon: float) -> list[int]:
    return list(counts)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    for i, name in enumerate("abc"):
        populate(made.store, made.keyring, name * 16, first_person=1000 + 100 * i)
    yield made
    made.store.close()


def leftovers(folder: Path) -> dict[str, int]:
    with sqlite3.connect(folder / "jianfu.db") as db:
        tables = ("watched", "messages", "active", "findings", "chains", "reports")
        return {name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}


def test_a_closed_week_leaves_its_published_and_nothing_else(office: Office) -> None:
    keys = [each.key for name in "abc" for each in office.store.running.findings(WEEK, name * 16)]
    assert len(keys) == 6
    office.closer.close(WEEK)
    assert totals(office.bodies()[0].cells).demands == 6
    assert not any(leftovers(office.folder).values())
    assert office.keyring.weeks() == []
    held = b"".join(path.read_bytes() for path in office.folder.glob("jianfu.db*"))
    assert not [key for key in keys if key in held]


def test_the_same_week_under_two_key_sets_is_published_in_the_same_bytes(tmp_path: Path) -> None:
    bodies = []
    for name in ("one", "two"):
        made = Office(tmp_path / name)
        populate(made.store, made.keyring, "a" * 16)
        made.closer.close(WEEK)
        bodies.append(made.store.frozen.bodies(WEEK))
        made.store.close()
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_after_any_step_is_mended_by_the_next_close(
    office: Office, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reach = office.store.frozen.reach

    def die(week: object, reached: str) -> None:
        reach(week, reached)  # type: ignore[arg-type]
        if reached == step:
            raise KilledError

    monkeypatch.setattr(office.store.frozen, "reach", die)
    with pytest.raises(KilledError):
        office.closer.close(WEEK)
    again = office.restarted()
    again.closer.close(WEEK)
    assert again.store.frozen.reached(WEEK) == "done"
    assert totals(again.bodies()[0].cells).demands == 6
    assert not any(leftovers(again.folder).values())
    assert [each.supervisor for each in again.store.frozen.deliveries("due")] == [SUPERVISOR]


def test_closing_twice_changes_nothing(office: Office) -> None:
    office.closer.close(WEEK)
    first = office.store.frozen.bodies(WEEK)
    office.closer.close(WEEK)
    assert office.store.frozen.bodies(WEEK) == first


def test_a_supervisor_revoked_during_the_week_gets_nothing(office: Office) -> None:
    office.store.register.revoke("a" * 16, SUPERVISOR)
    office.closer.close(WEEK)
    assert office.store.frozen.deliveries("due") == []


def test_a_group_with_its_digest_off_enters_no_figure(office: Office) -> None:
    office.store.register.set_digest("a" * 16, False)
    office.closer.close(WEEK)
    assert totals(office.bodies()[0].cells).demands == 4


def test_a_preview_shows_no_reports_and_stores_nothing(office: Office) -> None:
    (shown,) = office.closer.preview(WEEK, None)
    assert shown.reports is None
    assert totals(shown.cells).demands == 6
    assert office.store.frozen.bodies(WEEK) == []


def test_receipts_turn_together_at_the_close(office: Office) -> None:
    desk = Desk(office.store, office.keyring)
    yes = desk.file(WEEK, 0, 1, "a" * 16, "打卡类", True, True)
    no = desk.file(WEEK, 0, 2, "b" * 16, "其他类", False, True)
    hashes = [pseudonyms.receipt_hash(code) for code in (yes, no)]
    assert [office.store.reports.pending(each) for each in hashes] == [True, True]
    assert [office.store.reports.verdict(each) for each in hashes] == [None, None]
    office.closer.close(WEEK)
    assert [office.store.reports.pending(each) for each in hashes] == [False, False]
    assert [office.store.reports.verdict(each) for each in hashes] == [True, False]


def test_one_report_a_person_counts_and_strangers_do_not(office: Office) -> None:
    desk = Desk(office.store, office.keyring)
    for person, member in ((1, True), (1, True), (2, True), (3, False)):
        desk.file(WEEK, 0, person, "a" * 16, "打卡类", True, member)
    office.closer.close(WEEK)
    reports = office.bodies()[0].reports
    assert reports is not None
    assert reports["打卡类"] == 2
    assert reports["已计入"] == 2
    assert reports["未计入"] == 0


@pytest.mark.parametrize("filed", [0, 1, 63, 64, 65, 130])
def test_reports_and_decoys_fill_a_power_of_two(office: Office, filed: int) -> None:
    desk = Desk(office.store, office.keyring)
    for person in range(filed):
        desk.file(WEEK, 0, person, "a" * 16, "打卡类", True, True)
    rows = len(office.store.reports.of_week(WEEK))
    expected = next(size for size in (0, 64, 128, 256) if size >= filed)
    assert rows == expected
    office.closer.close(WEEK)
    reports = office.bodies()[0].reports
    assert reports is not None
    assert reports["打卡类"] == filed


def test_reports_of_a_group_that_was_interrupted_are_not_counted(office: Office) -> None:
    Desk(office.store, office.keyring).file(WEEK, 0, 1, "a" * 16, "打卡类", True, True)
    office.store.register.interrupt("a" * 16, WEEK, [2], "paused")
    populate(office.store, office.keyring, "d" * 16, first_person=2000)
    office.closer.close(WEEK)
    reports = office.bodies()[0].reports
    assert reports is not None
    assert set(reports.values()) == {0}
