"""Lengths in UTF-16 units, entities found in plain text, and entities a bot gives itself."""

import re

from bot.local_telegram.records import JSON
from bot.local_telegram.refusals import bad

_URL = (
    r"(?:https?://[\w.-]+|(?<![\w@.-])(?:[A-Za-z0-9-]+\.)+(?:com|cn|org|net|me|gov|edu|io)(?![\w-]))"
    r"(?::\d+)?(?:[/?#][^\s<>«»\"]*)?"
)
FOUND = (
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?(?!\w)")),
    ("mention", re.compile(r"(?<![\w/])@[A-Za-z0-9_]{4,32}(?!\w)")),
    ("url", re.compile(_URL)),
    ("hashtag", re.compile(r"(?<![\w/])#\w*[^\W\d]\w*")),
)
TRAILING = ".:;,('?!`"
GIVEN = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "text_link",
     "text_mention", "custom_emoji", "blockquote", "expandable_blockquote"}
)  # fmt: skip
IGNORED = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number",
     "bank_card_number"}
)  # fmt: skip
OPAQUE = frozenset({"code", "pre", "text_link"})


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def found_in(text: str) -> list[JSON]:
    """Commands, mentions, links and hashtags that Telegram marks by itself, in order.

    The first match wins: no mention is found inside a link.
    """
    found: list[JSON] = []
    for kind, pattern in (FOUND[2], FOUND[0], FOUND[1], FOUND[3]):
        for match in pattern.finditer(text):
            marked = match.group().rstrip(TRAILING) if kind == "url" else match.group()
            entity = {"type": kind, "offset": units(text[: match.start()]), "length": units(marked)}
            if not any(_overlap(entity, other) for other in found):
                found.append(entity)
    return sorted(found, key=_order)


def joined(text: str, marked: list[JSON]) -> list[JSON]:
    """What a bot marked, and what Telegram finds by itself outside code and links."""
    opaque = [entity for entity in marked if entity["type"] in OPAQUE]
    found = [e for e in found_in(text) if not any(_overlap(e, other) for other in opaque)]
    return sorted(marked + found, key=_order)


def given(text: str, entities: list[JSON]) -> list[JSON]:
    """Entities a bot lists itself; unknown types and places outside the text are refused.

    The types Telegram finds by itself are left out, as Telegram leaves them out.
    """
    for entity in entities:
        if entity.get("type") not in GIVEN | IGNORED:
            raise bad("can't parse MessageEntity: Unsupported type specified")
        start, end = int(entity["offset"]), int(entity["offset"]) + int(entity["length"])
        if start < 0 or end > units(text):
            raise bad(
                f"entity beginning at UTF-16 offset {start} ends after the end of the text "
                f"at UTF-16 offset {end}"
            )
    return [entity for entity in entities if entity["type"] in GIVEN and entity["length"]]


def _order(entity: JSON) -> tuple[int, int]:
    return entity["offset"], -entity["length"]


def _overlap(one: JSON, other: JSON) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )
