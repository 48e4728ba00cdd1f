"""A message as the detector sees it, and the chain it may belong to."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from classifier.labels import Label

# Named lines in the order they stood, so that no key decides which are dropped first.
Lines = dict[bytes, None]
ChainKind = Literal["list", "receipts"]
Media = Literal["text", "photo", "sticker", "other"]

HOUR = 60
DAY = 24 * HOUR
# Minutes of silence after which a chain has closed: lists, replies that answer something
# that was asked, and replies that only happen to be alike.
SILENCE = {"list": DAY, "asked": DAY, "unasked": 6 * HOUR}
MOST_WORDS, COMMON = 512, 2
MOST_ENTRIES, MOST_HEADS, MOST_COUNTED = 1024, 64, 512


@dataclass(frozen=True)
class Turn:
    """One message of a group. `at` is in minutes since the epoch; an edit keeps its `id`."""

    id: bytes
    author: bytes
    text: str = field(repr=False)
    at: int
    reply_to: bytes | None = None
    media: Media = "text"
    labels: tuple[Label, ...] = ()
    emergency: bool = False


@dataclass(frozen=True)
class Demand:
    """A message that may set a chain off, as a restart still knows it; `at` as in `Turn`."""

    id: bytes
    author: bytes
    at: int
    labels: tuple[Label, ...]
    emergency: bool


@dataclass
class Chain:
    """A run of replies. It holds keyed names and hashes only, never text.

    `first` and `last` name its outer replies, and `id` is the name of the first. `labels` are
    those of the demand it answers, empty where it is no burden. `trigger` is the message that set
    it off, None where none is known. Below `replies` stands what the detector needs to go on:
    `listed` of the replies came as lists, `words` is what their lines and forms are made of,
    `common` are those words that stood in several, `seat` is the place of the last reply among
    the group's messages.
    """

    id: bytes
    kind: ChainKind
    burden: bool
    labels: tuple[Label, ...]
    trigger: bytes | None
    first: bytes
    last: bytes
    participants: set[bytes] = field(default_factory=set)
    replies: int = 0
    demander: bytes | None = None
    free: bool = False
    soft: bool = False
    ritual: str = ""
    last_at: int = 0
    seat: int = 0
    top: int = 0
    listed: int = 0
    heads: Lines = field(default_factory=dict, repr=False)
    entries: Lines = field(default_factory=dict, repr=False)
    newest: Lines = field(default_factory=dict, repr=False)
    counted: dict[bytes, int] = field(default_factory=dict, repr=False)
    words: dict[bytes, int] = field(default_factory=dict, repr=False)
    common: set[bytes] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.common = {word for word, times in self.words.items() if times >= COMMON}

    @property
    def exists(self) -> bool:
        """Whether two members besides whoever started it have taken part."""
        return len(self.participants) >= (2 if self.trigger and not self.soft else 3)

    def silent(self, now: int) -> bool:
        """Whether it has closed by `now`, in minutes since the epoch."""
        asked = bool(self.trigger) and not self.soft
        return (
            now - self.last_at
            > SILENCE["list" if self.kind == "list" else "asked" if asked else "unasked"]
        )

    def count(self, turn: Turn, seat: int, *, lines: int = 0) -> None:
        """Take the turn as one more reply of its author, by a list of so many `lines`."""
        self.counted[turn.id] = lines
        _shorten(self.counted, MOST_COUNTED)
        self.participants.add(turn.author)
        self.replies += 1
        self.listed += bool(lines)
        self.kind = "list" if 2 * self.listed >= self.replies else "receipts"
        self.last, self.last_at = turn.id, max(self.last_at, turn.at)
        self.seat = max(self.seat, seat)

    def learn_words(self, words: Iterable[bytes]) -> None:
        """Count in how many replies each word stood."""
        for word in words:
            times = self.words[word] = self.words.get(word, 0) + 1
            if times == COMMON:
                self.common.add(word)
        while len(self.words) > MOST_WORDS:
            oldest = next(iter(self.words))
            del self.words[oldest]
            self.common.discard(oldest)

    def learn_list(self, heads: Lines, entries: Lines, top: int) -> None:
        """Know a list's lines as this chain's."""
        self.heads |= heads
        self.entries |= entries
        self.newest = entries
        self.top = max(self.top, top)
        for known, most in ((self.heads, MOST_HEADS), (self.entries, MOST_ENTRIES)):
            _shorten(known, most)

    def dump(self) -> str:
        """The chain as JSON of hashes, names and numbers."""
        fields = {
            "id": pack(self.id), "kind": self.kind, "burden": self.burden,
            "labels": list(self.labels), "trigger": self.trigger and pack(self.trigger),
            "first": pack(self.first), "last": pack(self.last),
            "participants": sorted(map(pack, self.participants)), "replies": self.replies,
            "demander": self.demander and pack(self.demander), "free": self.free,
            "soft": self.soft, "ritual": self.ritual, "last_at": self.last_at,
            "seat": self.seat, "top": self.top, "listed": self.listed,
            "newest": list(map(pack, self.newest)),
            "heads": list(map(pack, self.heads)), "entries": list(map(pack, self.entries)),
            "words": [[pack(name), times] for name, times in self.words.items()],
            "counted": [[pack(name), lines] for name, lines in self.counted.items()],
        }  # fmt: skip
        return json.dumps(fields, separators=(",", ":"))

    @classmethod
    def load(cls, state: str) -> "Chain":
        """The chain that `dump` wrote; raises ValueError or KeyError on anything else."""
        fields: dict[str, Any] = json.loads(state)
        for name in ("id", "first", "last"):
            fields[name] = unpack(fields[name])
        for name in ("trigger", "demander"):
            fields[name] = fields[name] and unpack(fields[name])
        fields["labels"] = tuple(map(Label, fields["labels"]))
        fields["participants"] = set(map(unpack, fields["participants"]))
        for name in ("heads", "entries", "newest"):
            fields[name] = dict.fromkeys(map(unpack, fields[name]))
        fields["counted"] = {unpack(name): lines for name, lines in fields["counted"]}
        fields["words"] = {unpack(name): times for name, times in fields["words"]}
        return cls(**fields)


def pack(data: bytes) -> str:
    """Bytes as JSON can hold them."""
    return b64encode(data).decode()


def unpack(text: str) -> bytes:
    """What `pack` wrote."""
    return b64decode(text)


def _shorten(known: dict[bytes, Any], most: int) -> None:
    while len(known) > most:
        del known[next(iter(known))]
