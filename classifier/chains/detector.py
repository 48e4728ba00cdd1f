"""Finds chains as they happen: one pass, bounded memory, keyed hashes only."""

from collections.abc import Iterable

from classifier.chains.answering import answer
from classifier.chains.asking import calls, notice
from classifier.chains.calls import calls_freely
from classifier.chains.memory import HashLine, Memory
from classifier.chains.occasions import occasion_from
from classifier.chains.reading import Reply
from classifier.chains.records import Chain, Demand, Turn


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
        if memory.repeated(turn):
            return None
        memory.listen(turn)
        reply = Reply(memory, turn)
        if not turn.labels and not turn.emergency and calls(memory, reply):
            return None
        free = calls_freely(turn.text, turn.labels)
        taken, chain = (False, None) if free and not reply.listing else answer(memory, reply)
        if not taken:
            notice(memory, reply, free=free or reply.free)
        return chain

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
