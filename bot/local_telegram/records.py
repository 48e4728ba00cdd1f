"""Users, chats and messages as the server keeps them, and as the Bot API writes them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Standing = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]
Kind = Literal["private", "group", "supergroup", "channel"]
JSON = dict[str, Any]
PRESENT = ("creator", "administrator", "member", "restricted")
ADMINS = ("creator", "administrator")
ADMIN_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_pin_messages",
)  # fmt: skip
PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos",
    "can_send_videos", "can_send_video_notes", "can_send_voice_notes", "can_send_polls",
    "can_send_other_messages", "can_add_web_page_previews", "can_change_info",
    "can_invite_users", "can_pin_messages", "can_manage_topics", "can_edit_tag",
    "can_react_to_messages",
)  # fmt: skip
SERVICE = frozenset(
    {"new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id"}
)
CONTENT = ("text", "entities", "caption", "caption_entities", "photo", "document", "sticker",
           "poll")  # fmt: skip


@dataclass(eq=False)
class User:
    """A person or a bot; a deactivated person's account is deleted."""

    id: int
    name: str
    language: str = "zh-hans"
    username: str = ""
    is_bot: bool = False
    deactivated: bool = False

    def json(self) -> JSON:
        """The Bot API's User."""
        body: JSON = {"id": self.id, "is_bot": self.is_bot, "first_name": self.name}
        if self.username:
            body["username"] = self.username
        if not self.is_bot:
            body["language_code"] = self.language
        return body


# Telegram's own accounts, shown as senders where a chat speaks instead of a person.
TELEGRAM = User(777000, "Telegram", language="en")
GROUP_ANONYMOUS_BOT = User(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
CHANNEL_BOT = User(136817688, "Channel", username="Channel_Bot", is_bot=True)


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
        if self.standing == "restricted":
            body |= {"is_member": True, "until_date": 0} | dict.fromkeys(PERMISSIONS, False)
        if self.standing == "kicked":
            body["until_date"] = 0
        return body


@dataclass(eq=False)
class Message:
    """A message where it stands; `body` holds its content fields as the Bot API writes them.

    `sender` is who really wrote it, `shown_as` whom the Bot API names where that differs.
    """

    id: int
    chat: "Chat"
    sender: User | None
    date: datetime
    body: JSON
    reply_to: "Message | None" = None
    shown_as: User | None = None
    edited: datetime | None = None
    deleted_at: datetime | None = None
    deleted_by: User | None = None
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def deleted(self) -> bool:
        """Whether it is gone from the chat."""
        return self.deleted_at is not None

    @property
    def text(self) -> str:
        """Text or caption."""
        return str(self.body.get("text", self.body.get("caption", "")))

    @property
    def is_service(self) -> bool:
        """Whether Telegram itself wrote it: somebody joined, left, the group moved."""
        return not SERVICE.isdisjoint(self.body)

    @property
    def content(self) -> JSON:
        """What a forward or copy takes along."""
        return {name: self.body[name] for name in CONTENT if name in self.body}

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
        shown = self.shown_as or self.sender
        if shown:
            body["from"] = shown.json()
        if self.edited:
            body["edit_date"] = int(self.edited.timestamp())
        if self.reply_to and depth and not self.reply_to.deleted:
            body["reply_to_message"] = self.reply_to.json(depth=0)
        return body


@dataclass(eq=False)
class Chat:
    """A private chat between a person and a bot, a group, or a channel that speaks in a group."""

    id: int
    kind: Kind
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
        if not self.person:
            return body | {"title": self.title}
        body["first_name"] = self.person.name
        if self.person.username:
            body["username"] = self.person.username
        return body

    def standing(self, user: User) -> Standing:
        """Somebody's standing, “left” for strangers."""
        member = self.members.get(user.id)
        return member.standing if member else "left"
