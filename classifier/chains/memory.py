"""What the detector remembers of one group: chains, occasions, and which turns it has read."""

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from classifier.chains.occasions import Occasion, Occasions, occasion_of
from classifier.chains.records import Chain, ChainKind, Lines, Turn, pack, unpack

MOST_CHAINS, MOST_SEEN, MOST_SAID = 16, 1024, 32

HashLine = Callable[[str], bytes]


@dataclass(frozen=True)
class Said:
    """A message that answered nothing known, kept a while: others may yet say the same."""

    id: bytes
    author: bytes
    at: int
    seat: int
    forms: Lines

    @property
    def turn(self) -> Turn:
        """What there is to count of it."""
        return Turn(self.id, self.author, "", self.at)

    def dump(self) -> list[Any]:
        """Plain values for JSON."""
        forms = list(map(pack, self.forms))
        return [pack(self.id), pack(self.author), self.at, self.seat, forms]

    @classmethod
    def load(cls, state: list[Any]) -> "Said":
        """What `dump` described."""
        name, author, at, seat, forms = state
        return cls(unpack(name), unpack(author), at, seat, dict.fromkeys(map(unpack, forms)))


class Memory:
    """Bounded, and free of text. `now` is the newest minute seen, `seat` counts messages."""

    def __init__(self, hash_line: HashLine, chains: Iterable[Chain] = ()) -> None:
        self._hash = hash_line
        self._chains = sorted(chains, key=lambda chain: chain.last_at)
        self._seen: OrderedDict[bytes, None] = OrderedDict()
        self._said: dict[bytes, Said] = {}
        self._sayings: dict[bytes, dict[bytes, Said]] = {}
        self.now = max((chain.last_at for chain in self._chains), default=0)
        self.seat = max((chain.seat for chain in self._chains), default=0)
        self.close_silent()
        self._chains = self._chains[-MOST_CHAINS:]
        self.occasions = Occasions(
            occasion_of(chain, chain.trigger) for chain in self._chains if chain.trigger
        )

    def close_silent(self) -> None:
        """Let go of the chains that have closed by now."""
        if any(chain.silent(self.now) for chain in self._chains):
            self._chains = [c for c in self._chains if not c.silent(self.now)]

    def listen(self, turn: Turn) -> None:
        """Let time and the messages go by."""
        if turn.at != self.now:
            self.now = max(self.now, turn.at)
            self.close_silent()
        self.seat += 1

    def heads(self, texts: Iterable[str]) -> Lines:
        """The names of a heading's clauses."""
        return self._named("#", texts)

    def entries(self, texts: Iterable[str]) -> Lines:
        """The names of a list's entries, which are never those of a clause."""
        return self._named("=", texts)

    def forms(self, texts: Iterable[str]) -> Lines:
        """The names of the forms a reply has or a demand dictates."""
        return self._named("~", texts)

    def columns(self, texts: Iterable[str]) -> Lines:
        """The names of a form's fields."""
        return self._named(":", texts)

    def _named(self, mark: str, texts: Iterable[str]) -> Lines:
        hash_line = self._hash
        named: Lines = {}
        for text in texts:
            named[hash_line(mark + text)] = None
        return named

    @property
    def chains(self) -> list[Chain]:
        """Chains and candidates not yet silent, in the order they began."""
        return self._chains

    def by_trigger(self) -> dict[bytes | None, list[Chain]]:
        """The chains of each occasion."""
        found: dict[bytes | None, list[Chain]] = {}
        for chain in self._chains:
            found.setdefault(chain.trigger, []).append(chain)
        return found

    def of(self, occasion: Occasion) -> list[Chain]:
        """The chains that answer an occasion."""
        return [chain for chain in self._chains if chain.trigger == occasion.id]

    def existing(self) -> list[Chain]:
        """Chains that exist and are not yet silent, the longest quiet first."""
        alive = [c for c in self._chains if c.exists and not c.silent(self.now)]
        return sorted(alive, key=lambda chain: chain.last_at)

    def holding(self, message: bytes | None) -> Chain | None:
        """The chain in which this message stands."""
        if message is not None:
            for chain in self._chains:
                if message in chain.counted:
                    return chain
        return None

    def repeated(self, turn: Turn) -> bool:
        """Whether this very message was read before; from now on it was."""
        name = self._hash(f"{turn.id.hex()} {turn.text}")
        known = name in self._seen
        self._seen[name] = None
        if len(self._seen) > MOST_SEEN:
            self._seen.popitem(last=False)
        return known

    def begin(
        self, kind: ChainKind, turn: Turn, occasion: Occasion | None, ritual: str = ""
    ) -> Chain:
        """A new candidate; the weakest old one goes where there are too many."""
        if len(self._chains) >= MOST_CHAINS:
            self._chains.remove(min(self._chains, key=lambda c: (c.exists, c.last_at)))
        chain = Chain(
            turn.id, kind, burden=False, labels=(), trigger=None, first=turn.id, last=turn.id,
            ritual=ritual, last_at=turn.at,
        )  # fmt: skip
        if occasion:
            tie(chain, occasion)
        self._chains.append(chain)
        return chain

    def keep(self, occasion: Occasion) -> None:
        """Keep an occasion as it now reads."""
        self.occasions.keep(occasion)
        for chain in self._chains:
            if chain.trigger == occasion.id:
                tie(chain, occasion)

    def say(self, turn: Turn, forms: Lines) -> None:
        """Keep what may turn out to be the first of many."""
        self._unsay(turn.id)
        self._hear(Said(turn.id, turn.author, turn.at, self.seat, forms))
        if len(self._said) > MOST_SAID:
            self._unsay(next(iter(self._said)))

    def _hear(self, said: Said) -> None:
        self._said[said.id] = said
        for form in said.forms:
            self._sayings.setdefault(form, {})[said.id] = said

    def _unsay(self, name: bytes) -> None:
        said = self._said.pop(name, None)
        for form in said.forms if said else ():
            del self._sayings[form][name]
            if not self._sayings[form]:
                del self._sayings[form]

    def spoke(self, author: bytes) -> int:
        """The minute in which the author last said something that answered nothing."""
        return max((said.at for said in self._said.values() if said.author == author), default=-1)

    def alike(self, turn: Turn, forms: Lines, since: int) -> list[Said]:
        """What others have said in one of these forms, the form that most have used."""
        by_form = [
            [s for s in said.values() if s.author != turn.author and s.at >= since]
            for form in forms
            if (said := self._sayings.get(form))
        ]
        return max(by_form, key=lambda said: len({s.author for s in said}), default=[])

    def unsay(self, said: Iterable[Said]) -> None:
        """Forget what has been counted."""
        for each in said:
            self._unsay(each.id)

    def dump(self) -> str:
        """Everything as JSON of hashes, names and numbers."""
        return json.dumps({
            "now": self.now,
            "seat": self.seat,
            "chains": [chain.dump() for chain in self._chains],
            "occasions": [occasion.dump() for occasion in self.occasions],
            "seen": list(map(pack, self._seen)),
            "said": [said.dump() for said in self._said.values()],
        })  # fmt: skip

    @classmethod
    def load(cls, hash_line: HashLine, state: str) -> "Memory":
        """The memory that `dump` wrote; raises ValueError or KeyError on anything else."""
        fields: dict[str, Any] = json.loads(state)
        memory = cls(hash_line)
        memory.now, memory.seat = fields["now"], fields["seat"]
        memory._chains = list(map(Chain.load, fields["chains"]))
        memory.occasions = Occasions(map(Occasion.load, fields["occasions"]))
        memory._seen = OrderedDict.fromkeys(map(unpack, fields["seen"]))
        for said in map(Said.load, fields["said"]):
            memory._hear(said)
        return memory


def tie(chain: Chain, occasion: Occasion) -> None:
    """Let the chain answer the occasion."""
    chain.trigger, chain.demander = occasion.id, occasion.author or None
    chain.participants.discard(occasion.author)
    chain.labels, chain.burden = occasion.labels, bool(occasion.labels)
    chain.free, chain.soft = occasion.free, occasion.soft
