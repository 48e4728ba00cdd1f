"""The Bot API's methods that put new messages into a chat."""

from datetime import timedelta
from typing import Any

from bot.local_telegram.call import Call
from bot.local_telegram.media import LARGEST_UPLOAD, File
from bot.local_telegram.records import JSON, Chat, Message
from bot.local_telegram.refusals import TOO_LARGE, bad, too_many
from bot.local_telegram.talking import origin_of
from bot.local_telegram.wording import caption_from, caption_of, text_of

PER_MINUTE = 20
ACTIONS = frozenset(
    {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
     "upload_document", "choose_sticker", "find_location", "record_video_note",
     "upload_video_note", "cancel"}
)  # fmt: skip


async def send_message(call: Call) -> JSON:
    """A text."""
    return _send(call, text_of(call)).json()


async def send_photo(call: Call) -> JSON:
    """A picture: PNG or JPEG."""
    file = _file(call, "photo", call.text("photo"))
    return _send(call, {"photo": file.photo(), **caption_of(call)}, {"photo": file}).json()


async def send_document(call: Call) -> JSON:
    """A file."""
    file = _file(call, "document", call.text("document"))
    content = {"document": file.document(), **caption_of(call)}
    return _send(call, content, {"document": file}).json()


async def send_media_group(call: Call) -> list[JSON]:
    """An album of 2 to 10 photos or documents."""
    items = call.loaded("media") or []
    if not items:
        raise bad("there are no messages to send")
    if len(items) > 10:
        raise bad("too many messages to send as an album")
    parts = [_album_part(call, item) for item in items]
    album = {"media_group_id": f"album{call.world.files.keep('album', b'').id}"}
    return [_send(call, content | album, files).json() for content, files in parts]


async def forward_message(call: Call) -> JSON:
    """A message of another chat, with its origin."""
    source = _source(call, "forward")
    return _send(call, source.content | {"forward_origin": origin_of(source)}).json()


async def copy_message(call: Call) -> JSON:
    """A message of another chat without its origin; with a new caption if one is given."""
    source = _source(call, "copy")
    content = source.content
    if "caption" in call.params and "text" not in content:
        kept = {k: v for k, v in content.items() if not k.startswith("caption")}
        content = kept | caption_of(call)
    return {"message_id": _send(call, content).id}


async def send_chat_action(call: Call) -> bool:
    """“Typing …”."""
    if call.text("action").lower() not in ACTIONS:
        raise bad("wrong parameter action in request")
    call.chat("write")
    return True


def _send(call: Call, content: JSON, files: dict[str, File] | None = None) -> Message:
    keyboard = call.keyboard()
    chat = call.chat("write")
    replied, quote = _replied(call, chat)
    _check_flood(call, chat)
    thread = call.number("message_thread_id")
    body = content | keyboard | quote | ({"message_thread_id": thread} if thread else {})
    message = Message(chat.next_id, chat, call.bot, call.world.clock(), body, replied)
    message.files = {kind: file.data for kind, file in (files or {}).items()}
    return call.world.append(message)


def _replied(call: Call, chat: Chat) -> tuple[Message | None, JSON]:
    """The message replied to, and the quotation of it."""
    parameters: JSON = call.loaded("reply_parameters") or {}
    wanted = parameters.get("message_id") or call.number("reply_to_message_id")
    if not wanted:
        return None, {}
    message = chat.messages.get(int(wanted))
    if message is None or message.deleted:
        if parameters.get("allow_sending_without_reply"):
            return None, {}
        raise bad("message to be replied not found")
    quote = parameters.get("quote")
    if quote and quote not in message.text:
        raise bad("QUOTE_TEXT_INVALID")
    position = parameters.get("quote_position", 0)
    return message, {"quote": {"text": quote, "position": position}} if quote else {}


def _check_flood(call: Call, chat: Chat) -> None:
    if not call.world.flood or chat.kind == "private":
        return
    now = call.world.clock()
    sent = call.world.sent.setdefault((call.bot.id, chat.id), [])
    sent[:] = [at for at in sent if now - at < timedelta(minutes=1)]
    if len(sent) >= PER_MINUTE:
        raise too_many(int((sent[0] + timedelta(minutes=1) - now).total_seconds()) or 1)
    sent.append(now)


def _source(call: Call, what: str) -> Message:
    source = call.message(call.chat("read", "from_chat_id"), what)
    if source.is_service:
        raise bad(f"message can't be {'forwarded' if what == 'forward' else 'copied'}")
    return source


def _album_part(call: Call, item: dict[str, Any]) -> tuple[JSON, dict[str, File]]:
    kind = item["type"]
    if kind not in ("photo", "document"):
        raise bad("Can't use the media of the specified type in the album")
    file = _file(call, kind, str(item["media"]))
    field = {"photo": file.photo()} if kind == "photo" else {"document": file.document()}
    caption = caption_from(
        item.get("caption", ""), item.get("parse_mode", ""), item.get("caption_entities")
    )
    return {**field, **caption}, {kind: file}


def _file(call: Call, kind: str, given: str) -> File:
    """An uploaded file, or one that Telegram has already and the bot names by its id."""
    upload = call.files.get(given.removeprefix("attach://")) or call.files.get(kind)
    if upload is None and given:
        known = call.world.files.get(given)
        if known is None:
            raise bad("wrong file identifier/HTTP URL specified")
        return known
    if upload is None:
        raise bad(f"there is no {kind} in the request")
    if not upload.body:
        raise bad("file must be non-empty")
    if len(upload.body) > LARGEST_UPLOAD:
        raise TOO_LARGE
    return call.world.files.keep(upload.filename or kind, upload.body)
