"""Members in private: one card with 举报 · 为什么 · 换个说法， receipts, /forgetme.

The card answers to the person's own message, so its text is read from Telegram when a button is
pressed and kept nowhere. Answers are the same whatever the state of a report.
"""

from contextlib import suppress

from telegram import CallbackQuery, Message, Update, User
from telegram.error import TelegramError

from bot.context import Context, Services
from bot.digest.contents import CATEGORIES, Published
from bot.handlers import administering, belonging, donating, marking, onboarding
from bot.privacy import pseudonyms
from bot.telegram import buttons, delete, is_member, say, text_of, title_of
from bot.texts import Texts, speak
from classifier import category_of, chinese_name


async def welcome(context: Context, person: User, group_id: str, texts: Texts) -> None:
    """A member came by the group's link."""
    context.services.links.hint(person.id, group_id)
    await say(context, person.id, texts.report_welcome)


async def pasted(update: Update, context: Context) -> None:
    """A forwarded or pasted message: the card, as an answer to it."""
    message, person = update.effective_message, update.effective_user
    assert message is not None
    assert person is not None
    if await marking.document(update, context) or await administering.ending(update, context):
        return
    if not text_of(message):
        await onboarding.unknown(update, context)
        return
    texts = speak(person.language_code)
    published = _publication(context.services, person.id, texts)
    give = [(texts.button_donate, "t:offer")] if donating.own(message, person) else []
    await say(
        context, person.id, texts.card.format(published=published),
        buttons(
            [(texts.button_report, "r:report"), (texts.button_why, "r:why")],
            [(texts.button_rewrite, "r:rewrite"), (texts.button_clear, "r:clear")],
            give,
        ),
        reply_to_message_id=message.message_id,
    )  # fmt: skip


def _publication(services: Services, person: int, texts: Texts) -> str:
    """Said before filing: whether report counts of the person's groups are published."""
    hinted = services.links.hinted(person)
    known = services.store.frozen.of_group(hinted) if hinted else None
    if known is None:
        return texts.report_unknown
    reports = Published.from_json(known[1]).reports
    return texts.report_unpublished if reports is None else texts.report_published


async def pressed(update: Update, context: Context) -> None:
    """A button of the card: `r:<action>[:<group>[:<category>]]`."""
    query = update.callback_query
    assert query is not None
    texts = speak(query.from_user.language_code)
    _, action, *more = str(query.data).split(":")
    await query.answer()
    if action == "clear":
        await _clear(context, query.from_user, texts)
        return
    asked = query.message.reply_to_message if isinstance(query.message, Message) else None
    if asked is None:
        await say(context, query.from_user.id, texts.text_gone)
    elif action == "why":
        await say(context, query.from_user.id, _why(context.services, text_of(asked), texts))
    elif action == "rewrite":
        await say(context, query.from_user.id, _rewrite(context.services, text_of(asked), texts))
    elif action == "report":
        await _ask_group(context, query, asked, texts)
    elif action == "group":
        await _ask_category(query, more[0], texts)
    elif action == "file":
        await _file(context, query, asked, more[0], int(more[1]), texts)


def _why(services: Services, text: str, texts: Texts) -> str:
    """The labels and the words that speak for them: of the text alone, looking nothing up."""
    labels = services.examiner.judge(text).labels
    if not labels:
        return texts.why_none
    lines = [texts.why_head.format(labels="、".join(chinese_name(label) for label in labels))]
    for label in labels:
        words = "、".join(f"“{word}”" for word, _ in services.examiner.why(text, label))
        lines.append(f"{chinese_name(label)}：{texts.why_line.format(words=words)}")
    return "\n".join(lines)


def _rewrite(services: Services, text: str, texts: Texts) -> str:
    """A fixed lighter way per category of the text."""
    labels = services.examiner.judge(text).labels
    categories = dict.fromkeys(category_of(label) for label in labels)
    lines = [
        texts.rewrite_line.format(name=category, lighter=texts.digest.lighter[category][0])
        for category in categories
    ]
    return "\n".join(lines) or texts.rewrite_none


