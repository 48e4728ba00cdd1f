"""The same bot behind a webhook instead of long polling."""

import json
from pathlib import Path

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.testing import bind_unused_port

from bot.webhook import SECRET_HEADER
from tests.stage import DEMAND, Stage, staged

SECRET = "a-secret-of-the-tests"
POISON = (
    b'{"update_id": 7, "message": {"text": "MARK"}}',
    b'{"update_id": 7, "message": "MARK"}',
    b'{"message": "MARK"}',
    b'["MARK"]',
    b'{"MARK',
    b"\xff\xfeMARK",
    b"",
)


def free_port() -> int:
    socket, port = bind_unused_port()
    socket.close()
    return port


async def posted(stage: Stage, body: bytes, secret: str = SECRET) -> int:
    url = stage.services.config.telegram.webhook_url
    headers = {"Content-Type": "application/json", SECRET_HEADER: secret}
    request = HTTPRequest(url, "POST", headers, body)
    return (await AsyncHTTPClient().fetch(request, raise_error=False)).code


async def test_a_demand_that_comes_by_webhook_is_found(tmp_path: Path) -> None:
    async with staged(tmp_path, webhook_port=free_port()) as stage:
        await stage.say(stage.admin, DEMAND)
        await stage.world.until(lambda: stage.findings() == 1)
        assert not [name for name, _ in stage.world.calls if name == "getUpdates"]


@pytest.mark.parametrize("body", POISON)
async def test_what_cannot_be_decoded_is_taken_once_and_not_logged(
    tmp_path: Path, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, webhook_port=free_port()) as stage:
        assert await posted(stage, body) == 200
        assert "poison_update" in caplog.text
        assert "MARK" not in caplog.text


async def test_a_poison_update_is_not_sent_for_ever_and_the_next_is_handled(tmp_path: Path) -> None:
    async with staged(tmp_path, webhook_port=free_port()) as stage:
        queue = stage.world.updates[stage.bot.id]
        queue.add_raw({"update_id": queue.next_id, "message": {"text": "MARK"}})
        await stage.say(stage.admin, DEMAND)
        await stage.world.until(lambda: stage.findings() == 1)
        assert not queue.ready()


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x", "é"])
async def test_who_does_not_know_the_secret_is_turned_away(tmp_path: Path, secret: str) -> None:
    async with staged(tmp_path, webhook_port=free_port()) as stage:
        update = {"update_id": 1, "message": {"text": "/start"}}
        assert await posted(stage, json.dumps(update).encode(), secret) == 403
