"""Reaching across: another group's findings, other people's digests and words, pressed again."""

import base64
from pathlib import Path

import pytest

from bot.privacy.masking import mask
from bot.sample.acting import Actor, link_in
from bot.texts import CHINESE
from tests.stage import DEMAND, WEEK, Stage, staged
from tests.test_roles import (
    Role,
    admin_of_another_group,
    counted,
    former_admin,
    member,
    owner,
    revoked_supervisor,
    state,
    stranger,
    supervisor,
)


def reference(stage: Stage) -> str:
    (finding,) = stage.services.store.running.findings(WEEK, stage.own_id)
    return base64.urlsafe_b64encode(finding.key).decode().rstrip("=")


def group_of(stage: Stage, who: Actor) -> str:
    """The own id of the group that somebody else administers."""
    (other,) = [g.id for g in stage.services.store.register.all() if g.id != stage.own_id]
    assert who is not stage.admin
    return other


@pytest.mark.parametrize("action", ["mis", "open"])
async def test_an_admin_marks_no_finding_of_another_group_through_his_own(
    tmp_path: Path, action: str
) -> None:
    async with staged(tmp_path) as stage:
        await stage.say(stage.admin, DEMAND)
        who = await admin_of_another_group(stage)
        message, before = await who.start(), state(stage)
        data = f"a:{action}:{group_of(stage, who)}:{WEEK}:{reference(stage)}"
        stage.world.press_forged(who.user, message, data)
        await stage.world.until(lambda: who.heard()[-1].text == CHINESE.finding_gone)
        assert state(stage) == before


@pytest.mark.parametrize("role", [admin_of_another_group, member, former_admin, stranger])
async def test_a_documents_number_is_taken_from_admins_of_the_group_alone(
    tmp_path: Path, role: Role
) -> None:
    async with staged(tmp_path) as stage:
        await stage.say(stage.admin, DEMAND)
        who = await role(stage)
        await who.start()
        before = state(stage)
        # The bot's own words with the reference in them, as the admin got them.
        words = CHINESE.document_ask.format(ref=reference(stage), week=WEEK)
        asked = stage.world.post(stage.bot, who.chat, {"text": words})
        assert (await who.tell("X政办〔2026〕3号", reply_to=asked)).text == CHINESE.only_admins
        assert state(stage) == before


async def test_an_invitation_of_one_group_names_nobody_in_another(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        card = await stage.admin.open(link_in(stage.notice, CHINESE.button_setup))
        link = (await stage.admin.press(card, CHINESE.button_add_supervisor)).text.split("\n")[-1]
        person, other = await stranger(stage), await admin_of_another_group(stage)
        await person.open(link)
        message, token = await other.start(), link.split("start=s")[1]
        data = f"a:yes:{group_of(stage, other)}:{token}"
        stage.world.press_forged(other.user, message, data)
        await stage.world.until(lambda: other.heard()[-1].text == CHINESE.link_old)
        named = [
            stage.services.store.register.supervisors(group.id)
            for group in stage.services.store.register.all()
        ]
        assert named == [[], []]


@pytest.mark.parametrize(
    "role", [owner, member, stranger, admin_of_another_group, revoked_supervisor]
)
@pytest.mark.parametrize("data", ["s:useful", "s:useless", "s:trend", "s:leave"])
async def test_buttons_under_a_digest_give_others_nothing_and_change_nothing(
    tmp_path: Path, role: Role, data: str
) -> None:
    async with staged(tmp_path) as stage:
        named = None if role is revoked_supervisor else await stage.name_supervisor("另一位主管")
        who = await role(stage)
        message, before = await who.start(), (state(stage), stage.services.store.feedback.tally())
        stage.world.press_forged(who.user, message, data)
        await stage.settled()
        assert (state(stage), stage.services.store.feedback.tally()) == before
        assert named is None or not any("减负周报" in m.text for m in who.heard())


@pytest.mark.parametrize(
    ("role", "given"),
    [
        (owner, True), (supervisor, False), (member, False), (former_admin, False),
        (stranger, False), (admin_of_another_group, False),
    ],
)  # fmt: skip
async def test_words_are_given_for_training_by_their_author_alone(
    tmp_path: Path, role: Role, given: bool
) -> None:
    mask("")  # The first masking reads the dictionary, which may outlast an answer's patience.
    async with staged(tmp_path) as stage:
        said = await stage.say(stage.admin, DEMAND)
        who = await role(stage)
        await who.open(link_in(stage.notice, CHINESE.button_report_link))
        card = await who.forward(said)
        for _ in range(2):
            stage.world.press_forged(who.user, card, "t:agree")
            await stage.settled()
        assert len(stage.services.donations.samples()) == given


@pytest.mark.parametrize("group", ["0123456789abcdef", "f" * 16])
async def test_a_report_about_a_guessed_group_is_answered_and_counts_nowhere(
    tmp_path: Path, group: str
) -> None:
    async with staged(tmp_path) as stage:
        who = await member(stage)
        await who.start()
        card = await who.tell(DEMAND)
        stage.world.press_forged(who.user, card, f"r:file:{group}:0")
        await stage.world.until(lambda: "回执码" in who.heard()[-1].text)
        assert counted(stage) == 0
