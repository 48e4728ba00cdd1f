"""The plain records that travel between handlers, examiner, store and digest."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from bot.week import Week
from classifier import Label

MediaKind = Literal["text", "photo", "sticker", "other"]
Verdict = Literal["open", "misjudged", "documented"]
Interruption = Literal["paused", "removed", "joined", "down"]
Late = Literal["late", "late_misjudged", "late_documented"]


@dataclass(frozen=True)
class Incoming:
    """One message of a group as it came in. Never stored.

    `emoji` is the one a sticker stands for: it tells a nod from a cat, and nobody judges it.
    """

    chat_id: int = field(repr=False)
    message_id: int = field(repr=False)
    author: int = field(repr=False)
    text: str = field(repr=False)
    sent_at: datetime = field(repr=False)
    reply_to: int | None = field(default=None, repr=False)
    media: MediaKind = "text"
    human: bool = True
    mentioned: int = 0
    edited: bool = False
    emoji: str = field(default="", repr=False)


@dataclass(frozen=True)
class Group:
    """A registered group: where to reach it and what its admin chose."""

    id: str
    chat_id: int = field(repr=False)
    digest_on: bool = True
    paused: bool = False
    present: bool = True
    ends: date | None = None


@dataclass(frozen=True)
class Watched:
    """A group in one week: who supervised it when the week began, and what interrupted it."""

    group: str
    supervisors: tuple[int, ...] = field(repr=False)
    whole: bool
    paused_days: int
    removed_days: int
    late: int
    members: int
    # Marks an admin set after the week before had closed.
    late_misjudged: int = 0
    late_documented: int = 0
    # Care of the group: past its end, nobody wrote for 60 days, no owner.
    overdue: bool = False
    silent: bool = False
    owned: bool = True


@dataclass(frozen=True)
class MessageRow:
    """What is kept of any message of the week."""

    key: bytes
    day: int
    off_hours: bool
    labels: tuple[Label, ...]
    band: int


@dataclass(frozen=True)
class Finding:
    """What is kept of a demand until the week closes."""

    key: bytes
    author: bytes
    day: int
    off_hours: bool
    labels: tuple[Label, ...]
    addressed: int
    pressure: bool
    emergency: bool
    window: int
    fingerprint: bytes | None
    sealed: bytes
    verdict: Verdict = "open"
    document: str = ""
    # What people were told to install, follow or join: names of a shipped list, else a kind.
    pushed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ChainRow:
    """What is kept of a chain until the week closes."""

    id: bytes
    state: str
    burden: bool
    labels: tuple[Label, ...]
    participants: int
    replies: int


@dataclass(frozen=True)
class GroupWeek:
    """Everything the close needs of one group: the exact rows, before release."""

    watched: Watched
    messages: int
    off_hours: int
    findings: tuple[Finding, ...]
    chains: tuple[ChainRow, ...]
    people: frozenset[bytes]
    emergencies: int


@dataclass(frozen=True)
class Delivery:
    """One week's digest for one supervisor."""

    week: Week
    supervisor: int = field(repr=False)
