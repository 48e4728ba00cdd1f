"""One exported group → its coded weeks and what was found: the step that is mapped over chats."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bot.examiner import Examined, Examiner, Keys
from bot.privacy import pseudonyms
from bot.privacy.keys import Key
from bot.records import ChainRow, Finding, GroupWeek, Incoming, Watched
from bot.week import Calendar, Week
from classifier import Label
from classifier.chains import Chain, ChainDetector, ChainKind, Turn

HEADCOUNT = timedelta(weeks=4)
ID_BYTES = 8


@dataclass(frozen=True)
class FoundDemand:
    """A demand as the holder of the archive finds it again."""

    message: int = field(repr=False)
    day: date
    labels: tuple[Label, ...]
    emergency: bool
    addressed: int
    pressure: bool
    window: int


@dataclass(frozen=True)
class FoundChain:
    """A chain as the holder of the archive finds it again; message ids are the export's own."""

    kind: ChainKind
    burden: bool
    labels: tuple[Label, ...]
    trigger: int | None = field(repr=False)
    first: int = field(repr=False)
    last: int = field(repr=False)
    participants: int
    replies: int


@dataclass
class CodedWeek:
    """What a week of one group comes to, before release."""

    messages: int = 0
    off_hours: int = 0
    emergencies: int = 0
    members: int = 0
    findings: list[Finding] = field(default_factory=list)
    people: set[bytes] = field(default_factory=set)
    chains: dict[bytes, FoundChain] = field(default_factory=dict)

    def group_week(self, group: str) -> GroupWeek:
        """The rows as the release takes them, under a name that is no chat id."""
        return GroupWeek(
            Watched(group, (), True, 0, 0, 0, self.members),
            self.messages,
            self.off_hours,
            tuple(self.findings),
            tuple(_row(key, chain) for key, chain in self.chains.items()),
            frozenset(self.people),
            self.emergencies,
        )


def _row(key: bytes, chain: FoundChain) -> ChainRow:
    return ChainRow(key, "", chain.burden, chain.labels, chain.participants, chain.replies)


@dataclass(frozen=True)
class ChatAudit:
    """Everything an audit keeps of one group: no text and no names.

    `mark` is a hash of what was said when; it orders the groups in a way that neither ids nor
    the order of the files decide, and that nobody without the archive can work out.
    """

    chat_id: int = field(repr=False)
    mark: str
    messages: int
    weeks: dict[Week, CodedWeek]
    demands: tuple[FoundDemand, ...]

    @property
    def chains(self) -> list[FoundChain]:
        """The chains of all weeks in their order."""
        return [chain for week in self.weeks.values() for chain in week.chains.values()]


def audit_chat(
    chat_id: int, messages: Iterable[Incoming], examiner: Examiner, root: Key, calendar: Calendar
) -> ChatAudit:
    """Examine one group's messages in their order; `root` is the secret of this audit."""
    auditor = _Auditor(chat_id, examiner, root, calendar)
    for incoming in messages:
        auditor.take(incoming)
    return ChatAudit(
        chat_id, auditor.mark.hexdigest(), auditor.taken, auditor.weeks, tuple(auditor.demands)
    )


class _Recent:
    """The distinct people who wrote in the last four weeks: a lower bound of the headcount."""

    def __init__(self) -> None:
        # The longest silent stands first.
        self._last: dict[int, datetime] = {}

    def see(self, incoming: Incoming) -> None:
        """Note a sender and forget who has been silent for four weeks."""
        if incoming.human:
            self._last.pop(incoming.author, None)
            self._last[incoming.author] = incoming.sent_at
        while self._last:
            longest = next(iter(self._last))
            if incoming.sent_at - self._last[longest] <= HEADCOUNT:
                break
            del self._last[longest]

    def others(self, author: int) -> int:
        """How many they are without `author`."""
        return len(self._last) - (author in self._last)

    def __len__(self) -> int:
        return len(self._last)


class _Auditor:
    """Takes the messages of one group, as the intake does for a live one."""

    def __init__(self, chat_id: int, examiner: Examiner, root: Key, calendar: Calendar) -> None:
        self.mark = hashlib.sha256()
        self.taken = 0
        self.weeks: dict[Week, CodedWeek] = {}
        self.demands: list[FoundDemand] = []
        self._chat_id = chat_id
        self._examiner, self._root, self._calendar = examiner, root, calendar
        self._recent = _Recent()
        self._week: Week | None = None

    def take(self, incoming: Incoming) -> None:
        """Examine one message and add it to its week."""
        week = self._calendar.week(incoming.sent_at)
        if week != self._week:
            self._begin(week)
        self._recent.see(incoming)
        self.taken += 1
        self.mark.update(f"{incoming.sent_at.timestamp():.0f} {incoming.text}\0".encode())
        others = self._recent.others(incoming.author)
        seen = self._examiner.examine(
            incoming, str(self._chat_id), self._keys, self._calendar, others
        )
        self._add(seen)
        if seen.finding:
            self._find(incoming, seen.finding)
        self._follow(incoming, seen)

    def _begin(self, week: Week) -> None:
        """Chains end with their week, as they do live."""
        self._week = week
        self._rows = self.weeks.setdefault(week, CodedWeek())
        keys = self._keys = Keys(
            group=Key(self._root.derive(f"{week} group {self._chat_id}")),
            people=Key(self._root.derive(f"{week} people")),
        )
        self._detector = ChainDetector(lambda text: pseudonyms.line(keys.group, text))

    def _add(self, seen: Examined) -> None:
        rows = self._rows
        rows.messages += 1
        rows.off_hours += seen.message.off_hours
        rows.emergencies += seen.emergency
        rows.members = len(self._recent)
        if seen.person:
            rows.people.add(seen.person)

    def _find(self, incoming: Incoming, found: Finding) -> None:
        # Nobody opens the sealed reference of an audit: the working file has the id.
        self._rows.findings.append(replace(found, sealed=b""))
        day = incoming.sent_at.astimezone(self._calendar.zone).date()
        self.demands.append(
            FoundDemand(
                incoming.message_id, day, found.labels, found.emergency, found.addressed,
                found.pressure, found.window,
            )
        )  # fmt: skip

    def _follow(self, incoming: Incoming, seen: Examined) -> None:
        chain = self._detector.feed(
            Turn(
                id=_name(incoming.message_id),
                author=pseudonyms.person(self._keys.group, incoming.author),
                text=incoming.text or incoming.emoji,
                at=int(incoming.sent_at.timestamp()) // 60,
                reply_to=None if incoming.reply_to is None else _name(incoming.reply_to),
                media=incoming.media,
                labels=seen.message.labels,
                emergency=seen.emergency,
            )
        )
        if chain:
            self._rows.chains[chain.id] = _found(chain)


def _name(message: int) -> bytes:
    return message.to_bytes(ID_BYTES, "big", signed=True)


def _number(name: bytes) -> int:
    return int.from_bytes(name, "big", signed=True)


def _found(chain: Chain) -> FoundChain:
    return FoundChain(
        chain.kind, chain.burden, chain.labels,
        None if chain.trigger is None else _number(chain.trigger), _number(chain.first),
        _number(chain.last), len(chain.participants), chain.replies,
    )  # fmt: skip
