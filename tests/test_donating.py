"""An author gives an own message for training: the one text that is kept, and only masked."""

import json
import stat
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot import erasing
from bot.donating import KEPT, MOST_A_WEEK, Donations
from bot.local_telegram import Message
from bot.privacy.keys import Keyring
from bot.privacy.masking import mask
from bot.sample.acting import Actor, link_in
from bot.texts import CHINESE
from classifier.corpus import read_jsonl
from tests.stage import DEMAND, WEEK, Stage, staged

NAMED = "请张建国主任把转发截图今天下班前发到群里，电话13800001234，没转的通报。"
MASKED = "请⟨人名⟩主任把转发截图今天下班前发到群里，电话⟨电话⟩，没转的通报。"
TODAY = date(2026, 11, 16)


@pytest.fixture(scope="module", autouse=True)
def _dictionary_read() -> None:
    """The first masking reads jieba's dictionary, which may outlast an answer's patience."""
    mask("")


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as made:
        yield made


async def offered(stage: Stage, who: Actor, message: Message) -> Message:
    await who.open(link_in(stage.notice, CHINESE.button_report_link))
    return await who.press(await who.forward(message), CHINESE.button_donate)


async def given(stage: Stage, who: Actor, text: str = NAMED) -> Message:
    shown = await offered(stage, who, await stage.say(who, text))
    return await who.press(shown, CHINESE.button_agree)


def labels(message: Message) -> list[str]:
    return [button["text"] for button in message.buttons]


async def test_an_author_sees_it_masked_and_only_then_it_is_kept(stage: Stage) -> None:
    shown = await offered(stage, stage.admin, await stage.say(stage.admin, NAMED))
    assert MASKED in shown.text
    assert "2027-02-14" in shown.text
    assert stage.services.donations.samples() == []
    answer = await stage.admin.press(shown, CHINESE.button_agree)
    assert answer.text == CHINESE.donation_kept.format(until="2027-02-14")
    (sample,) = stage.services.donations.samples()
    assert sample.text == MASKED


async def test_who_says_no_leaves_nothing(stage: Stage) -> None:
    shown = await offered(stage, stage.admin, await stage.say(stage.admin, NAMED))
    answer = await stage.admin.press(shown, CHINESE.button_disagree)
    assert answer.text == CHINESE.donation_refused
    assert not stage.services.donations.path.exists()


async def test_the_file_is_the_owners_alone_and_names_nobody(stage: Stage) -> None:
    await given(stage, stage.admin)
    path = stage.services.donations.path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    said = path.read_text()
    people = (str(stage.admin.user.id), stage.admin.user.name, str(stage.group.id), stage.own_id)
    assert not [each for each in (*people, "张建国", "13800001234") if each in said]
    assert set(json.loads(said)) == {
        "text", "labels", "kind", "setting", "voice", "until", "week", "author", "group",
    }  # fmt: skip


async def test_the_file_can_be_evaluated_as_it_stands(stage: Stage) -> None:
    await given(stage, stage.admin)
    await given(stage, stage.admin, "明天九点开会，带笔记本。")
    examples = read_jsonl(stage.services.donations.path)
    assert [bool(example.labels) for example in examples] == [True, False]


async def test_another_ones_message_is_never_offered(stage: Stage) -> None:
    demand = await stage.say(stage.admin, DEMAND)
    reporter = stage.members[0]
    await reporter.open(link_in(stage.notice, CHINESE.button_report_link))
    assert CHINESE.button_donate not in labels(await reporter.forward(demand))
    stage.world.forward(reporter.user, demand, reporter.chat, hidden=True)
    await stage.settled()
    assert CHINESE.button_donate not in labels(reporter.heard()[-1])
    assert CHINESE.button_donate not in labels(await reporter.tell(DEMAND))


@pytest.mark.parametrize("data", ["t:offer", "t:agree"])
async def test_a_forged_button_under_another_ones_message_keeps_nothing(
    stage: Stage, data: str
) -> None:
    demand = await stage.say(stage.admin, DEMAND)
    reporter = stage.members[0]
    await reporter.open(link_in(stage.notice, CHINESE.button_report_link))
    card = await reporter.forward(demand)
    stage.world.press_forged(reporter.user, card, data)
    await stage.world.until(lambda: reporter.heard()[-1].text == CHINESE.donation_own_only)
    assert stage.services.donations.samples() == []


