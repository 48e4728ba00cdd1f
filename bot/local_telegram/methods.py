"""The Bot API's methods by name: deleting, answering, asking about chats, commands and files."""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from bot.local_telegram.call import Call
from bot.local_telegram.entities import units
from bot.local_telegram.receiving import delete_webhook, get_updates, get_webhook_info, set_webhook
from bot.local_telegram.records import JSON, PRESENT, Chat, Member, Message, file_json
from bot.local_telegram.refusals import UNKNOWN_METHOD, bad
from bot.local_telegram.sending import (
    edit_message_reply_markup,
    edit_message_text,
    send_document,
    send_message,
    send_photo,
)

DELETABLE, ANSWERABLE = timedelta(hours=48), timedelta(minutes=15)
LONGEST_ANSWER, MOST_DELETED = 200, 100


async def get_me(call: Call) -> JSON:
    """Who the bot is, and whether privacy mode is off."""
    return call.bot.json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": call.world.reads_all[call.bot.id],
        "supports_inline_queries": False,
    }


async def delete_message(call: Call) -> bool:
    """Delete within 48 hours; in groups others' messages only with the right."""
    chat = call.group()
    _delete(call, chat, call.message(chat, "delete"))
    return True


async def delete_messages(call: Call) -> bool:
    """Delete up to 100 messages at once; those not found are passed over."""
    chat = call.group()
    wanted = call.loaded("message_ids") or []
    if not 1 <= len(wanted) <= MOST_DELETED:
        raise bad("message identifiers are not specified" if not wanted else
                  "too many message identifiers specified")  # fmt: skip
    for number in wanted:
        message = chat.messages.get(int(number))
        if message and not message.deleted:
            _delete(call, chat, message)
    return True


def _delete(call: Call, chat: Chat, message: Message) -> None:
    member = chat.members.get(call.bot.id)
    own, private = message.sender is call.bot, chat.kind == "private"
    if not (own or private or (member and "can_delete_messages" in member.rights)):
        raise bad("message can't be deleted")
    if call.world.clock() - message.date > DELETABLE:
        raise bad("message can't be deleted for everyone" if private else
                  "message can't be deleted")  # fmt: skip
    message.deleted = True


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
    chat = call.group()
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
    return [member for member in call.group().members.values() if member.standing in PRESENT]


async def leave_chat(call: Call) -> bool:
    """The bot leaves a group."""
    call.world.leave(call.writable(), call.bot)
    return True


async def set_my_commands(call: Call) -> bool:
    """The commands people see in one scope."""
    commands = call.loaded("commands")
    if any(not re.fullmatch(r"[a-z0-9_]{1,32}", each["command"]) for each in commands):
        raise bad("BOT_COMMAND_INVALID")
    call.world.commands[_scope(call)] = commands
    return True


async def get_my_commands(call: Call) -> list[JSON]:
    """The commands set for one scope."""
    return call.world.commands.get(_scope(call), [])


def _scope(call: Call) -> str:
    return str((call.loaded("scope") or {"type": "default"})["type"])


async def get_file(call: Call) -> JSON:
    """Where a file can be downloaded."""
    file_id = call.text("file_id")
    data = call.world.files.get(file_id)
    if data is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    return file_json(file_id, data) | {"file_path": f"files/{file_id}"}


METHODS: dict[str, Callable[[Call], Awaitable[Any]]] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "answerCallbackQuery": answer_callback_query,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatMemberCount": get_chat_member_count,
    "getChatAdministrators": get_chat_administrators,
    "leaveChat": leave_chat,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "getFile": get_file,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
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
