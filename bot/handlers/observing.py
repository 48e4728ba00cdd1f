"""Reads groups: messages, edits, captions, polls. Says nothing."""

from telegram import Update

from bot.context import Context
from bot.handlers.onboarding import register
from bot.telegram import incoming_from, members_of


async def observe(update: Update, context: Context) -> None:
    """Hand one group message to the intake, unless the group is paused."""
    message = update.effective_message
    if message is None or not (message.from_user or message.sender_chat):
        return
    services = context.services
    group = register(services, message.chat_id)
    if group.paused or (message.from_user and message.from_user.id == context.bot.id):
        return
    members = await members_of(context.bot, services, group.id, message.chat_id)
    edited = update.edited_message is not None
    services.intake.take(group, incoming_from(message, edited=edited), members, services.clock())
