"""Who may do what: rights are asked of Telegram at the moment of use."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.sample.acting import link_in
from bot.texts import CHINESE
from tests.stage import DEMAND, WEEK, Stage, staged

GROUP_ACTIONS = (
    "ends", "invite", "who", "findings", "digeston", "digestoff", "pause", "resume", "erase",
    "erasesure",
)  # fmt: skip


async def mark_card(stage: Stage) -> tuple[int, str]:
    await stage.say(stage.admin, DEMAND)
    card = await stage.admin.tell("/groups")
    await stage.admin.press(card, CHINESE.button_findings)
    finding = stage.admin.heard()[-1]
    return finding.id, finding.buttons[0]["callback_data"].split(":")[-1]


@pytest.mark.parametrize("action", GROUP_ACTIONS)
async def test_no_member_may_press_an_admins_button(tmp_path: Path, action: str) -> None:
    async with staged(tmp_path) as stage:
        member = stage.members[0]
        message = await member.start()
        before = stage.services.store.register.all()
        stage.world.press_forged(member.user, message, f"a:{action}:{stage.own_id}")
        await stage.settled()
        assert stage.world.answers[-1]["text"] == CHINESE.only_admins
        assert stage.services.store.register.all() == before
        assert member.heard() == [message]


async def test_an_admin_of_one_group_has_no_say_in_another(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        other = stage.actor(stage.world.user("别群群主"))
        group = stage.world.group("别的群", other.user)
        stage.world.add_member(group, stage.bot, other.user, can_delete_messages=True)
        await stage.settled()
        message = await other.start()
        stage.world.press_forged(other.user, message, f"a:erasesure:{stage.own_id}")
        await stage.settled()
        assert stage.own_id


async def test_a_finding_of_another_group_cannot_be_marked(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await mark_card(stage)
        (finding,) = stage.services.store.running.findings(WEEK, stage.own_id)
        other = stage.actor(stage.world.user("别群群主"))
        group = stage.world.group("别的群", other.user)
        stage.world.add_member(group, stage.bot, other.user, can_delete_messages=True)
        await stage.settled()
        known = stage.services.store.register.by_chat(group.id)
        assert known is not None
        _, ref = await mark_card(stage)
        message = await other.start()
        stage.world.press_forged(other.user, message, f"a:mis:{known.id}:{WEEK}:{ref}")
        await stage.settled()
        assert {f.verdict for f in stage.services.store.running.findings(WEEK, stage.own_id)} == {
            "open"
        }
        assert other.heard()[-1].text == CHINESE.finding_gone
        assert finding.verdict == "open"


async def test_a_former_admin_loses_the_say_at_once(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        deputy = stage.actor(stage.world.user("副手"))
        stage.world.add_member(stage.group, deputy.user, stage.admin.user, can_manage_chat=True)
        card = await deputy.open(link_in(stage.notice, CHINESE.button_setup))
        assert card.buttons
        stage.world.demote(stage.group, deputy.user, stage.admin.user)
        data = card.buttons[0]["callback_data"]
        stage.world.press(deputy.user, card, data)
        await stage.settled()
        assert stage.world.answers[-1]["text"] == CHINESE.only_admins


async def test_a_supervisor_counts_only_after_the_admin_confirmed_the_name(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        card = await stage.admin.open(link_in(stage.notice, CHINESE.button_setup))
        link = (await stage.admin.press(card, CHINESE.button_add_supervisor)).text.split("\n")[-1]
        leaked = stage.actor(stage.world.user("捡到链接的人"))
        await leaked.open(link)
        await stage.settled()
        assert "捡到链接的人" in stage.admin.heard()[-1].text
        assert stage.services.store.register.supervisors(stage.own_id) == []
        await stage.admin.press(stage.admin.heard()[-1], CHINESE.button_refuse)
        assert stage.services.store.register.supervisors(stage.own_id) == []
        assert (await leaked.open(link)).text == CHINESE.link_old


async def test_a_supervisor_link_dies_after_fifteen_minutes(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        card = await stage.admin.open(link_in(stage.notice, CHINESE.button_setup))
        link = (await stage.admin.press(card, CHINESE.button_add_supervisor)).text.split("\n")[-1]
        stage.clock.now += timedelta(minutes=15)
        late = stage.actor(stage.world.user("何主任"))
        assert (await late.open(link)).text == CHINESE.link_old


async def test_a_revoked_supervisor_loses_past_digests_too(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        supervisor = await stage.name_supervisor()
        await stage.say(stage.admin, DEMAND)
        stage.clock.to("2026-11-23T09:00")
        await stage.tick()
        await supervisor.tell("/digest")
        await stage.settled()
        assert any("（补发）" in message.text for message in supervisor.heard())
        card = await stage.admin.tell("/groups")
        named = await stage.admin.press(card, CHINESE.button_supervisors)
        assert (await stage.admin.press(named, "撤销")).text == CHINESE.revoked
        assert (await supervisor.tell("/digest")).text == CHINESE.no_digest


async def test_marks_move_a_finding_to_its_own_line(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.say(stage.admin, DEMAND)
        await stage.say(stage.admin, DEMAND + "抓紧。")
        card = await stage.admin.tell("/groups")
        await stage.admin.press(card, CHINESE.button_findings)
        await stage.settled()
        first, second = [m for m in stage.admin.heard() if "t.me/c/" in m.text]
        await stage.admin.press(first, CHINESE.button_misjudged)
        asked = await stage.admin.press(second, CHINESE.button_documented)
        await stage.admin.tell("青政办〔2026〕3号", reply_to=asked)
        kept = stage.services.store.running.findings(WEEK, stage.own_id)
        assert sorted(each.verdict for each in kept) == ["documented", "misjudged"]
        assert {each.document for each in kept} == {"", "青政办〔2026〕3号"}


async def test_erasing_leaves_no_row_of_the_group(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.name_supervisor()
        await stage.say(stage.admin, DEMAND)
        card = await stage.admin.tell("/groups")
        ask = await stage.admin.press(card, CHINESE.button_erase)
        assert (await stage.admin.press(ask, CHINESE.button_erase_sure)).text == CHINESE.erased
        assert stage.services.store.register.all() == []
        assert stage.services.store.running.weeks() == []


async def test_groups_shows_nothing_to_who_administers_none(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.members[0].start()
        assert (await stage.members[0].tell("/groups")).text == CHINESE.groups_none
