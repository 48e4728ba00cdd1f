"""The one door for raw text: a message goes in, its coded record comes out."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.privacy import pseudonyms
from bot.privacy.keys import Key
from bot.records import Finding, Incoming, MessageRow
from bot.week import Calendar
from classifier import Classifier, Label, Verdict, asked_object, normalise, pushed

EMERGENCY_LIVES = timedelta(hours=6)
EMERGENCY_SCORE = 0.5
# What an emergency may withdraw; forms reported twice stay demands (labels.md).
EXCUSED = frozenset({Label.ROLL_CALL, Label.INSTANT_REPLY, Label.TRACE_PROOF})
PRESSURE = re.compile("通报|点名|排名|扣分|扣钱|扣绩效|约谈|问责|检讨|考核|倒数|曝光")
# Reply windows, shortest first; the index is what a finding keeps (digest.contents.WINDOWS).
HOUR = re.compile(
    "[0-9一二两三四五六七八九十半几]+个?(?:分钟|刻钟|小时)之?内|立即|立刻|马上|速回|秒回"
)
DAY = re.compile(
    "今[天日晚]|下班|中午|上午|下午|[0-9一二三四五六七八九十]+[点时:][^天]{0,4}(?:之?前|以前)"
)
LATER = re.compile("明[天日早晚]|后天|本?周[一二三四五六日末]|[0-9]+[号日]|月底|之?前")


@dataclass(frozen=True)
class Keys:
    """The week's keys that apply to one group, and the segment name of its class key."""

    group: Key
    people: Key

    @property
    def segment(self) -> bytes:
        """Which class key made a pseudonym; says nothing about the key."""
        return self.people.derive("segment")[:4]


@dataclass(frozen=True)
class Examined:
    """What is kept of one message: no text, no id, no time."""

    message: MessageRow
    finding: Finding | None
    emergency: bool
    person: bytes | None


class Examiner:
    """Judges messages; remembers only until when each group's emergency is live."""

    def __init__(self, classifier: Classifier) -> None:
        self._classifier = classifier
        self._emergencies: dict[str, datetime] = {}

    def judge(self, text: str) -> Verdict:
        """The model's verdict on a text alone, with no context."""
        return self._classifier.judge_one(text)

    def why(self, text: str, label: Label) -> list[tuple[str, float]]:
        """The features that speak for a label, heaviest first."""
        return self._classifier.why(text, label)

    def examine(
        self, incoming: Incoming, group: str, keys: Keys, calendar: Calendar, members: int
    ) -> Examined:
        """Judge one message in its group's context; `members` are reached by a demand to all."""
        text = normalise(incoming.text)
        verdict = self._classifier.judge_normalised(text)
        emergency = verdict.emergency >= EMERGENCY_SCORE
        labels = self._in_context(verdict, emergency, group, incoming.sent_at)
        row = MessageRow(
            key=message_key(keys.group, incoming),
            day=calendar.day(incoming.sent_at),
            off_hours=calendar.off_hours(incoming.sent_at),
            labels=labels,
            band=int(10 * max(verdict.scores.values())),
        )
        finding = self._finding(incoming, text, row, keys, emergency, members) if labels else None
        person = pseudonyms.person(keys.people, incoming.author) if incoming.human else None
        return Examined(row, finding, emergency, person)

    def _in_context(
        self, verdict: Verdict, emergency: bool, group: str, at: datetime
    ) -> tuple[Label, ...]:
        """Withdraw, never add, what a live emergency of the group excuses."""
        if emergency:
            self._emergencies[group] = at + EMERGENCY_LIVES
        if at <= self._emergencies.get(group, at - EMERGENCY_LIVES):
            return tuple(label for label in verdict.labels if label not in EXCUSED)
        return verdict.labels

    def _finding(
        self,
        incoming: Incoming,
        text: str,
        row: MessageRow,
        keys: Keys,
        emergency: bool,
        members: int,
    ) -> Finding:
        told = pushed(text)
        return Finding(
            key=row.key,
            author=pseudonyms.person(keys.group, incoming.author),
            day=row.day,
            off_hours=row.off_hours,
            labels=row.labels,
            addressed=incoming.mentioned or members,
            pressure=Label.RANKING_PRESSURE in row.labels or bool(PRESSURE.search(text)),
            emergency=emergency,
            window=reply_window(text),
            fingerprint=pseudonyms.fingerprint(keys.people, text, asked_object(text, told)),
            sealed=seal_reference(keys.group, incoming),
            pushed=frozenset(told),
        )


def reply_window(text: str) -> int:
    """Which reply window a normalised demand asks for: 0 none, 1 an hour, 2 the day, 3 longer."""
    for index, pattern in enumerate((HOUR, DAY, LATER), start=1):
        if pattern.search(text):
            return index
    return 0


def message_key(key: Key, incoming: Incoming) -> bytes:
    """The week's name of a message; the chat is in it because ids restart after a migration."""
    return pseudonyms.message(key, incoming.chat_id, incoming.message_id)


def seal_reference(key: Key, incoming: Incoming) -> bytes:
    """Chat, message id and minute, for the admin's link until the week closes."""
    minute = int(incoming.sent_at.timestamp()) // 60
    data = f"{incoming.chat_id} {incoming.message_id} {minute}".encode()
    return pseudonyms.seal(key, data)


@dataclass(frozen=True)
class Reference:
    """Where a finding's message stands."""

    chat_id: int
    message_id: int
    minute: int


def open_reference(key: Key, sealed: bytes) -> Reference | None:
    """Open what `seal_reference` made; None once the week's key is another."""
    data = pseudonyms.unseal(key, sealed)
    return Reference(*map(int, data.split())) if data else None
