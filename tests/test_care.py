"""What a digest says of the groups themselves: over, silent, alike, ownerless, left, not seen."""

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from bot.close import Closer, Policy
from bot.digest.care import overlapping
from bot.digest.contents import Care, Published
from bot.handlers.administering import read_date
from bot.local_telegram import Message
from bot.privacy.keys import Keyring
from bot.store import Store
from bot.texts import CHINESE
from bot.week import Week
from tests.rows import SUPERVISOR, WEEK, populate
from tests.stage import DEMAND, Stage, no_noise, staged
from tests.test_digest import group, published


class Office:
    """One installation with two groups of eight people."""

    def __init__(self, folder: Path) -> None:
        self.store = Store.open(folder / "jianfu.db")
        self.keyring = Keyring(folder / "keys")
        self.closer = Closer(
            self.store, self.keyring, Policy(5, 1.0, "test"), no_noise, random.Random(1)
        )
        for place, name in enumerate("ab"):
            self.lived(name, place, WEEK)

    def lived(self, name: str, place: int, week: Week) -> None:
        populate(self.store, self.keyring, name * 16, first_person=100 * place, week=week)

    def closed(self, week: Week = WEEK) -> Published:
        self.closer.close(week)
        (body,) = self.store.frozen.bodies(week)
        return Published.from_json(body)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_a_group_past_the_end_its_admin_gave_is_counted_and_not_named(office: Office) -> None:
    office.store.register.set_end("a" * 16, WEEK.sunday)
    office.store.register.set_end("b" * 16, date(2027, 1, 1))
    body = office.closed()
    assert body.care.overdue == 1
    assert "ends" not in body.to_json()


def test_a_group_without_an_owner_is_counted(office: Office) -> None:
    office.store.running.set_owned(WEEK, "a" * 16, False)
    assert office.closed().care.ownerless == 1


@pytest.mark.parametrize(("weeks", "silent"), [(8, 0), (9, 1)])
def test_a_group_is_silent_sixty_days_after_the_last_week_in_which_anybody_wrote(
    office: Office, weeks: int, silent: int
) -> None:
    office.closed()
    later = WEEK.plus(weeks)
    office.store.running.watch(later, "a" * 16, (SUPERVISOR,))
    office.store.running.set_members(later, "a" * 16, 20)
    assert office.closed(later).care.silent == silent


def test_silence_of_a_group_in_no_row_enters_no_figure(office: Office) -> None:
    office.closed()
    later = WEEK.plus(9)
    office.store.running.watch(later, "a" * 16, (SUPERVISOR,))
    office.store.running.set_members(later, "a" * 16, 19)
    assert office.closed(later).care == Care()


def test_groups_overlap_from_two_k_people_and_more_than_half_in_common() -> None:
    def found(*groups: tuple[int, int]) -> int:
        return overlapping([group(str(n), people, first=first)
                            for n, (people, first) in enumerate(groups)], 5)  # fmt: skip

    assert found((12, 0), (12, 5)) == 2
    assert found((12, 0), (12, 6)) == 0
    assert found((9, 0), (9, 0)) == 0
    assert found((12, 0), (40, 0)) == 0
    assert found((12, 0), (12, 0), (12, 0), (12, 50)) == 3


def test_overlap_is_told_of_groups_in_a_row_of_their_own() -> None:
    assert published([group("a", 12), group("b", 12)]).care.overlapping == 2


def test_a_group_that_left_is_counted_for_its_supervisors(office: Office) -> None:
    office.store.register.interrupt("a" * 16, WEEK, [3], "removed")
    office.store.register.set_present("a" * 16, False)
    body = office.closed()
    assert (body.left_groups, len(body.cells)) == (1, 1)


def test_the_last_group_leaving_is_still_told(office: Office) -> None:
    for name in "ab":
        office.store.register.interrupt(name * 16, WEEK, [3], "removed")
        office.store.register.set_present(name * 16, False)
    body = office.closed()
    assert (body.left_groups, body.cells) == (2, ())
    assert [each.supervisor for each in office.store.frozen.deliveries("due")] == [SUPERVISOR]


def test_days_on_which_the_machine_did_not_run_are_told_and_bar_reports(office: Office) -> None:
    for name in "ab":
        office.store.register.interrupt(name * 16, WEEK, [2, 3], "down")
    body = office.closed()
    assert (body.down_days, body.reports, body.interrupted_groups) == (2, None, 2)


