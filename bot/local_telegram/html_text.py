"""Text in Telegram's HTML style: tags become entities, mistakes become Telegram's refusals."""

import re
from dataclasses import dataclass

from bot.local_telegram.entities import units
from bot.local_telegram.records import JSON
from bot.local_telegram.refusals import RefusedError, unparsed

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler", "code": "code", "pre": "pre", "a": "text_link",
    "blockquote": "blockquote", "tg-emoji": "custom_emoji",
}  # fmt: skip
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
ESCAPE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![A-Za-z]));?")
NAME = re.compile(r"[^\s>]*")
ATTRIBUTE = re.compile(
    r"\s*([^\s=>]*)\s*(?:(=)\s*(?:\"([^\"]*)(\"?)|'([^']*)('?)|([A-Za-z0-9.-]*)))?"
)


@dataclass
class _Open:
    tag: str
    start: int
    attributes: dict[str, str]


class _Html:
    """One pass over a text; `out` is what remains without the tags."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.out = ""
        self.entities: list[JSON] = []
        self.open: list[_Open] = []

    def read(self) -> None:
        """Read to the end; whatever is left open is refused."""
        while self.at < len(self.text):
            if self.text[self.at] != "<":
                self._character()
            elif self.text[self.at + 1 : self.at + 2] == "/":
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise unparsed(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')

    def _character(self) -> None:
        escape = ESCAPE.match(self.text, self.at)
        self.out += _decoded(escape) if escape else self.text[self.at]
        self.at = escape.end() if escape else self.at + 1

    def _start_tag(self) -> None:
        begin, name = self.at, self._name(self.at + 1)
        if self.at == len(self.text):
            raise self._wrong("Unclosed start tag", begin)
        if name not in TAGS:
            raise self._wrong(f'Unsupported start tag "{name}"', begin)
        attributes = self._attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._wrong('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(name, units(self.out), attributes))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self._skip_spaces()
            if self.text[self.at : self.at + 1] == ">":
                self.at += 1
                return found
            if self.at == len(self.text):
                raise self._wrong(f'Unclosed start tag "{tag}"', begin)
            name, value = self._attribute(tag, begin)
            found[name] = value

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        match = ATTRIBUTE.match(self.text, self.at)
        assert match is not None
        name, equals, double, double_end, single, single_end, bare = match.groups()
        if not name:
            raise self._wrong(f'Empty attribute name in the tag "{tag}"', begin)
        self.at = match.end()
        if equals and bare is None and not (double_end or single_end):
            raise self._wrong("Unclosed start tag", begin)
        if bare is not None and not re.match(r"[\s>]", self.text[self.at : self.at + 1]):
            raise self._wrong("Unexpected end of name token", match.start(7))
        value = bare.lower() if bare is not None else double or single or ""
        return name, ESCAPE.sub(_decoded, value)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._wrong("Unexpected end tag", begin)
        name = self._name(self.at + 2)
        self._skip_spaces()
        if self.text[self.at : self.at + 1] != ">":
            raise self._wrong("Unclosed end tag", begin)
        self.at += 1
        opened = self.open.pop()
        if name and name != opened.tag:
            raise self._wrong("Unmatched end tag", begin, f', expected "</{opened.tag}>", '
                              f'found "</{name}>"')  # fmt: skip
        self._mark(opened)

    def _mark(self, opened: _Open) -> None:
        length = units(self.out) - opened.start
        entity: JSON = {"type": TAGS[opened.tag], "offset": opened.start, "length": length}
        if opened.tag == "a":
            marked = self.out.encode("utf-16-le")[opened.start * 2 :].decode("utf-16-le")
            entity["url"] = opened.attributes.get("href") or marked
        if opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        if opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = _emoji(opened.attributes.get("emoji-id", ""))
        language = opened.attributes.get("class", "").removeprefix("language-")
        if opened.tag == "code" and language and self.open and self.open[-1].tag == "pre":
            self.open[-1].attributes["language"] = language
            return
        if opened.tag == "pre" and "language" in opened.attributes:
            entity["language"] = opened.attributes["language"]
        if length:
            self.entities.append(entity)

    def _name(self, start: int) -> str:
        match = NAME.match(self.text, start)
        assert match is not None
        self.at = match.end()
        return match.group().lower()

    def _skip_spaces(self) -> None:
        while self.text[self.at : self.at + 1].isspace():
            self.at += 1

    def _wrong(self, what: str, position: int, more: str = "") -> RefusedError:
        return unparsed(f"{what} at byte offset {len(self.text[:position].encode())}{more}")


def _decoded(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if 0xD800 <= code <= 0xDFFF:
        raise unparsed(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code) if 0 < code < 0x10FFFF else match.group()


def _emoji(number: str) -> str:
    if not number.isdigit():
        raise unparsed("Invalid custom emoji identifier specified")
    return number


def parsed_html(text: str) -> tuple[str, list[JSON]]:
    """Text without its tags, and the entities they stood for."""
    reader = _Html(text)
    reader.read()
    return reader.out, reader.entities
