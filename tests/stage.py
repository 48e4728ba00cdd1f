"""A bot on the embedded Telegram with one group, for tests that act for its people."""

import os
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import jobs
from bot.app import services
from bot.config import Config, Storage, Telegram
from bot.context import Services
from bot.local_telegram import Chat, LocalTelegram, Message, User, World
from bot.privacy.keys import RandomBytes
from bot.sample.acting import Actor, link_in
from bot.serving import Receiving, receiving
from bot.texts import CHINESE
from bot.week import Week

TOKEN = "110201543:" + "Token-Of-The-Tests-Opens-Nothing-00"
ZONE = ZoneInfo("Asia/Shanghai")
WEEK = Week.parse("2026-W47")
DEMAND = "请各位老师把学校公众号文章转发到朋友圈，转发后截图发群里，今天下班前完成，没转的通报。"


class Clock:
    """Time that stands still until a test moves it."""

    def __init__(self, text: str) -> None:
        self.now = datetime.fromisoformat(text).replace(tzinfo=ZONE)

    def __call__(self) -> datetime:
        return self.now

    def to(self, text: str) -> None:
        self.now = datetime.fromisoformat(text).replace(tzinfo=ZONE)


def no_noise(counts: Sequence[int], _epsilon: float) -> list[int]:
    return list(counts)


@dataclass
class Stage:
    world: World
    bot: User
    services: Services
    running: Receiving
    clock: Clock
    group: Chat
    admin: Actor
    members: list[Actor]

    def actor(self, user: User) -> Actor:
        return Actor(self.world, user, self.bot)

    @property
    def own_id(self) -> str:
        known = self.services.store.register.by_chat(self.group.id)
        assert known is not None
        return known.id

    async def settled(self) -> None:
        await self.world.drained()
        await self.running.handled()

    async def say(self, who: Actor, text: str, reply_to: Message | None = None) -> Message:
        message = self.world.say(who.user, self.group, text, reply_to=reply_to)
        await self.settled()
        return message

    async def tick(self) -> None:
        await jobs.tick(self.running.app.bot, self.services)

    async def on_each_day(self, first: str, end: str) -> None:
        """Be there at noon of every day from `first` up to, not including, `end`."""
        days = (date.fromisoformat(end) - date.fromisoformat(first)).days
        for day in (date.fromisoformat(first) + timedelta(days=n) for n in range(days)):
            self.clock.to(f"{day}T12:00")
            await self.tick()

    def findings(self) -> int:
        return len(self.services.store.running.findings(self.services.week, self.own_id))

    @property
    def notice(self) -> Message:
        return self.world.from_bot(self.group)[0]

    async def name_supervisor(self, name: str = "何主任") -> Actor:
        supervisor = self.actor(self.world.user(name))
        card = await self.admin.open(link_in(self.notice, CHINESE.button_setup))
        invitation = await self.admin.press(card, CHINESE.button_add_supervisor)
        await supervisor.open(invitation.text.rsplit("\n", 1)[-1])
        await self.world.until(
            lambda: any(b["text"] == CHINESE.button_confirm for b in self.admin.heard()[-1].buttons)
        )
        await self.admin.press(self.admin.heard()[-1], CHINESE.button_confirm)
        await self.settled()
        return supervisor

    async def report(self, who: Actor, message: Message, category: str = "转发点赞类") -> str:
        await who.open(link_in(self.notice, CHINESE.button_report_link))
        card = await who.forward(message)
        asked = await who.press(card, CHINESE.button_report)
        answer = await who.press(asked, category)
        return answer.text.split("：")[1].split("\n")[0]


@asynccontextmanager
async def staged(
    folder: Path, *, people: int = 8, reads_all: bool = True, admin_bot: bool = True,
    at: str = "2026-11-15T18:00", keys: Path | None = None,
    random_bytes: RandomBytes = os.urandom,
    webhook_port: int = 0,
) -> AsyncIterator[Stage]:  # fmt: skip
    """A running bot in a group of `people` members, added on Sunday evening before W47."""
    clock = Clock(at)
    world = World(clock)
    async with LocalTelegram(world) as server:
        bot = world.add_bot(TOKEN, reads_all=reads_all)
        config = Config(
            telegram=Telegram(
                token=TOKEN,
                base_url=server.base_url,
                webhook_url=f"http://127.0.0.1:{webhook_port}/hook" if webhook_port else "",
                webhook_listen=f"127.0.0.1:{webhook_port}",
                webhook_secret="a-secret-of-the-tests",
            ),
            storage=Storage(path=folder / "jianfu.db", keys=keys or folder / "keys"),
        )
        built = services(
            config, clock=clock, rng=random.Random(1), draw=no_noise, random_bytes=random_bytes
        )
        async with receiving(built) as running:
            admin = world.user("罗志强")
            users = [world.user(f"成员{n}") for n in range(people)]
            group = world.group("青石镇干部工作群", admin, users)
            rights = {"can_delete_messages": True} if admin_bot else {}
            world.add_member(group, bot, admin, **rights)
            await world.until(lambda: world.from_bot(group))
            stage = Stage(
                world, bot, built, running, clock, group, Actor(world, admin, bot),
                [Actor(world, user, bot) for user in users],
            )  # fmt: skip
            await stage.settled()
            clock.now += timedelta(hours=7)
            yield stage
        built.store.close()
