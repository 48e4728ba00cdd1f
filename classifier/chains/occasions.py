"""What sets chains off, remembered for a while: demands, emergencies, free calls, notices."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import Any

from classifier.chains.records import DAY, HOUR, Chain, Demand, Lines, Turn, pack, unpack
from classifier.labels import LABELS, Label

MOST_OCCASIONS, MOST_SOFT, MOST_LINES, MOST_REMINDERS = 32, 3, 256, 64
# How long what was last answered or urged then still draws replies, in minutes.
REACH, SOFT_REACH = DAY, 2 * HOUR

_URGING = {Label.RANKING_PRESSURE, Label.INSTANT_REPLY}
EMERGENCY_ANSWERS = frozenset({Label.ROLL_CALL, Label.INSTANT_REPLY, Label.TRACE_PROOF})


@dataclass(slots=True)
class Occasion:
    """A message that may set chains off. Times are in minutes since the epoch.

    `labels` are empty where it is no burden; `fits` says which replies may answer it; `lines` are
    the hashed clauses, entries and fields by which a reply that takes them up is known, `said` the
    hashed words it wants to see. A `soft`
    one asks for nothing: a plain notice that may yet draw a run of 收到.
    """

    id: bytes
    author: bytes
    at: int
    touched: int
    labels: tuple[Label, ...]
    fits: frozenset[Label]
    free: bool = False
    soft: bool = False
    suspected: bool = False
    seat: int = 0
    urger: bytes = b""
    lines: Lines = field(default_factory=dict)
    said: Lines = field(default_factory=dict)
    reminders: Lines = field(default_factory=dict)

    def learn(self, lines: Lines) -> None:
        """Know more lines as its own."""
        self.lines |= lines
        while len(self.lines) > MOST_LINES:
            del self.lines[next(iter(self.lines))]

    def dump(self) -> dict[str, Any]:
        """Plain values for JSON: hashes, names, numbers."""
        return {
            "id": pack(self.id), "author": pack(self.author), "at": self.at,
            "touched": self.touched, "labels": list(self.labels), "fits": sorted(self.fits),
            "free": self.free, "soft": self.soft, "suspected": self.suspected, "seat": self.seat,
            "urger": pack(self.urger),
            "lines": list(map(pack, self.lines)), "said": list(map(pack, self.said)),
            "reminders": list(map(pack, self.reminders)),
        }  # fmt: skip

    @classmethod
    def load(cls, state: dict[str, Any]) -> "Occasion":
        """The occasion that `dump` described."""
        coded = {
            "id": unpack(state["id"]),
            "author": unpack(state["author"]),
            "urger": unpack(state["urger"]),
            "labels": tuple(map(Label, state["labels"])),
            "fits": frozenset(map(Label, state["fits"])),
            "lines": dict.fromkeys(map(unpack, state["lines"])),
            "said": dict.fromkeys(map(unpack, state["said"])),
            "reminders": dict.fromkeys(map(unpack, state["reminders"])),
        }
        return cls(**(state | coded))


def occasion_from(demand: Demand | Turn, *, free: bool) -> Occasion:
    """The occasion of a message the model labels, of an emergency or of a free call."""
    labels, emergency = demand.labels, demand.emergency
    fits = frozenset(LABELS if labels == (Label.RANKING_PRESSURE,) else labels)
    if emergency:
        fits |= EMERGENCY_ANSWERS
    if free:
        fits |= {Label.ROLL_CALL}
    return Occasion(
        demand.id, demand.author, demand.at, demand.at,
        labels=() if emergency or free else labels, fits=fits, free=emergency or free,
    )  # fmt: skip


def occasion_of(chain: Chain, trigger: bytes) -> Occasion:
    """What a restored chain still tells of the message that set it off."""
    return Occasion(
        trigger, chain.demander or b"", chain.last_at, chain.last_at, chain.labels,
        fits=frozenset(chain.labels) or EMERGENCY_ANSWERS, free=chain.free, soft=chain.soft,
    )  # fmt: skip


class Occasions:
    """The newest occasions of a group."""

    def __init__(self, known: Iterable[Occasion] = ()) -> None:
        self._known = {occasion.id: occasion for occasion in known}
        self._soft = {occasion.id: None for occasion in self._known.values() if occasion.soft}
        self._reminders = {name for occasion in self._known.values() for name in occasion.reminders}
        self._wanted: dict[bytes, int] = {}
        for occasion in self._known.values():
            self._want(occasion, 1)

    def __iter__(self) -> Iterator[Occasion]:
        return iter(self._known.values())

    def get(self, name: bytes | None) -> Occasion | None:
        """The occasion with this name or this reminder, if it is remembered."""
        if not name or name in self._known:
            return self._known.get(name or b"")
        if name not in self._reminders:
            return None
        return next((o for o in self._known.values() if name in o.reminders), None)

    def wants(self, said: Set[bytes]) -> bool:
        """Whether any occasion wants to see one of these words."""
        return not self._wanted.keys().isdisjoint(said)

    def keep(self, occasion: Occasion) -> None:
        """Remember an occasion; an edit keeps its time, its lines and its replies."""
        old = self._known.get(occasion.id)
        if old:
            occasion.at, occasion.seat = min(old.at, occasion.at), old.seat
            occasion.touched = old.touched
            occasion.learn(old.lines)
            occasion.reminders = old.reminders
            self._want(old, -1)
            self._soft.pop(old.id, None)
        self._known[occasion.id] = occasion
        self._want(occasion, 1)
        if occasion.soft:
            self._soft[occasion.id] = None
        if len(self._soft) > MOST_SOFT:
            self.drop(next(iter(self._soft)))
        elif len(self._known) > MOST_OCCASIONS:
            self.drop(next(iter(self._known)))

    def _want(self, occasion: Occasion, more: int) -> None:
        """Count in how many occasions each dictated word stands: in one `more`, or one less."""
        for word in occasion.said:
            self._wanted[word] = self._wanted.get(word, 0) + more
            if not self._wanted[word]:
                del self._wanted[word]

    def drop(self, name: bytes) -> None:
        """Forget one that was edited into something harmless, or has become too old."""
        occasion = self._known.pop(name, None)
        if occasion:
            self._want(occasion, -1)
            self._soft.pop(name, None)
            self._reminders.difference_update(occasion.reminders)

    def remind(self, occasion: Occasion, demand: Demand | Turn) -> None:
        """Take the demand as a reminder of the occasion."""
        occasion.reminders[demand.id] = None
        self._reminders.add(demand.id)
        while len(occasion.reminders) > MOST_REMINDERS:
            oldest = next(iter(occasion.reminders))
            del occasion.reminders[oldest]
            self._reminders.discard(oldest)
        occasion.touched = max(occasion.touched, demand.at)
        occasion.urger = demand.author

    def live(self, at: int, most: int | None = None) -> list[Occasion]:
        """What a reply at that minute may answer, or the `most` last remembered of it."""
        found = [
            o
            for o in self._known.values()
            if o.at <= at <= o.touched + (SOFT_REACH if o.soft else REACH)
        ]
        return found[-most:] if most else found

    def urged(self, demand: Demand | Turn, hours: float) -> list[Occasion]:
        """The demands of the same author and kind that this one may remind of."""
        author = demand.author
        own = [o for o in self._known.values() if o.author == author]
        return _alike(own, demand, hours * HOUR)

    def passed_on(self, demand: Demand | Turn) -> list[Occasion]:
        """The demands of others and of this kind that this one may pass on."""
        others = [o for o in self._known.values() if o.author != demand.author]
        return _alike(others, demand, HOUR)


def _alike(known: list[Occasion], demand: Demand | Turn, within: float) -> list[Occasion]:
    pressed = demand.labels == (Label.RANKING_PRESSURE,)
    asked = set(demand.labels)
    return [
        o
        for o in known
        if o.labels
        and o.id != demand.id
        and 0 <= demand.at - o.touched <= within
        and (pressed or (o.fits & asked and asked - _URGING <= o.fits))
    ]
