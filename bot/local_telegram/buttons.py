"""Checks of inline keyboards."""

from urllib.parse import urlsplit

from bot.local_telegram.records import JSON
from bot.local_telegram.refusals import bad

LONGEST_DATA, MOST_BUTTONS = 64, 100


def check_keyboard(markup: JSON) -> None:
    """Refuse an inline keyboard that Telegram refuses."""
    buttons = [button for row in markup.get("inline_keyboard", []) for button in row]
    for button in buttons:
        _check(button)
    if len(buttons) > MOST_BUTTONS:
        raise bad("reply markup is too long")


def _check(button: JSON) -> None:
    if not button.get("text"):
        raise bad("can't parse inline keyboard button: Text must be non-empty")
    kinds = button.keys() - {"text", "style", "icon_custom_emoji_id"}
    if not kinds:
        raise bad(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= LONGEST_DATA:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in button:
        _check_url(button["url"])


def _check_url(url: str) -> None:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    host = parts.hostname or ""
    reason = ""
    if parts.scheme not in ("http", "https", "tg"):
        reason = "Unsupported URL protocol"
    elif not host:
        reason = "URL host is empty"
    elif parts.scheme != "tg" and "." not in host.strip("."):
        reason = "Wrong HTTP URL"
    if reason:
        raise bad(f"inline keyboard button URL '{url}' is invalid: {reason}")
