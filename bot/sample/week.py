"""Lives the written week: people act on the embedded Telegram, the real bot answers over HTTP."""

import json
import random
import tempfile
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot import jobs
from bot.app import services
from bot.config import Config
from bot.context import Services
from bot.digest.contents import CATEGORIES
from bot.local_telegram import Chat, LocalTelegram, Message, User, World
from bot.sample.acting import Actor, link_in
from bot.serving import Receiving, receiving
from bot.texts import CHINESE
from bot.week import Week

FOLDER = Path(__file__).parent
MONDAY = date(2026, 11, 16)
ZONE = ZoneInfo("Asia/Shanghai")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY_NAMES = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
# A made-up token of the embedded server; it opens nothing else.
TOKEN = "110201543:" + "Embedded-Telegram-Only-Token-00000x"
Line = dict[str, Any]


def script() -> list[Line]:
    """The written week: one act a line."""
    text = (FOLDER / "week.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@dataclass
class Scene:
    """One sample group with its people."""

    chat: Chat
    admin: User
    people: dict[str, User]


@dataclass
class Stage:
    """The running show: world, bot, groups and what was said under which name."""

    world: World
    bot: User
    services: Services
    running: Receiving
    scenes: dict[str, Scene]
    supervisor: User
    said: dict[str, Message] = field(default_factory=dict)

    def actor(self, user: User) -> Actor:
        """Somebody facing the bot."""
        return Actor(self.world, user, self.bot)

    async def settled(self) -> None:
        """Wait until the bot has fetched and handled all that was said."""
        await self.world.drained()
        await self.running.handled()


@dataclass(frozen=True)
class Digest:
    """What the supervisor got: chat text, PNG and HTML."""

    text: str
    picture: bytes
    page: bytes


class Clock:
    """The sped-up time of the week."""

    def __init__(self) -> None:
        self.now = moment("Mon 00:00") - timedelta(hours=6)

    def __call__(self) -> datetime:
        """The time it is in the sample week."""
        return self.now


def moment(at: str) -> datetime:
    """“Mon 08:12” of the sample week."""
    day, clock = at.split()
    on = MONDAY + timedelta(days=DAYS.index(day))
    return datetime.combine(on, time.fromisoformat(clock), ZONE)


async def demonstrate(settings: Config, out: Path, say: Callable[[str], None]) -> None:
    """Live the week, print the digest and save it in `out`."""
    say("没有令牌，用内置的本地 Telegram 演示三个虚构群的一周。\n")
    digest = await live(script(), settings, say)
    out.mkdir(parents=True, exist_ok=True)
    files = {name: out / f"digest-{Week.of(MONDAY)}.{name}" for name in ("txt", "png", "html")}
    files["txt"].write_text(digest.text + "\n", encoding="utf-8")
    files["png"].write_bytes(digest.picture)
    files["html"].write_bytes(digest.page)
    say("\n" + digest.text)
    say("\n同一份周报的文字、图片和网页：" + "、".join(str(path) for path in files.values()))
    say("接真实的群：把令牌写进 config.toml，再 jianfu run。")


async def live(
    lines: Sequence[Line], settings: Config, say: Callable[[str], None] = lambda _line: None
) -> Digest:
    """Live a written week from the bot's first day to the digest; returns what was delivered."""
    clock = Clock()
    world = World(clock)
    with tempfile.TemporaryDirectory() as folder:
        async with LocalTelegram(world) as server:
            config = settings.model_copy(
                update={
                    "telegram": settings.telegram.model_copy(
                        update={"token": TOKEN, "base_url": server.base_url}
                    ),
                    "storage": settings.storage.model_copy(
                        update={"path": Path(folder) / "jianfu.db", "keys": Path(folder) / "keys"}
                    ),
                }
            )
            bot = world.add_bot(TOKEN)
            built = services(config, clock=clock, rng=random.Random(MONDAY.toordinal()))  # noqa: S311
            async with receiving(built) as running:
                cast = tomllib.loads((FOLDER / "cast.toml").read_text(encoding="utf-8"))
                stage = Stage(
                    world, bot, built, running, _scenes(world, cast["groups"]),
                    world.user(cast["supervisor"]),
                )  # fmt: skip
                return await _play(stage, lines, clock, say)


def _scenes(world: World, groups: dict[str, Any]) -> dict[str, Scene]:
    scenes = {}
    for name, group in groups.items():
        people = {person: world.user(person) for person in group["people"]}
        admin, *others = people.values()
        scenes[name] = Scene(world.group(group["title"], admin, others), admin, people)
    return scenes


async def _play(
    stage: Stage, lines: Sequence[Line], clock: Clock, say: Callable[[str], None]
) -> Digest:
    for scene in stage.scenes.values():
        await _set_up(stage, scene)
    say(f"周日晚上：三位群主把机器人拉进群，指定了主管“{stage.supervisor.name}”。")
    for day, name in zip(DAYS, DAY_NAMES, strict=True):
        todays = [line for line in lines if line["at"].startswith(day)]
        clock.now = moment(f"{day} 00:01")
        await jobs.tick(stage.running.app.bot, stage.services)
        for line in todays:
            clock.now = moment(line["at"])
            await _act(stage, line)
        await stage.settled()
        found = sum(
            len(stage.services.store.running.findings(stage.services.week, group.id))
            for group in stage.services.store.register.all()
        )
        say(f"{name}：{len(todays)} 条，到现在认出 {found} 条要求。")
    clock.now = stage.services.calendar.closes(Week.of(MONDAY))
    await jobs.tick(stage.running.app.bot, stage.services)
    say("下周一 09:00：关账，销毁密钥，删除当周记录，投递周报。")
    text, picture, page = stage.actor(stage.supervisor).heard()[-3:]
    return Digest(text.text, picture.files["photo"], page.files["document"])


async def _set_up(stage: Stage, scene: Scene) -> None:
    """The admin adds the bot, opens its settings and names the supervisor, who agrees."""
    world = stage.world
    world.add_member(scene.chat, stage.bot, scene.admin, can_delete_messages=True)
    await world.until(lambda: world.from_bot(scene.chat))
    notice = world.from_bot(scene.chat)[0]
    admin, supervisor = stage.actor(scene.admin), stage.actor(stage.supervisor)
    card = await admin.open(link_in(notice, CHINESE.button_setup))
    invitation = await admin.press(card, CHINESE.button_add_supervisor)
    await supervisor.open(invitation.text.rsplit("\n", 1)[-1])
    await world.until(lambda: admin.heard()[-1].buttons)
    await admin.press(admin.heard()[-1], CHINESE.button_confirm)


async def _act(stage: Stage, line: Line) -> None:
    scene = stage.scenes[line["in"]]
    person = scene.people[line["by"]]
    if "say" in line:
        reply_to = stage.said.get(line.get("reply", ""))
        message = stage.world.say(person, scene.chat, line["say"], reply_to=reply_to)
        if "as" in line:
            stage.said[line["as"]] = message
    elif "report" in line and line["report"] in stage.said:
        await _report(stage, scene, person, line)
    elif "misjudged" in line and line["misjudged"] in stage.said:
        await _misjudge(stage, scene, stage.said[line["misjudged"]])


async def _report(stage: Stage, scene: Scene, person: User, line: Line) -> None:
    """A member reports in private, from the link under the notice to the receipt."""
    member = stage.actor(person)
    await member.open(link_in(stage.world.from_bot(scene.chat)[0], CHINESE.button_report_link))
    card = await member.forward(stage.said[line["report"]])
    asked = await member.press(card, CHINESE.button_report)
    index = [str(category) for category in CATEGORIES].index(line["category"])
    await member.press(asked, str(CATEGORIES[index]))


async def _misjudge(stage: Stage, scene: Scene, message: Message) -> None:
    """The admin finds the message among the week's findings and marks it 误判."""
    admin = stage.actor(scene.admin)
    await stage.settled()
    card = await admin.tell("/groups")
    await admin.press(card, CHINESE.button_findings)
    link = f"/{message.id}"
    await stage.world.until(lambda: [m for m in admin.heard() if m.text.endswith(link)])
    finding = next(m for m in admin.heard() if m.text.endswith(link))
    await admin.press(finding, CHINESE.button_misjudged)
