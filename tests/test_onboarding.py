"""Being added, the notice, missing rights, deep links, migration, removal."""

from pathlib import Path

from bot.links import SETUP
from bot.sample.acting import link_in
from bot.texts import CHINESE, ENGLISH
from tests.stage import DEMAND, staged


async def test_the_notice_says_what_is_read_kept_and_how_to_leave(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        for said in ("读什么", "留什么", "怎么举报", "怎么移除"):
            assert said in stage.notice.text
        assert CHINESE.missing_reading not in stage.notice.text


async def test_a_bot_that_cannot_read_says_which_right_is_missing(tmp_path: Path) -> None:
    async with staged(tmp_path, reads_all=False, admin_bot=False) as stage:
        assert CHINESE.missing_reading in stage.notice.text


async def test_the_bot_says_nothing_in_the_group_unasked(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        for member in stage.members[:3]:
            await stage.say(member, "收到")
        await stage.say(stage.admin, DEMAND)
        assert len(stage.world.from_bot(stage.group)) == 1
        assert stage.findings() == 1


async def test_removal_erases_the_weeks_rows_and_keys(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.say(stage.admin, DEMAND)
        assert stage.findings() == 1
        own = stage.own_id
        stage.world.remove_member(stage.group, stage.bot, stage.admin.user)
        await stage.settled()
        assert stage.services.store.running.findings(stage.services.week, own) == []
        assert not list((tmp_path / "keys").rglob(f"group-{own}"))


async def test_a_migrated_group_goes_on_under_its_new_id(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.say(stage.admin, DEMAND)
        own = stage.own_id
        new = stage.world.migrate(stage.group)
        await stage.settled()
        stage.group = new
        assert stage.own_id == own
        await stage.say(stage.admin, DEMAND + "再说一遍。")
        assert stage.findings() == 2


async def test_only_an_admin_may_open_the_setup_link(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        answer = await stage.members[0].open(link_in(stage.notice, CHINESE.button_setup))
        assert answer.text == CHINESE.only_admins


async def test_a_guessed_link_opens_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        for payload in (SETUP + "A" * 16, "s" + "A" * 16, "nonsense", "g"):
            stage.world.start(stage.members[0].user, stage.bot, payload)
            await stage.settled()
            assert stage.members[0].heard()[-1].text == CHINESE.link_old


async def test_start_help_and_privacy_answer_in_the_clients_language(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        visitor = stage.actor(stage.world.user("Ann", language="en-GB"))
        assert (await visitor.start()).text == ENGLISH.start
        assert (await visitor.tell("/privacy")).text == ENGLISH.privacy
        local = stage.members[0]
        assert (await local.start()).text == CHINESE.start
        assert (await local.tell("/help")).text == CHINESE.help


async def test_a_paused_group_is_not_read_and_the_digest_will_say_so(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        card = await stage.admin.open(link_in(stage.notice, CHINESE.button_setup))
        await stage.admin.press(card, CHINESE.button_pause)
        await stage.say(stage.admin, DEMAND)
        assert stage.findings() == 0
        store = stage.services.store
        assert store.register.interruptions(stage.own_id, stage.services.week) == {"paused": 1}


async def test_captions_edits_and_polls_are_read(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        stage.world.send_photo(stage.admin.user, stage.group, DEMAND)
        stage.world.send_poll(stage.admin.user, stage.group, DEMAND, ["已转发", "未转发"])
        harmless = await stage.say(stage.members[0], "明天降温，多穿点")
        await stage.settled()
        assert stage.findings() == 2
        stage.world.edit(harmless, DEMAND)
        await stage.settled()
        assert stage.findings() == 3
        stage.world.edit(harmless, "明天降温，多穿点")
        await stage.settled()
        assert stage.findings() == 2


async def test_the_admins_card_says_what_right_is_missing_now(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        card = await stage.admin.open(link_in(stage.notice, CHINESE.button_setup))
        assert CHINESE.missing_reading not in card.text
        stage.world.reads_all[stage.bot.id] = False
        stage.world.demote(stage.group, stage.bot, stage.admin.user)
        card = await stage.admin.tell("/groups")
        assert CHINESE.missing_reading in card.text
