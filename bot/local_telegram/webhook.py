"""A bot's webhook: updates posted to its own server in order, each until it is accepted."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest

from bot.local_telegram.records import JSON
from bot.local_telegram.updates import Updates

# Telegram waits longer after each failure; on one machine a short steady pause is enough.
PAUSE = 0.05
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105


class Webhook:
    """Delivers one bot's updates to `url` until it is stopped."""

    def __init__(
        self, url: str, secret: str, queue: Updates, clock: Callable[[], datetime]
    ) -> None:
        self.url = url
        self._headers = {"Content-Type": "application/json"}
        if secret:
            self._headers[SECRET_HEADER] = secret
        self._queue = queue
        self._clock = clock
        self._error: JSON = {}
        self._client = AsyncHTTPClient(force_instance=True)
        self._task = asyncio.create_task(self._deliver())

    async def stop(self) -> None:
        """Deliver no more."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._client.close()

    def json(self) -> JSON:
        """The Bot API's WebhookInfo, less what the queue knows."""
        return {"url": self.url, **self._error}

    async def _deliver(self) -> None:
        while True:
            update = await self._queue.next()
            if error := await self._post(update):
                self._error = {
                    "last_error_date": int(self._clock().timestamp()),
                    "last_error_message": error,
                }
                await asyncio.sleep(PAUSE)
            else:
                self._queue.confirm(update["update_id"] + 1)

    async def _post(self, update: JSON) -> str:
        """What went wrong, empty if the update was accepted."""
        body = json.dumps(update, ensure_ascii=False)
        request = HTTPRequest(self.url, method="POST", headers=self._headers, body=body)
        try:
            answer = await self._client.fetch(request, raise_error=False)
        except (OSError, HTTPClientError) as error:
            return str(error) or type(error).__name__
        if 200 <= answer.code < 300:
            return ""
        return f"Wrong response from the webhook: {answer.code} {answer.reason}"
