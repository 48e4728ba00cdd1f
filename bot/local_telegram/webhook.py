"""Posts a bot's updates to its webhook, one after the other, again until they are taken."""

import asyncio
import json

from tornado.httpclient import AsyncHTTPClient, HTTPRequest

from bot.local_telegram.updates import Updates, Webhook

RETRY_AFTER = 0.05
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105


async def deliver(queue: Updates) -> None:
    """Post as long as a webhook is set, whichever it is."""
    client = AsyncHTTPClient(force_instance=True)
    try:
        while webhook := queue.webhook:
            waiting = queue.ready()
            if not waiting:
                await queue.arrival(asyncio.get_running_loop().time() + 1)
            elif await _taken(client, webhook, queue, json.dumps(waiting[0])):
                queue.confirm(waiting[0]["update_id"] + 1)
            else:
                await asyncio.sleep(RETRY_AFTER)
    finally:
        client.close()


async def _taken(client: AsyncHTTPClient, webhook: Webhook, queue: Updates, body: str) -> bool:
    headers = {"Content-Type": "application/json"}
    if webhook.secret:
        headers[SECRET_HEADER] = webhook.secret
    request = HTTPRequest(webhook.url, "POST", headers, body)
    try:
        answer = await client.fetch(request, raise_error=False)
    except OSError:
        problem = "Connection refused"
    else:
        if 200 <= answer.code < 300:
            return True
        problem = f"Wrong response from the webhook: {answer.code} {answer.reason}"
    webhook.last_error, webhook.last_error_at = problem, queue.clock()
    return False