def test_a_week_the_machine_missed_altogether_tells_no_zero(office: Office) -> None:
    for name in "ab":
        office.store.register.interrupt(name * 16, WEEK, range(7), "down")
    body = office.closed()
    assert (body.down_days, body.cells) == (7, ())


def digest_of(messages: Sequence[Message]) -> str:
    return [each.text for each in messages if each.text.startswith("减负周报")][-1]


async def test_downtime_is_noted_by_whole_days_and_every_week_gets_its_digest(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path) as stage:
        supervisor = await stage.name_supervisor()
        await stage.tick()
        stage.clock.to("2026-11-18T10:00")
        await stage.tick()
        stage.clock.to("2026-12-02T10:00")
        await stage.tick()
        down = [stage.services.store.register.down_days(week) for week in (WEEK.plus(1), WEEK)]
        assert down == [7, 4 + 1]
        assert len([m for m in supervisor.heard() if m.text.startswith("减负周报")]) == 2


async def test_every_day_between_removal_and_return_counts_as_removed(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        stage.clock.to("2026-11-17T10:00")
        stage.world.remove_member(stage.group, stage.bot, stage.admin.user)
        await stage.settled()
        stage.clock.to("2026-11-20T10:00")
        stage.world.add_member(stage.group, stage.bot, stage.admin.user, can_delete_messages=True)
        await stage.settled()
        days = stage.services.store.register.interruptions(stage.own_id, WEEK)
        assert days == {"joined": 5, "removed": 4}


async def answer_end(stage: Stage, said: str) -> str:
    card = await stage.admin.tell("/groups")
    asked = await stage.admin.press(card, CHINESE.button_ends)
    return (await stage.admin.tell(said, reply_to=asked)).text


async def test_the_admin_gives_a_temporary_group_its_end_and_takes_it_back(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        assert "2026-12-31" in await answer_end(stage, "2026年12月31日")
        assert stage.services.store.register.all()[0].ends == date(2026, 12, 31)
        assert "结束日期：2026-12-31" in (await stage.admin.tell("/groups")).text
        assert "没看懂" in await answer_end(stage, "年底吧")
        assert stage.services.store.register.all()[0].ends == date(2026, 12, 31)
        assert await answer_end(stage, "无") == CHINESE.ends_cleared
        assert stage.services.store.register.all()[0].ends is None


@pytest.mark.parametrize("said", ["2026-12-31", "2026/12/31", "2026年12月31日"])
def test_an_end_is_read_as_people_write_it(said: str) -> None:
    assert read_date(said) == date(2026, 12, 31)


@pytest.mark.parametrize("said", ["", "12-31", "2026-13-01", "1 2 3 4", "年底"])
def test_what_is_no_day_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r"day|month"):
        read_date(said)


async def closed_with_a_card(stage: Stage) -> Message:
    """A finding of a week that has closed, as the admin still has it on the screen."""
    await stage.say(stage.admin, DEMAND)
    await stage.admin.press(await stage.admin.tell("/groups"), CHINESE.button_findings)
    await stage.settled()
    card = next(m for m in stage.admin.heard() if "t.me/c/" in m.text)
    stage.clock.to("2026-11-23T09:00")
    await stage.tick()
    return card


@pytest.mark.parametrize(("button", "said"), [
    (CHINESE.button_misjudged, "误判 1 条，有依据 0 条"),
    (CHINESE.button_documented, "误判 0 条，有依据 1 条"),
])  # fmt: skip
async def test_a_mark_after_the_close_stands_in_the_next_digest_and_counts_once(
    tmp_path: Path, button: str, said: str
) -> None:
    async with staged(tmp_path) as stage:
        supervisor = await stage.name_supervisor()
        for member in stage.members:
            await stage.say(member, "早")
        card = await closed_with_a_card(stage)
        frozen = stage.services.store.frozen.bodies(WEEK)
        assert "上周更正" in (await stage.admin.press(card, button)).text
        assert (await stage.admin.press(card, button)).text == CHINESE.finding_gone
        assert stage.services.store.frozen.bodies(WEEK) == frozen
        for member in stage.members:
            await stage.say(member, "早")
        await stage.say(stage.admin, DEMAND)
        stage.clock.to("2026-11-30T09:00")
        await stage.tick()
        assert f"上周更正：{said}" in digest_of(supervisor.heard())


async def test_a_mark_two_weeks_later_counts_nowhere(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.name_supervisor()
        card = await closed_with_a_card(stage)
        stage.clock.to("2026-12-02T09:00")
        await stage.tick()
        said = await stage.admin.press(card, CHINESE.button_misjudged)
        assert said.text == CHINESE.finding_gone
