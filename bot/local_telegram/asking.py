"""The Bot API's methods that ask about chats and set up the bot itself."""

import json
import re

from bot.local_telegram.call import Call
from bot.local_telegram.media import LARGEST_DOWNLOAD
from bot.local_telegram.records import ADMINS, JSON, PRESENT, Member
from bot.local_telegram.refusals import bad

LONGEST_COMMAND_HELP, MOST_COMMANDS = 256, 100


async def get_me(call: Call) -> JSON:
    """Who the bot is, and whether privacy mode is off."""
    return call.bot.json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": call.world.reads_all[call.bot.id],
        "supports_inline_queries": False,
    }


async def get_chat(call: Call) -> JSON:
    """A chat's title or a person's name."""
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
             "gifts_from_channels")  # fmt: skip
    return call.chat().json() | {
        "accent_color_id": 0, "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }  # fmt: skip


async def get_chat_member(call: Call) -> JSON:
    """Somebody's standing in a group."""
    chat = call.chat("members")
    user = call.world.users.get(call.number("user_id"))
    if user is None:
        raise bad("PARTICIPANT_ID_INVALID")
    return chat.members.get(user.id, Member(user, "left")).json()


async def get_chat_member_count(call: Call) -> int:
    """How many are in the chat, bots too."""
    # A private chat keeps no list of members: it is the person and the bot.
    return len(_present(call)) or 2


async def get_chat_administrators(call: Call) -> list[JSON]:
    """Creator and administrators, other bots left out."""
    if call.chat().kind == "private":
        raise bad("there are no administrators in the private chat")
    return [
        member.json()
        for member in _present(call)
        if member.standing in ADMINS and (not member.user.is_bot or member.user is call.bot)
    ]


def _present(call: Call) -> list[Member]:
    members = call.chat("members").members.values()
    return [member for member in members if member.standing in PRESENT]


async def leave_chat(call: Call) -> bool:
    """The bot leaves a group."""
    chat = call.chat("members")
    if chat.kind == "private":
        raise bad("chat member status can't be changed in private chats")
    call.world.leave(chat, call.bot)
    return True


async def get_file(call: Call) -> JSON:
    """Where a file can be downloaded, up to 20 MB."""
    file = call.world.files.get(call.text("file_id"))
    if file is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    if len(file.data) > LARGEST_DOWNLOAD:
        raise bad("file is too big")
    return file.json() | {"file_path": file.path}


async def set_my_commands(call: Call) -> bool:
    """The commands people see in one scope and language."""
    commands = call.loaded("commands") or []
    if len(commands) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for each in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", each["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(each["description"]) <= LONGEST_COMMAND_HELP:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    call.world.commands[_scope(call)] = commands
    return True


async def get_my_commands(call: Call) -> list[JSON]:
    """The commands set for exactly this scope and language."""
    return call.world.commands.get(_scope(call), [])


async def delete_my_commands(call: Call) -> bool:
    """Take the commands of a scope and language away."""
    call.world.commands.pop(_scope(call), None)
    return True


async def set_my_description(call: Call) -> bool:
    """What stands in an empty chat with the bot."""
    return _describe(call, "description")


async def set_my_short_description(call: Call) -> bool:
    """What stands on the bot's profile page."""
    return _describe(call, "short_description")


def _describe(call: Call, kind: str) -> bool:
    place = (call.bot.id, kind, call.text("language_code"))
    call.world.descriptions[place] = call.text(kind)
    return True


def _scope(call: Call) -> tuple[int, str, str]:
    scope = call.loaded("scope") or {"type": "default"}
    return call.bot.id, json.dumps(scope, sort_keys=True), call.text("language_code")
