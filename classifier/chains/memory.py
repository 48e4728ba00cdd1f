"""What the detector remembers of one group: chains, occasions, and which turns it has read."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from classifier.chains.lists import clauses, words
from classifier.chains.occasions import (
    SHORT_REMINDER,
    Occasion,
    Occasions,
    asks_for,
    occasion_from,
    occasion_of,
    reminds,
)
from classifier.chains.records import Chain, ChainKind, Demand, Lines, Turn, pack, unpack
from classifier.labels import Label

MOST_CHAINS, MOST_SEEN = 16, 1024

HashLine = Callable[[str], bytes]


class Memory:
    """Bounded, and free of text. `now` is the newest minute seen."""

    def __init__(self, hash_line: HashLine, chains: Iterable[Chain] = ()) -> None:
        self._hash = hash_line
        self._chains = sorted(chains, key=lambda chain: chain.last_at)
        self._seen: dict[bytes, None] = {}
        self.now = max((chain.last_at for chain in self._chains), default=0)
        self.close_silent()
        self._chains = self._chains[-MOST_CHAINS:]
        self.occasions = Occasions(
            occasion_of(chain, chain.trigger) for chain in self._chains if chain.trigger
        )

    def close_silent(self) -> None:
        """Let go of the chains that have closed by now."""
        self._chains = [c for c in self._chains if not c.silent(self.now)]

    def heads(self, texts: Iterable[str]) -> Lines:
        """The names of a heading's clauses."""
        return {self._hash(f"#{text}"): None for text in texts}

    def entries(self, texts: Iterable[str]) -> Lines:
        """The names of a list's entries, which are never those of a clause."""
        return {self._hash(f"={text}"): None for text in texts}

    def words(self, line: str) -> Lines:
        """The names of the words in a line."""
        return {self._hash(f"~{word}"): None for word in words(line)}

    def alive(self, kind: ChainKind) -> list[Chain]:
        """Chains and candidates not yet silent, in the order they began."""
        return [c for c in self._chains if c.kind == kind and not c.silent(self.now)]

    def existing(self) -> list[Chain]:
        """Chains that exist and are not yet silent, the longest quiet first."""
        alive = [c for c in self._chains if c.exists and not c.silent(self.now)]
        return sorted(alive, key=lambda chain: chain.last_at)

    def holding(self, message: bytes | None) -> Chain | None:
        """The chain in which this message stands."""
        return next((c for c in self._chains if message in c.counted), None)

    def repeated(self, turn: Turn) -> bool:
        """Whether this very message was read before; from now on it was."""
        name = self._hash(f"{turn.id.hex()} {turn.text}")
        known = name in self._seen
        self._seen[name] = None
        if len(self._seen) > MOST_SEEN:
            del self._seen[next(iter(self._seen))]
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
            _tie(chain, occasion)
        self._chains.append(chain)
        return chain

    def remember(self, turn: Turn, *, free: bool, lines: Iterable[bytes] = ()) -> None:
        """Keep a demand, an emergency or a free call; an edited one changes its open chains.

        What only reminds of a demand becomes part of it.
        """
        demand = Demand(turn.id, turn.author, turn.at, turn.labels, turn.emergency)
        urged = None if free or turn.emergency else self._urged(turn, demand)
        if urged:
            self.occasions.remind(urged, demand)
            return
        occasion = occasion_from(demand, free=free)
        if turn.labels and not free:
            occasion.fits |= asks_for(turn.text)
        occasion.learn([*self.heads(clauses(turn.text)), *lines])
        self.keep(occasion)

    def _urged(self, turn: Turn, demand: Demand) -> Occasion | None:
        """The demand of which this one only reminds."""
        known = self.occasions.get(turn.id)
        if known:
            return known if known.id != turn.id else None
        plain = turn.labels == (Label.RANKING_PRESSURE,) or reminds(turn.text)
        brief = len(turn.text) <= SHORT_REMINDER or bool(turn.reply_to)
        if not plain and not brief:
            return None
        lines = self.heads(clauses(turn.text)).keys()
        return self.occasions.urged(demand, lines, brief=not plain)

    def keep(self, occasion: Occasion) -> None:
        """Keep an occasion as it now reads."""
        self.occasions.keep(occasion)
        for chain in self._chains:
            if chain.trigger == occasion.id:
                _tie(chain, occasion)

    def dump(self) -> str:
        """Everything as JSON of hashes, names and numbers."""
        return json.dumps({
            "now": self.now,
            "chains": [chain.dump() for chain in self._chains],
            "occasions": [occasion.dump() for occasion in self.occasions],
            "seen": list(map(pack, self._seen)),
        })  # fmt: skip

    @classmethod
    def load(cls, hash_line: HashLine, state: str) -> "Memory":
        """The memory that `dump` wrote; raises ValueError or KeyError on anything else."""
        fields: dict[str, Any] = json.loads(state)
        memory = cls(hash_line)
        memory.now = fields["now"]
        memory._chains = list(map(Chain.load, fields["chains"]))
        memory.occasions = Occasions(map(Occasion.load, fields["occasions"]))
        memory._seen = dict.fromkeys(map(unpack, fields["seen"]))
        return memory


def _tie(chain: Chain, occasion: Occasion) -> None:
    chain.trigger, chain.demander = occasion.id, occasion.author or None
    chain.labels, chain.burden = occasion.labels, bool(occasion.labels)
    chain.free = occasion.free
