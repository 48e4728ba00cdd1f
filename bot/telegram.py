"""The few ways the bot speaks to Telegram: saying, wiping, asking who may do what."""

import html
import re
from typing import Any

from telegram import (
    Chat,
    ChatMember,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    MessageEntity,
)
from telegram.error import TelegramError

from bot import log
from bot.context import Bot, Context, Services
from bot.records import Incoming, MediaKind

ADMINS = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)
PRESENT = (*ADMINS, ChatMember.MEMBER, ChatMember.RESTRICTED)
Markup = InlineKeyboardMarkup | ForceReply


def buttons(*rows: list[tuple[str, str]]) -> InlineKeyboardMarkup:
    """A keyboard of (text, callback data or URL) buttons, row by row."""
    return InlineKeyboardMarkup([[_button(*button) for button in row] for row in rows if row])


def _button(text: str, target: str) -> InlineKeyboardButton:
    if target.startswith("https://"):
        return InlineKeyboardButton(text, url=target)
    return InlineKeyboardButton(text, callback_data=target)


async def say(
    context: Context, chat_id: int, text: str, markup: Markup | None = None, **how: Any
) -> Message:
    """Say something in a private chat; it is deleted again within a day."""
    message = await context.bot.send_message(chat_id, text, reply_markup=markup, **how)
    context.services.wiping.add(chat_id, message.message_id, context.services.clock())
    return message


def answered(message: Message, context: Context, reference: re.Pattern[str]) -> list[str] | None:
    """What `reference` finds in the bot's own question that a message answers; else None."""
    asked = message.reply_to_message
    if not asked or not asked.from_user or asked.from_user.id != context.bot.id:
        return None
    found = reference.search(asked.text or "")
    return list(found.groups()) if found else None


async def delete(bot: Bot, chat_id: int, message_id: int) -> bool:
    """Delete a message where Telegram lets us; False where not.

    Not logged: most of what is deleted is private, and lines would count it.
    """
    try:
        return await bot.delete_message(chat_id, message_id)
    except TelegramError:
        return False


async def status_of(bot: Bot, chat_id: int, user_id: int) -> str:
    """A person's standing in a chat, asked at the moment of use; “left” where unknown."""
    try:
        return str((await bot.get_chat_member(chat_id, user_id)).status)
    except TelegramError:
        return ChatMember.LEFT


async def is_admin(bot: Bot, chat_id: int, user_id: int) -> bool:
    """Whether a person administers a chat right now."""
    return await status_of(bot, chat_id, user_id) in ADMINS


async def is_member(bot: Bot, chat_id: int, user_id: int) -> bool:
    """Whether a person is in a chat right now."""
    return await status_of(bot, chat_id, user_id) in PRESENT


async def can_read(bot: Bot, chat_id: int) -> bool:
    """Whether the bot sees ordinary messages: privacy mode is off, or it is an administrator."""
    return (await bot.get_me()).can_read_all_group_messages or await is_admin(bot, chat_id, bot.id)


async def title_of(bot: Bot, chat_id: int) -> str:
    """A group's title, asked for and not stored."""
    try:
        return (await bot.get_chat(chat_id)).title or "?"
    except TelegramError:
        return "?"


async def name_of(bot: Bot, chat_id: int) -> str:
    """A person's name, asked for and not stored."""
    try:
        return (await bot.get_chat(chat_id)).full_name or "?"
    except TelegramError:
        return "?"


async def admins_of(bot: Bot, chat_id: int) -> list[ChatMember] | None:
    """A group's human admins; None where Telegram won't tell."""
    try:
        members = await bot.get_chat_administrators(chat_id)
    except TelegramError as error:
        log.failure("admins", error)
        return None
    return [member for member in members if not member.user.is_bot]


async def members_of(bot: Bot, services: Services, group: str, chat_id: int) -> int:
    """Members of a group less admins and this bot, asked once a day; 0 where unknown."""
    at = group, services.clock().date()
    if at not in services.members:
        services.members = {key: n for key, n in services.members.items() if key[1] == at[1]}
        services.members[at] = await _count_members(bot, chat_id)
    return services.members[at]


async def _count_members(bot: Bot, chat_id: int) -> int:
    try:
        count = await bot.get_chat_member_count(chat_id)
    except TelegramError as error:
        log.failure("members", error)
        return 0
    return max(0, count - 1 - len(await admins_of(bot, chat_id) or []))


def incoming_from(message: Message, *, edited: bool) -> Incoming:
    """What the examiner needs of a group message; quoted text isn't the author's own."""
    author = message.sender_chat or message.from_user
    assert author is not None
    human = message.sender_chat is None and message.from_user is not None
    return Incoming(
        chat_id=message.chat_id,
        message_id=message.message_id,
        author=author.id,
        text=text_of(message),
        sent_at=message.date,
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
        media=media_of(message),
        human=human and not (message.from_user and message.from_user.is_bot),
        mentioned=_mentioned(message),
        edited=edited,
        emoji=(message.sticker and message.sticker.emoji) or "",
    )


def text_of(message: Message) -> str:
    """All a message says: text, caption, or a poll's question with its options."""
    if message.poll:
        return "\n".join([message.poll.question, *(each.text for each in message.poll.options)])
    return message.text or message.caption or ""


def media_of(message: Message) -> MediaKind:
    """What kind of message it is, for receipts without words."""
    if message.photo:
        return "photo"
    if message.sticker:
        return "sticker"
    return "text" if message.text else "other"


def _mentioned(message: Message) -> int:
    """People addressed by name; 0 means the whole group."""
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    mentions = {
        *message.parse_entities(kinds).values(),
        *message.parse_caption_entities(kinds).values(),
    }
    return len(mentions)


def escaped(text: str) -> str:
    """Text for a message in HTML mode."""
    return html.escape(text, quote=False)


def is_group(chat: Chat) -> bool:
    """Whether a chat is a group of either kind."""
    return chat.type in (Chat.GROUP, Chat.SUPERGROUP)
