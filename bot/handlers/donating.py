"""An author gives an own message for training: forwards it, sees it masked, agrees.

Offered for nobody else's message, so a reporter's forward never gets near it (attacks.md, 38).
"""

import asyncio

from telegram import CallbackQuery, Message, MessageOriginUser, Update, User

from bot.context import Context
from bot.donating import KEPT
from bot.handlers import belonging
from bot.privacy.masking import Masked, mask
from bot.telegram import buttons, say, text_of
from bot.texts import Texts, speak

LONGEST = 1000


def own(message: Message, person: User) -> bool:
    """Whether a person forwarded a message that Telegram says they wrote themselves."""
    origin = message.forward_origin
    return isinstance(origin, MessageOriginUser) and origin.sender_user.id == person.id


async def pressed(update: Update, context: Context) -> None:
    """A button of giving: `t:offer`, `t:agree`, `t:no`; the text is read from Telegram again."""
    query = update.callback_query
    assert query is not None
    person, texts = query.from_user, speak(query.from_user.language_code)
    await query.answer()
    asked = query.message.reply_to_message if isinstance(query.message, Message) else None
    if query.data == "t:no":
        await say(context, person.id, texts.donation_refused)
    elif asked is None:
        await say(context, person.id, texts.text_gone)
    elif not own(asked, person):
        await say(context, person.id, texts.donation_own_only)
    elif query.data == "t:offer":
        await _offer(context, person, asked, texts)
    else:
        await _keep(context, query, asked, texts)


async def _offer(context: Context, person: User, asked: Message, texts: Texts) -> None:
    text = text_of(asked)
    if len(text) > LONGEST:
        await say(context, person.id, texts.donation_too_long)
        return
    until = context.services.today + KEPT
    await say(
        context, person.id, texts.donation_show.format(masked=await _masked(text), until=until),
        buttons([(texts.button_agree, "t:agree"), (texts.button_disagree, "t:no")]),
        reply_to_message_id=asked.message_id,
    )  # fmt: skip


async def _keep(context: Context, query: CallbackQuery, asked: Message, texts: Texts) -> None:
    """Keep it under the group it comes from, which must be known and the person's own."""
    services, person = context.services, query.from_user
    groups = await belonging.groups_of(context, person.id)
    if len(groups) != 1:
        await say(context, person.id, texts.no_group)
        return
    masked = await _masked(text_of(asked)[:LONGEST])
    labels = services.examiner.judge(masked).labels
    today = services.today
    kept = services.donations.add(
        services.week, today, person.id, groups[0].id, masked, tuple(labels)
    )
    said = texts.donation_kept.format(until=today + KEPT) if kept else texts.donation_enough
    await say(context, person.id, said)


async def _masked(text: str) -> Masked:
    return await asyncio.to_thread(mask, text)
