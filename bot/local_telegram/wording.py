"""Texts and captions of bots: parsed, measured, refused where Telegram refuses them."""

from bot.local_telegram.call import Call
from bot.local_telegram.entities import given, joined, units
from bot.local_telegram.html_text import parsed_html
from bot.local_telegram.markdown_text import parsed_markdown
from bot.local_telegram.records import JSON
from bot.local_telegram.refusals import bad

LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024


def text_of(call: Call) -> JSON:
    """The text of a message with its entities."""
    raw = call.text("text")
    if not raw:
        raise bad("message text is empty")
    text, entities = _marked(raw, call.text("parse_mode"), call.loaded("entities"))
    if not text:
        raise bad("text must be non-empty")
    if units(text) > LONGEST_TEXT:
        raise bad("message is too long")
    return {"text": text, "entities": entities}


def caption_of(params: Call) -> JSON:
    """The caption of a photo or document, nothing if there is none."""
    return caption_from(
        params.text("caption"), params.text("parse_mode"), params.loaded("caption_entities")
    )


def caption_from(raw: str, mode: str, listed: list[JSON] | None) -> JSON:
    """A caption with its entities from its parts, nothing if it is empty."""
    text, entities = _marked(raw, mode, listed)
    if units(text) > LONGEST_CAPTION:
        raise bad("message caption is too long")
    return {"caption": text, "caption_entities": entities} if text else {}


def _marked(raw: str, mode: str, listed: list[JSON] | None) -> tuple[str, list[JSON]]:
    """Text and entities: parsed by mode, or as the bot lists them; spaces around it cut off."""
    text, entities = _parsed(raw, mode) if mode else (raw, given(raw, listed or []))
    cut = units(text) - units(text.lstrip())
    kept = text.strip()
    return kept, joined(kept, [each for e in entities if (each := _moved(e, cut, units(kept)))])


def _parsed(raw: str, mode: str) -> tuple[str, list[JSON]]:
    if mode.lower() == "html":
        return parsed_html(raw)
    if mode.lower() == "markdownv2":
        return parsed_markdown(raw)
    raise bad("unsupported parse_mode")


def _moved(entity: JSON, cut: int, length: int) -> JSON | None:
    """An entity after `cut` units were taken off the front, kept within `length`."""
    start = max(entity["offset"] - cut, 0)
    end = min(entity["offset"] + entity["length"] - cut, length)
    return entity | {"offset": start, "length": end - start} if start < end else None