async def test_giving_changes_nothing_that_anybody_else_sees(stage: Stage) -> None:
    message = await stage.say(stage.admin, DEMAND)
    found, said = stage.findings(), len(stage.world.from_bot(stage.group))
    shown = await offered(stage, stage.admin, message)
    await stage.admin.press(shown, CHINESE.button_agree)
    assert (stage.findings(), len(stage.world.from_bot(stage.group))) == (found, said)
    assert not any(member.heard() for member in stage.members)


async def test_a_long_message_is_not_taken(stage: Stage) -> None:
    shown = await offered(stage, stage.admin, await stage.say(stage.admin, "转发截图。" * 300))
    assert shown.text == CHINESE.donation_too_long


async def test_forgetme_takes_back_what_a_person_gave_this_week(stage: Stage) -> None:
    await given(stage, stage.admin)
    await given(stage, stage.members[0], DEMAND)
    await stage.admin.tell("/forgetme")
    assert [sample.text for sample in stage.services.donations.samples()] == [mask(DEMAND)]


async def test_samples_die_after_ninety_days(stage: Stage) -> None:
    await given(stage, stage.admin)
    stage.clock.to("2027-02-13T12:00")
    await stage.tick()
    assert len(stage.services.donations.samples()) == 1
    stage.clock.to("2027-02-14T00:10")
    await stage.tick()
    assert stage.services.donations.samples() == []


async def test_removal_takes_along_what_the_group_gave(stage: Stage) -> None:
    await given(stage, stage.admin)
    stage.world.leave(stage.group, stage.bot)
    await stage.settled()
    assert stage.services.donations.samples() == []


@pytest.mark.parametrize("how", ["button", "command", "all"])
async def test_erasing_takes_along_what_the_group_gave(stage: Stage, how: str) -> None:
    await given(stage, stage.admin)
    stage.clock.to("2026-11-23T09:00")
    await stage.tick()
    if how == "button":
        stage.world.press_forged(
            stage.admin.user, await stage.admin.start(), f"a:erasesure:{stage.own_id}"
        )
        await stage.settled()
    else:
        erasing.forget(stage.services.config, None if how == "all" else stage.own_id)
    assert stage.services.donations.samples() == []


@pytest.fixture
def donations(tmp_path: Path) -> Donations:
    return Donations(tmp_path / "jianfu.db", Keyring(tmp_path / "keys"))


def fill(donations: Donations, people: int, groups: int, samples: int = 30) -> None:
    for n in range(samples):
        donations.add(WEEK, TODAY, n % people, f"group{n % groups}", mask(f"第{n}条"), ())


@pytest.mark.parametrize(
    ("people", "groups", "samples", "enough"),
    [(3, 5, 30, True), (2, 5, 30, False), (3, 4, 30, False), (3, 5, 29, False)],
)
def test_a_version_needs_thirty_samples_five_groups_three_authors(
    donations: Donations, people: int, groups: int, samples: int, enough: bool
) -> None:
    fill(donations, people, groups, samples)
    assert donations.enough() == enough


def test_people_of_two_weeks_are_never_added_up(donations: Donations) -> None:
    for week in (WEEK, WEEK.plus(1)):
        for n in range(2 * 20):
            donations.add(week, TODAY, n % 2, f"group{n % 6}", mask(f"{week}第{n}条"), ())
    names = [{each.author for each in donations.samples() if each.week == str(week)}
             for week in (WEEK, WEEK.plus(1))]  # fmt: skip
    assert names[0].isdisjoint(names[1])
    assert len(donations.samples()) >= 30
    assert not donations.enough()


def test_one_person_gives_twenty_a_week_and_one_text_once(donations: Donations) -> None:
    for n in range(MOST_A_WEEK):
        assert donations.add(WEEK, TODAY, 1, "a", mask(f"第{n}条"), ())
    assert not donations.add(WEEK, TODAY, 1, "a", mask("再一条"), ())
    assert donations.add(WEEK, TODAY, 2, "a", mask("第0条"), ())
    assert len(donations.samples()) == MOST_A_WEEK


def test_once_the_weeks_key_is_gone_a_sample_leads_to_nobody(donations: Donations) -> None:
    donations.add(WEEK, TODAY, 1, "a", mask("第一条"), ())
    donations._keyring.destroy(str(WEEK))
    donations.forget_person(1)
    donations.forget_group("a", older=False)
    assert len(donations.samples()) == 1
    donations.forget_group("b", older=True)
    assert donations.samples() == []


def test_the_day_of_deletion_is_ninety_days_ahead() -> None:
    assert timedelta(days=90) == KEPT
