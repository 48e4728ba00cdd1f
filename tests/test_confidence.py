"""An admin who is the accused, with and without one real report: every byte they see is equal."""

import json
import random
import re
from pathlib import Path

import pytest

from bot.filing import Desk
from bot.local_telegram import Message
from bot.records import Finding
from bot.texts import CHINESE
from tests.stage import DEMAND, WEEK, Stage, staged

BORDERLINE = "大家手上的事做完了，有空看一眼公众号那篇稿子。"


def seen(messages: list[Message]) -> list[str]:
    """Texts and buttons; the payload of a link is random for everybody."""
    return [
        re.sub(r"start=[\w-]+", "start=…", json.dumps(m.body, ensure_ascii=False)) for m in messages
    ]


async def admins_view(folder: Path, *, reported: bool) -> dict[str, object]:
    """All that the group's admin, a supervisor too, can get out of the bot around a report."""
    dice = random.Random(5)
    async with staged(folder, people=25, random_bytes=dice.randbytes) as stage:
        view: dict[str, object] = {}
        supervisor = await stage.name_supervisor()
        for member in stage.members:
            await stage.say(member, "早，材料放桌上了")
        await stage.say(stage.admin, DEMAND)
        suspicious = await stage.say(stage.admin, BORDERLINE)
        if reported:
            await stage.report(stage.members[3], suspicious)
        await stage.say(stage.admin, "/status")
        card = await stage.admin.tell("/groups")
        await stage.admin.press(card, CHINESE.button_findings)
        await stage.settled()
        shown = stage.services.closer.preview(WEEK, None)
        view["preview"] = [each.to_json() for each in shown]
        view["counts"] = counts(stage)
        stage.clock.to("2026-11-23T09:00")
        await stage.tick()
        stage.clock.to("2026-11-23T12:00")
        await stage.say(stage.admin, "/status")
        body = json.loads(stage.services.store.frozen.bodies(WEEK)[0])
        view["reports"] = body.pop("reports")
        view["published"] = body
        view["group"] = seen(stage.world.from_bot(stage.group))
        view["admin"] = seen(stage.admin.heard())
        view["supervisor"] = [
            line for text in seen(supervisor.heard()) for line in text.split("\\n")
            if not line.startswith("成员举报")
        ]  # fmt: skip
        view["cases"] = stage.services.store.reports.of_week(WEEK)
        return view


def counts(stage: Stage) -> int:
    return stage.findings()


async def test_one_report_changes_no_byte_outside_the_reports_line(tmp_path: Path) -> None:
    without = await admins_view(tmp_path / "without", reported=False)
    with_one = await admins_view(tmp_path / "with", reported=True)
    differing = {name for name in without if without[name] != with_one[name]}
    assert differing == {"reports"}


async def test_the_same_script_wins_against_a_build_with_one_planted_leak(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Desk.file

    def leaking(desk: Desk, week: object, person: int, group: str, *more: object) -> str:
        mark = Finding(b"leak", b"x", 0, False, (), 1, False, False, 0, None, b"")
        desk.store.running.put_finding(WEEK, group, mark)
        return file(desk, week, person, group, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Desk, "file", leaking)
    without = await admins_view(tmp_path / "without", reported=False)
    with_one = await admins_view(tmp_path / "with", reported=True)
    differing = {name for name in without if without[name] != with_one[name]}
    assert differing > {"reports"}
