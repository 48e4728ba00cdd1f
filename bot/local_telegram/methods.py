"""The Bot API's methods, as far as the bot needs them, with Telegram's refusals."""

import json
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot.local_telegram.entities import checked, parsed, units
from bot.local_telegram.records import JSON, PRESENT, Chat, Member, Message, User
from bot.local_telegram.refusals import UNKNOWN_METHOD, bad, forbidden
from bot.local_telegram.world import PAYLOAD, World

LONGEST_TEXT, LONGEST_CAPTION, LONGEST_DATA, MOST_BUTTONS = 4096, 1024, 64, 100
DELETABLE, ANSWERABLE = timedelta(hours=48), timedelta(minutes=15)
IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
LONGEST_ANSWER = 200


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
        """An integer parameter, 0 if absent."""
        return int(self.params.get(name) or 0)

    def loaded(self, name: str) -> Any:
        """A parameter given as JSON, None if absent."""
        value = self.params.get(name)
        return json.loads(value) if isinstance(value, str) else value

    def chat(self, name: str = "chat_id") -> Chat:
        """A chat the bot knows; moved groups and strangers are refused."""
        chat_id = self.number(name)
        chat = self.world.chats.get(chat_id)
        if chat is None and chat_id in self.world.users:
            raise forbidden("bot can't initiate conversation with a user")
        if chat is None:
            raise bad("chat not found")
        if chat.migrated_to:
            raise bad(
                "group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated_to.id,
            )
        return chat

    def writable(self) -> Chat:
        """A chat the bot may write to."""
        chat = self.chat()
        if chat.kind == "private":
            if chat.blocked:
                raise forbidden("bot was blocked by the user")
            if not chat.started:
                raise forbidden("bot can't initiate conversation with a user")
        elif chat.standing(self.bot) not in PRESENT:
            state = "kicked from" if chat.standing(self.bot) == "kicked" else "not a member of"
            raise forbidden(f"bot was {state} the {chat.kind} chat".replace("not a", "is not a"))
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
        parts = urlsplit(button["url"])
        if parts.scheme not in ("http", "https", "tg") or not parts.netloc:
            raise bad("BUTTON_URL_INVALID")
        payload = parse_qs(parts.query).get("start", [""])[0]
        if parts.netloc == "t.me" and not PAYLOAD.fullmatch(payload):
            raise bad("START_PARAM_INVALID")


def _content(call: Call, name: str, longest: int) -> JSON:
    """Text or caption with its entities, refused where Telegram refuses it."""
    text, entities = parsed(call.text(name).strip(), call.text("parse_mode"))
    given = call.loaded("entities" if name == "text" else "caption_entities")
    if name == "text" and not text:
        raise bad("message text is empty")
    if units(text) > longest:
        raise bad("message is too long" if name == "text" else "message caption is too long")
    kept = checked(text, given) if given else entities
    marks = "entities" if name == "text" else "caption_entities"
    return {name: text, marks: kept} if text else {}


def _replied(call: Call, chat: Chat) -> Message | None:
    parameters = call.loaded("reply_parameters") or {}
    wanted = parameters.get("message_id")
    if wanted is None:
        return None
    message = chat.messages.get(int(wanted))
    if message and not message.deleted:
        return message
    if parameters.get("allow_sending_without_reply"):
        return None
    raise bad("message to be replied not found")


def _send(call: Call, content: JSON, files: dict[str, bytes] | None = None) -> JSON:
    chat = call.writable()
    markup = call.markup()
    body = content | ({"reply_markup": markup} if markup and "inline_keyboard" in markup else {})
    message = Message(
        chat.next_id, chat, call.bot, call.world.clock(), body, _replied(call, chat),
        files=files or {},
    )  # fmt: skip
    chat.next_id += 1
    chat.messages[message.id] = message
    return message.json()


async def get_me(call: Call) -> JSON:
    """Who the bot is, and whether privacy mode is off."""
    return call.bot.json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": call.world.reads_all[call.bot.id],
        "supports_inline_queries": False,
    }


async def get_updates(call: Call) -> list[JSON]:
    """Long polling."""
    queue = call.world.updates[call.bot.id]
    allowed = call.loaded("allowed_updates")
    if allowed is not None:
        queue.allowed = frozenset(allowed)
    limit = call.number("limit") or 100
    return await queue.poll(call.number("offset"), limit, float(call.params.get("timeout") or 0))


async def send_message(call: Call) -> JSON:
    """A text."""
    return _send(call, _content(call, "text", LONGEST_TEXT))


async def send_photo(call: Call) -> JSON:
    """A picture: PNG or JPEG."""
    data = _upload(call, "photo")
    if not data.startswith(IMAGES):
        raise bad("IMAGE_PROCESS_FAILED")
    sizes = [{"file_id": "p", "file_unique_id": "p", "width": 90, "height": 90}]
    return _send(
        call, {"photo": sizes, **_content(call, "caption", LONGEST_CAPTION)}, {"photo": data}
    )


