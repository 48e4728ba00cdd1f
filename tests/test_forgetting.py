"""What is erased, removed, revoked or unsubscribed leaves no id on the disk."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot import erasing
from bot.texts import CHINESE
from tests.scanner import found
from tests.stage import DEMAND, staged


@pytest.mark.parametrize("how", ["erased", "forgotten", "removed"])
async def test_a_group_that_is_gone_leaves_no_id_on_the_disk(tmp_path: Path, how: str) -> None:
    async with staged(tmp_path) as stage:
        supervisor = await stage.name_supervisor()
        await stage.say(stage.admin, DEMAND)
        own, group = stage.own_id, stage.group.id
        if how == "erased":
            card = await stage.admin.tell("/groups")
            sure = await stage.admin.press(card, CHINESE.button_erase)
            await stage.admin.press(sure, CHINESE.button_erase_sure)
        elif how == "forgotten":
            erasing.forget(stage.services.config, own)
        else:
            stage.world.leave(stage.group, stage.bot)
            await stage.settled()
            stage.clock.to("2026-11-23T09:00")
            await stage.tick()
            stage.clock.to("2026-11-30T09:00")
            await stage.tick()
        stage.clock.to("2026-12-01T09:00")
        await stage.tick()
        assert found([group, supervisor.user.id], tmp_path.glob("jianfu.db*")) == []
        assert [path.name for path in (tmp_path / "keys").rglob(f"group-{own}")] == []


@pytest.mark.parametrize("how", ["revoked", "stopped"])
async def test_a_supervisor_who_is_none_any_more_leaves_no_id_on_the_disk(
    tmp_path: Path, how: str
) -> None:
    async with staged(tmp_path) as stage:
        supervisor = await stage.name_supervisor()
        if how == "revoked":
            card = await stage.admin.tell("/groups")
            await stage.admin.press(
                await stage.admin.press(card, CHINESE.button_supervisors), "撤销"
            )
        else:
            await supervisor.tell("/stop")
        # The week under way keeps who supervised it when it began.
        stage.clock.to("2026-11-23T09:00")
        await stage.tick()
        assert found([supervisor.user.id], tmp_path.glob("jianfu.db*")) == []


async def test_the_wiping_queue_knows_the_hour_of_a_private_message_and_no_more(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path) as stage:
        for member, minute in zip(stage.members, (5, 59), strict=False):
            stage.clock.to(f"2026-11-16T10:{minute:02}")
            await member.start()
        queue = stage.services.wiping.due(stage.clock() + timedelta(days=1))
        at_ten = [each for each in queue if each.chat_id in {m.chat.id for m in stage.members}]
        assert len(at_ten) == 4
        assert {each.due % 3600 for each in at_ten} == {0}
        assert len({each.due for each in at_ten}) == 1
