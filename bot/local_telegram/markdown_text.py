"""Text in Telegram's MarkdownV2 style: marks become entities, mistakes Telegram's refusals."""

import re
from dataclasses import dataclass

from bot.local_telegram.entities import units
from bot.local_telegram.records import JSON
from bot.local_telegram.refusals import RefusedError, unparsed

RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
# Marks that open and close alike, longest first, with the name Telegram uses in refusals.
PAIRS = (
    ("```", "pre", "Pre"), ("__", "underline", "Underline"), ("||", "spoiler", "Spoiler"),
    ("_", "italic", "Italic"), ("*", "bold", "Bold"), ("~", "strikethrough", "Strikethrough"),
    ("`", "code", "Code"),
)  # fmt: skip
LANGUAGE = re.compile(r"([^\s`]*)(?=\s)(?:\r\n|\n\r|\n|\r)?|(?:\r\n|\n\r|\n|\r)?")
LINK_END = re.compile(r"\(((?:\\[\x01-\x7e]|[^)\\])*)(\)?)")
EMOJI = re.compile(r"tg://emoji/?\?(?:.*&)?id=([1-9]\d*)", re.IGNORECASE)


@dataclass
class _Open:
    mark: str
    kind: str
    name: str
    start: int
    at: int
    language: str = ""


class _Markdown:
    """One pass over a text; `out` is what remains without the marks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.out = ""
        self.entities: list[JSON] = []
        self.open: list[_Open] = []

    def read(self) -> None:
        """Read to the end; whatever is left open is refused, save a quotation."""
        while self.at < len(self.text):
            self._step(self.text[self.at])
        if self.open and self.open[-1].kind == "blockquote":
            self._close(0)
        if self.open:
            raise self._unclosed()

    def _step(self, character: str) -> None:
        following = self.text[self.at + 1 : self.at + 2]
        verbatim = bool(self.open) and self.open[-1].kind in ("code", "pre")
        if character == "\\" and "\x01" <= following <= "\x7e":
            self._put(following, 2)
        elif self._closes():
            return
        elif verbatim and character != "`":
            self._put(character)
        elif character == "\n":
            self._line_end(following)
        elif character in RESERVED:
            self._begin(character, following)
        else:
            self._put(character)

    def _put(self, character: str, consumed: int = 1) -> None:
        self.out += character
        self.at += consumed

    def _closes(self) -> bool:
        """Close the innermost mark if it ends here."""
        if not self.open:
            return False
        mark = self.open[-1].mark
        ends = self.text.startswith(mark, self.at) and mark not in ("", ">")
        if mark == "_" and self.text.startswith("__", self.at):
            ends = False
        if ends and mark == "]":
            self._close_link()
        elif ends:
            self._close(len(mark))
        return ends

    def _line_end(self, following: str) -> None:
        quoting = any(each.kind == "blockquote" for each in self.open)
        self._put("\n")
        if following == ">" and quoting:
            self.at += 1
        elif following == ">":
            self._quote()
        elif quoting:
            if self.open[-1].kind != "blockquote":
                raise self._unclosed()
            self._close(0)

    def _quote(self) -> None:
        self.open.append(_Open(">", "blockquote", "BlockQuote", units(self.out), self.at))
        self.at += 1

    def _begin(self, character: str, following: str) -> None:
        for mark, kind, name in PAIRS:
            if self.text.startswith(mark, self.at):
                self.open.append(_Open(mark, kind, name, units(self.out), self.at))
                self.at += len(mark)
                if kind == "pre":
                    self._language(self.open[-1])
                return
        if character == "[" or (character == "!" and following == "["):
            emoji = character == "!"
            kind, name = ("custom_emoji", "CustomEmoji") if emoji else ("text_link", "TextUrl")
            self.open.append(_Open("]", kind, name, units(self.out), self.at))
            self.at += 1 + emoji
        elif character == ">" and self.at == 0:
            self._quote()
        else:
            raise unparsed(
                f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
            )

    def _language(self, opened: _Open) -> None:
        match = LANGUAGE.match(self.text, self.at)
        if match:
            opened.language = match.group(1) or ""
            opened.name = "PreCode" if opened.language else "Pre"
            self.at = match.end()

    def _close_link(self) -> None:
        opened = self.open[-1]
        marked = self.out.encode("utf-16-le")[opened.start * 2 :].decode("utf-16-le")
        match = LINK_END.match(self.text, self.at + 1)
        if match and not match.group(2):
            what = "custom emoji URL" if opened.kind == "custom_emoji" else "URL"
            raise self._wrong(f"Can't find end of a {what}", match.start(1))
        target = re.sub(r"\\(.)", r"\1", match.group(1)) if match else marked
        self.at = match.end() - 1 if match else self.at
        if opened.kind == "text_link":
            self._close(1, url=target)
            return
        emoji = EMOJI.match(target)
        if not match or not emoji:
            raise unparsed("Custom emoji entity must contain a tg://emoji URL")
        self._close(1, custom_emoji_id=emoji.group(1))

    def _close(self, consumed: int, **more: str) -> None:
        opened = self.open.pop()
        self.at += consumed
        length = units(self.out) - opened.start
        entity: JSON = {"type": opened.kind, "offset": opened.start, "length": length, **more}
        if opened.language:
            entity["language"] = opened.language
        if length and entity.get("url") != "":
            self.entities.append(entity)

    def _unclosed(self) -> RefusedError:
        opened = self.open[-1]
        return self._wrong(f"Can't find end of {opened.name} entity", opened.at)

    def _wrong(self, what: str, position: int) -> RefusedError:
        return unparsed(f"{what} at byte offset {len(self.text[:position].encode())}")


def parsed_markdown(text: str) -> tuple[str, list[JSON]]:
    """Text without its marks, and the entities they stood for."""
    reader = _Markdown(text)
    reader.read()
    return reader.out, reader.entities
