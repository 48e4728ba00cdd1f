"""The methods by which a bot gets its updates: long polling, or a webhook."""

import re
from urllib.parse import urlsplit

from bot.local_telegram.call import Call
from bot.local_telegram.records import JSON
from bot.local_telegram.refusals import POLL_ENDED, WEBHOOK_SET, bad
from bot.local_telegram.updates import DEFAULT
from bot.local_telegram.webhook import Webhook

SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")


async def get_updates(call: Call) -> list[JSON]:
    """Long polling."""
    if call.bot.id in call.world.webhooks:
        raise WEBHOOK_SET
    _remember_allowed(call)
    queue = call.world.updates[call.bot.id]
    limit = call.number("limit") or 100
    return await queue.poll(call.number("offset"), limit, float(call.params.get("timeout") or 0))


def _remember_allowed(call: Call) -> None:
    """Left out, the kinds asked for before stay; an empty list means the default ones."""
    allowed = call.loaded("allowed_updates")
    if allowed is not None:
        call.world.updates[call.bot.id].allowed = frozenset(allowed) or DEFAULT


async def set_webhook(call: Call) -> bool:
    """Deliver updates to a URL from now on; an empty one goes back to polling."""
    url, secret = call.text("url"), call.text("secret_token")
    if not url:
        return await delete_webhook(call)
    parts = urlsplit(url)
    # Telegram takes HTTPS only; this server also delivers to its own machine without.
    if parts.scheme != "https" and (parts.scheme, parts.hostname) != ("http", "127.0.0.1"):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if not SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    await delete_webhook(call)
    _remember_allowed(call)
    queue = call.world.updates[call.bot.id]
    queue.end_poll(POLL_ENDED)
    call.world.webhooks[call.bot.id] = Webhook(url, secret, queue, call.world.clock)
    return True


async def delete_webhook(call: Call) -> bool:
    """Go back to polling."""
    webhook = call.world.webhooks.pop(call.bot.id, None)
    if webhook:
        await webhook.stop()
    if call.flag("drop_pending_updates"):
        call.world.updates[call.bot.id].clear()
    return True


async def get_webhook_info(call: Call) -> JSON:
    """Where updates go, how many wait, and the last failure."""
    webhook = call.world.webhooks.get(call.bot.id)
    queue = call.world.updates[call.bot.id]
    return {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(queue.ready()),
        "allowed_updates": sorted(queue.allowed),
        **(webhook.json() if webhook else {}),
    }
