"""The Bot API's methods that change or remove messages, and answer pressed buttons."""

from datetime import timedelta

from bot.local_telegram.call import Call
from bot.local_telegram.entities import units
from bot.local_telegram.records import ADMINS, JSON, Chat, Message
from bot.local_telegram.refusals import NOT_MODIFIED, QUERY_TOO_OLD, RefusedError, bad
from bot.local_telegram.wording import caption_of, text_of

DELETABLE, ANSWERABLE = timedelta(hours=48), timedelta(minutes=15)
LONGEST_ANSWER, MOST_AT_ONCE = 200, 100
FOREVER = "message can't be deleted"


async def edit_message_text(call: Call) -> JSON:
    """Change a text of the bot's own; the same text and buttons are refused."""
    content = text_of(call)
    message = call.own_message("edit")
    if "text" not in message.body:
        raise bad("there is no text in the message to edit")
    return _changed(call, message, ("text", "entities"), content)


async def edit_message_caption(call: Call) -> JSON:
    """Change a caption of the bot's own."""
    content = caption_of(call)
    message = call.own_message("edit")
    if "text" in message.body:
        raise bad("there is no caption in the message to edit")
    return _changed(call, message, ("caption", "caption_entities"), content)


async def edit_message_reply_markup(call: Call) -> JSON:
    """Change the buttons under an own message."""
    return _changed(call, call.own_message("edit"), (), {})


def _changed(call: Call, message: Message, replaced: tuple[str, ...], content: JSON) -> JSON:
    dropped = (*replaced, "reply_markup")
    kept = {name: value for name, value in message.body.items() if name not in dropped}
    body = kept | content | call.keyboard()
    if body == message.body:
        raise NOT_MODIFIED
    message.body, message.edited = body, call.world.clock()
    return message.json()


async def delete_message(call: Call) -> bool:
    """Delete within 48 hours; in groups others' messages only with the right."""
    chat = _deleting_in(call)
    message = call.message(chat, "delete")
    _check_deletable(call, chat, message)
    call.world.delete(message, call.bot)
    return True


async def delete_messages(call: Call) -> bool:
    """Delete several at once; those that aren't there are passed over."""
    ids = call.loaded("message_ids") or []
    if not ids:
        raise bad("message identifiers are not specified")
    if len(ids) > MOST_AT_ONCE:
        raise bad("too many message identifiers specified")
    chat = _deleting_in(call)
    wanted = {int(number) for number in ids}
    found = [m for m in call.world.messages(chat) if m.id in wanted]
    for message in found:
        _check_deletable(call, chat, message)
    for message in found:
        call.world.delete(message, call.bot)
    return True


def _deleting_in(call: Call) -> Chat:
    """The chat to delete in; a bot that may not write may still delete."""
    return call.chat("members")


def _check_deletable(call: Call, chat: Chat, message: Message) -> None:
    old = call.world.clock() - message.date > DELETABLE
    if chat.kind == "private":
        if old:
            raise bad(f"{FOREVER} for everyone")
        return
    member = chat.members[call.bot.id]
    may = member.standing in ADMINS and "can_delete_messages" in member.rights
    if (message.sender is call.bot or may) and not old:
        return
    # TDLib asks “for everyone” only in basic groups (docs/wire.md).
    raise bad(FOREVER if chat.kind == "supergroup" else f"{FOREVER} for everyone")


async def answer_callback_query(call: Call) -> bool:
    """Answer a pressed button; late, unknown and other bots' queries are refused."""
    number = call.text("callback_query_id")
    bot, asked = call.world.queries.get(number, (None, call.world.clock()))
    if bot is not call.bot or call.world.clock() - asked > ANSWERABLE:
        raise QUERY_TOO_OLD
    if units(call.text("text")) > LONGEST_ANSWER:
        raise RefusedError(400, "Bad Request: MESSAGE_TOO_LONG")
    del call.world.queries[number]
    call.world.answers.append(call.params)
    return True
