"""Users, chats and messages as the server keeps them, and as the Bot API writes them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Standing = Literal["creator", "administrator", "member", "left", "kicked"]
JSON = dict[str, Any]
PRESENT = ("creator", "administrator", "member")


@dataclass(eq=False)
class User:
    """A person or a bot."""

    id: int
    name: str
    language: str = "zh-hans"
    username: str = ""
    is_bot: bool = False

    def json(self) -> JSON:
        """The Bot API's User."""
        body: JSON = {"id": self.id, "is_bot": self.is_bot, "first_name": self.name}
        if self.username:
            body["username"] = self.username
        if not self.is_bot:
            body["language_code"] = self.language
        return body


@dataclass(eq=False)
class Member:
    """Somebody's standing in a group; a bot's rights and what it may read are fixed on joining."""

    user: User
    standing: Standing
    rights: frozenset[str] = frozenset()
    reads_all: bool = True

    def json(self) -> JSON:
        """The Bot API's ChatMember."""
        body: JSON = {"user": self.user.json(), "status": self.standing}
        if self.standing == "creator":
            body["is_anonymous"] = False
        if self.standing == "administrator":
            body |= {"can_be_edited": False, "is_anonymous": False}
            body |= {right: right in self.rights for right in ADMIN_RIGHTS}
        if self.standing == "kicked":
            body["until_date"] = 0
        return body


# Whom Telegram names as the author where a chat speaks for itself, for old clients' sake.
GROUP_ITSELF: JSON = {
    "id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot",
}  # fmt: skip
A_CHANNEL: JSON = {
    "id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot",
}  # fmt: skip
TELEGRAM: JSON = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
ADMIN_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_pin_messages",
)  # fmt: skip


@dataclass(eq=False)
class Message:
    """A message where it stands; `body` holds its content fields as the Bot API writes them."""

    id: int
    chat: "Chat"
    sender: User | None
    date: datetime
    body: JSON
    reply_to: "Message | None" = None
    edited: datetime | None = None
    deleted: bool = False
    service: bool = False
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Text or caption."""
        return str(self.body.get("text", self.body.get("caption", "")))

    @property
    def buttons(self) -> list[JSON]:
        """The inline buttons under the message."""
        rows = self.body.get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    def json(self, *, depth: int = 1) -> JSON:
        """The Bot API's Message; a message replied to is nested once."""
        body: JSON = {
            "message_id": self.id,
            "date": int(self.date.timestamp()),
            "chat": self.chat.json(),
            **self.body,
        }
        if author := self._author():
            body["from"] = author
        if self.edited:
            body["edit_date"] = int(self.edited.timestamp())
        if self.reply_to and depth and not self.reply_to.deleted:
            body["reply_to_message"] = self.reply_to.json(depth=0)
        return body

    def _author(self) -> JSON | None:
        """Who is named as the author: never the person behind a channel or an anonymous admin."""
        if "sender_chat" not in self.body:
            return self.sender.json() if self.sender else None
        if self.body.get("is_automatic_forward"):
            return TELEGRAM
        return GROUP_ITSELF if self.body["sender_chat"]["id"] == self.chat.id else A_CHANNEL


@dataclass(eq=False)
class Chat:
    """A private chat between a person and a bot, or a group."""

    id: int
    kind: Literal["private", "group", "supergroup"]
    title: str = ""
    person: User | None = None
    bot: User | None = None
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    next_id: int = 1
    migrated_to: "Chat | None" = None
    started: bool = False
    blocked: bool = False

    def json(self) -> JSON:
        """The Bot API's Chat."""
        body: JSON = {"id": self.id, "type": self.kind}
        if self.person:
            body["first_name"] = self.person.name
        else:
            body["title"] = self.title
        return body

    def standing(self, user: User) -> Standing:
        """Somebody's standing, “left” for strangers."""
        member = self.members.get(user.id)
        return member.standing if member else "left"


def file_json(file_id: str, data: bytes) -> JSON:
    """The Bot API's File or Document."""
    return {"file_id": file_id, "file_unique_id": f"unique-{file_id}", "file_size": len(data)}


def photo_json(file_id: str, data: bytes) -> list[JSON]:
    """The Bot API's sizes of a photo; here only one."""
    return [file_json(file_id, data) | {"width": 90, "height": 90}]
