"""An admin who is the accused, with and without one real report: every byte they see is equal."""

import json
import logging
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot import log
from bot.filing import Desk
from bot.handlers import status
from bot.local_telegram import Message
from bot.records import Finding, Group
from bot.sample.acting import Actor
from bot.store.reports import Reports
from bot.texts import CHINESE
from tests.stage import DEMAND, WEEK, Stage, staged

BORDERLINE = "大家手上的事做完了，有空看一眼公众号那篇稿子。"
CODE = re.compile(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}")


def seen(messages: list[Message]) -> list[str]:
    """Texts, buttons and times; the payload of a link and a receipt code are random for all."""
    said = [json.dumps(m.body, ensure_ascii=False) + str(m.date) for m in messages]
    return [CODE.sub("CODE", re.sub(r"start=[\w-]+", "start=…", each)) for each in said]


@contextmanager
def logged() -> Iterator[list[str]]:
    """What the log says meanwhile, at its most talkative: the only metric there is."""
    lines: list[str] = []

    class Noting(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    logger, handler = logging.getLogger(log.OURS), Noting()
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    yield lines
    logger.removeHandler(handler)
    logger.setLevel(level)


async def asked(stage: Stage) -> None:
    """What an admin can ask: /status, the card, the list of findings."""
    await stage.say(stage.admin, "/status")
    card = await stage.admin.tell("/groups")
    await stage.admin.press(card, CHINESE.button_findings)
    await stage.settled()


async def dummys_report(stage: Stage, dummy: Actor, message: Message) -> str:
    """The admin's own dummy reports the same message, and asks why (attacks.md, 7, 8, 37)."""
    card = await dummy.forward(message)
    await dummy.press(card, CHINESE.button_why)
    return await stage.report(dummy, message)


async def admins_view(folder: Path, *, reported: bool) -> dict[str, object]:
    """All that the group's admin, a supervisor too, can get out of the bot around a report."""
    dice = random.Random(5)
    with logged() as lines:
        async with staged(folder, people=25, random_bytes=dice.randbytes) as stage:
            view: dict[str, object] = {}
            supervisor, dummy = await stage.name_supervisor(), stage.members[7]
            await dummy.start()
            for member in stage.members:
                await stage.say(member, "早，材料放桌上了")
            await stage.say(stage.admin, DEMAND)
            suspicious = await stage.say(stage.admin, BORDERLINE)
            await asked(stage)
            if reported:
                await stage.report(stage.members[3], suspicious)
            code = await dummys_report(stage, dummy, suspicious)
            await stage.on_each_day("2026-11-17", "2026-11-23")
            await asked(stage)
            await dummy.tell(f"/receipt {code}")
            shown = stage.services.closer.preview(WEEK, None)
            view["preview"] = [each.to_json() for each in shown]
            view["dummy"] = seen(dummy.heard())
            stage.clock.to("2026-11-23T09:00")
            await stage.tick()
            stage.clock.to("2026-11-23T12:00")
            await asked(stage)
            view["verdict"] = (await dummy.tell(f"/receipt {code}")).text
            body = json.loads(stage.services.store.frozen.bodies(WEEK)[0])
            view["reports"] = body.pop("reports")
            view["published"] = body
            view["group"] = seen(stage.world.from_bot(stage.group))
            view["admin log"] = [m.id for m in stage.world.admin_log(stage.group)]
            view["admin"] = seen(stage.admin.heard())
            view["supervisor"] = [
                line for text in seen(supervisor.heard()) for line in text.split("\\n")
                if not line.startswith("成员举报")
            ]  # fmt: skip
            view["rows after"] = stage.services.store.reports.of_week(WEEK)
    return view | {"log": lines}


async def differing(folder: Path) -> set[str]:
    """The parts of the admin's view in which a world with the report is another."""
    without = await admins_view(folder / "without", reported=False)
    with_one = await admins_view(folder / "with", reported=True)
    return {name for name in without if without[name] != with_one[name]}


async def test_one_report_changes_no_byte_outside_the_reports_line(tmp_path: Path) -> None:
    assert await differing(tmp_path) == {"reports"}


def finding_left(patch: pytest.MonkeyPatch) -> None:
    """A report that the model misses becomes a finding."""
    file = Desk.file

    def leaking(desk: Desk, week: object, day: int, person: int, group: str, *more: object) -> str:
        mark = Finding(b"%d" % person, b"x", 0, False, (), 1, False, False, 0, None, b"x" * 40)
        desk.store.running.put_finding(WEEK, group, mark)
        return file(desk, week, day, person, group, *more)  # type: ignore[arg-type]

    patch.setattr(Desk, "file", leaking)


def told_of_others(patch: pytest.MonkeyPatch) -> None:
    """A receipt says “counted” once two have reported."""
    settle = Reports.settle

    def leaking(reports: Reports, week: object) -> None:
        settle(reports, week)  # type: ignore[arg-type]
        many = len(filed) > 1
        reports._db.execute("UPDATE receipts SET verdict = ?", [many])

    filed: list[int] = []
    file = Desk.file

    def noting(desk: Desk, *more: object) -> str:
        filed.append(1)
        return file(desk, *more)  # type: ignore[arg-type]

    patch.setattr(Desk, "file", noting)
    patch.setattr(Reports, "settle", leaking)


def line_logged(patch: pytest.MonkeyPatch) -> None:
    """A line in the log for every report, with nothing in it."""
    file = Desk.file

    def leaking(desk: Desk, *more: object) -> str:
        log.event("filed")
        return file(desk, *more)  # type: ignore[arg-type]

    patch.setattr(Desk, "file", leaking)


def status_moved(patch: pytest.MonkeyPatch) -> None:
    """/status ends with a blank for every report."""
    text = status.text
    filed: list[int] = []
    file = Desk.file

    def noting(desk: Desk, *more: object) -> str:
        filed.append(1)
        return file(desk, *more)  # type: ignore[arg-type]

    def leaking(services: object, group: Group) -> str:
        return text(services, group) + " ." * len(filed)  # type: ignore[arg-type]

    patch.setattr(Desk, "file", noting)
    patch.setattr(status, "text", leaking)


LEAKS: tuple[tuple[Callable[[pytest.MonkeyPatch], None], str], ...] = (
    (finding_left, "published"), (told_of_others, "verdict"), (line_logged, "log"),
    (status_moved, "group"),
)  # fmt: skip


@pytest.mark.parametrize(("leak", "where"), LEAKS, ids=[leak.__name__ for leak, _ in LEAKS])
async def test_the_same_script_wins_against_a_build_with_one_planted_leak(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    leak: Callable[[pytest.MonkeyPatch], None],
    where: str,
) -> None:
    leak(monkeypatch)
    assert where in await differing(tmp_path)
