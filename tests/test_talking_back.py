"""The buttons under a digest: of use or not, the trend, how it is counted, unsubscribing."""

from pathlib import Path

from bot.texts import CHINESE
from tests.stage import Stage, staged
from tests.test_supervising import MONDAY, digests, lived


def labels(message: object) -> list[str]:
    return [button["text"] for button in message.buttons]  # type: ignore[attr-defined]


async def delivered(stage: Stage) -> tuple[object, object]:
    """A supervisor and the message that holds their first digest."""
    supervisor = await stage.name_supervisor()
    await lived(stage)
    stage.clock.to(MONDAY)
    await stage.tick()
    return supervisor, next(m for m in supervisor.heard() if m.text.startswith("减负周报"))


async def test_an_answer_is_tallied_without_who_and_asked_for_once(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        supervisor, digest = await delivered(stage)
        feedback = stage.services.store.feedback
        assert labels(digest)[:2] == ["有用", "没用"]
        for _ in range(2):  # A replayed press counts nothing.
            stage.world.press_forged(supervisor.user, digest, "s:useful")
            await stage.settled()
        assert feedback.tally() == {"useful": 1, "useless": 0}
        assert labels(digest) == ["看趋势", "怎么算的", "退订"]
        stage.clock.to("2026-11-30T09:00")
        await stage.tick()
        assert len(digests(stage, supervisor)) == 2
        assert "有用" not in labels([m for m in supervisor.heard() if m.buttons][-1])


async def test_who_is_asked_and_says_nothing_is_not_asked_again(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        supervisor, _ = await delivered(stage)
        stage.clock.to("2026-11-30T09:00")
        await stage.tick()
        assert len(digests(stage, supervisor)) == 2
        last = [m for m in supervisor.heard() if m.text.startswith("减负周报")][-1]
        assert labels(last) == ["看趋势", "怎么算的", "退订"]


async def test_somebody_who_was_never_asked_adds_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await delivered(stage)
        said = await stage.members[0].start()
        stage.world.press_forged(stage.members[0].user, said, "s:useless")
        await stage.settled()
        assert stage.services.store.feedback.tally() == {"useful": 0, "useless": 0}


async def test_the_trend_and_the_method_are_one_press_away(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        supervisor, digest = await delivered(stage)
        assert (await supervisor.press(digest, "看趋势")).text == CHINESE.no_trend
        said = (await supervisor.press(digest, "怎么算的")).text
        assert all(line in said for line in CHINESE.digest.method)


async def test_unsubscribing_asks_once_more(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        supervisor, digest = await delivered(stage)
        sure = await supervisor.press(digest, "退订")
        assert sure.text == CHINESE.stop_ask
        assert stage.services.store.register.supervisors(stage.own_id) == [supervisor.user.id]
        assert (await supervisor.press(sure, "确定退订")).text == CHINESE.stopped
        assert stage.services.store.register.supervisors(stage.own_id) == []


async def test_the_digest_comes_in_the_language_the_client_asked_for(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        supervisor = await stage.name_supervisor()
        stage.services.store.register.remember_language(supervisor.user.id, "en")
        await lived(stage)
        stage.clock.to(MONDAY)
        await stage.tick()
        said = next(m for m in supervisor.heard() if m.text.startswith("Jianfu weekly digest"))
        assert "1 formalist demand" in said.text
        assert labels(said)[-1] == "Unsubscribe"
