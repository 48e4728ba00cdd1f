"""Telegram's own words for what it refuses; sources in docs/wire.md."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False)
class RefusedError(Exception):
    """An error answer of the Bot API: HTTP code, description, extra parameters."""

    code: int
    description: str
    parameters: dict[str, Any] = field(default_factory=dict)


def bad(description: str, **parameters: Any) -> RefusedError:
    """400 Bad Request with Telegram's description."""
    return RefusedError(400, f"Bad Request: {description}", parameters)


def forbidden(description: str) -> RefusedError:
    """403 Forbidden with Telegram's description."""
    return RefusedError(403, f"Forbidden: {description}")


def too_many(seconds: int) -> RefusedError:
    """429 with the seconds to wait."""
    return RefusedError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


UNAUTHORIZED = RefusedError(401, "Unauthorized")
UNKNOWN_METHOD = RefusedError(404, "Not Found: method not found")
OTHER_POLLER = RefusedError(
    409,
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running",
)
WEBHOOK_SET = RefusedError(
    409,
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first",
)
POLL_ENDED = RefusedError(409, "Conflict: terminated by setWebhook request")
NOT_MODIFIED = bad(
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
