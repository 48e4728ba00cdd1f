"""The people's side: everything users do in Telegram, and what they see there."""

import asyncio
import itertools
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from bot.local_telegram.entities import found_in
from bot.local_telegram.flood import Flood
from bot.local_telegram.records import (
    ADMIN_RIGHTS,
    JSON,
    PRESENT,
    Chat,
    Member,
    Message,
    Standing,
    User,
    photo_json,
)
from bot.local_telegram.refusals import RefusedError
from bot.local_telegram.updates import Updates
from bot.local_telegram.webhook import Webhook

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f"
    b"\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00"
    b"\x00\x00IEND\xaeB`\x82"
)

NOT_FORWARDED = ("reply_markup", "sender_chat", "is_automatic_forward", "quote", "external_reply")


def _origin(message: Message, hidden: bool) -> JSON:
    """Where a forwarded message came from, as far as its author lets it be seen."""
    author = message.sender
    assert author is not None
    date = int(message.date.timestamp())
    if "sender_chat" in message.body:
        return {"type": "chat", "date": date, "sender_chat": message.body["sender_chat"]}
    if hidden:
        return {"type": "hidden_user", "date": date, "sender_user_name": author.name}
    return {"type": "user", "date": date, "sender_user": author.json()}


class World:
    """Users, chats, bots and what they did.

    `clock` dates every message; with `flood`, bots may write 20 messages a minute into a group.
    """

    def __init__(self, clock: Callable[[], datetime], *, flood: bool = False) -> None:
        self.clock = clock
        self.flood = Flood(clock) if flood else None
        self.webhooks: dict[int, Webhook] = {}
        self.bots: dict[str, User] = {}
        self.updates: dict[int, Updates] = {}
        self.chats: dict[int, Chat] = {}
        self.users: dict[int, User] = {}
        self.reads_all: dict[int, bool] = {}
        self.calls: list[tuple[str, JSON]] = []
        self.refusals: list[tuple[str, str]] = []
        self.answers: list[JSON] = []
        self.commands: dict[str, list[JSON]] = {}
        self.files: dict[str, bytes] = {}
        self._failures: dict[str, list[tuple[RefusedError | None, float]]] = {}
        self._ids = itertools.count(700_000_001)
        self._chat_ids = itertools.count(2_000_000_001)
        self._query_ids = itertools.count(1)
        self.queries: dict[str, datetime] = {}

    # Who and where

    def add_bot(
        self,
        token: str,
        name: str = "减负",
        username: str = "jianfu_bot",
        *,
        reads_all: bool = True,
    ) -> User:
        """A bot made at @BotFather; `reads_all` is privacy mode off."""
        bot = self._known(
            User(int(token.split(":", maxsplit=1)[0]), name, username=username, is_bot=True)
        )
        self.bots[token] = bot
        self.reads_all[bot.id] = reads_all
        self.updates[bot.id] = Updates(self.clock)
        return bot

    def user(self, name: str, *, language: str = "zh-hans", username: str = "") -> User:
        """A new person."""
        return self._known(User(next(self._ids), name, language, username))

    def _known(self, user: User) -> User:
        self.users[user.id] = user
        return user

    def group(
        self, title: str, creator: User, members: Iterable[User] = (), *, supergroup: bool = True
    ) -> Chat:
        """A new group with its creator and members."""
        number = next(self._chat_ids)
        chat_id = int(f"-100{number}") if supergroup else -number
        chat = Chat(chat_id, "supergroup" if supergroup else "group", title)
        chat.members[creator.id] = Member(creator, "creator")
        for member in members:
            reads = self.reads_all.get(member.id, True)
            chat.members[member.id] = Member(member, "member", reads_all=reads)
        self.chats[chat_id] = chat
        return chat

    def private(self, person: User, bot: User) -> Chat:
        """The private chat of a person with a bot; the bot may write once it is started."""
        chat = self.chats.setdefault(person.id, Chat(person.id, "private", person=person, bot=bot))
        assert chat.bot is bot, "a person talks to one bot only"
        return chat

    # Membership

    def add_member(self, chat: Chat, user: User, by: User, **rights: bool) -> None:
        """Somebody adds a person or a bot; with rights, as an administrator."""
        standing: Standing = "administrator" if rights else "member"
        self._stand(chat, user, by, standing, rights)
        self._service(chat, by, new_chat_members=[user.json()])

    def remove_member(self, chat: Chat, user: User, by: User) -> None:
        """Somebody is put out of a group."""
        self._stand(chat, user, by, "kicked", {})
        self._service(chat, by, left_chat_member=user.json())

    def leave(self, chat: Chat, user: User) -> None:
        """Somebody leaves by themselves."""
        self._stand(chat, user, user, "left", {})
        self._service(chat, user, left_chat_member=user.json())

    def promote(self, chat: Chat, user: User, by: User, **rights: bool) -> None:
        """Somebody becomes an administrator with these rights."""
        self._stand(chat, user, by, "administrator", rights)

    def demote(self, chat: Chat, user: User, by: User) -> None:
        """An administrator becomes a plain member."""
        self._stand(chat, user, by, "member", {})

    def _stand(
        self, chat: Chat, user: User, by: User, standing: Standing, rights: dict[str, bool]
    ) -> None:
        known = chat.members.get(user.id)
        old = known.json() if known else Member(user, "left").json()
        joining = known is None or known.standing not in PRESENT
        # Privacy mode counts as it was when the bot joined (telegram.md, Rights).
        reads = self.reads_all.get(user.id, True) if joining or not known else known.reads_all
        granted = frozenset(right for right, given in rights.items() if given)
        assert granted <= set(ADMIN_RIGHTS), "unknown right"
        chat.members[user.id] = Member(user, standing, granted, reads)
        change = {
            "chat": chat.json(), "from": by.json(), "date": int(self.clock().timestamp()),
            "old_chat_member": old, "new_chat_member": chat.members[user.id].json(),
        }  # fmt: skip
        for member in list(chat.members.values()):
            if member.user.is_bot and member.user is user:
                self.updates[user.id].add("my_chat_member", change)
            elif member.user.is_bot and member.standing == "administrator":
                self.updates[member.user.id].add("chat_member", change)

    def block(self, person: User, bot: User) -> None:
        """A person blocks the bot."""
        self._set_blocked(person, bot, True)

    def unblock(self, person: User, bot: User) -> None:
        """A person lets the bot write again."""
        self._set_blocked(person, bot, False)

    def _set_blocked(self, person: User, bot: User, blocked: bool) -> None:
        chat = self.private(person, bot)
        chat.blocked = blocked
        standings: tuple[Standing, Standing] = ("member", "kicked")
        old, new = standings if blocked else standings[::-1]
        self.updates[bot.id].add("my_chat_member", {
            "chat": chat.json(), "from": person.json(), "date": int(self.clock().timestamp()),
            "old_chat_member": Member(bot, old).json(),
            "new_chat_member": Member(bot, new).json(),
        })  # fmt: skip

    def migrate(self, chat: Chat) -> Chat:
        """A basic group becomes a supergroup: a new id, two service messages, ids from 1 on."""
        new = Chat(int(f"-100{next(self._chat_ids)}"), "supergroup", chat.title)
        new.members = dict(chat.members)
        self.chats[new.id] = new
        creator = next(m.user for m in chat.members.values() if m.standing == "creator")
        chat.migrated_to = new
        self._service(chat, creator, migrate_to_chat_id=new.id)
        self._service(new, creator, migrate_from_chat_id=chat.id)
        return new

    # Talking

    def say(
        self, who: User, chat: Chat, text: str, *, reply_to: Message | None = None,
        as_channel: str = "", anonymous: bool = False,
    ) -> Message:  # fmt: skip
        """Somebody writes; as a channel, or as the group itself (an anonymous admin)."""
        body: JSON = {"text": text, "entities": found_in(text)}
        if as_channel:
            body["sender_chat"] = {"id": -1009999999999, "type": "channel", "title": as_channel}
        if anonymous:
            body["sender_chat"] = chat.json()
        return self._post(who, chat, body, reply_to)

    def post(self, who: User, chat: Chat, **content: Any) -> Message:
        """Somebody posts anything else: photo, sticker, poll, document, forward."""
        return self._post(who, chat, content, None)

    def send_photo(self, who: User, chat: Chat, caption: str = "") -> Message:
        """A photo, with or without a caption."""
        content: JSON = {"photo": photo_json(self.keep(PNG), PNG)}
        if caption:
            content |= {"caption": caption, "caption_entities": found_in(caption)}
        return self.post(who, chat, **content)

    def keep(self, data: bytes) -> str:
        """Keep a file for download; its file_id."""
        file_id = f"file-{len(self.files) + 1}"
        self.files[file_id] = data
        return file_id

    def send_poll(self, who: User, chat: Chat, question: str, options: list[str]) -> Message:
        """A poll."""
        choices = [
            {"text": text, "voter_count": 0, "persistent_id": str(i)}
            for i, text in enumerate(options)
        ]
        return self.post(who, chat, poll={
            "id": "1", "question": question, "options": choices, "total_voter_count": 0,
            "is_closed": False, "is_anonymous": True, "type": "regular",
            "allows_multiple_answers": False, "allows_revoting": True, "members_only": False,
        })  # fmt: skip

    def forward(self, who: User, message: Message, to: Chat, *, hidden: bool = False) -> Message:
        """Somebody forwards a message; `hidden` where its author allows no link to themselves."""
        content = {k: v for k, v in message.body.items() if k not in NOT_FORWARDED}
        origin = message.body.get("forward_origin") or _origin(message, hidden)
        return self._post(who, to, content | {"forward_origin": origin}, None)

    def edit(self, message: Message, text: str) -> None:
        """The author edits a message."""
        name, marks = ("text", "entities")
        if "text" not in message.body:
            name, marks = ("caption", "caption_entities")
        message.body |= {name: text, marks: found_in(text)}
        message.edited = self.clock()
        self._tell(message, "edited_message")

    def start(self, person: User, bot: User, payload: str = "") -> Message:
        """A person presses start, by a deep link or not."""
        assert PAYLOAD.fullmatch(payload), "Telegram opens no deep link with such a payload"
        chat = self.private(person, bot)
        chat.started, chat.blocked = True, False
        return self.say(person, chat, f"/start {payload}".strip())

    def press(self, person: User, message: Message, data: str) -> str:
        """A person presses an inline button under a message; the query's id."""
        assert any(button.get("callback_data") == data for button in message.buttons), "no button"
        return self.press_forged(person, message, data)

    def press_forged(self, person: User, message: Message, data: str) -> str:
        """A doctored client sends callback data that stands on no button."""
        query = str(next(self._query_ids))
        self.queries[query] = self.clock()
        bot = message.sender
        assert bot is not None
        self.updates[bot.id].add("callback_query", {
            "id": query, "from": person.json(), "message": message.json(), "data": data,
            "chat_instance": "1",
        })  # fmt: skip
        return query

    def _post(self, who: User, chat: Chat, body: JSON, reply_to: Message | None) -> Message:
        if chat.migrated_to:
            chat = chat.migrated_to
        chat.started = chat.started or chat.kind == "private"
        message = Message(chat.next_id, chat, who, self.clock(), body, reply_to)
        chat.next_id += 1
        chat.messages[message.id] = message
        self._tell(message, "message")
        return message

    def _service(self, chat: Chat, who: User, **body: Any) -> None:
        message = Message(chat.next_id, chat, who, self.clock(), body, service=True)
        chat.next_id += 1
        chat.messages[message.id] = message
        self._tell(message, "message")

    def _tell(self, message: Message, kind: str) -> None:
        chat, sender = message.chat, message.sender
        if sender and sender.is_bot:
            return
        if chat.bot:
            self.updates[chat.bot.id].add(kind, message.json())
            return
        for member in chat.members.values():
            if member.user.is_bot and self._may_read(member, message):
                self.updates[member.user.id].add(kind, message.json())

    def _may_read(self, bot: Member, message: Message) -> bool:
        """Privacy mode: commands, replies, mentions and service messages only."""
        if bot.standing not in PRESENT:
            return False
        sees_all = bot.standing == "administrator" or bot.reads_all or message.service
        return sees_all or self._meant_for(bot.user, message)

    def _meant_for(self, bot: User, message: Message) -> bool:
        if message.reply_to is not None and message.reply_to.sender is bot:
            return True
        if re.search(rf"@{bot.username}\b", message.text):
            return True
        spoke = self.from_bot(message.chat)
        general = re.match(r"/\w+(?!\w|@)", message.text)
        return bool(general) and (not spoke or spoke[-1].sender is bot)

    # Looking

    def messages(self, chat: Chat) -> list[Message]:
        """What stands in a chat now, oldest first."""
        return [message for message in chat.messages.values() if not message.deleted]

    def deleted(self, chat: Chat) -> list[Message]:
        """What admins still see for 48 hours: deleted messages with their authors."""
        return [message for message in chat.messages.values() if message.deleted]

    def from_bot(self, chat: Chat) -> list[Message]:
        """What a bot wrote in a chat and still stands there."""
        return [m for m in self.messages(chat) if m.sender and m.sender.is_bot]

    def fail(
        self, method: str, error: RefusedError | None = None, *, times: int = 1, hang: float = 0.0
    ) -> None:
        """Make the next calls of a method fail, or answer late."""
        self._failures.setdefault(method, []).extend([(error, hang)] * times)

    async def trouble(self, method: str) -> None:
        """Raise or wait as `fail` asked for."""
        if self._failures.get(method):
            error, hang = self._failures[method].pop(0)
            await asyncio.sleep(hang)
            if error:
                raise error

    async def until(self, condition: Callable[[], Any], seconds: float = 10.0) -> None:
        """Wait for something to become true; TimeoutError after `seconds`."""
        async with asyncio.timeout(seconds):
            while not condition():
                await asyncio.sleep(0.005)

    async def drained(self, seconds: float = 30.0) -> None:
        """Wait until every bot has fetched and confirmed all its updates."""
        await self.until(lambda: not any(queue.ready() for queue in self.updates.values()), seconds)