async def send_document(call: Call) -> JSON:
    """A file."""
    data = _upload(call, "document")
    document = {"file_id": "d", "file_unique_id": "d", "file_size": len(data)}
    return _send(
        call, {"document": document, **_content(call, "caption", LONGEST_CAPTION)},
        {"document": data},
    )  # fmt: skip


def _upload(call: Call, name: str) -> bytes:
    given = call.text(name)
    data = call.files.get(given.removeprefix("attach://")) or call.files.get(name)
    if not data:
        raise bad("there is no document in the request" if name == "document" else
                  "there is no photo in the request")  # fmt: skip
    return data


async def edit_message_text(call: Call) -> JSON:
    """Change a text of the bot's own; the same text and buttons are refused."""
    chat = call.writable()
    message = call.message(chat, "edit")
    if message.sender is not call.bot:
        raise bad("message can't be edited")
    content = _content(call, "text", LONGEST_TEXT)
    markup = call.markup()
    body = content | ({"reply_markup": markup} if markup else {})
    if body == message.body:
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    message.body, message.edited = body, call.world.clock()
    return message.json()


async def edit_message_reply_markup(call: Call) -> JSON:
    """Change the buttons under an own message."""
    chat = call.writable()
    message = call.message(chat, "edit")
    markup = call.markup()
    if message.body.get("reply_markup") == markup:
        raise bad("message is not modified")
    message.body = {k: v for k, v in message.body.items() if k != "reply_markup"}
    message.body |= {"reply_markup": markup} if markup else {}
    return message.json()


async def delete_message(call: Call) -> bool:
    """Delete within 48 hours; in groups others' messages only with the right."""
    chat = call.chat()
    message = call.message(chat, "delete")
    own = message.sender is call.bot
    member = chat.members.get(call.bot.id)
    may = own or chat.kind == "private" or (member and "can_delete_messages" in member.rights)
    if not may or call.world.clock() - message.date > DELETABLE:
        raise bad("message can't be deleted")
    message.deleted = True
    return True


async def answer_callback_query(call: Call) -> bool:
    """Answer a pressed button; late or unknown ones are refused."""
    asked = call.world.queries.pop(call.text("callback_query_id"), None)
    if asked is None or call.world.clock() - asked > ANSWERABLE:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if units(call.text("text")) > LONGEST_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    call.world.answers.append(call.params)
    return True


async def get_chat(call: Call) -> JSON:
    """A chat's title or a person's name."""
    chat = call.chat()
    return chat.json() | {
        "accent_color_id": 0, "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
             "gifts_from_channels"), False),
    }  # fmt: skip


async def get_chat_member(call: Call) -> JSON:
    """Somebody's standing in a group."""
    chat = call.chat()
    if chat.kind != "private" and chat.standing(call.bot) not in PRESENT:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    user = call.world.users.get(call.number("user_id"))
    if user is None:
        raise bad("PARTICIPANT_ID_INVALID")
    return chat.members.get(user.id, Member(user, "left")).json()


async def get_chat_member_count(call: Call) -> int:
    """How many are in the chat, bots too."""
    return len(_present(call))


async def get_chat_administrators(call: Call) -> list[JSON]:
    """Creator and administrators, other bots left out."""
    return [
        member.json()
        for member in _present(call)
        if member.standing in ("creator", "administrator")
        and (not member.user.is_bot or member.user is call.bot)
    ]


def _present(call: Call) -> list[Member]:
    chat = call.chat()
    if chat.standing(call.bot) not in PRESENT:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    return [member for member in chat.members.values() if member.standing in PRESENT]


async def leave_chat(call: Call) -> bool:
    """The bot leaves a group."""
    call.world.leave(call.writable(), call.bot)
    return True


async def set_my_commands(call: Call) -> bool:
    """The commands people see in one scope."""
    scope = (call.loaded("scope") or {"type": "default"})["type"]
    commands = call.loaded("commands")
    if any(not re.fullmatch(r"[a-z0-9_]{1,32}", each["command"]) for each in commands):
        raise bad("BOT_COMMAND_INVALID")
    call.world.commands[scope] = commands
    return True


async def set_webhook(call: Call) -> bool:
    """Deliver updates to a URL from now on."""
    if not call.text("url").startswith("https://"):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    return True


async def delete_webhook(_call: Call) -> bool:
    """Go back to polling."""
    return True


METHODS: dict[str, Callable[[Call], Awaitable[Any]]] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback_query,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatMemberCount": get_chat_member_count,
    "getChatAdministrators": get_chat_administrators,
    "leaveChat": leave_chat,
    "setMyCommands": set_my_commands,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
}
BY_NAME = {name.lower(): (name, method) for name, method in METHODS.items()}


async def perform(call: Call, method: str) -> Any:
    """Run a method by its name, which Telegram reads without regard to case."""
    found = BY_NAME.get(method.lower())
    if found is None:
        raise UNKNOWN_METHOD
    name, run = found
    call.world.calls.append((name, call.params))
    await call.world.trouble(name)
    return await run(call)
