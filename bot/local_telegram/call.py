"""One call of one bot: its parameters, and the chats and messages it may touch."""

import json
from typing import Any, Literal

from tornado.httputil import HTTPFile

from bot.local_telegram.buttons import check_keyboard
from bot.local_telegram.records import JSON, PRESENT, Chat, Message, User
from bot.local_telegram.refusals import (
    BLOCKED,
    CHAT_NOT_FOUND,
    DEACTIVATED,
    NEVER_STARTED,
    NO_RIGHT_TO_WRITE,
    TO_A_BOT,
    bad,
    forbidden,
)
from bot.local_telegram.world import World

Access = Literal["read", "members", "write"]


class Call:
    """What a bot asks for, and the world it asks in."""

    def __init__(self, world: World, bot: User, params: JSON, files: dict[str, HTTPFile]) -> None:
        self.world = world
        self.bot = bot
        self.params = params
        self.files = files

    def text(self, name: str) -> str:
        """A string parameter, empty if absent."""
        value = self.params.get(name)
        return "" if value is None else str(value)

    def number(self, name: str) -> int:
        """An integer parameter, 0 if absent."""
        try:
            return int(self.text(name) or 0)
        except ValueError:
            raise bad(f"invalid {name} specified") from None

    def flag(self, name: str) -> bool:
        """A boolean parameter."""
        return self.text(name).lower() in ("true", "1", "yes")

    def loaded(self, name: str) -> Any:
        """A parameter given as JSON, None if absent."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None

    def chat(self, access: Access = "read", name: str = "chat_id") -> Chat:
        """The chat of a parameter, refused where the bot has no such access to it."""
        if not self.text(name):
            raise bad(f"{name} is empty")
        if not self.text(name).lstrip("-").isdigit():
            raise CHAT_NOT_FOUND
        number = self.number(name)
        group = self.world.chats.get(number)
        if group:
            return self._group(group, access)
        person = self.world.users.get(number)
        if person is None or not self.world.meets(self.bot, person):
            raise CHAT_NOT_FOUND
        return self._private(person, access)

    def _group(self, chat: Chat, access: Access) -> Chat:
        if chat.migrated_to and access != "read":
            raise bad(
                "group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated_to.id,
            )
        if self.bot.id not in chat.members:
            raise CHAT_NOT_FOUND
        standing = chat.standing(self.bot)
        if standing == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        if standing not in PRESENT:
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        if access == "write" and standing == "restricted":
            raise NO_RIGHT_TO_WRITE
        return chat

    def _private(self, person: User, access: Access) -> Chat:
        chat = self.world.private(person, self.bot)
        if access != "write":
            return chat
        if person.is_bot:
            raise TO_A_BOT
        if person.deactivated:
            raise DEACTIVATED
        if chat.blocked:
            raise BLOCKED
        if not chat.started:
            raise NEVER_STARTED
        return chat

    def message(self, chat: Chat, what: str, name: str = "message_id") -> Message:
        """A message that still stands in the chat; `what` is done to it, as Telegram words it."""
        message = chat.messages.get(self.number(name))
        if message is None or message.deleted:
            raise bad(f"message to {what} not found")
        return message

    def own_message(self, what: str) -> Message:
        """A message of the bot itself, to be changed."""
        message = self.message(self.chat("write"), what)
        if message.sender is not self.bot or message.is_service:
            raise bad("message can't be edited")
        return message

    def keyboard(self) -> JSON:
        """The inline keyboard as a message's field, checked; empty if there is none."""
        markup: JSON = self.loaded("reply_markup") or {}
        check_keyboard(markup)
        return {"reply_markup": markup} if markup.get("inline_keyboard") else {}
