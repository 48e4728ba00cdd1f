"""One call of the Bot API: its parameters, the chats and messages it may touch, its buttons."""

import json
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot.local_telegram.records import JSON, PRESENT, Chat, Message, User
from bot.local_telegram.refusals import bad, forbidden
from bot.local_telegram.world import PAYLOAD, World

LONGEST_DATA, MOST_BUTTONS = 64, 100


class Call:
    """One call of one bot: its parameters, and the world it acts on."""

    def __init__(self, world: World, bot: User, params: JSON, files: dict[str, bytes]) -> None:
        self.world = world
        self.bot = bot
        self.params = params
        self.files = files

    def text(self, name: str) -> str:
        """A string parameter, empty if absent."""
        return str(self.params.get(name) or "")

    def number(self, name: str) -> int:
        """An integer parameter, 0 if absent or no number."""
        value = self.text(name)
        return int(value) if re.fullmatch(r"-?\d+", value) else 0

    def flag(self, name: str) -> bool:
        """A boolean parameter, false if absent."""
        return self.text(name).lower() == "true"

    def loaded(self, name: str) -> Any:
        """A parameter given as JSON, None if absent."""
        value = self.params.get(name)
        return json.loads(value) if isinstance(value, str) else value

    def chat(self, name: str = "chat_id") -> Chat:
        """A chat the bot knows; moved groups and strangers are refused."""
        chat_id = self.number(name)
        chat = self.world.chats.get(chat_id)
        strange = chat.bot not in (None, self.bot) if chat else chat_id in self.world.users
        if strange:
            raise forbidden("bot can't initiate conversation with a user")
        if chat is None:
            raise bad("chat not found")
        if chat.migrated_to:
            raise bad(
                "group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated_to.id,
            )
        return chat

    def group(self) -> Chat:
        """A chat the bot stands in; groups it left or was put out of are refused."""
        chat = self.chat()
        standing = chat.standing(self.bot)
        if chat.kind != "private" and standing not in PRESENT:
            state = "was kicked from" if standing == "kicked" else "is not a member of"
            raise forbidden(f"bot {state} the {chat.kind} chat")
        return chat

    def writable(self) -> Chat:
        """A chat the bot may write to."""
        chat = self.group()
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if chat.kind == "private" and not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def message(self, chat: Chat, what: str) -> Message:
        """A message that still stands in the chat."""
        message = chat.messages.get(self.number("message_id"))
        if message is None or message.deleted:
            raise bad(f"message to {what} not found")
        return message

    def markup(self) -> JSON | None:
        """The reply markup, its buttons checked."""
        markup: JSON | None = self.loaded("reply_markup")
        buttons = [b for row in (markup or {}).get("inline_keyboard", []) for b in row]
        if len(buttons) > MOST_BUTTONS:
            raise bad("reply markup is too long")
        for button in buttons:
            _check_button(button)
        return markup


def _check_button(button: JSON) -> None:
    if not button.get("text"):
        raise bad("text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= LONGEST_DATA:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in button:
        _check_url(button["url"])


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https", "tg") or not parts.netloc:
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    payload = parse_qs(parts.query).get("start", [""])[0]
    # Telegram sends such a button and fails only when it is pressed; here it shows at once.
    if parts.netloc == "t.me" and not PAYLOAD.fullmatch(payload):
        raise bad("START_PARAM_INVALID")
