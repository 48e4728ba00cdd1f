"""What people say, send, forward, edit, delete and press."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot.local_telegram.entities import found_in, units
from bot.local_telegram.media import PNG
from bot.local_telegram.membership import Membership
from bot.local_telegram.records import (
    CHANNEL_BOT,
    GROUP_ANONYMOUS_BOT,
    JSON,
    PRESENT,
    TELEGRAM,
    Chat,
    Message,
    User,
)
from bot.local_telegram.refusals import START_PARAM_INVALID, ImpossibleError

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class Talking(Membership):
    """People's messages and what they do with the bot's."""

    def say(
        self,
        who: User,
        chat: Chat,
        text: str,
        *,
        reply_to: Message | None = None,
        quote: str = "",
        entities: list[JSON] | None = None,
        as_channel: str = "",
        anonymous: bool = False,
        topic: int | None = None,
        date: datetime | None = None,
    ) -> Message:
        """Somebody writes; as a channel, or as the group itself (an anonymous admin).

        `quote` is the part of `reply_to` they answer; a reply to another chat's message
        becomes an external reply.
        """
        body: JSON = {"text": text, "entities": entities or found_in(text)}
        shown_as = None
        if as_channel:
            body["sender_chat"], shown_as = self.channel(as_channel).json(), CHANNEL_BOT
        if anonymous:
            body["sender_chat"], shown_as = chat.json(), GROUP_ANONYMOUS_BOT
        if topic is not None:
            body |= {"message_thread_id": topic, "is_topic_message": True}
        if reply_to and quote:
            body["quote"] = _quote(reply_to, quote)
        if reply_to and reply_to.chat is not (chat.migrated_to or chat):
            body["external_reply"] = self._external(reply_to)
            reply_to = None
        return self.post(who, chat, body, reply_to=reply_to, shown_as=shown_as, date=date)

    def send_photo(
        self, who: User, chat: Chat, caption: str = "", *, album: str = "", data: bytes = PNG
    ) -> Message:
        """A photo; photos with the same `album` belong together."""
        photo = self.files.keep("photo.png", data).photo()
        return self._send(who, chat, caption, album, photo=photo)

    def send_document(
        self, who: User, chat: Chat, name: str, data: bytes, caption: str = "", *, album: str = ""
    ) -> Message:
        """A file."""
        document = self.files.keep(name, data).document()
        return self._send(who, chat, caption, album, document=document)

    def send_sticker(self, who: User, chat: Chat, emoji: str = "👍") -> Message:
        """A sticker."""
        return self._send(who, chat, "", "", sticker=self.files.keep("s.webp", b"").sticker(emoji))

    def send_poll(self, who: User, chat: Chat, question: str, options: list[str]) -> Message:
        """A poll."""
        choices = [
            {"text": text, "voter_count": 0, "persistent_id": str(number)}
            for number, text in enumerate(options)
        ]
        return self._send(who, chat, "", "", poll={
            "id": str(chat.next_id), "question": question, "options": choices,
            "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular",
            "allows_multiple_answers": False, "allows_revoting": True, "members_only": False,
        })  # fmt: skip

    def linked_post(self, chat: Chat, channel: str, text: str) -> Message:
        """A post of the linked channel, forwarded into the group by Telegram itself."""
        origin = self.channel(channel)
        body = {
            "text": text, "entities": found_in(text), "sender_chat": origin.json(),
            "is_automatic_forward": True,
            "forward_origin": {
                "type": "channel", "date": int(self.clock().timestamp()), "chat": origin.json(),
                "message_id": chat.next_id,
            },
        }  # fmt: skip
        return self.post(None, chat, body, shown_as=TELEGRAM)

    def forward(self, who: User, message: Message, to: Chat, *, hidden: bool = False) -> Message:
        """Somebody forwards a message; `hidden` where its author allows no link to themselves."""
        origin = origin_of(message, hidden=hidden)
        return self.post(who, to, message.content | {"forward_origin": origin})

    def edit(self, message: Message, text: str) -> None:
        """The author edits a text or caption."""
        name = "text" if "text" in message.body else "caption"
        marks = "entities" if name == "text" else "caption_entities"
        message.body = message.body | {name: text, marks: found_in(text)}
        message.edited = self.clock()
        self.tell(message, "edited_message")

    def delete(self, message: Message, by: User | None = None) -> None:
        """The author, or an admin, deletes a message; no bot is told."""
        message.deleted_at, message.deleted_by = self.clock(), by or message.sender

    def start(self, person: User, bot: User, payload: str = "") -> Message:
        """A person presses start, by a deep link or not; a blocked bot is unblocked by that.

        Raises RefusedError where Telegram opens no deep link with such a payload.
        """
        if not PAYLOAD.fullmatch(payload):
            self.refusals.append(("start", START_PARAM_INVALID.description))
            raise START_PARAM_INVALID
        chat = self.private(person, bot)
        if chat.blocked:
            self.unblock(person, bot)
        return self.say(person, chat, f"/start {payload}".strip())

    def open_link(self, person: User, link: str) -> Message:
        """A person follows https://t.me/<bot>?start=<payload> and presses start."""
        parts = urlsplit(link)
        names = {bot.username.lower(): bot for bot in self.bots.values()}
        bot = names.get(parts.path.strip("/").lower())
        if parts.netloc != "t.me" or bot is None:
            raise ImpossibleError(f"no bot behind {link}")
        payload = parse_qs(parts.query, keep_blank_values=True).get("start", [""])[0]
        return self.start(person, bot, payload)

    def press(self, person: User, message: Message, data: str) -> str:
        """A person presses an inline button under a message; the query's id."""
        if message.deleted or data not in [b.get("callback_data") for b in message.buttons]:
            raise ImpossibleError(f"no button with {data!r} under the message")
        return self.press_forged(person, message, data)

    def press_forged(self, person: User, message: Message, data: str) -> str:
        """A doctored client sends callback data that stands on no button."""
        bot, chat = message.sender, message.chat
        present = chat.person is person or chat.standing(person) in PRESENT
        if bot is None or not bot.is_bot or not present:
            raise ImpossibleError(f"{person.name} can't press anything there")
        query = str(next(self.query_ids))
        self.queries[query] = (bot, self.clock())
        self.updates[bot.id].add("callback_query", {
            "id": query, "from": person.json(), "message": message.json(), "data": data,
            "chat_instance": str(chat.id),
        })  # fmt: skip
        return query

    def _send(self, who: User, chat: Chat, caption: str, album: str, **content: Any) -> Message:
        if caption:
            content |= {"caption": caption, "caption_entities": found_in(caption)}
        if album:
            content["media_group_id"] = album
        return self.post(who, chat, content)

    def _external(self, message: Message) -> JSON:
        media = {name: message.body[name] for name in ("photo", "document", "sticker", "poll")
                 if name in message.body}  # fmt: skip
        origin = {"origin": origin_of(message), "message_id": message.id}
        shared = {} if message.chat.bot else {"chat": message.chat.json()}
        return origin | shared | media


def origin_of(message: Message, *, hidden: bool = False) -> JSON:
    """The Bot API's MessageOrigin: where a forwarded message comes from."""
    date, author = int(message.date.timestamp()), message.shown_as or message.sender
    if "forward_origin" in message.body:
        return dict(message.body["forward_origin"])
    if "sender_chat" in message.body:
        return {"type": "chat", "date": date, "sender_chat": message.body["sender_chat"]}
    assert author is not None
    if hidden:
        return {"type": "hidden_user", "date": date, "sender_user_name": author.name}
    return {"type": "user", "date": date, "sender_user": author.json()}


def _quote(message: Message, quote: str) -> JSON:
    if quote not in message.text:
        raise ImpossibleError(f"{quote!r} is not in the message")
    position = units(message.text[: message.text.index(quote)])
    return {"text": quote, "position": position, "is_manual": True}
