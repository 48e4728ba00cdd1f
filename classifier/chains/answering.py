"""Ties a reply to the occasion it answers best, and counts it there."""

from collections.abc import Set
from dataclasses import dataclass

from classifier.chains.calls import reminds
from classifier.chains.counting import count, grow
from classifier.chains.evidence import (
    AGAIN,
    DEED,
    ENOUGH,
    LIST_LABELS,
    NEXT_TO,
    REMARK,
    RUN,
    age,
    another,
    as_list,
    as_receipt,
    copies,
)
from classifier.chains.memory import Memory
from classifier.chains.occasions import Occasion
from classifier.chains.reading import Reply
from classifier.chains.records import Chain
from classifier.chains.untied import begin_untied, crowd, untied_list

BRIEF = 12
# What points at nothing answers one of the newest occasions.
MOST_TRIED = 12


@dataclass(frozen=True)
class Candidate:
    """An occasion a reply may answer, with its chain, and what speaks for it."""

    occasion: Occasion
    chain: Chain | None
    marks: float
    listed: bool


def answer(memory: Memory, reply: Reply) -> tuple[bool, Chain | None]:
    """Whether the message is a reply, and the chain it started or grew.

    What reads like a demand itself is a reply only where it copies a list, is a bare reply to
    somebody else's demand, or says in an emergency what others say.
    """
    turn = reply.turn
    held = memory.holding(turn.id)
    if held:
        held.seat = memory.seat
        return True, grow(memory, held, reply) if reply.listing and held.entries else None
    demands = bool(turn.labels) and not turn.emergency
    if demands and not reply.listing and len(turn.text) > BRIEF:
        return False, None
    best, untied = _best(memory, reply), untied_list(memory, reply)
    if untied and not (best and best.listed and copies(reply, best.chain, best.occasion)):
        return True, grow(memory, untied, reply)
    if best and (not demands or _answers(reply, best)):
        return True, _take(memory, reply, best)
    if demands:
        return False, None
    chain = crowd(memory, reply)
    if not chain and not turn.emergency:
        chain = begin_untied(memory, reply)
    return bool(chain or memory.holding(turn.id)), chain


def _answers(reply: Reply, best: Candidate) -> bool:
    """Whether what itself reads like a demand only answers, or takes up, the one before."""
    if best.listed:
        return not reply.heads or copies(reply, best.chain, best.occasion)
    urges = reminds(reply.turn.text)
    other = reply.turn.author != best.occasion.author
    return not urges and other and not reply.asks and best.marks >= DEED - REMARK - AGAIN


def _best(memory: Memory, reply: Reply) -> Candidate | None:
    live = _tried(memory, reply)
    if not live:
        return None
    answered, listing, says = memory.by_trigger(), reply.listing, reply.says
    best, highest = None, (0.0, 0, 0)
    asked = [o for o in live if o.fits & LIST_LABELS and o.labels] if listing else []
    for occasion in live:
        chain, anew = None, False
        if occasion.id in answered:
            chain = _chain_of(answered[occasion.id], reply)
            anew = any(o.at > chain.last_at and o is not occasion for o in asked)
        listed = worded = 0.0
        if chain or listing:
            listed = as_list(reply, occasion, chain, anew=anew)
        if says and not (listed and listing):
            worded = as_receipt(reply, occasion, chain)
        marks = listed if listed > worded else worded
        if marks >= ENOUGH:
            rank = marks - age(occasion, reply.turn.at) + RUN * _running(memory, chain)
            height = (rank, occasion.at, occasion.seat)
            if not best or height > highest:
                best, highest = (occasion, chain, marks, listed > worded), height
    return Candidate(*best) if best else None


def _tried(memory: Memory, reply: Reply) -> list[Occasion]:
    """The occasions that it may answer at all."""
    at = reply.turn.at
    if reply.listing:
        live = memory.occasions.live(at)
        return live if reply.listing.firm or reply.says else _listed(memory, reply, live)
    most = None if reply.turn.reply_to or reply.quoted else MOST_TRIED
    if reply.ritual or reply.opening:
        return memory.occasions.live(at, most)
    return _echoed(memory, reply, most)


def _listed(memory: Memory, reply: Reply, live: list[Occasion]) -> list[Occasion]:
    """Those that were answered, or know one of the lines: all else takes a firm list."""
    answered = {chain.trigger for chain in memory.chains}
    lines = reply.heads.keys() | reply.entries.keys() | reply.columns.keys()
    return [o for o in live if o.id in answered or not o.lines.keys().isdisjoint(lines)]


def _echoed(memory: Memory, reply: Reply, most: int | None) -> list[Occasion]:
    """Those under which words that perform no known ritual are at least some that count."""
    said: Set[bytes] = reply.forms.keys()
    if reply.gives:
        said |= reply.gives.keys()
    echoed: set[bytes | None] = set()
    # No crowd makes a question a reply: only what was dictated can.
    if not reply.asks and (marks := reply.marks):
        echoed = {c.trigger for c in memory.chains if not c.common.isdisjoint(marks)}
    if not echoed and not memory.occasions.wants(said):
        return []
    live = memory.occasions.live(reply.turn.at, most)
    return [o for o in live if o.id in echoed or (o.said and not o.said.keys().isdisjoint(said))]


def _running(memory: Memory, chain: Chain | None) -> bool:
    """Whether a run under a plain notice is under way."""
    return bool(chain and chain.soft and chain.exists and memory.seat - chain.seat <= NEXT_TO)


def _chain_of(chains: list[Chain], reply: Reply) -> Chain:
    """Which of an occasion's chains the reply would join; most have one."""
    if len(chains) == 1:
        return chains[0]
    if reply.listing:
        same = [c for c in chains if not another(reply, c) and copies(reply, c, None)]
        return same[-1] if same else chains[-1]
    return max(chains, key=lambda c: (c.exists, len(c.participants)))


def _take(memory: Memory, reply: Reply, best: Candidate) -> Chain | None:
    """Count the reply where it belongs; the demander's own lines are only learned."""
    occasion, chain, turn = best.occasion, best.chain, reply.turn
    if turn.author == occasion.author:
        if reply.listing and best.listed:
            occasion.learn(reply.heads | reply.entries)
            if chain:
                chain.learn_list(reply.heads, reply.entries, reply.listing.top)
        return None
    if best.listed and reply.listing:
        if not chain and reply.entries.keys() <= occasion.lines.keys():
            return None
        if not chain or (another(reply, chain) and chain.entries):
            chain = memory.begin("list", turn, occasion)
            chain.entries |= dict.fromkeys(occasion.lines)
        return grow(memory, chain, reply)
    said = reply.ritual or reply.opening
    chain = chain or memory.begin("receipts", turn, occasion, said.name if said else "form")
    return count(memory, chain, reply)
