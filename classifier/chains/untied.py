"""Chains that no known occasion explains, and rituals that only a crowd reveals."""

from classifier.chains.counting import count, grow
from classifier.chains.evidence import NEAR, copies, goes_on
from classifier.chains.memory import Memory, Said
from classifier.chains.occasions import Occasion
from classifier.chains.reading import Reply
from classifier.chains.records import HOUR, Chain, ChainKind, Turn
from classifier.chains.rituals import ACKNOWLEDGE, NOD, PHOTO, STICKER, WISH
from classifier.labels import Label

FIRST_NUMBERS = 3
# So many people besides the author say alike what nobody dictated before it is a ritual; of a
# list copied line by line one is enough. They do so within so many minutes.
ALIKE, COPIED_BY, BURST = 2, 1, 3 * HOUR
LINES = frozenset({Label.ROLL_CALL, Label.DUPLICATE_REPORTING})


def crowd(memory: Memory, reply: Reply) -> Chain | None:
    """What several say alike under a demand is its ritual, whatever it is; all of them count.

    Where lines or numbers were asked for, those of one kind are alike, as 康复 0 and 疼痛 0.
    """
    turn, listed = reply.turn, len(reply.entries) > 1
    if reply.asks or turn.reply_to or reply.ritual is WISH:
        return None
    lines = reply.entries if listed else reply.forms | reply.line
    if not lines:
        return None
    since, enough = turn.at - BURST, COPIED_BY if listed else ALIKE
    alike = _enough(memory.alike(turn, lines, since), enough)
    occasion = _behind(memory, turn, alike)
    if not occasion and not listed:
        alike = _enough(memory.alike(turn, reply.kinds, since), enough)
        occasion = _behind(memory, turn, alike)
        if occasion and not occasion.fits & LINES:
            occasion = None
    memory.say(turn, lines | reply.kinds)
    if not alike or not (occasion or listed):
        return None
    memory.unsay(alike)
    return _all(memory, reply, alike, occasion, listed=listed)


def _enough(said: list[Said], people: int) -> list[Said]:
    return said if len({each.author for each in said}) >= people else []


def _behind(memory: Memory, turn: Turn, alike: list[Said]) -> Occasion | None:
    """The newest demand, emergency or free call of somebody else from before they began."""
    if not alike:
        return None
    first, people = min(said.at for said in alike), {turn.author, *(said.author for said in alike)}
    live = [
        o
        for o in memory.occasions.live(turn.at)
        if (o.labels or o.free or o.suspected) and o.at <= first and o.author not in people
    ]
    return max(live, key=lambda o: (o.at, o.seat), default=None)


def _all(
    memory: Memory, reply: Reply, alike: list[Said], occasion: Occasion | None, *, listed: bool
) -> Chain | None:
    known = memory.of(occasion) if occasion else []
    kind: ChainKind = "list" if listed else "receipts"
    chain = known[-1] if known else memory.begin(kind, alike[0].turn, occasion, "form")
    for said in alike:
        chain.count(said.turn, said.seat, lines=len(said.forms) if listed else 0)
        if listed:
            chain.learn_list({}, said.forms, 0)
        else:
            chain.learn_words(said.forms)
    return grow(memory, chain, reply) if listed else count(memory, chain, reply)


def untied_list(memory: Memory, reply: Reply) -> Chain | None:
    """The open list without a known occasion that this one copies or goes on with."""
    if not reply.listing:
        return None
    untied = [c for c in memory.chains if not c.trigger and c.entries]
    replied = memory.holding(reply.turn.reply_to)
    same = [c for c in untied if c is replied or copies(reply, c, None)]
    if not same and reply.listing.increment:
        same = [c for c in untied if goes_on(reply.listing, c)]
    return max(same, key=lambda c: c.last_at, default=None)


def begin_untied(memory: Memory, reply: Reply) -> Chain | None:
    """A chain that nothing known set off."""
    turn, listing = reply.turn, reply.listing
    if not listing:
        return _receipt(memory, reply) if reply.ritual else None
    late = listing.increment and listing.top > FIRST_NUMBERS
    if not listing.firm or late or not listing.entries:
        return None
    chain = memory.begin("list", turn, None)
    chain.free = reply.free
    return grow(memory, chain, reply)


def _receipt(memory: Memory, reply: Reply) -> Chain | None:
    turn, ritual = reply.turn, reply.ritual
    assert ritual is not None
    if turn.reply_to and ritual is not WISH:
        return _replied(memory, reply)
    untied = [c for c in memory.chains if not c.trigger and not c.entries]
    if ritual in (STICKER, NOD):
        said = (ACKNOWLEDGE.name, WISH.name)
        near = [
            c
            for c in untied
            if turn.at - c.last_at <= NEAR and (ritual is STICKER or c.ritual in said)
        ]
        if near:
            return count(memory, near[-1], reply)
    if not ritual.patience or ritual is PHOTO:
        return None
    same = (c for c in untied if c.ritual == ritual.name)
    chain = next((c for c in same if turn.at - c.last_at <= ritual.patience), None)
    return count(memory, chain or memory.begin("receipts", turn, None, ritual.name), reply)


def _replied(memory: Memory, reply: Reply) -> Chain | None:
    """Replies to one message that demanded nothing have that message in common."""
    turn, ritual = reply.turn, reply.ritual
    assert ritual is not None
    assert turn.reply_to is not None
    held = memory.holding(turn.reply_to)
    if held and not held.trigger:
        return count(memory, held, reply)
    if held or not ritual.patience or memory.occasions.get(turn.reply_to):
        return None
    occasion = Occasion(turn.reply_to, b"", turn.at, turn.at, (), frozenset(), soft=True)
    memory.keep(occasion)
    return count(memory, memory.begin("receipts", turn, occasion, ritual.name), reply)
