"""The log: a week at DEBUG, with marked texts in every kind of failure, gives nothing away."""

import json
import logging
import re
from pathlib import Path

import pytest

from bot import log
from bot.sample.acting import link_in
from bot.texts import CHINESE
from tests.stage import DEMAND, TOKEN, staged

MARK = "标记原文MARKER"


def failures() -> list[BaseException]:
    """Every kind of exception that carries text along (attacks.md, row 30)."""
    raised: list[BaseException] = []
    attempts = (
        lambda: json.loads(f'{{"{MARK}'),
        lambda: MARK.encode().decode("ascii"),
        lambda: int(MARK),
        lambda: {}[MARK],
        lambda: (_ for _ in ()).throw(RuntimeError(MARK)),
    )
    for attempt in attempts:
        try:
            attempt()
        except Exception as error:
            raised.append(error)
    try:
        list(attempts[-1]())  # type: ignore[call-overload]
    except RuntimeError as error:
        raised.append(error)
    return raised


def test_a_failure_is_logged_by_type_and_place_only(caplog: pytest.LogCaptureFixture) -> None:
    found = failures()
    assert len(found) >= 5
    for error in found:
        log.failure("handler", error)
    assert MARK not in caplog.text
    assert "JSONDecodeError" in caplog.text


async def test_a_week_at_debug_logs_no_name_id_token_or_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = logging.getLogger()
    kept, level = root.handlers[:], root.level
    log.start("DEBUG")
    root.setLevel(logging.DEBUG)
    try:
        async with staged(tmp_path) as stage:
            await stage.name_supervisor("何主任")
            demand = await stage.say(stage.admin, DEMAND)
            for member in stage.members:
                await stage.say(member, "已转发")
            await stage.report(stage.members[0], demand)
            await stage.members[1].open(link_in(stage.notice, CHINESE.button_report_link))
            await stage.say(stage.members[2], f"/report {MARK}")
            queue = stage.world.updates[stage.bot.id]
            queue.add_raw({"update_id": queue.next_id, "message": {"text": MARK}})
            await stage.settled()
            stage.clock.to("2026-11-23T09:00")
            await stage.tick()
            ids = [stage.group.id, stage.admin.user.id, *(m.user.id for m in stage.members)]
    finally:
        root.handlers[:] = kept
        root.setLevel(level)
    said = capsys.readouterr().err
    assert "week_closed" in said
    leaks = [TOKEN, TOKEN.split(":")[1], MARK, "罗志强", "何主任", "成员", "转发", "青石镇"]
    leaks += [str(abs(each)) for each in ids] + [str(abs(stage.group.id))[3:]]
    assert [leak for leak in leaks if leak in said] == []
    assert not re.search(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){3}", said)
