"""Runs the bot on a Bot API server until it is told to stop."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import Conflict, InvalidToken
from telegram.error import TelegramError as RefusedByTelegram

from bot import handlers, jobs, log, webhook
from bot.app import RETRIES, build
from bot.config import Telegram
from bot.context import App, Services
from bot.errors import TelegramError
from bot.polling import PollingRequest, watch

COMMANDS = {
    "start": "开始",
    "help": "怎么用",
    "privacy": "留什么、留多久",
    "report": "私下举报",
    "receipt": "查回执",
    "groups": "管理员设置",
    "digest": "最近一期周报",
    "trend": "近八周",
    "stop": "退订周报",
    "forgetme": "换掉本周代号",
}


@dataclass(frozen=True)
class Receiving:
    """A bot that gets updates: its application, its polling, and how to begin that anew."""

    app: App
    polling: PollingRequest
    restart: Callable[[], Awaitable[None]]

    async def handled(self) -> None:
        """Wait until everything fetched so far has been handled."""
        await self.app.update_queue.join()


async def serve(built: Services, tick_seconds: float = jobs.TICK_SECONDS) -> None:
    """Run until told to stop; raises TelegramError in one line for a refused token."""
    async with receiving(built) as running:
        log.event("running")
        await _until_stopped(running, built, tick_seconds)


@asynccontextmanager
async def receiving(built: Services) -> AsyncIterator[Receiving]:
    """Connect, introduce the bot and receive updates until the block ends."""
    app, polling = build(built)
    await _connect(app)
    await app.start()
    restart = partial(_poll, app)
    try:
        await _introduce(app)
        async with _updates(app, built.config.telegram, restart):
            yield Receiving(app, polling, restart)
    finally:
        if app.updater and app.updater.running:
            await app.updater.stop()
        await app.stop()
        await app.shutdown()


async def _connect(app: App) -> None:
    try:
        await app.initialize()
    except InvalidToken:
        raise TelegramError(
            "Telegram 不认这个令牌；到 @BotFather 用 /token 重新取一个，写进 telegram.token"
        ) from None
    except RefusedByTelegram as error:
        raise TelegramError(
            f"连不上 Telegram（{type(error).__name__}）；检查网络和 telegram.base_url"
        ) from error


async def _introduce(app: App) -> None:
    """Set the commands people see; where the server refuses, the bot works without."""
    private = [BotCommand(name, said) for name, said in COMMANDS.items()]
    try:
        await app.bot.set_my_commands(private, BotCommandScopeAllPrivateChats())
        await app.bot.set_my_commands(
            [BotCommand("status", "上周的情况")], BotCommandScopeAllGroupChats()
        )
    except RefusedByTelegram as error:
        log.failure("set_commands", error)


@asynccontextmanager
async def _updates(
    app: App, telegram: Telegram, poll: Callable[[], Awaitable[None]]
) -> AsyncIterator[None]:
    """By webhook where one is set, else by long polling."""
    if telegram.webhook_url:
        async with webhook.listening(app, telegram):
            yield
    else:
        await poll()
        yield


async def _poll(app: App) -> None:
    updater = app.updater
    assert updater is not None
    if updater.running:
        await updater.stop()
    await updater.start_polling(
        allowed_updates=handlers.ALLOWED_UPDATES,
        bootstrap_retries=RETRIES,
        error_callback=_polling_failed,
    )


def _polling_failed(error: RefusedByTelegram) -> None:
    if isinstance(error, Conflict):
        log.event("another_copy_is_polling")
    else:
        log.failure("polling", error)


async def _until_stopped(running: Receiving, built: Services, tick_seconds: float) -> None:
    """Run the clock's jobs until a signal, or until polling stays deaf."""
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    ticking = asyncio.create_task(jobs.run(running.app.bot, built, tick_seconds))
    waits: list[asyncio.Task[Any]] = [asyncio.create_task(stopped.wait())]
    if not built.config.telegram.webhook_url:
        waits.append(asyncio.create_task(watch(running.polling, running.restart)))
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for task in (ticking, *waits):
        task.cancel()
    if not stopped.is_set():
        raise TelegramError("收不到 Telegram 的更新，重连也没用；检查网络后由系统重新启动")
