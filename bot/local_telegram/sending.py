"""The methods by which a bot writes and edits messages, with Telegram's refusals."""

from bot.local_telegram.call import Call
from bot.local_telegram.entities import checked, parsed, units
from bot.local_telegram.records import JSON, Chat, Message, file_json, photo_json
from bot.local_telegram.refusals import NOT_MODIFIED, bad

LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024
IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


async def send_message(call: Call) -> JSON:
    """A text."""
    return _send(call, _content(call, "text", LONGEST_TEXT))


async def send_photo(call: Call) -> JSON:
    """A picture: PNG or JPEG."""
    data = _upload(call, "photo")
    if not data.startswith(IMAGES):
        raise bad("IMAGE_PROCESS_FAILED")
    caption = _content(call, "caption", LONGEST_CAPTION)
    photo = photo_json(call.world.keep(data), data)
    return _send(call, {"photo": photo, **caption}, {"photo": data})


async def send_document(call: Call) -> JSON:
    """A file."""
    data = _upload(call, "document")
    caption = _content(call, "caption", LONGEST_CAPTION)
    document = file_json(call.world.keep(data), data)
    return _send(call, {"document": document, **caption}, {"document": data})


async def edit_message_text(call: Call) -> JSON:
    """Change a text of the bot's own; the same text and buttons are refused."""
    message = _own(call)
    if "text" not in message.body:
        raise bad("there is no text in the message to edit")
    content = _content(call, "text", LONGEST_TEXT)
    markup = call.markup()
    body = content | ({"reply_markup": markup} if markup else {})
    if body == message.body:
        raise NOT_MODIFIED
    message.body, message.edited = body, call.world.clock()
    return message.json()


async def edit_message_reply_markup(call: Call) -> JSON:
    """Change the buttons under an own message."""
    message = _own(call)
    markup = call.markup()
    if message.body.get("reply_markup") == markup:
        raise NOT_MODIFIED
    message.body = {k: v for k, v in message.body.items() if k != "reply_markup"}
    message.body |= {"reply_markup": markup} if markup else {}
    return message.json()


def _own(call: Call) -> Message:
    message = call.message(call.writable(), "edit")
    if message.sender is not call.bot:
        raise bad("message can't be edited")
    return message


def _content(call: Call, name: str, longest: int) -> JSON:
    """Text or caption with its entities, refused where Telegram refuses it."""
    text, entities = parsed(call.text(name).strip(), call.text("parse_mode"))
    marks = "entities" if name == "text" else "caption_entities"
    given = call.loaded(marks)
    if name == "text" and not text:
        raise bad("message text is empty")
    if units(text) > longest:
        raise bad("message is too long" if name == "text" else "message caption is too long")
    kept = checked(text, given) if given else entities
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
    replied = _replied(call, chat)
    if call.world.flood and chat.kind != "private":
        call.world.flood.count(chat.id)
    body = content | ({"reply_markup": markup} if markup and "inline_keyboard" in markup else {})
    message = Message(
        chat.next_id, chat, call.bot, call.world.clock(), body, replied, files=files or {}
    )
    chat.next_id += 1
    chat.messages[message.id] = message
    return message.json()


def _upload(call: Call, name: str) -> bytes:
    given = call.text(name)
    data = call.files.get(given.removeprefix("attach://")) or call.files.get(name)
    if not data:
        raise bad(f"there is no {name} in the request")
    return data
