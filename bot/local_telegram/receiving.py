"""The Bot API's methods for fetching updates: long polling or a webhook."""

import re
from urllib.parse import urlsplit

from bot.local_telegram.call import Call
from bot.local_telegram.records import JSON
from bot.local_telegram.refusals import bad
from bot.local_telegram.updates import Updates, Webhook

LONGEST_POLL, MOST_UPDATES, LONGEST_SECRET = 50, 100, 256
LOOPBACK = ("127.0.0.1", "localhost")


async def get_updates(call: Call) -> list[JSON]:
    """Long polling."""
    queue = _queue(call)
    limit = call.number("limit")
    limit = limit if 1 <= limit <= MOST_UPDATES else MOST_UPDATES
    return await queue.poll(call.number("offset"), limit, min(call.number("timeout"), LONGEST_POLL))


async def set_webhook(call: Call) -> bool:
    """Post updates to a URL from now on; an empty one means polling again."""
    url, secret = call.text("url"), call.text("secret_token")
    queue = _queue(call)
    if call.flag("drop_pending_updates"):
        queue.drop()
    if not url:
        queue.hook(None)
        return True
    parts = urlsplit(url)
    # Plain HTTP is for a server on the same machine, as with Telegram's own local server.
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if len(secret) > LONGEST_SECRET:
        raise bad("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad("secret token contains unallowed characters")
    queue.hook(Webhook(url, secret))
    return True


async def delete_webhook(call: Call) -> bool:
    """Go back to polling."""
    queue = _queue(call)
    if call.flag("drop_pending_updates"):
        queue.drop()
    queue.hook(None)
    return True


async def get_webhook_info(call: Call) -> JSON:
    """Where updates go and what went wrong there."""
    queue = call.world.updates[call.bot.id]
    webhook = queue.webhook or Webhook("")
    info: JSON = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(queue.ready()),
    }
    if webhook.last_error_at:
        info["last_error_date"] = int(webhook.last_error_at.timestamp())
        info["last_error_message"] = webhook.last_error
    if queue.allowed is not None:
        info["allowed_updates"] = sorted(queue.allowed)
    return info


def _queue(call: Call) -> Updates:
    """The bot's queue, with the kinds of updates it asks for in this call."""
    queue = call.world.updates[call.bot.id]
    allowed = call.loaded("allowed_updates")
    if allowed is not None:
        queue.want(allowed)
    return queue
