"""Filing does the same work and says the same whatever the state of a report."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest_asyncio

from bot.filing import MOST_A_DAY
from bot.privacy import pseudonyms
from bot.sample.acting import Actor, link_in
from bot.texts import CHINESE
from tests.stage import DEMAND, WEEK, Stage, staged

CODE = re.compile(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}")
VALUES = re.compile(r"x?'[^']*'|X'[^']*'|\b\d+\b")


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as made:
        yield made


async def first(stage: Stage) -> Actor:
    return stage.members[0]


async def duplicate(stage: Stage) -> Actor:
    await filed(stage, stage.members[0])
    return stage.members[0]


async def foreign(stage: Stage) -> Actor:
    return stage.actor(stage.world.user("路人"))


async def over_the_limit(stage: Stage) -> Actor:
    for _ in range(MOST_A_DAY):
        await filed(stage, stage.members[0])
    return stage.members[0]


STATES = (first, duplicate, foreign, over_the_limit)
State = Callable[[Stage], Awaitable[Actor]]


async def filed(stage: Stage, who: Actor, category: str = "转发点赞类") -> str:
    """The receipt code of a report of a pasted demand."""
    await who.open(link_in(stage.notice, CHINESE.button_report_link))
    asked = await who.press(await who.tell(DEMAND), CHINESE.button_report)
    answer = await who.press(asked, category)
    return CODE.findall(answer.text)[0]


def calls(stage: Stage, since: int, who: Actor) -> list[tuple[str, str]]:
    """Calls on the wire with what differs for everybody blanked: ids and the code."""
    blank = re.compile(rf"\b{who.user.id}\b|(?<=_id\": )\"?-?\d+|(?<=_id': )'?-?\d+")
    return [
        (name, CODE.sub("CODE", blank.sub("ID", repr(params))))
        for name, params in stage.world.calls[since:]
        if name != "getUpdates"
    ]


async def lived(stage: Stage, state: State) -> tuple[list[tuple[str, str]], list[str]]:
    """What goes over the wire and into the database from the last press on."""
    who = await state(stage)
    await who.open(link_in(stage.notice, CHINESE.button_report_link))
    asked = await who.press(await who.tell(DEMAND), CHINESE.button_report)
    await stage.settled()
    since, statements = len(stage.world.calls), list[str]()
    connection = stage.services.store.register._db.conn
    connection.set_trace_callback(lambda said: statements.append(VALUES.sub("?", said)))
    await who.press(asked, "转发点赞类")
    await stage.settled()
    connection.set_trace_callback(None)
    return calls(stage, since, who), list(dict.fromkeys(statements))


async def test_every_state_makes_the_same_calls_and_statements_in_the_same_order(
    tmp_path: Path,
) -> None:
    seen: list[Any] = []
    for state in STATES:
        async with staged(tmp_path / state.__name__) as stage:
            seen.append(await lived(stage, state))
    assert [name for name, _ in seen[0][0]] == [
        "answerCallbackQuery", "getChatMember", "deleteMessage", "deleteMessage", "sendMessage",
    ]  # fmt: skip
    assert all(each == seen[0] for each in seen)


async def test_a_flood_leaves_five_reports_a_day_and_counts_one(stage: Stage) -> None:
    for _ in range(MOST_A_DAY + 3):
        await filed(stage, stage.members[0])
    assert kept(stage) == MOST_A_DAY
    stage.clock.to("2026-11-17T09:00")
    await filed(stage, stage.members[0])
    assert kept(stage) == MOST_A_DAY + 1
    key = stage.services.keyring.key(str(WEEK), "reports")
    rows = stage.services.store.reports.of_week(WEEK)
    assert (
        sum(r.tag == pseudonyms.report_tag(key, r.receipt, r.category, r.verdict) for r in rows)
        == 1
    )


def kept(stage: Stage) -> int:
    key = stage.services.keyring.key(str(WEEK), "reports")
    decoys = {pseudonyms.decoy(key, index) for index in range(1000)}
    return sum(row.receipt not in decoys for row in stage.services.store.reports.of_week(WEEK))


async def test_a_receipt_over_the_limit_reads_like_the_others_until_the_close(stage: Stage) -> None:
    await stage.say(stage.admin, DEMAND)
    who = await over_the_limit(stage)
    code = await filed(stage, who)
    assert (await who.tell(f"/receipt {code}")).text == CHINESE.receipt_pending
    stage.clock.to("2026-11-23T09:00")
    await stage.tick()
    assert (await who.tell(f"/receipt {code}")).text == CHINESE.receipt_unknown


async def test_forgetme_does_not_wash_the_limit_or_the_one_counted_report(stage: Stage) -> None:
    who = await over_the_limit(stage)
    assert (await who.tell("/forgetme")).text == CHINESE.forgotten
    await filed(stage, who)
    assert kept(stage) == MOST_A_DAY
