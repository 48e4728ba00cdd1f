"""Which messages become occasions: demands, emergencies, free calls, plain notices."""

from classifier.chains.calls import (
    SHORT_REMINDER,
    anew,
    asks_for,
    calls_roll,
    passes_on,
    reminds,
    suspects,
)
from classifier.chains.forms import columns, dictated
from classifier.chains.memory import Memory
from classifier.chains.occasions import Occasion, occasion_from
from classifier.chains.reading import Reply
from classifier.chains.records import DAY, HOUR, Turn
from classifier.labels import Label

SHORTEST_NOTICE = 15
EMERGENCY_LIVES = 6 * HOUR
REMINDED_WITHIN, BRIEFLY_WITHIN = 24, 3
_ROLL_CALL = frozenset({Label.ROLL_CALL})


def notice(memory: Memory, reply: Reply, *, free: bool) -> None:
    """Remember what may set a chain off; forget what was edited into something harmless."""
    turn = reply.turn
    again = None if turn.labels or turn.emergency else _said_again(memory, reply)
    if again:
        again.touched, again.seat = max(again.touched, turn.at), memory.seat
    elif free or turn.labels or turn.emergency:
        remember(memory, reply, free=free)
    elif memory.occasions.get(turn.id):
        memory.occasions.drop(turn.id)
    elif len(turn.text) >= SHORTEST_NOTICE and not turn.reply_to:
        memory.keep(_suspected(memory, reply) or _soft(memory, turn))


def _suspected(memory: Memory, reply: Reply) -> Occasion | None:
    """A demand by its words alone: a burden only once a crowd follows it."""
    turn = reply.turn
    suspected = suspects(turn.text)
    if not suspected:
        return None
    call = Occasion(
        turn.id, turn.author, turn.at, turn.at, (), suspected, suspected=True, seat=memory.seat
    )
    _learn(memory, call, reply)
    return call


def _learn(memory: Memory, call: Occasion, reply: Reply) -> None:
    """By what a reply to a call may be known: its clauses, its fields, its dictated words."""
    lines = reply.told
    if fields := columns(reply.turn.text):
        lines = lines | memory.columns(fields)
    call.learn(lines | reply.heads | reply.entries if reply.listing else lines)
    call.said = memory.forms(dictated(reply.plain))


def _said_again(memory: Memory, reply: Reply) -> Occasion | None:
    """The author's own live demand whose dictated words this message repeats, labelled or not."""
    author = reply.turn.author
    own = [o for o in memory.occasions if o.author == author and o.labels and o.said]
    if not own:
        return None
    said = memory.forms(dictated(reply.plain)).keys()
    return next((o for o in own if not said.isdisjoint(o.said.keys())), None)


def _soft(memory: Memory, turn: Turn) -> Occasion:
    return Occasion(
        turn.id, turn.author, turn.at, turn.at, (), frozenset(), soft=True, seat=memory.seat
    )


def remember(memory: Memory, reply: Reply, *, free: bool) -> None:
    """Keep a demand, an emergency or a free call; an edited one changes its open chains.

    What only reminds of a demand becomes part of it.
    """
    turn = reply.turn
    urged = None if free else _urged(memory, reply)
    if urged:
        memory.occasions.remind(urged, turn)
        urged.seat = memory.seat
        if not anew(turn.text):
            urged.fits |= frozenset(turn.labels) | asks_for(turn.text)
        return
    occasion = occasion_from(turn, free=free)
    occasion.seat = memory.seat
    if turn.labels and not free:
        occasion.fits |= asks_for(turn.text)
    _learn(memory, occasion, reply)
    memory.keep(occasion)


def _urged(memory: Memory, reply: Reply) -> Occasion | None:
    """The demand or emergency of which this one only reminds."""
    turn = reply.turn
    known = memory.occasions.get(turn.id)
    if known:
        return known if known.id != turn.id else None
    if turn.emergency and not asks_for(turn.text) and not calls_roll(turn.text):
        live = [
            o
            for o in memory.occasions
            if o.free and not o.labels and turn.at - o.touched <= EMERGENCY_LIVES
            and Label.TRACE_PROOF in o.fits
        ]  # fmt: skip
        return max(live, key=lambda o: o.at, default=None)
    urging = turn.labels == (Label.RANKING_PRESSURE,) or reminds(turn.text)
    brief = len(turn.text) <= SHORT_REMINDER or bool(turn.reply_to)
    if not (urging or brief or passes_on(turn.text)) or anew(turn.text):
        return None
    own = memory.occasions.urged(turn, REMINDED_WITHIN if urging else BRIEFLY_WITHIN)
    if not own and passes_on(turn.text):
        own = memory.occasions.passed_on(turn)
    # What repeats the demand's own lines is a new round of it.
    once = [o for o in own if reply.told.keys().isdisjoint(o.lines.keys())]
    return max(once, key=lambda o: o.at, default=None)


def calls(memory: Memory, reply: Reply) -> bool:
    """Whether a list without entries sets one off; then it is remembered."""
    turn, listing = reply.turn, reply.listing
    if not listing or not listing.firm or listing.entries:
        return False
    lines = reply.heads
    live = sorted(memory.occasions.live(turn.at), key=lambda o: -o.at)
    asked = [o for o in live if o.fits & _ROLL_CALL]
    if reply.free:
        remember(memory, reply, free=True)
    elif asked and turn.at - asked[0].at <= DAY:
        asked[0].learn(lines)
    elif lines:
        call = Occasion(turn.id, turn.author, turn.at, turn.at, (), frozenset(), seat=memory.seat)
        call.learn(lines)
        memory.keep(call)
    return True
