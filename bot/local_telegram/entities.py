"""Lengths in UTF-16 units, entities found in plain text, and HTML parsed as Telegram does."""

import re
from html.parser import HTMLParser

from bot.local_telegram.records import JSON
from bot.local_telegram.refusals import RefusedError, bad

FOUND = (
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?")),
    ("mention", re.compile(r"(?<![\w])@[A-Za-z0-9_]{4,32}")),
    ("url", re.compile(r"https?://[^\s]+|t\.me/[^\s]+")),
    ("hashtag", re.compile(r"#[^\s#]+")),
)
TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "s": "strikethrough", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "a": "text_link", "tg-spoiler": "spoiler",
}  # fmt: skip


def units(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def found_in(text: str) -> list[JSON]:
    """Commands, mentions, links and hashtags a client marks by itself."""
    return [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match.group())}
        for kind, pattern in FOUND
        for match in pattern.finditer(text)
    ]


# A “<” that begins no whole tag must be written “&lt;”; Python's parser would let it pass.
NO_TAG, UNCLOSED = re.compile(r"<(?!/?[A-Za-z])"), re.compile(r"<[^>]*\Z")


class _Html(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self._lines = source.split("\n")
        self.text = ""
        self.entities: list[JSON] = []
        self._open: list[tuple[str, int, JSON]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise unparsed(f'Unsupported start tag "{tag}" at byte offset {self._at()}')
        extra = {"url": dict(attrs).get("href") or ""} if tag == "a" else {}
        self._open.append((tag, units(self.text), extra))

    def handle_endtag(self, tag: str) -> None:
        if not self._open:
            raise unparsed(f"Unexpected end tag at byte offset {self._at()}")
        if self._open[-1][0] != tag:
            raise unparsed(f'Unmatched end tag at byte offset {self._at()}, expected '
                           f'"</{self._open[-1][0]}>", found "</{tag}>"')  # fmt: skip
        name, start, extra = self._open.pop()
        length = units(self.text) - start
        if length:
            self.entities.append({"type": TAGS[name], "offset": start, "length": length, **extra})

    def handle_data(self, data: str) -> None:
        self.text += data

    def finish(self) -> None:
        self.close()
        if self._open:
            tag = self._open[-1][0]
            raise unparsed(f'Can\'t find end tag corresponding to start tag "{tag}"')

    def _at(self) -> int:
        line, column = self.getpos()
        before = [*self._lines[: line - 1], self._lines[line - 1][:column]]
        return len("\n".join(before).encode())


def unparsed(reason: str) -> RefusedError:
    """The refusal of a text whose markup is wrong."""
    return bad(f"can't parse entities: {reason}")


def parsed(text: str, mode: str) -> tuple[str, list[JSON]]:
    """Text and entities after parsing; only the HTML mode is known here."""
    if not mode:
        return text, found_in(text)
    if mode.lower() != "html":
        raise bad("unsupported parse_mode")
    if stray := NO_TAG.search(text):
        offset = len(text[: stray.start()].encode())
        raise unparsed(f'Unsupported start tag "" at byte offset {offset}')
    if stray := UNCLOSED.search(text):
        offset = len(text[: stray.start()].encode())
        raise unparsed(f"Unclosed start tag at byte offset {offset}")
    parser = _Html(text)
    parser.feed(text)
    parser.finish()
    return parser.text, parser.entities


def checked(text: str, entities: list[JSON]) -> list[JSON]:
    """Entities given by the bot, refused where they lie outside the text."""
    for entity in entities:
        if entity["offset"] < 0 or entity["offset"] + entity["length"] > units(text):
            raise bad("entity ends beyond the text")
    return entities
