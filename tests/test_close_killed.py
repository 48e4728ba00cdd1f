"""A process killed with -9 at any point of the close; the next start ends it, nothing is left."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.close import Closer
from bot.digest.contents import totals
from bot.filing import Desk
from bot.privacy import pseudonyms
from bot.privacy.keys import Keyring
from bot.store import Store
from bot.store.frozen import Frozen
from bot.store.reports import Reports
from bot.store.running import Running
from tests.rows import SUPERVISOR, WEEK, populate
from tests.test_close import Office, leftovers

# What a close consists of; a kill may come before each of these calls.
STEPS: tuple[tuple[type, str], ...] = (
    (Frozen, "freeze"), (Frozen, "reach"), (Keyring, "destroy"), (Running, "drop_week"),
    (Store, "scrub"), (Reports, "settle"), (Closer, "_expire"),
)  # fmt: skip
CALLS = 12


class Death:
    """Kills its process at the n-th call."""

    def __init__(self, after: int) -> None:
        self.left = after

    def before(self, call: Callable[..., object]) -> Callable[..., object]:
        def counting(*args: object, **kwargs: object) -> object:
            self.left -= 1
            if self.left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **kwargs)

        return counting


def close(folder: Path, after: int) -> None:
    death = Death(after)
    for owner, name in STEPS:
        setattr(owner, name, death.before(getattr(owner, name)))
    Office(folder).closer.close(WEEK)


def ended(folder: Path, after: int) -> int | None:
    """The exit code of a process that closes the week and dies at the call so many calls on."""
    process = multiprocessing.get_context("fork").Process(target=close, args=(folder, after))
    process.start()
    process.join()
    return process.exitcode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    office = Office(tmp_path)
    for index, name in enumerate("abc"):
        populate(office.store, office.keyring, name * 16, first_person=1000 + 100 * index)
    office.store.close()
    return tmp_path


@pytest.mark.parametrize("after", range(CALLS))
def test_a_kill_at_any_point_is_mended_and_leaves_no_trace(folder: Path, after: int) -> None:
    office = Office(folder)
    code = Desk(office.store, office.keyring).file(WEEK, 0, 1, "a" * 16, "打卡类", True, True)
    keys = [path.read_bytes().hex() for path in (folder / "keys").rglob("*") if path.is_file()]
    rows = [
        row.key.hex() for name in "abc" for row in office.store.running.findings(WEEK, name * 16)
    ]
    office.store.close()
    assert ended(folder, after) == -signal.SIGKILL
    again = Office(folder)
    again.closer.close(WEEK)
    assert again.store.frozen.reached(WEEK) == "done"
    assert totals(again.bodies()[0].cells).demands == 6
    assert len(again.bodies()) == 1
    assert [each.supervisor for each in again.store.frozen.deliveries("due")] == [SUPERVISOR]
    assert again.store.reports.verdict(pseudonyms.receipt_hash(code)) is True
    assert not any(leftovers(folder).values())
    held = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert [each for each in (*keys, *rows) if bytes.fromhex(each) in held] == []
    again.store.close()


def test_the_points_of_death_are_all_there_are(folder: Path) -> None:
    assert ended(folder, CALLS) == 0
