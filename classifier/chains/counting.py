"""Counts a reply in its chain, and tells the occasion that it was answered."""

from classifier.chains.memory import Memory, tie
from classifier.chains.reading import Reply
from classifier.chains.records import Chain, Turn
from classifier.labels import LABELS

# A demand that the model did not see is one when so many follow it.
FOLLOWED = 4


def grow(memory: Memory, chain: Chain, reply: Reply) -> Chain | None:
    """Learn a list; it counts as a reply if its author added a line or mended a lost one."""
    turn, listing = reply.turn, reply.listing
    assert listing is not None
    known = chain.counted.get(turn.id)
    added = reply.entries.keys() - (chain.newest if known is None else chain.entries).keys()
    chain.learn_list(reply.heads, reply.entries, listing.top)
    if turn.author == chain.demander:
        return None
    longer = known is None or len(reply.entries) > known
    if not (added and longer) and not (listing.increment and known is None):
        return None
    chain.learn_words(reply.words)
    chain.count(turn, memory.seat, lines=len(reply.entries))
    return _settle(memory, chain, turn)


def count(memory: Memory, chain: Chain, reply: Reply) -> Chain | None:
    """Count a receipt."""
    chain.count(reply.turn, memory.seat)
    chain.learn_words(reply.forms | reply.line | reply.kinds)
    return _settle(memory, chain, reply.turn)


def _settle(memory: Memory, chain: Chain, turn: Turn) -> Chain | None:
    """The chain, if it exists by now; a suspected demand that many follow is one."""
    occasion = memory.occasions.get(chain.trigger)
    if occasion:
        occasion.touched = max(occasion.touched, turn.at)
        if occasion.suspected and len(chain.participants) >= FOLLOWED:
            occasion.labels = tuple(sorted(occasion.fits, key=LABELS.index))
            occasion.suspected = False
            tie(chain, occasion)
    return chain if chain.exists else None
