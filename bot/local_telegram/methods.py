"""The table of the Bot API's methods, and one call from its name to its answer."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.local_telegram import asking, changing, receiving, sending
from bot.local_telegram.call import Call
from bot.local_telegram.refusals import UNKNOWN_METHOD

METHODS: dict[str, Callable[[Call], Awaitable[Any]]] = {
    "getMe": asking.get_me,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendMediaGroup": sending.send_media_group,
    "sendChatAction": sending.send_chat_action,
    "forwardMessage": sending.forward_message,
    "copyMessage": sending.copy_message,
    "editMessageText": changing.edit_message_text,
    "editMessageCaption": changing.edit_message_caption,
    "editMessageReplyMarkup": changing.edit_message_reply_markup,
    "deleteMessage": changing.delete_message,
    "deleteMessages": changing.delete_messages,
    "answerCallbackQuery": changing.answer_callback_query,
    "getChat": asking.get_chat,
    "getChatMember": asking.get_chat_member,
    "getChatMemberCount": asking.get_chat_member_count,
    "getChatAdministrators": asking.get_chat_administrators,
    "leaveChat": asking.leave_chat,
    "getFile": asking.get_file,
    "setMyCommands": asking.set_my_commands,
    "getMyCommands": asking.get_my_commands,
    "deleteMyCommands": asking.delete_my_commands,
    "setMyDescription": asking.set_my_description,
    "setMyShortDescription": asking.set_my_short_description,
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
