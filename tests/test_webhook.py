"""The same bot behind a webhook instead of long polling."""

from pathlib import Path

from tornado.testing import bind_unused_port

from tests.stage import DEMAND, staged


def free_port() -> int:
    socket, port = bind_unused_port()
    socket.close()
    return port


async def test_a_demand_that_comes_by_webhook_is_found(tmp_path: Path) -> None:
    async with staged(tmp_path, webhook_port=free_port()) as stage:
        await stage.say(stage.admin, DEMAND)
        await stage.world.until(lambda: stage.findings() == 1)
        assert not [name for name, _ in stage.world.calls if name == "getUpdates"]
