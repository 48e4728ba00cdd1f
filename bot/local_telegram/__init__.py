"""An embedded Bot API server: real HTTP, people acted by code, Telegram's own refusals."""

from bot.local_telegram.records import Chat, Member, Message, User
from bot.local_telegram.refusals import ImpossibleError, RefusedError, bad, forbidden, too_many
from bot.local_telegram.server import LocalTelegram
from bot.local_telegram.world import World

__all__ = [
    "Chat",
    "ImpossibleError",
    "LocalTelegram",
    "Member",
    "Message",
    "RefusedError",
    "User",
    "World",
    "bad",
    "forbidden",
    "too_many",
]
