"""Who may do what, as a table: forged, replayed, guessed, expired and forwarded ways are refused.

Each row is lived on a stage of its own; refused means told so, and nothing changed.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.local_telegram import Message
from bot.privacy import pseudonyms
from bot.sample.acting import Actor, link_in
from bot.texts import CHINESE
from tests.stage import DEMAND, WEEK, Stage, staged

REFERENCE = "A" * 22
TOKEN = "A" * 16
# Callback data, {group} filled in; what destroys comes last.
BUTTONS = (
    "a:who:{group}", "a:findings:{group}", f"a:mis:{{group}}:{REFERENCE}",
    f"a:doc:{{group}}:{REFERENCE}", f"a:open:{{group}}:{REFERENCE}", "a:invite:{group}",
    f"a:yes:{{group}}:{TOKEN}", f"a:no:{{group}}:{TOKEN}", "a:revoke:{group}:424242",
    "a:digestoff:{group}", "a:digeston:{group}", "a:pause:{group}", "a:resume:{group}",
    "a:erase:{group}", "a:erasesure:{group}",
)  # fmt: skip
ALL, NONE = dict.fromkeys(BUTTONS, True), dict.fromkeys(BUTTONS, False)


async def owner(stage: Stage) -> Actor:
    return stage.admin


async def deputy(stage: Stage) -> Actor:
    person = stage.actor(stage.world.user("副手"))
    stage.world.add_member(stage.group, person.user, stage.admin.user, can_manage_chat=True)
    return person


async def former_admin(stage: Stage) -> Actor:
    person = await deputy(stage)
    stage.world.demote(stage.group, person.user, stage.admin.user)
    return person


async def admin_who_left(stage: Stage) -> Actor:
    person = await deputy(stage)
    stage.world.leave(stage.group, person.user)
    return person


async def admin_of_another_group(stage: Stage) -> Actor:
    person = stage.actor(stage.world.user("别群群主"))
    group = stage.world.group("别的群", person.user)
    stage.world.add_member(group, stage.bot, person.user, can_delete_messages=True)
    await stage.settled()
    return person


async def member(stage: Stage) -> Actor:
    return stage.members[0]


async def stranger(stage: Stage) -> Actor:
    return stage.actor(stage.world.user("路人"))


async def supervisor(stage: Stage) -> Actor:
    return await stage.name_supervisor()


async def revoked_supervisor(stage: Stage) -> Actor:
    person = await stage.name_supervisor()
    card = await stage.admin.tell("/groups")
    named = await stage.admin.press(card, CHINESE.button_supervisors)
    await stage.admin.press(named, "撤销")
    return person


Role = Callable[[Stage], Awaitable[Actor]]
# Anonymous admins need no row: a private chat always shows who presses (see below for groups).
TABLE: dict[Role, dict[str, bool]] = {
    owner: ALL, deputy: ALL, former_admin: NONE, admin_who_left: NONE,
    admin_of_another_group: NONE, member: NONE, stranger: NONE, supervisor: NONE,
    revoked_supervisor: NONE,
}  # fmt: skip


def state(stage: Stage) -> object:
    store = stage.services.store
    groups = store.register.all()
    return (
        groups,
        [store.register.supervisors(group.id) for group in groups],
        store.running.findings(WEEK, stage.own_id),
    )


async def allowed(stage: Stage, who: Actor, message: Message, data: str) -> bool:
    """Press, and say whether it was taken; a refusal must leave everything as it was."""
    own = stage.own_id
    before, heard = state(stage), len(who.heard())
    stage.world.press_forged(who.user, message, data.format(group=own))
    await stage.settled()
    refused = stage.world.answers[-1].get("text") == CHINESE.only_admins
    if refused:
        assert state(stage) == before
        assert len(who.heard()) == heard
    return not refused


@pytest.mark.parametrize(("role", "row"), TABLE.items(), ids=[role.__name__ for role in TABLE])
async def test_buttons_of_a_group(tmp_path: Path, role: Role, row: dict[str, bool]) -> None:
    async with staged(tmp_path) as stage:
        await stage.say(stage.admin, DEMAND)
        who = await role(stage)
        message = await who.start()
        lived = {data: await allowed(stage, who, message, data) for data in row}
        assert lived == row


@pytest.mark.parametrize(
    ("role", "setup"),
    [
        (owner, True), (deputy, True), (former_admin, False), (admin_who_left, False),
        (admin_of_another_group, False), (member, False), (stranger, False),
        (supervisor, False), (revoked_supervisor, False),
    ],
)  # fmt: skip
async def test_a_forwarded_setup_link_opens_for_admins_alone(
    tmp_path: Path, role: Role, setup: bool
) -> None:
    async with staged(tmp_path) as stage:
        who = await role(stage)
        answer = await who.open(link_in(stage.notice, CHINESE.button_setup))
        assert bool(answer.buttons) == setup
        assert setup or answer.text == CHINESE.only_admins


@pytest.mark.parametrize("payload", ["a" + TOKEN, "g" + TOKEN, "s" + TOKEN, TOKEN, "x"])
@pytest.mark.parametrize("role", [owner, stranger], ids=["owner", "stranger"])
async def test_a_guessed_link_opens_for_nobody(tmp_path: Path, role: Role, payload: str) -> None:
    async with staged(tmp_path) as stage:
        who = await role(stage)
        answer = await who.open(f"https://t.me/bot?start={payload}")
        assert answer.text == CHINESE.link_old


@pytest.mark.parametrize("label", [CHINESE.button_setup, CHINESE.button_report_link])
async def test_a_link_of_two_weeks_ago_opens_for_nobody(tmp_path: Path, label: str) -> None:
    async with staged(tmp_path) as stage:
        old = link_in(stage.notice, label)
        for monday in ("2026-11-23T09:00", "2026-11-30T09:00"):
            stage.clock.to(monday)
            await stage.tick()
        assert (await stage.admin.open(old)).text == CHINESE.link_old


async def test_a_supervisor_link_opens_once_for_whoever_is_first(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        card = await stage.admin.open(link_in(stage.notice, CHINESE.button_setup))
        link = (await stage.admin.press(card, CHINESE.button_add_supervisor)).text.split("\n")[-1]
        first, second = await stranger(stage), await member(stage)
        await first.open(link)
        assert (await second.open(link)).text == CHINESE.link_old
        assert (await first.open(link)).text == CHINESE.link_old
        assert stage.services.store.register.supervisors(stage.own_id) == []


async def test_a_confirmation_pressed_again_names_nobody(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        person = await stage.name_supervisor()
        (asked,) = [m for m in stage.admin.heard() if person.user.name in m.text and m.buttons]
        card = await stage.admin.tell("/groups")
        named = await stage.admin.press(card, CHINESE.button_supervisors)
        await stage.admin.press(named, "撤销")
        again = await stage.admin.press(asked, CHINESE.button_confirm)
        assert again.text == CHINESE.link_old
        assert stage.services.store.register.supervisors(stage.own_id) == []


async def test_erasing_pressed_again_finds_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        data = f"a:erasesure:{stage.own_id}"
        message = await stage.admin.start()
        for _ in range(2):
            stage.world.press_forged(stage.admin.user, message, data)
            await stage.settled()
        assert stage.world.answers[-1]["text"] == CHINESE.only_admins
        assert stage.services.store.register.all() == []


@pytest.mark.parametrize(
    ("role", "digest"),
    [
        (supervisor, True), (revoked_supervisor, False), (owner, False), (member, False),
        (stranger, False), (admin_of_another_group, False),
    ],
)  # fmt: skip
async def test_the_digest_is_the_supervisors_alone(
    tmp_path: Path, role: Role, digest: bool
) -> None:
    async with staged(tmp_path) as stage:
        who = await role(stage)
        if role not in (supervisor, revoked_supervisor):
            # Somebody else's digest exists; a second supervisor would wait for theirs.
            await stage.name_supervisor("另一位主管")
        await who.start()
        await stage.say(stage.admin, DEMAND)
        stage.clock.to("2026-11-23T09:00")
        await stage.tick()
        await who.tell("/digest")
        await stage.settled()
        assert any("减负周报" in message.text for message in who.heard()) == digest
        assert any(message.text == CHINESE.no_digest for message in who.heard()) != digest


@pytest.mark.parametrize(
    ("role", "counts"),
    [
        (owner, 1), (deputy, 1), (member, 1), (former_admin, 1), (admin_who_left, 0),
        (stranger, 0), (admin_of_another_group, 0),
    ],
)  # fmt: skip
async def test_a_forged_report_counts_for_members_alone(
    tmp_path: Path, role: Role, counts: int
) -> None:
    async with staged(tmp_path) as stage:
        who = await role(stage)
        await who.start()
        card = await who.tell(DEMAND)
        stage.world.press_forged(who.user, card, f"r:file:{stage.own_id}:0")
        await stage.world.until(lambda: "回执码" in who.heard()[-1].text)
        assert counted(stage) == counts


async def test_a_report_button_pressed_again_counts_once(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        who = stage.members[0]
        await who.start()
        card = await who.tell(DEMAND)
        for _ in range(2):
            stage.world.press_forged(who.user, card, f"r:file:{stage.own_id}:0")
            await stage.settled()
        assert counted(stage) == 1


def counted(stage: Stage) -> int:
    """Reports that carry a tag the week's key confirms."""
    key = stage.services.keyring.key(str(WEEK), "reports")
    rows = stage.services.store.reports.of_week(WEEK)
    return sum(
        row.tag == pseudonyms.report_tag(key, row.receipt, row.category, row.verdict)
        for row in rows
    )


@pytest.mark.parametrize("command", ["/groups", "/digest", "/start a" + TOKEN, "/receipt", "/stop"])
async def test_an_anonymous_admin_moves_nothing_from_within_the_group(
    tmp_path: Path, command: str
) -> None:
    async with staged(tmp_path) as stage:
        before = state(stage)
        stage.world.say(stage.admin.user, stage.group, command, anonymous=True)
        await stage.settled()
        assert state(stage) == before
        assert len(stage.world.from_bot(stage.group)) == 1


async def test_a_group_button_pressed_under_the_groups_notice_is_refused_to_members(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path) as stage:
        stage.world.press_forged(stage.members[0].user, stage.notice, f"a:pause:{stage.own_id}")
        await stage.settled()
        assert stage.world.answers[-1]["text"] == CHINESE.only_admins
        (group,) = stage.services.store.register.all()
        assert not group.paused


async def test_a_link_dies_after_fifteen_minutes_even_for_the_admin(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        card = await stage.admin.open(link_in(stage.notice, CHINESE.button_setup))
        link = (await stage.admin.press(card, CHINESE.button_add_supervisor)).text.split("\n")[-1]
        stage.clock.now += timedelta(minutes=15)
        assert (await stage.admin.open(link)).text == CHINESE.link_old
