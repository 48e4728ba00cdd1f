"""Members report in private; nobody but they can tell."""

from pathlib import Path

import pytest

from bot.handlers.status import text as status_text
from bot.sample.acting import link_in
from bot.texts import CHINESE
from tests.stage import DEMAND, WEEK, staged

HARMLESS = "明天上午九点在二楼会议室开会，带上进度表。"


async def test_a_report_gets_a_receipt_that_is_pending_until_the_close(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        member = stage.members[0]
        demand = await stage.say(stage.admin, DEMAND)
        harmless = await stage.say(stage.admin, HARMLESS)
        yes = await stage.report(member, demand)
        no = await stage.report(stage.members[1], harmless, "其他类")
        assert (await member.tell(f"/receipt {yes}")).text == CHINESE.receipt_pending
        assert (await member.tell(f"/receipt {no}")).text == CHINESE.receipt_pending
        stage.clock.to("2026-11-23T09:00")
        await stage.tick()
        assert (await member.tell(f"/receipt {yes}")).text == CHINESE.receipt_counted
        assert (await member.tell(f"/receipt {no}")).text == CHINESE.receipt_uncounted
        assert (await member.tell("/receipt AAAA-BBBB")).text == CHINESE.receipt_unknown
        assert (await member.tell("/receipt")).text == CHINESE.receipt_ask


async def test_a_report_changes_no_finding_list_or_status(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.say(stage.admin, DEMAND)
        missed = await stage.say(stage.admin, HARMLESS)
        group = stage.services.store.register.by_id(stage.own_id)
        assert group is not None
        before = stage.findings(), status_text(stage.services, group)
        await stage.report(stage.members[0], missed)
        assert (stage.findings(), status_text(stage.services, group)) == before
        assert len(stage.world.from_bot(stage.group)) == 1


async def test_first_second_and_foreign_reports_are_answered_alike(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        demand = await stage.say(stage.admin, DEMAND)
        stranger = stage.actor(stage.world.user("路人"))
        answers = []
        for who in (stage.members[0], stage.members[0], stranger):
            code = await stage.report(who, demand)
            answers.append(who.heard()[-1].text.replace(code, "CODE"))
        assert len(set(answers)) == 1


async def test_the_reported_message_and_the_card_leave_telegram_at_once(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        demand = await stage.say(stage.admin, DEMAND)
        member = stage.members[0]
        await stage.report(member, demand)
        await stage.settled()
        left = [message.text for message in stage.world.messages(member.chat)]
        assert DEMAND not in left
        assert CHINESE.which_category not in left


async def test_the_private_chat_is_wiped_within_a_day(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        demand = await stage.say(stage.admin, DEMAND)
        member = stage.members[0]
        await stage.report(member, demand)
        await stage.settled()
        assert stage.world.messages(member.chat)
        stage.clock.to("2026-11-17T00:00")
        await stage.tick()
        assert stage.world.messages(member.chat) == []


async def test_clear_wipes_the_chat_at_once(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        member = stage.members[0]
        await member.start()
        card = await member.tell(DEMAND)
        await member.press(card, CHINESE.button_clear)
        await stage.settled()
        assert [m.text for m in stage.world.messages(member.chat)] == [CHINESE.cleared]


async def test_report_typed_in_the_group_files_nothing_and_hints_in_private(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        member = stage.members[0]
        await member.start()
        typed = await stage.say(member, "/report 书记又让转发")
        assert typed.deleted
        assert len(stage.world.from_bot(stage.group)) == 1
        assert member.heard()[-1].text == CHINESE.report_in_group_hint
        assert stage.services.store.reports.of_week(stage.services.week) == []


async def test_report_in_the_group_is_harmless_where_the_member_never_pressed_start(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path) as stage:
        typed = await stage.say(stage.members[0], "/report")
        assert typed.deleted
        assert stage.members[0].heard() == []


async def test_why_and_rewrite_speak_of_the_pasted_text_alone(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        member = stage.members[0]
        await member.start()
        card = await member.tell(DEMAND)
        why = await member.press(card, CHINESE.button_why)
        assert "强制转发" in why.text
        assert "“" in why.text
        rewrite = await member.press(card, CHINESE.button_rewrite)
        assert "转不转由人" in rewrite.text
        assert not any(word in why.text + rewrite.text for word in ("已计入", "举报过", "别人"))
        harmless = await member.tell(HARMLESS)
        assert (await member.press(harmless, CHINESE.button_why)).text == CHINESE.why_none
        assert (await member.press(harmless, CHINESE.button_rewrite)).text == CHINESE.rewrite_none


async def test_a_hidden_forward_and_a_pasted_text_can_be_reported(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        demand = await stage.say(stage.admin, DEMAND)
        member = stage.members[0]
        await member.open(link_in(stage.notice, CHINESE.button_report_link))
        stage.world.forward(member.user, demand, member.chat, hidden=True)
        await stage.settled()
        assert member.heard()[-1].buttons
        assert (await member.tell(DEMAND)).buttons


async def test_who_is_in_one_group_need_not_name_it(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        member = stage.members[0]
        await member.start()
        card = await member.tell(DEMAND)
        asked = await member.press(card, CHINESE.button_report)
        assert asked.text == CHINESE.which_category


async def test_who_is_in_no_group_is_told_how_to_name_one(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        stranger = stage.actor(stage.world.user("路人"))
        await stranger.start()
        card = await stranger.tell(DEMAND)
        assert (await stranger.press(card, CHINESE.button_report)).text == CHINESE.no_group


async def test_the_card_says_before_filing_whether_counts_are_published(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.name_supervisor()
        await stage.say(stage.members[0], "早")
        await stage.members[0].open(link_in(stage.notice, CHINESE.button_report_link))
        assert CHINESE.report_unknown in (await stage.members[0].tell(DEMAND)).text
        stage.clock.to("2026-11-23T09:00")
        await stage.tick()
        await stage.members[0].open(link_in(stage.notice, CHINESE.button_report_link))
        assert CHINESE.report_unpublished in (await stage.members[0].tell(DEMAND)).text


async def test_forgetme_cuts_the_link_between_findings_and_keeps_the_counts(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.say(stage.members[0], DEMAND)
        await stage.members[0].start()
        before = stage.services.store.running.findings(WEEK, stage.own_id)
        assert (await stage.members[0].tell("/forgetme")).text == CHINESE.forgotten
        after = stage.services.store.running.findings(WEEK, stage.own_id)
        assert [each.labels for each in after] == [each.labels for each in before]
        assert after[0].author != before[0].author


@pytest.mark.parametrize("data", ["r:file:0123456789abcdef:9", "r:drop", "a:erase", "", "x" * 64])
async def test_forged_buttons_do_nothing(tmp_path: Path, data: str) -> None:
    async with staged(tmp_path) as stage:
        member = stage.members[0]
        await member.start()
        card = await member.tell(DEMAND)
        before = [m.text for m in member.heard()]
        stage.world.press_forged(member.user, card, data)
        await stage.settled()
        assert [m.text for m in member.heard()] == before
        assert stage.services.store.reports.of_week(WEEK) == []
