"""Supervisors: subscribing by a one-time link, /digest, /trend, /stop."""

from telegram import Update, User

from bot import delivery
from bot.context import Context
from bot.digest.contents import Published, totals
from bot.digest.words import Wording
from bot.records import Delivery
from bot.telegram import buttons, say, title_of
from bot.texts import Texts, speak

TREND_WEEKS, FEWEST_WEEKS = 8, 2


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
    frozen = context.services.store.frozen
    weeks = frozen.weeks(person.id, 1)
    if weeks:
        store, last = context.services.store, Delivery(weeks[0], person.id)
        text = delivery.compose(store, last.week, person.id, again=True)
        await context.bot.send_message(person.id, text)
        await delivery.send_page(context.bot, store, last, again=True)
    else:
        await say(context, person.id, speak(person.language_code).no_digest)


async def trend(update: Update, context: Context) -> None:
    """/trend: the last eight weeks this supervisor was told of."""
    person = update.effective_user
    assert person is not None
    texts = speak(person.language_code)
    frozen = context.services.store.frozen
    weeks = frozen.weeks(person.id, TREND_WEEKS)
    if len(weeks) < FEWEST_WEEKS:
        await say(context, person.id, texts.no_trend)
        return
    lines = [texts.trend_head.format(weeks=len(weeks))]
    for week in weeks:
        bodies = [Published.from_json(body) for body in frozen.bodies(week, person.id)]
        total = totals(cell for body in bodies for cell in body.cells)
        hours = Wording(texts.digest).hours(total.minutes)
        lines.append(texts.trend_line.format(week=week, demands=total.demands, hours=hours))
    await context.bot.send_message(person.id, "\n".join(lines))


async def stop(update: Update, context: Context) -> None:
    """/stop: unsubscribe from every group, at once."""
    person = update.effective_user
    assert person is not None
    store = context.services.store
    texts = speak(person.language_code)
    with store.transaction():
        stopped = store.register.stop(person.id)
        store.frozen.forget(person.id)
    await say(context, person.id, texts.stopped if stopped else texts.not_supervisor)
