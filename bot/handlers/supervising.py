"""Supervisors: subscribing by a one-time link, /digest, /trend, /stop, talking back."""

from collections.abc import Sequence
from contextlib import suppress

from telegram import CallbackQuery, Update, User
from telegram.error import TelegramError

from bot import delivery
from bot.context import Context
from bot.digest.trend import MOST, asked, trend_text
from bot.records import Delivery
from bot.store.feedback import Answer
from bot.telegram import buttons, say, title_of
from bot.texts import Texts, speak


async def opened(context: Context, person: User, token: str, texts: Texts) -> None:
    """Somebody opened a supervisor link: the admin confirms the name before it counts."""
    services = context.services
    invitation = services.links.open(token, person.id, services.clock())
    group = services.store.register.by_id(invitation.group) if invitation else None
    if invitation is None or group is None:
        await say(context, person.id, texts.link_old)
        return
    services.store.register.remember_language(person.id, texts.code)
    title = await title_of(context.bot, group.chat_id)
    await say(context, person.id, texts.supervisor_wait.format(title=title))
    admin_texts = speak(services.store.register.language(invitation.admin))
    await say(
        context, invitation.admin,
        admin_texts.supervisor_opened.format(name=person.full_name, title=title),
        buttons(
            [
                (admin_texts.button_confirm, f"a:yes:{group.id}:{token}"),
                (admin_texts.button_refuse, f"a:no:{group.id}:{token}"),
            ]
        ),
    )  # fmt: skip


async def digest(update: Update, context: Context) -> None:
    """/digest: the latest digest again, marked 补发."""
    person = update.effective_user
    assert person is not None
    store, texts = context.services.store, speak(person.language_code)
    weeks = store.frozen.weeks(person.id, 1)
    if not weeks:
        await say(context, person.id, texts.no_digest)
        return
    await delivery.resend(context.bot, store, Delivery(weeks[0], person.id))


async def trend(update: Update, context: Context) -> None:
    """/trend: weeks this supervisor was told of, eight or as many as asked for."""
    person = update.effective_user
    assert person is not None
    await _trend(context, person, context.args or [], speak(person.language_code))


async def stop(update: Update, context: Context) -> None:
    """/stop: unsubscribe from every group, at once."""
    person = update.effective_user
    assert person is not None
    await _stop(context, person, speak(person.language_code))


async def pressed(update: Update, context: Context) -> None:
    """A button under a digest."""
    query, person = update.callback_query, update.effective_user
    assert query is not None
    assert query.data is not None
    assert person is not None
    texts = speak(person.language_code)
    match query.data.removeprefix("s:"):
        case "useful" | "useless" as answer:
            await _answered(query, context, person, answer, texts)
        case "trend":
            await query.answer()
            await _trend(context, person, [], texts)
        case "method":
            await query.answer()
            lines = [texts.digest.no_reply, *texts.digest.method]
            await say(context, person.id, "\n\n".join(lines))
        case "stop":
            await query.answer()
            sure = buttons([(texts.button_stop_sure, "s:leave")])
            await say(context, person.id, texts.stop_ask, sure)
        case "leave":
            await query.answer()
            await _stop(context, person, texts)


async def _answered(
    query: CallbackQuery, context: Context, person: User, answer: Answer, texts: Texts
) -> None:
    context.services.store.feedback.answer(person.id, answer)
    await query.answer(texts.thanks)
    with suppress(TelegramError):  # Pressed twice, or too old to be edited: tallied all the same.
        await query.edit_message_reply_markup(delivery.talk_back(texts, ask=False))


async def _trend(context: Context, person: User, words: Sequence[str], texts: Texts) -> None:
    frozen = context.services.store.frozen
    newest = frozen.weeks(person.id, 1)
    if not newest:
        await say(context, person.id, texts.no_trend)
        return
    try:
        span = asked(words, newest[0])
    except ValueError:
        await say(context, person.id, texts.trend_usage)
        return
    history = delivery.history(frozen, newest[0], person.id, weeks=MOST)
    await context.bot.send_message(person.id, trend_text(history, span, texts))


async def _stop(context: Context, person: User, texts: Texts) -> None:
    store = context.services.store
    with store.transaction():
        stopped = store.register.stop(person.id)
        store.frozen.forget(person.id)
    store.scrub()
    await say(context, person.id, texts.stopped if stopped else texts.not_supervisor)
