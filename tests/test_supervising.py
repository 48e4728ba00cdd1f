"""The digest reaches its supervisors once, whatever happens on the way."""

from pathlib import Path

import pytest

from bot import again
from bot.errors import JianfuError
from bot.handlers.status import text as status_text
from bot.local_telegram import RefusedError, forbidden, too_many
from bot.texts import CHINESE, group
from tests.stage import DEMAND, Stage, staged

MONDAY = "2026-11-23T09:00"


async def lived(stage: Stage) -> None:
    for member in stage.members:
        await stage.say(member, "早上好，材料我放桌上了")
    await stage.say(stage.admin, DEMAND)


def digests(stage: Stage, person: object) -> list[str]:
    heard = person.heard()  # type: ignore[attr-defined]
    return [message.text for message in heard if message.text.startswith("减负周报")]


async def test_the_digest_comes_once_at_the_digest_hour(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        supervisor = await stage.name_supervisor()
        await lived(stage)
        stage.clock.to("2026-11-23T08:59")
        await stage.tick()
        assert digests(stage, supervisor) == []
        stage.clock.to(MONDAY)
        for _ in range(3):
            await stage.tick()
        (digest,) = digests(stage, supervisor)
        assert "有 1 次形式主义要求" in digest
        assert "补发" not in digest


async def test_downtime_is_caught_up(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        supervisor = await stage.name_supervisor()
        await lived(stage)
        stage.clock.to("2026-11-26T15:00")
        await stage.tick()
        assert len(digests(stage, supervisor)) == 1


async def test_a_flood_limit_holds_the_digest_back_and_it_stays_unmarked(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        supervisor = await stage.name_supervisor()
        await lived(stage)
        stage.clock.to(MONDAY)
        stage.world.fail("sendMessage", too_many(1))
        await stage.tick()
        (digest,) = digests(stage, supervisor)
        assert "补发" not in digest


async def test_a_doubtful_delivery_is_repeated_and_marked(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        supervisor = await stage.name_supervisor()
        await lived(stage)
        stage.clock.to(MONDAY)
        stage.world.fail("sendMessage", RefusedError(502, "Bad Gateway"))
        await stage.tick()
        assert digests(stage, supervisor) == []
        await stage.tick()
        (digest,) = digests(stage, supervisor)
        assert "补发" in digest


async def test_a_supervisor_who_blocked_the_bot_stops_nobody_else(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        first = await stage.name_supervisor("甲")
        stage.clock.to("2026-11-16T09:00")
        second = await stage.name_supervisor("乙")
        stage.clock.to("2026-11-23T09:00")
        await stage.tick()
        stage.world.fail("sendMessage", forbidden("bot was blocked by the user"))
        stage.clock.to("2026-11-24T09:00")
        await lived(stage)
        stage.clock.to("2026-11-30T09:00")
        await stage.tick()
        await stage.tick()
        assert len(digests(stage, first)) + len(digests(stage, second)) >= 1


async def test_status_shows_the_last_closed_week_to_everybody_alike(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.name_supervisor()
        await lived(stage)
        await stage.say(stage.members[0], "/status")
        assert group.STATUS_NONE in stage.world.from_bot(stage.group)[-1].text
        await stage.say(stage.members[1], "/status")
        assert len(stage.world.from_bot(stage.group)) == 2
        stage.clock.to(MONDAY)
        await stage.tick()
        await stage.say(stage.members[1], "/status")
        said = stage.world.from_bot(stage.group)[-1].text
        assert "要求 1 次" in said
        known = stage.services.store.register.by_id(stage.own_id)
        assert known is not None
        assert said == status_text(stage.services, known)


async def test_status_of_a_group_that_is_too_small_tells_no_figure(tmp_path: Path) -> None:
    async with staged(tmp_path, people=3) as stage:
        await stage.name_supervisor()
        await lived(stage)
        stage.clock.to(MONDAY)
        await stage.tick()
        await stage.say(stage.members[1], "/status")
        assert group.STATUS_SMALL in stage.world.from_bot(stage.group)[-1].text


async def test_trend_needs_two_weeks_and_stop_takes_all_back(tmp_path: Path) -> None:
    async with staged(tmp_path, people=14) as stage:
        supervisor = await stage.name_supervisor()
        await lived(stage)
        stage.clock.to(MONDAY)
        await stage.tick()
        assert (await supervisor.tell("/trend")).text == CHINESE.no_trend
        await lived(stage)
        stage.clock.to("2026-11-30T09:00")
        await stage.tick()
        assert "2026-W47：要求 1 次" in (await supervisor.tell("/trend")).text
        assert "编号 A 的群" in (await supervisor.tell("/trend a 4")).text
        assert (await supervisor.tell("/trend 去年")).text.startswith("最近一期里没有单独编号")
        assert (await supervisor.tell("/trend 99")).text == CHINESE.trend_usage
        assert (await supervisor.tell("/stop")).text == CHINESE.stopped
        assert (await supervisor.tell("/digest")).text == CHINESE.no_digest
        assert (await supervisor.tell("/stop")).text == CHINESE.not_supervisor


async def test_a_message_of_a_closed_week_is_only_counted_as_late(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        supervisor = await stage.name_supervisor()
        await lived(stage)
        stage.clock.to(MONDAY)
        await stage.tick()
        stage.clock.to("2026-11-22T20:00")
        stage.world.say(stage.admin.user, stage.group, DEMAND)
        stage.clock.to("2026-11-23T10:00")
        await stage.settled()
        assert stage.findings() == 0
        await lived(stage)
        stage.clock.to("2026-11-30T09:00")
        await stage.tick()
        assert "迟到的消息 1 条" in digests(stage, supervisor)[-1]


async def test_the_command_line_shows_and_resends_a_closed_week(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        supervisor = await stage.name_supervisor()
        await lived(stage)
        running = again.preview(stage.services, None, None)
        assert "（未满一周）" in running
        assert "成员举报：—" in running
        stage.clock.to(MONDAY)
        await stage.tick()
        (delivered,) = digests(stage, supervisor)
        assert again.preview(stage.services, "2026-W47", supervisor.user.id) == delivered
        said = await again.send(stage.services, None, None)
        assert "1 位主管" in said
        assert "（补发）" in digests(stage, supervisor)[-1]
        *_, picture, page = supervisor.heard()
        assert "photo" in picture.body
        assert page.body["document"]["file_name"] == "jianfu-2026-W47.html"
        with pytest.raises(JianfuError, match="2026-W47"):
            again.preview(stage.services, "2026-W12", None)


async def test_resending_goes_on_past_a_supervisor_who_blocked_the_bot(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        supervisor = await stage.name_supervisor("甲")
        stage.clock.to("2026-11-16T09:00")
        other = await stage.name_supervisor("乙")
        await lived(stage)
        stage.clock.to("2026-11-23T09:00")
        await stage.tick()
        await lived(stage)
        stage.clock.to("2026-11-30T09:00")
        await stage.tick()
        heard = [len(digests(stage, each)) for each in (supervisor, other)]
        stage.world.fail("sendMessage", forbidden("bot was blocked by the user"))
        said = await again.send(stage.services, None, None)
        assert "补发给 1 位主管" in said
        assert "1 位没发到" in said
        more = [len(digests(stage, each)) for each in (supervisor, other)]
        assert sorted(now - before for now, before in zip(more, heard, strict=True)) == [0, 1]
