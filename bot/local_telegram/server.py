"""The HTTP side: /bot<token>/<method>, parameters as form, JSON or multipart."""

import asyncio
import json
import re
from types import TracebackType
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.local_telegram.call import Call
from bot.local_telegram.methods import perform
from bot.local_telegram.records import JSON, User
from bot.local_telegram.refusals import NOT_FOUND, UNAUTHORIZED, RefusedError, bad
from bot.local_telegram.updates import Updates
from bot.local_telegram.webhook import deliver
from bot.local_telegram.world import World

TOKEN = re.compile(r"[1-9]\d{0,16}:[A-Za-z0-9_-]{35}")


class LocalTelegram:
    """A Bot API server on a local port (a free one for 0) while its `async with` block runs."""

    def __init__(self, world: World, port: int = 0) -> None:
        self.world = world
        self.base_url = ""
        self.base_file_url = ""
        self._port = port
        self._work: set[asyncio.Task[Any]] = set()
        self._deliveries: dict[int, asyncio.Task[None]] = {}

    async def __aenter__(self) -> "LocalTelegram":
        routes = [
            (r"/bot([^/]+)/(\w+)", _Methods, {"telegram": self}),
            (r"/file/bot([^/]+)/(.+)", _Files, {"telegram": self}),
        ]
        application = Application(routes, log_function=lambda _handler: None)
        self._server = HTTPServer(application)
        sockets = bind_sockets(self._port, "127.0.0.1")
        self._server.add_sockets(sockets)
        root = f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
        self.base_url, self.base_file_url = f"{root}/bot", f"{root}/file/bot"
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._server.stop()
        tasks = [*self._work, *self._deliveries.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._server.close_all_connections()

    def bot(self, token: str) -> User:
        """The bot of a token: 401 if there is none, 404 if it is no token at all."""
        bot = self.world.bots.get(token)
        if bot is None:
            raise UNAUTHORIZED if TOKEN.fullmatch(token) else NOT_FOUND
        return bot

    def begin(self, call: Call, method: str) -> asyncio.Task[Any]:
        """Start a call; it is cancelled if the client or the server goes away."""
        task = asyncio.create_task(perform(call, method))
        self._work.add(task)
        task.add_done_callback(self._work.discard)
        return task

    def see_to_webhook(self, bot: User) -> None:
        """Start posting to a bot's webhook if it has one and nobody posts yet."""
        queue: Updates = self.world.updates[bot.id]
        under_way = self._deliveries.get(bot.id)
        if queue.webhook and (under_way is None or under_way.done()):
            self._deliveries[bot.id] = asyncio.create_task(deliver(queue))


class _Handler(RequestHandler):
    def initialize(self, telegram: LocalTelegram) -> None:
        self.telegram = telegram

    def refuse(self, refused: RefusedError) -> None:
        body: JSON = {
            "ok": False, "error_code": refused.code, "description": refused.description,
        }  # fmt: skip
        if refused.parameters:
            body["parameters"] = refused.parameters
        self.set_status(refused.code)
        self.answer(body)

    def answer(self, body: JSON) -> None:
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(body, ensure_ascii=False))

    def write_error(self, status_code: int, **_: Any) -> None:
        self.refuse(RefusedError(status_code, self._reason))


class _Methods(_Handler):
    _task: asyncio.Task[Any] | None = None

    async def post(self, token: str, method: str) -> None:
        await self._perform(token, method)

    async def get(self, token: str, method: str) -> None:
        await self._perform(token, method)

    async def _perform(self, token: str, method: str) -> None:
        world = self.telegram.world
        try:
            bot = self.telegram.bot(token)
            files = {name: parts[0] for name, parts in self.request.files.items()}
            self._task = self.telegram.begin(Call(world, bot, self._params(), files), method)
            result = await self._task
        except RefusedError as refused:
            world.refusals.append((method, refused.description))
            # Refusals with fixed words are raised again and again: keep no frames alive.
            refused.__traceback__ = None
            self.refuse(refused)
        except asyncio.CancelledError:
            return
        else:
            self.telegram.see_to_webhook(bot)
            self.answer({"ok": True, "result": result})

    def on_connection_close(self) -> None:
        """Nobody waits for the answer any more: a long poll given up must not go on."""
        if self._task:
            self._task.cancel()

    def _params(self) -> JSON:
        if self.request.headers.get("Content-Type", "").startswith("application/json"):
            try:
                params: JSON = json.loads(self.request.body or b"{}")
            except ValueError:
                raise bad("can't parse JSON object") from None
            return params
        return {name: self.get_argument(name, strip=False) for name in self.request.arguments}


class _Files(_Handler):
    async def get(self, token: str, path: str) -> None:
        try:
            self.telegram.bot(token)
            file = self.telegram.world.files.at(path)
            if file is None:
                raise NOT_FOUND
        except RefusedError as refused:
            self.refuse(refused)
        else:
            self.set_header("Content-Type", "application/octet-stream")
            await self.finish(file.data)