async def _ask_group(context: Context, query: CallbackQuery, asked: Message, texts: Texts) -> None:
    """The linked or hinted group, or the only one the person is in; else ask."""
    groups = await belonging.groups_of(context, query.from_user.id, text_of(asked))
    if len(groups) == 1:
        await _ask_category(query, groups[0].id, texts)
    elif groups:
        rows = [
            [(await title_of(context.bot, group.chat_id), f"r:group:{group.id}")]
            for group in groups
        ]
        await query.edit_message_text(texts.which_group, reply_markup=buttons(*rows))
    else:
        await say(context, query.from_user.id, texts.no_group)


async def _ask_category(query: CallbackQuery, group: str, texts: Texts) -> None:
    rows = [
        [(str(category), f"r:file:{group}:{index}")] for index, category in enumerate(CATEGORIES)
    ]
    await query.edit_message_text(texts.which_category, reply_markup=buttons(*rows))


async def _file(
    context: Context, query: CallbackQuery, asked: Message, group_id: str, index: int, texts: Texts
) -> None:
    """File, delete what was reported and the card, hand out the receipt code."""
    services = context.services
    group = services.store.register.by_id(group_id)
    member = group is not None and await is_member(context.bot, group.chat_id, query.from_user.id)
    verdict = belonging.counts(services, text_of(asked), group_id, member=member)
    category = str(CATEGORIES[index % len(CATEGORIES)])
    code = services.desk.file(
        services.week,
        services.calendar.day(services.clock()),
        query.from_user.id,
        group_id,
        category,
        verdict,
        member,
    )
    for gone in (asked, query.message):
        if isinstance(gone, Message):
            await delete(context.bot, gone.chat_id, gone.message_id)
            services.wiping.forget(gone.chat_id, gone.message_id)
    await say(context, query.from_user.id, texts.receipt_given.format(code=code))


async def _clear(context: Context, person: User, texts: Texts) -> None:
    """清空： delete both sides of this private chat now."""
    wiping = context.services.wiping
    waiting = wiping.of_chat(person.id)
    for doomed in waiting:
        await delete(context.bot, doomed.chat_id, doomed.message_id)
    wiping.done(waiting)
    await say(context, person.id, texts.cleared)


async def receipt(update: Update, context: Context) -> None:
    """/receipt CODE: pending until the close, then the verdict."""
    person = update.effective_user
    assert person is not None
    texts = speak(person.language_code)
    await say(context, person.id, _state(context, "".join(context.args or []), texts))


def _state(context: Context, code: str, texts: Texts) -> str:
    if not code:
        return texts.receipt_ask
    hashed = pseudonyms.receipt_hash(code)
    reports = context.services.store.reports
    if context.services.desk.pending(hashed):
        return texts.receipt_pending
    verdict = reports.verdict(hashed)
    if verdict is None:
        return texts.receipt_unknown
    return texts.receipt_counted if verdict else texts.receipt_uncounted


async def report(update: Update, context: Context) -> None:
    """/report: in private the way to begin; in a group it files nothing (attacks.md, row 1)."""
    message, person = update.effective_message, update.effective_user
    assert message is not None
    if person is None:
        return
    texts = speak(person.language_code)
    if message.chat.type == "private":
        await say(context, person.id, texts.report_welcome)
        return
    await delete(context.bot, message.chat_id, message.message_id)
    with suppress(TelegramError):  # Never pressed start; a log line would tell of the attempt.
        await say(context, person.id, texts.report_in_group_hint)


async def forgetme(update: Update, context: Context) -> None:
    """/forgetme: findings of this week no longer hang together under one pseudonym."""
    person = update.effective_user
    assert person is not None
    services = context.services
    fresh = services.random_bytes(16)
    with services.store.transaction():
        for group in services.store.running.watched(services.week):
            keys = services.intake.keys(services.week, group)
            old = pseudonyms.person(keys.group, person.id)
            services.store.running.rename_author(services.week, group, old, fresh)
    services.donations.forget_person(person.id)
    await say(context, person.id, speak(person.language_code).forgotten)


async def remember_to_wipe(update: Update, context: Context) -> None:
    """Every message a person writes in private is deleted within a day."""
    message = update.effective_message
    if message and message.chat.type == "private" and update.message:
        services = context.services
        services.wiping.add(message.chat_id, message.message_id, services.clock())
