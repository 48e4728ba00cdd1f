"""Every kind of message has a way to be reported, also where forwarding is barred or seen."""

from pathlib import Path

import pytest

from bot.local_telegram import Message
from bot.sample.acting import Actor, link_in
from bot.texts import CHINESE, ENGLISH, Texts
from tests.stage import DEMAND, Stage, staged

HARMLESS = "明天上午九点在二楼会议室开会，带上进度表。"


async def verdict_of(stage: Stage, who: Actor, sent: Message) -> str:
    """What the receipt of a report of the message just sent says after the close."""
    await stage.settled()
    card = who.heard()[-1] if sent.chat is who.chat else sent
    asked = await who.press(card, CHINESE.button_report)
    answer = await who.press(asked, "转发点赞类")
    code = answer.text.split("：")[1].split("\n")[0]
    stage.clock.to("2026-11-23T09:00")
    await stage.tick()
    return (await who.tell(f"/receipt {code}")).text


def post(stage: Stage, how: str) -> Message:
    """The leader's demand, as they posted it."""
    channel = "青石镇发布" if how == "channel" else ""
    return stage.world.say(stage.admin.user, stage.group, DEMAND, as_channel=channel)


def link_to(stage: Stage, message: Message) -> str:
    return f"https://t.me/c/{str(stage.group.id).removeprefix('-100')}/{message.id}"


@pytest.mark.parametrize(
    "way",
    ["forward", "hidden forward", "channel", "channel by link", "pasted", "link", "summed up"],
)
async def test_every_kind_of_message_has_a_way_to_be_reported(tmp_path: Path, way: str) -> None:
    async with staged(tmp_path) as stage:
        member = stage.members[0]
        demand = post(stage, way.split(maxsplit=1)[0])
        await stage.settled()
        await member.open(link_in(stage.notice, CHINESE.button_report_link))
        if way in ("forward", "hidden forward", "channel"):
            hidden = way.startswith("hidden")
            sent = stage.world.forward(member.user, demand, member.chat, hidden=hidden)
        else:
            text = {"pasted": DEMAND, "summed up": "书记要全体转发到朋友圈再截图发群里"}
            said = text.get(way, link_to(stage, demand))
            sent = stage.world.say(member.user, member.chat, said)
        assert await verdict_of(stage, member, sent) == CHINESE.receipt_counted


async def test_a_link_needs_no_hint_of_the_group_and_tells_strangers_nothing(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path) as stage:
        demand = await stage.say(stage.admin, DEMAND)
        stranger = stage.actor(stage.world.user("路人"))
        await stranger.start()
        sent = stage.world.say(stranger.user, stranger.chat, link_to(stage, demand))
        assert await verdict_of(stage, stranger, sent) == CHINESE.receipt_uncounted


async def test_a_link_to_a_harmless_or_unknown_message_is_not_counted(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        harmless = await stage.say(stage.admin, HARMLESS)
        member = stage.members[0]
        await member.start()
        sent = stage.world.say(member.user, member.chat, link_to(stage, harmless))
        assert await verdict_of(stage, member, sent) == CHINESE.receipt_uncounted


@pytest.mark.parametrize("texts", [CHINESE, ENGLISH])
def test_the_welcome_tells_the_ways_that_leave_no_trace_in_the_group(texts: Texts) -> None:
    ways = {
        "zh": ("禁止转发", "频道", "粘贴", "链接"),
        "en": ("blocked", "channel", "paste", "link"),
    }
    assert all(word in texts.report_welcome for word in ways[texts.code])
