"""`jianfu digest`: a closed week from its frozen Published, or a preview of the running one."""

from telegram.error import TelegramError

from bot import app, delivery, log
from bot.context import Services
from bot.digest.text import chat_text
from bot.errors import JianfuError
from bot.records import Delivery
from bot.week import Week


def preview(built: Services, week: str | None, supervisor: int | None) -> str:
    """The text of a week's digest; the running week is marked 未满一周 and has no reports."""
    wanted = _week(week)
    if wanted == built.week or (wanted is None and not built.store.frozen.weeks(supervisor, 1)):
        published = built.closer.preview(built.week, supervisor)
        if not published:
            raise JianfuError("这一周还没有可看的：先让群管理员用 /groups 指定主管")
        language = delivery.wording(built.store, supervisor)
        return chat_text([(built.week, published)], running=True, wording=language)
    return delivery.compose(built.store, _closed(built, wanted, supervisor), supervisor)


async def send(built: Services, week: str | None, supervisor: int | None) -> str:
    """Deliver a closed week again, marked 补发； says to how many."""
    chosen = _closed(built, _week(week), supervisor)
    told = built.store.frozen.told(chosen) if supervisor is None else [supervisor]
    if not built.config.telegram.token:
        raise JianfuError("没有令牌，发不出去；在 config.toml 写 telegram.token")
    application, _ = app.build(built)
    missed = 0
    async with application.bot:
        for person in told:
            try:
                await delivery.resend(application.bot, built.store, Delivery(chosen, person))
            except TelegramError as error:
                log.failure("undeliverable", error)
                missed += 1
    said = f"{chosen} 的周报已补发给 {len(told) - missed} 位主管"
    return f"{said}；{missed} 位没发到，可能停用了机器人" if missed else said


def _week(label: str | None) -> Week | None:
    try:
        return Week.parse(label) if label else None
    except ValueError:
        raise JianfuError(f"看不懂周次 {label}；请写成 2026-W47 这样") from None


def _closed(built: Services, week: Week | None, supervisor: int | None) -> Week:
    closed = built.store.frozen.weeks(supervisor, 60)
    if not closed:
        raise JianfuError("还没有关过账的周；第一期周报发出之后再看")
    if week is not None and week not in closed:
        raise JianfuError(f"没有 {week} 的周报；最近一期是 {closed[-1]}")
    return week or closed[-1]
