"""What one message of a Telegram Desktop export says, as the examiner needs it."""

import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import JianfuError
from bot.records import Incoming, MediaKind

Message = dict[str, Any]
SENDER = re.compile(r"(user|channel|chat)?(\d+)")
MENTIONS = frozenset({"mention", "mention_name"})
HOW = "请用 Telegram Desktop 在群里“导出聊天记录”，格式选“机器可读的 JSON”，给出其中的 result.json"


class ExportError(JianfuError):
    """A file is no export, is damaged, or holds no group."""


def id_of(message: Message) -> int:
    """Its number in the chat; raises ExportError where it has none."""
    number = message.get("id")
    if not isinstance(number, int):
        raise ExportError(f"有的消息没有编号，不是完整的 Telegram 导出；{HOW}")
    return number


def incoming_from(message: Message, chat_id: int, zone: ZoneInfo) -> Incoming:
    """What the examiner needs of an exported message; an edited one has its last wording."""
    author, human = _author(message.get("from_id"))
    reply_to = None if "reply_to_peer_id" in message else message.get("reply_to_message_id")
    return Incoming(
        chat_id=chat_id,
        message_id=id_of(message),
        author=author,
        text=text_of(message),
        sent_at=_sent_at(message, zone),
        reply_to=reply_to if isinstance(reply_to, int) else None,
        media=_media(message),
        human=human,
        mentioned=_mentioned(message.get("text")),
        emoji=_plain(message.get("sticker_emoji")),
    )


def _author(sender: Any) -> tuple[int, bool]:
    """A number for the sender, and whether it is a person; channels and chats count below 0.

    Deleted accounts keep their `from_id`; old exports write it as a bare number.
    """
    match = SENDER.fullmatch(str(sender))
    if match is None:
        return 0, False
    human = match.group(1) in (None, "user")
    return int(match.group(2)) * (1 if human else -1), human


def text_of(message: Message) -> str:
    """All a message says: text, caption, or a poll's question with its options."""
    poll = message.get("poll")
    if poll:
        options = [_plain(answer.get("text")) for answer in poll.get("answers", [])]
        return "\n".join([_plain(poll.get("question")), *options])
    return _plain(message.get("text"))


def _plain(text: Any) -> str:
    """A text written as a string, or as a list of strings and formatted pieces."""
    if isinstance(text, list):
        return "".join(_plain(piece) for piece in text)
    if isinstance(text, dict):
        return _plain(text.get("text"))
    return text if isinstance(text, str) else ""


def _mentioned(text: Any) -> int:
    """People addressed by name; 0 means the whole group."""
    pieces = text if isinstance(text, list) else []
    return len(
        {_plain(p) for p in pieces if isinstance(p, dict) and p.get("type") in MENTIONS}
    )  # fmt: skip


def _media(message: Message) -> MediaKind:
    if "photo" in message:
        return "photo"
    if message.get("media_type") == "sticker":
        return "sticker"
    return "text" if message.get("text") and "file" not in message else "other"


def _sent_at(message: Message, zone: ZoneInfo) -> datetime:
    """The moment it was sent; old exports give only the clock of the exporting machine."""
    try:
        if "date_unixtime" in message:
            return datetime.fromtimestamp(int(message["date_unixtime"]), UTC)
        return datetime.fromisoformat(message["date"]).replace(tzinfo=zone)
    except (KeyError, TypeError, ValueError, OverflowError):
        raise ExportError(f"有的消息没有日期，不是完整的 Telegram 导出；{HOW}") from None
