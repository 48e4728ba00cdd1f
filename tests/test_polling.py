"""Polling that neither goes deaf nor chokes on one bad update."""

import asyncio
import logging
from pathlib import Path

import pytest

from bot.local_telegram import RefusedError
from bot.polling import PollingRequest, watch
from tests.stage import DEMAND, staged


async def test_a_poison_update_is_skipped_and_the_next_is_handled(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path) as stage:
        queue = stage.world.updates[stage.bot.id]
        for number, poison in enumerate(({"message": {"text": "私密原文"}}, {"message": "私密"})):
            queue.add_raw({"update_id": queue.next_id + number, **poison})
        await stage.say(stage.admin, DEMAND)
        assert stage.findings() == 1
        assert "私密" not in caplog.text


async def test_a_server_that_stumbles_is_asked_again(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        stage.world.fail("getUpdates", RefusedError(502, "Bad Gateway"), times=2)
        await stage.say(stage.admin, DEMAND)
        assert stage.findings() == 1


class Stopwatch:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_deafness_is_noticed_polling_restarted_and_in_the_end_given_up() -> None:
    watched = Stopwatch()
    request = PollingRequest(watched)
    restarts = []

    async def restart() -> None:
        restarts.append(watched.now)

    watching = asyncio.create_task(watch(request, restart, watched, stalled_after=0.05))
    await asyncio.sleep(0.03)
    assert restarts == []
    watched.now = 1.0
    await asyncio.sleep(0.03)
    assert restarts == [1.0]
    assert not watching.done()
    watched.now = 2.0
    await asyncio.wait_for(watching, 1)


async def test_a_successful_poll_calms_the_watch() -> None:
    watched = Stopwatch()
    request = PollingRequest(watched)
    watched.now = 100.0
    request.parse_json_payload(b'{"ok":true,"result":[]}')
    assert request.last_success == 100.0
    watched.now = 200.0
    request.parse_json_payload(b'{"ok":false,"error_code":502,"description":"x"}')
    assert request.last_success == 100.0


async def test_every_kind_of_update_wanted_is_asked_for_and_no_other(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        assert stage.world.updates[stage.bot.id].allowed == {
            "message", "edited_message", "callback_query", "my_chat_member",
        }  # fmt: skip


async def test_the_bot_starts_where_commands_cannot_be_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.local_telegram import methods

    monkeypatch.delitem(methods.BY_NAME, "setmycommands")
    async with staged(tmp_path) as stage:
        await stage.say(stage.admin, DEMAND)
        assert stage.findings() == 1


async def test_logs_name_no_third_partys_message() -> None:
    from bot.log import _AllowList

    record = logging.LogRecord("httpx", logging.INFO, "x", 1, "token %s", ("SECRET",), None)
    assert "SECRET" not in _AllowList().format(record)
