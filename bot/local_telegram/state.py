"""What is in the world, and how a message reaches the bots that may read it."""

import itertools
import re
from collections.abc import Callable, Iterable
from datetime import datetime

from bot.local_telegram.media import Files
from bot.local_telegram.records import JSON, PRESENT, Chat, Member, Message, User
from bot.local_telegram.refusals import ImpossibleError, RefusedError
from bot.local_telegram.updates import Updates


class State:
    """Users, chats and bots; `clock` dates every message.

    With `flood` on, a bot that sends more than 20 messages a minute to a group gets 429.
    """

    def __init__(self, clock: Callable[[], datetime], *, flood: bool = False) -> None:
        self.clock = clock
        self.flood = flood
        self.bots: dict[str, User] = {}
        self.reads_all: dict[int, bool] = {}
        self.updates: dict[int, Updates] = {}
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.files = Files()
        self.queries: dict[str, tuple[User, datetime]] = {}
        self.sent: dict[tuple[int, int], list[datetime]] = {}
        self.commands: dict[tuple[int, str, str], list[JSON]] = {}
        self.descriptions: dict[tuple[int, str, str], str] = {}
        self.calls: list[tuple[str, JSON]] = []
        self.refusals: list[tuple[str, str]] = []
        self.answers: list[JSON] = []
        self.failures: dict[str, list[tuple[RefusedError | None, float]]] = {}
        self._private: dict[tuple[int, int], Chat] = {}
        self._channels: dict[str, Chat] = {}
        self._ids = itertools.count(700_000_001)
        self._chat_ids = itertools.count(2_000_000_001)
        self.query_ids = itertools.count(1)

    def add_bot(
        self,
        token: str,
        name: str = "减负",
        username: str = "jianfu_bot",
        *,
        reads_all: bool = True,
    ) -> User:
        """A bot made at @BotFather; `reads_all` is privacy mode off."""
        number = int(token.split(":", maxsplit=1)[0])
        bot = self._known(User(number, name, username=username, is_bot=True))
        self.bots[token] = bot
        self.reads_all[bot.id] = reads_all
        self.updates[bot.id] = Updates(self.clock)
        return bot

    def set_privacy(self, bot: User, *, reads_all: bool) -> None:
        """Change privacy mode at @BotFather: counts for the groups the bot joins from now on."""
        self.reads_all[bot.id] = reads_all

    def user(self, name: str, *, language: str = "zh-hans", username: str = "") -> User:
        """A new person."""
        return self._known(User(next(self._ids), name, language, username))

    def deactivate(self, person: User) -> None:
        """A person deletes their account."""
        person.deactivated = True

    def group(
        self, title: str, creator: User, members: Iterable[User] = (), *, supergroup: bool = True
    ) -> Chat:
        """A new group with its creator and members."""
        number = next(self._chat_ids)
        chat_id = int(f"-100{number}") if supergroup else -number
        chat = Chat(chat_id, "supergroup" if supergroup else "group", title)
        chat.members[creator.id] = Member(creator, "creator")
        chat.members |= {member.id: Member(member, "member") for member in members}
        self.chats[chat_id] = chat
        return chat

    def private(self, person: User, bot: User) -> Chat:
        """The private chat of a person with a bot; the bot may write once it is started."""
        empty = Chat(person.id, "private", person=person, bot=bot)
        return self._private.setdefault((bot.id, person.id), empty)

    def channel(self, title: str) -> Chat:
        """The channel of a title; channels only speak in groups here."""
        if title not in self._channels:
            self._channels[title] = Chat(int(f"-100{next(self._chat_ids)}"), "channel", title)
        return self._channels[title]

    def meets(self, bot: User, person: User) -> bool:
        """Whether a bot has ever come across a person: in a private chat or a common group."""
        if (bot.id, person.id) in self._private:
            return True
        ids = {bot.id, person.id}
        return any(ids <= chat.members.keys() for chat in self.chats.values())

    def post(
        self,
        sender: User | None,
        chat: Chat,
        body: JSON,
        *,
        reply_to: Message | None = None,
        shown_as: User | None = None,
        date: datetime | None = None,
    ) -> Message:
        """Put a message into a chat and tell the bots that may read it."""
        chat = chat.migrated_to or chat
        if sender and not chat.bot and chat.standing(sender) not in PRESENT:
            raise ImpossibleError(f"{sender.name} is not in {chat.title}")
        chat.started = chat.started or chat.kind == "private"
        return self.append(
            Message(chat.next_id, chat, sender, date or self.clock(), body, reply_to, shown_as)
        )

    def append(self, message: Message) -> Message:
        """Put a finished message into its chat and tell the bots that may read it."""
        message.chat.next_id += 1
        message.chat.messages[message.id] = message
        self.tell(message, "message")
        return message

    def tell(self, message: Message, kind: str) -> None:
        """Queue an update about a message; no bot hears of bots' messages."""
        if message.sender and message.sender.is_bot and not message.is_service:
            return
        for bot in self._hearers(message):
            self.updates[bot.id].add(kind, message.json())

    def _hearers(self, message: Message) -> list[User]:
        if message.chat.bot:
            return [message.chat.bot]
        members = message.chat.members.values()
        return [each.user for each in members if each.user.is_bot and self._may_read(each, message)]

    def _may_read(self, bot: Member, message: Message) -> bool:
        """Privacy mode lets through what is meant for the bot, and service messages."""
        if bot.standing not in PRESENT:
            return False
        if bot.standing == "administrator" or bot.reads_all or message.is_service:
            return True
        if message.reply_to is not None and message.reply_to.sender is bot.user:
            return True
        if re.search(rf"@{bot.user.username}\b", message.text, re.IGNORECASE):
            return True
        general = re.match(r"/\w+(?![\w@])", message.text)
        return general is not None and self._spoke_last(message.chat) in (None, bot.user)

    def _spoke_last(self, chat: Chat) -> User | None:
        """The bot that wrote last: general commands go to it."""
        written = reversed(chat.messages.values())
        return next((m.sender for m in written if m.sender and m.sender.is_bot), None)

    def _known(self, user: User) -> User:
        self.users[user.id] = user
        return user
