"""Hand-made exports, written as Telegram Desktop writes them. All people are invented."""

import json
import tomllib
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.sample.week import FOLDER, moment, script

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=ZONE)
FORWARD = "请各位老师把学校公众号文章转发到朋友圈，转发后截图发群里，今天下班前完成，没转的通报。"
ROLL_CALL = "今天开始全体干部每天早上8:30前在群里接龙打卡报到，没接的在群里通报名单。"
Message = dict[str, Any]


def message(number: int, person: int, text: Any, at: datetime = MONDAY, **more: Any) -> Message:
    """One message as it stands in `result.json`."""
    return {
        "id": number,
        "type": "message",
        "date": at.astimezone(ZONE).replace(tzinfo=None).isoformat(),
        "date_unixtime": str(int(at.timestamp())),
        "from": f"某人{person}",
        "from_id": f"user{person}",
        "text": text,
        "text_entities": [],
    } | more


def chat(number: int, messages: Sequence[Message], kind: str = "private_supergroup") -> Message:
    """One chat of an export."""
    return {"name": "虚构的群", "type": kind, "id": number, "messages": list(messages)}


def talk(
    people: int,
    at: datetime = MONDAY,
    *,
    demand: str = FORWARD,
    first_person: int = 1,
    salt: str = "",
) -> list[Message]:
    """Everybody says something, then the first demands, then the others comply."""
    persons = range(first_person, first_person + people)
    said = [
        message(n, person, f"大家早上好，今天食堂吃面{salt}{n}", at + timedelta(minutes=n))
        for n, person in enumerate(persons, start=1)
    ]
    asked = message(people + 1, first_person, demand, at + timedelta(minutes=people + 1))
    done = [
        message(people + 1 + n, person, "已转发", at + timedelta(minutes=people + 1 + n),
                reply_to_message_id=people + 1)
        for n, person in enumerate(persons[1:], start=1)
    ]  # fmt: skip
    return [*said, asked, *done]


def save(path: Path, *chats: Message) -> Path:
    """Write an export: of one chat, or of an account with several."""
    body = chats[0] if len(chats) == 1 else {"about": "", "chats": {"about": "", "list": chats}}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(body, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def sample_week() -> list[Message]:
    """The written sample week as three exported groups."""
    cast = tomllib.loads((FOLDER / "cast.toml").read_text(encoding="utf-8"))["groups"]
    people = {
        name: number
        for number, name in enumerate(
            (person for group in cast.values() for person in group["people"]), start=700_000_001
        )
    }
    lines = [line for line in script() if "say" in line]
    return [
        chat(2_000_000_001 + index, _said([each for each in lines if each["in"] == name], people))
        for index, name in enumerate(cast)
    ]


def _said(lines: Sequence[Message], people: dict[str, int]) -> list[Message]:
    numbers = {line["as"]: number for number, line in enumerate(lines, start=1) if "as" in line}
    return [
        message(number, people[line["by"]], line["say"], moment(line["at"]))
        | ({"reply_to_message_id": numbers[line["reply"]]} if "reply" in line else {})
        for number, line in enumerate(lines, start=1)
    ]
