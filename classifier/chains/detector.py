"""Finds chains as they happen: one pass, bounded memory, keyed hashes only."""

from collections.abc import Iterable

from classifier.chains.growing import take_line, take_list
from classifier.chains.lists import read_list
from classifier.chains.memory import HashLine, Memory
from classifier.chains.occasions import calls_freely, occasion_from
from classifier.chains.receipts import take_opening, take_receipt
from classifier.chains.records import Chain, Demand, Turn
from classifier.chains.rituals import read_opening, read_ritual, split_quote


class ChainDetector:
    """Sees the chains of one group, whose messages it is fed in order.

    `hash_line` names a line of text so that only the holder of a key could name it again.
    `open_chains` are those a restart left, as `Chain.load` gives them back.
    """

    def __init__(self, hash_line: HashLine, open_chains: Iterable[Chain] = ()) -> None:
        self._memory = Memory(hash_line, open_chains)

    @property
    def open(self) -> list[Chain]:
        """The chains that exist and have not fallen silent, the longest quiet first."""
        return self._memory.existing()

    def feed(self, turn: Turn) -> Chain | None:
        """The chain this message started or grew, if any. An edit is fed again with its id."""
        memory = self._memory
        memory.now = max(memory.now, turn.at)
        quote, words = split_quote(turn.text)
        listing = read_list(words)
        ritual = None if listing else read_ritual(words, turn.media)
        if not listing and not ritual:
            self._notice(turn)
            return self._remarked(turn, words)
        if memory.repeated(turn):
            return None
        memory.close_silent()
        if listing:
            return take_list(memory, turn, listing)
        return take_receipt(memory, turn, ritual, quote) if ritual else None

    def _remarked(self, turn: Turn, words: str) -> Chain | None:
        """The chain of a reply that is no bare one: a receipt with a remark, a line of a list."""
        if turn.labels or turn.emergency or calls_freely(turn.text, turn.labels):
            return None
        memory, opening = self._memory, read_opening(words)
        memory.close_silent()
        if not opening and not memory.alive("list"):
            return None
        if memory.holding(turn.id) or memory.repeated(turn):
            return None
        chain = take_line(memory, turn)
        return take_opening(memory, turn, opening) if opening and not chain else chain

    def remember(self, demand: Demand) -> None:
        """Know a demand or emergency from before a restart."""
        self._memory.keep(occasion_from(demand, free=False))

    def dump(self) -> str:
        """All it remembers as JSON of hashes, names and numbers; there is no text in it."""
        return self._memory.dump()

    @classmethod
    def load(cls, hash_line: HashLine, state: str) -> "ChainDetector":
        """The detector that `dump` described; raises ValueError or KeyError on anything else."""
        detector = cls(hash_line)
        detector._memory = Memory.load(hash_line, state)
        return detector

    def _notice(self, turn: Turn) -> None:
        """Remember what may set a chain off; forget what was edited into something harmless."""
        free = calls_freely(turn.text, turn.labels)
        if free or turn.labels or turn.emergency:
            if not self._memory.repeated(turn):
                self._memory.remember(turn, free=free)
        elif self._memory.occasions.get(turn.id):
            self._memory.occasions.drop(turn.id)
