"""A real process, driven over HTTP and killed with -9: nothing is lost, nothing sent twice."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.local_telegram import Chat, LocalTelegram, User, World
from bot.sample.acting import Actor, link_in
from bot.texts import CHINESE
from tests.stage import DEMAND, TOKEN

ZONE = ZoneInfo("Asia/Shanghai")
PATIENCE = 30.0


class Town:
    """A world whose clock is a file that the bot's process reads too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock_file = folder / "clock"
        self.at("2026-11-15T18:00")
        self.world = World(lambda: datetime.fromisoformat(self.clock_file.read_text()))
        self.bot = self.world.add_bot(TOKEN)
        self.admin = Actor(self.world, self.world.user("罗志强"), self.bot)
        self.supervisor = Actor(self.world, self.world.user("何主任"), self.bot)
        users = [self.world.user(f"成员{n}") for n in range(25)]
        self.members = [Actor(self.world, user, self.bot) for user in users]
        self.group: Chat = self.world.group("青石镇干部工作群", self.admin.user, users)

    def at(self, text: str) -> None:
        part = self.clock_file.with_suffix(".part")
        part.write_text(datetime.fromisoformat(text).replace(tzinfo=ZONE).isoformat())
        part.replace(self.clock_file)

    def configure(self, base_url: str) -> Path:
        file = self.folder / "config.toml"
        file.write_text(
            f'[telegram]\ntoken = "{TOKEN}"\nbase_url = "{base_url}"\n'
            f'[storage]\npath = "{self.folder}/jianfu.db"\nkeys = "{self.folder}/keys"\n'
        )
        return file

    def say(self, who: User, text: str) -> None:
        self.world.say(who, self.group, text)

    def digests(self) -> list[str]:
        return [m.text for m in self.supervisor.heard() if m.text.startswith("减负周报")]


@asynccontextmanager
async def process(town: Town, config: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot's process; killed with -9 at the end of the block if it still runs."""
    with (town.folder / "log").open("a") as log:
        started = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.bot_process", str(config), str(town.clock_file),
            stderr=log, cwd=Path(__file__).parent.parent,
        )  # fmt: skip
    try:
        polls = len(town.world.calls)
        await town.world.until(
            lambda: any(name == "getUpdates" for name, _ in town.world.calls[polls:]), PATIENCE
        )
        yield started
    finally:
        if started.returncode is None:
            started.send_signal(signal.SIGKILL)
        await started.wait()


async def set_up(town: Town) -> None:
    world = town.world
    world.add_member(town.group, town.bot, town.admin.user, can_delete_messages=True)
    await world.until(lambda: world.from_bot(town.group), PATIENCE)
    card = await town.admin.open(link_in(world.from_bot(town.group)[0], CHINESE.button_setup))
    invitation = await town.admin.press(card, CHINESE.button_add_supervisor)
    await town.supervisor.open(invitation.text.rsplit("\n", 1)[-1])
    await world.until(
        lambda: any(b["text"] == CHINESE.button_confirm for b in town.admin.heard()[-1].buttons)
    )
    await town.admin.press(town.admin.heard()[-1], CHINESE.button_confirm)


async def test_a_week_with_kills_in_the_middle_gives_one_complete_digest(tmp_path: Path) -> None:
    town = Town(tmp_path)
    async with LocalTelegram(town.world) as server:
        config = town.configure(server.base_url)
        async with process(town, config):
            await set_up(town)
            town.at("2026-11-16T09:00")
            for member in town.members[:12]:
                town.say(member.user, "早，我到了，材料在桌上")
            town.say(town.admin.user, DEMAND)
            await town.world.drained()
        # Said while no process runs: Telegram keeps it.
        town.say(town.admin.user, DEMAND + "第二遍提醒。")
        async with process(town, config):
            await town.world.drained()
            town.at("2026-11-18T09:00")
            for member in town.members[12:]:
                town.say(member.user, "下午的会改到三点")
            town.say(town.admin.user, DEMAND + "第三遍提醒。")
            for member in town.members[:2]:
                town.say(member.user, "已转发")
            await town.world.drained()
        async with process(town, config):
            for member in town.members[2:6]:
                town.say(member.user, "已转发")
            await town.world.drained()
        town.at("2026-11-23T09:00")
        async with process(town, config):
            await town.world.until(town.digests, PATIENCE)
            await asyncio.sleep(1.0)
        async with process(town, config):
            await asyncio.sleep(1.5)
    (digest,) = town.digests()
    assert "有 3 次形式主义要求" in digest
    assert "要求引起的接龙、刷屏 1 串" in digest
    assert "补发" not in digest
    said = (tmp_path / "log").read_text()
    assert TOKEN not in said
    assert not any(word in said for word in ("成员", "罗志强", "转发", str(town.group.id)))


async def test_a_stop_signal_ends_the_process_cleanly(tmp_path: Path) -> None:
    town = Town(tmp_path)
    async with LocalTelegram(town.world) as server:
        config = town.configure(server.base_url)
        async with process(town, config) as started:
            await asyncio.sleep(0.3)
            started.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(started.wait(), PATIENCE) == 0
