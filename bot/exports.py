"""Chat exports of Telegram Desktop (`result.json`), streamed: one pass to survey, one to read."""

import heapq
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

import ijson

from bot.exported_messages import HOW, ExportError, Message, id_of, incoming_from
from bot.records import Incoming

# Where chats stand: the whole file is one, or they are listed (with those the person has left).
SECTIONS = ("", "chats.list.item.", "left_chats.list.item.")
GROUP = re.compile(r"(?:private|public)_(?:super)?group")
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Part:
    """One chat of one export; `start` messages of other chats stand before it in its section."""

    path: Path
    section: str
    start: int
    messages: int


@dataclass(frozen=True)
class Chat:
    """A group and the exports that hold it: several, where it was exported piece by piece."""

    chat_id: int = field(repr=False)
    parts: tuple[Part, ...]

    @property
    def messages(self) -> int:
        """Entries to read, service messages and overlaps of its parts included."""
        return sum(part.messages for part in self.parts)


@dataclass(frozen=True)
class Survey:
    """What the exports hold: the groups, and how many chats of other kinds are passed over."""

    chats: tuple[Chat, ...]
    skipped: int


@dataclass
class _Heading:
    """What a pass has seen so far of one chat."""

    chat_id: Any = None
    kind: Any = None
    messages: int | None = None


def survey(paths: Sequence[Path]) -> Survey:
    """Find the groups of all files, each file whole; raises ExportError in one plain line."""
    parts: dict[int, list[Part]] = {}
    skipped = 0
    for path in dict.fromkeys(path.resolve() for path in paths):
        for heading, part in _guarded(path, _headings):
            if GROUP.fullmatch(heading.kind):
                _add(parts.setdefault(heading.chat_id, []), part)
            else:
                skipped += 1
    if not parts:
        raise ExportError(f"导出里没有群，只有私聊或频道，而这里只看群；{HOW}")
    return Survey(tuple(Chat(chat, tuple(found)) for chat, found in parts.items()), skipped)


def _add(parts: list[Part], part: Part) -> None:
    """Add a piece of a group; pieces are read side by side, so each has a section of its own."""
    if any((other.path, other.section) == (part.path, part.section) for other in parts):
        raise ExportError(f"{part.path.name} 里有两个群的编号相同；请把这两个群分开导出")
    parts.append(part)


def _guarded(
    path: Path, read: Callable[[Path], list[tuple[_Heading, Part]]]
) -> list[tuple[_Heading, Part]]:
    """Say in one line what is wrong with a file; the parser's own words may quote it."""
    try:
        found = read(path)
    except (OSError, UnicodeDecodeError, ijson.JSONError) as error:
        raise ExportError(_complaint(path, error)) from None
    if not found:
        raise ExportError(f"{path.name} 不是 Telegram 的聊天导出；{HOW}")
    return found


def _complaint(path: Path, error: Exception) -> str:
    name = path.name
    if isinstance(error, FileNotFoundError):
        return f"找不到 {name}；检查路径"
    if isinstance(error, OSError):
        return f"读不了 {name}（{type(error).__name__}）；要写 result.json 这个文件，并检查权限"
    if not path.stat().st_size:
        return f"{name} 是空的；{HOW}"
    if not _looks_like_json(path):
        return f"{name} 不是 JSON；{HOW}"
    return f"{name} 不完整或损坏，可能没有导出完或没有拷完；请重新导出或重新拷贝"


def _looks_like_json(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(64).removeprefix(BOM).lstrip().startswith((b"{", b"["))


def _opened(path: Path) -> IO[bytes]:
    """The file, past the mark that some editors put before UTF-8."""
    file = path.open("rb")
    if file.read(len(BOM)) != BOM:
        file.seek(0)
    return file


def _headings(path: Path) -> list[tuple[_Heading, Part]]:
    """Every chat of a file with the place of its messages."""
    sections = {section: _Section(path, section) for section in SECTIONS}
    slots = {
        f"{section}{name}": (sections[section], name)
        for section in SECTIONS
        for name in ("id", "type", "messages", "messages.item")
    }
    slots |= {section.rstrip("."): (sections[section], "") for section in SECTIONS}
    with _opened(path) as file:
        for prefix, event, value in ijson.parse(file):
            if prefix in slots:
                section, name = slots[prefix]
                section.note(name, event, value)
    return [found for section in sections.values() for found in section.found]


class _Section:
    """Collects the chats of one section as the parser goes by."""

    def __init__(self, path: Path, name: str) -> None:
        self.found: list[tuple[_Heading, Part]] = []
        self._path, self._name = path, name
        self._start = 0
        self._heading = _Heading()

    def note(self, name: str, event: str, value: Any) -> None:
        """One event of the parser at a place that matters."""
        heading = self._heading
        if name == "id":
            heading.chat_id = value
        elif name == "type":
            heading.kind = value
        elif name == "messages" and event == "start_array":
            heading.messages = 0
        elif name == "messages.item" and event not in ("map_key", "end_map", "end_array"):
            if event != "start_map":
                raise ExportError(f"{self._path.name} 的消息格式不对，不是 Telegram 的导出；{HOW}")
            heading.messages = (heading.messages or 0) + 1
        elif name == "" and event == "end_map":
            self._end(heading)

    def _end(self, heading: _Heading) -> None:
        self._heading = _Heading()
        if heading.messages is None or not isinstance(heading.kind, str):
            return
        if isinstance(heading.chat_id, int):
            part = Part(self._path, self._name, self._start, heading.messages)
            self.found.append((heading, part))
        self._start += heading.messages


class _Cursor:
    """A place in one section of one file; going forward reads on, going back starts anew."""

    def __init__(self, path: Path, section: str, opened: ExitStack) -> None:
        self._path, self._section, self._opened = path, section, opened
        self._begin()

    def _begin(self) -> None:
        file = self._opened.enter_context(_opened(self._path))
        prefix = f"{self._section}messages.item"
        self._items: Iterator[Message] = ijson.items(file, prefix, use_float=True)
        self._at = 0

    def messages(self, part: Part) -> Iterator[Message]:
        """The raw messages of one chat; read them to the end before asking for the next."""
        if part.start < self._at:
            self._begin()
        skip = part.start - self._at
        self._at = part.start + part.messages
        return islice(self._items, skip, skip + part.messages)


class Reader:
    """Reads surveyed groups; in the order of the file this is one pass for all of them."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._opened = ExitStack()
        self._cursors: dict[tuple[Path, str], _Cursor] = {}

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def incoming(self, chat: Chat) -> Iterator[Incoming]:
        """The group's messages by id, each once, service messages left out."""
        for message in self._raw(chat):
            if message.get("type") == "message":
                yield incoming_from(message, chat.chat_id, self._zone)

    def _raw(self, chat: Chat) -> Iterator[Message]:
        pieces = [self._cursor(part).messages(part) for part in chat.parts]
        merged = heapq.merge(*pieces, key=id_of)
        return (next(copies) for _, copies in groupby(merged, key=id_of))

    def _cursor(self, part: Part) -> _Cursor:
        at = part.path, part.section
        if at not in self._cursors:
            self._cursors[at] = _Cursor(part.path, part.section, self._opened)
        return self._cursors[at]
