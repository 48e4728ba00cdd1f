"""Updates by webhook. Every one is taken, also what can't be decoded: Telegram resends the rest.

PTB's own webhook handler answers 400 to such an update and writes it to the log whole.
"""

import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from telegram import Update
from telegram.error import TelegramError as RefusedByTelegram
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot import handlers, log
from bot.config import Telegram
from bot.context import App
from bot.errors import TelegramError
from bot.polling import decodable

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
LARGEST_UPDATE = 1 << 20
FORBIDDEN = 403


class Updates(RequestHandler):
    """Puts what Telegram posts into the application's queue."""

    def initialize(self, app: App, secret: str) -> None:
        """Tornado's way to hand things to a handler."""
        self._app = app
        self._secret = secret

    async def post(self) -> None:
        """Take one update; only a wrong secret is turned away."""
        given = self.request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            self.set_status(FORBIDDEN)
            return
        update = self._update(self.request.body)
        if update:
            await self._app.update_queue.put(update)

    def _update(self, body: bytes) -> Update | None:
        try:
            return Update.de_json(decodable(json.loads(body)), self._app.bot)
        except Exception as error:
            log.failure("poison_update", error)
            return None

    def log_exception(self, _kind: object, error: object, _trace: object) -> None:
        """Type and place only: Tornado would write the request."""
        if isinstance(error, BaseException):
            log.failure("webhook", error)


def _unlogged(_handler: RequestHandler) -> None:
    """No access log: the time of a private update is a trace too (attacks.md, row 31)."""


@asynccontextmanager
async def listening(app: App, telegram: Telegram) -> AsyncIterator[None]:
    """Listen and tell Telegram where, until the block ends."""
    path, secret = urlsplit(telegram.webhook_url).path or "/", telegram.webhook_secret
    routes = [(path, Updates, {"app": app, "secret": secret})]
    server = HTTPServer(Application(routes, log_function=_unlogged), max_body_size=LARGEST_UPDATE)
    listen = urlsplit(f"//{telegram.webhook_listen}")
    server.listen(listen.port or 8443, address=listen.hostname or "127.0.0.1")
    try:
        await _announce(app, telegram.webhook_url, secret)
        yield
    finally:
        server.stop()
        await server.close_all_connections()


async def _announce(app: App, url: str, secret: str) -> None:
    try:
        await app.bot.set_webhook(
            url, allowed_updates=handlers.ALLOWED_UPDATES, secret_token=secret or None
        )
    except RefusedByTelegram as error:
        raise TelegramError(
            f"Telegram 不收这个 webhook（{type(error).__name__}）；检查 telegram.webhook_url"
        ) from error
