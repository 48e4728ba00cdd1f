"""The HTTP side: /bot<token>/<method>, parameters as form, JSON or multipart."""

import json
from types import TracebackType
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application, HTTPError, RequestHandler

from bot.local_telegram.call import Call
from bot.local_telegram.methods import perform
from bot.local_telegram.records import JSON
from bot.local_telegram.refusals import UNAUTHORIZED, RefusedError
from bot.local_telegram.world import World


class LocalTelegram:
    """A Bot API server on a free local port, for as long as its `async with` block runs."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.base_url = ""
        self.base_file_url = ""

    async def __aenter__(self) -> "LocalTelegram":
        application = Application(
            [
                (r"/bot([^/]+)/(\w+)", _Handler, {"world": self._world}),
                (r"/file/bot([^/]+)/files/(.+)", _FileHandler, {"world": self._world}),
            ],
            log_function=lambda _handler: None,
        )
        self._server = HTTPServer(application)
        socket, port = bind_unused_port()
        self._server.add_socket(socket)
        self.base_url = f"http://127.0.0.1:{port}/bot"
        self.base_file_url = f"http://127.0.0.1:{port}/file/bot"
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        for webhook in list(self._world.webhooks.values()):
            await webhook.stop()
        self._server.stop()
        await self._server.close_all_connections()


class _Handler(RequestHandler):
    def initialize(self, world: World) -> None:
        self._world = world

    async def post(self, token: str, method: str) -> None:
        await self._answer(token, method)

    async def get(self, token: str, method: str) -> None:
        await self._answer(token, method)

    async def _answer(self, token: str, method: str) -> None:
        try:
            bot = self._world.bots.get(token)
            if bot is None:
                raise UNAUTHORIZED
            files = {name: parts[0].body for name, parts in self.request.files.items()}
            result = await perform(Call(self._world, bot, self._params(), files), method)
        except RefusedError as refused:
            self._world.refusals.append((method, refused.description))
            self._refuse(refused)
        else:
            self._write({"ok": True, "result": result})

    def _params(self) -> JSON:
        if self.request.headers.get("Content-Type", "").startswith("application/json"):
            params: JSON = json.loads(self.request.body or b"{}")
            return params
        return {name: self.get_argument(name, strip=False) for name in self.request.arguments}

    def _refuse(self, refused: RefusedError) -> None:
        body: dict[str, Any] = {
            "ok": False, "error_code": refused.code, "description": refused.description,
        }  # fmt: skip
        if refused.parameters:
            body["parameters"] = refused.parameters
        self.set_status(refused.code)
        self._write(body)

    def _write(self, body: dict[str, Any]) -> None:
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(body, ensure_ascii=False))

    def log_exception(self, *_: Any) -> None:
        """Long polls cut off at shutdown are no errors."""


class _FileHandler(RequestHandler):
    def initialize(self, world: World) -> None:
        self._world = world

    def get(self, token: str, file_id: str) -> None:
        if token not in self._world.bots or file_id not in self._world.files:
            raise HTTPError(404)
        self.set_header("Content-Type", "application/octet-stream")
        self.finish(self._world.files[file_id])
