"""Telegram's own words for what it refuses; sources in docs/wire.md."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False)
class RefusedError(Exception):
    """An error answer of the Bot API: HTTP code, description, extra parameters."""

    code: int
    description: str
    parameters: dict[str, Any] = field(default_factory=dict)


class ImpossibleError(AssertionError):
    """A script asks a person for what nobody can do in Telegram: pressing a missing button."""


def bad(description: str, **parameters: Any) -> RefusedError:
    """400 Bad Request with Telegram's description."""
    return RefusedError(400, f"Bad Request: {description}", parameters)


def unparsed(reason: str) -> RefusedError:
    """400 for text whose markup can't be read."""
    return bad(f"can't parse entities: {reason}")


def forbidden(description: str) -> RefusedError:
    """403 Forbidden with Telegram's description."""
    return RefusedError(403, f"Forbidden: {description}")


def conflict(description: str) -> RefusedError:
    """409 Conflict between two ways of fetching updates."""
    return RefusedError(409, f"Conflict: {description}")


def too_many(seconds: int) -> RefusedError:
    """429 with the seconds to wait."""
    return RefusedError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


UNAUTHORIZED = RefusedError(401, "Unauthorized")
NOT_FOUND = RefusedError(404, "Not Found")
UNKNOWN_METHOD = RefusedError(404, "Not Found: method not found")
TOO_LARGE = RefusedError(413, "Request Entity Too Large")
BLOCKED = forbidden("bot was blocked by the user")
NEVER_STARTED = forbidden("bot can't initiate conversation with a user")
DEACTIVATED = forbidden("user is deactivated")
TO_A_BOT = forbidden("bot can't send messages to bots")
CHAT_NOT_FOUND = bad("chat not found")
NO_RIGHT_TO_WRITE = bad("not enough rights to send text messages to the chat")
NOT_MODIFIED = bad(
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
QUERY_TOO_OLD = bad("query is too old and response timeout expired or query ID is invalid")
START_PARAM_INVALID = bad("START_PARAM_INVALID")
OTHER_POLLER = conflict(
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_CAME = conflict("terminated by setWebhook request")
WEBHOOK_SET = conflict(
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
