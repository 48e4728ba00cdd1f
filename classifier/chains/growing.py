"""Ties a list to the list it copies and the demand it answers, and counts what it adds."""

from dataclasses import dataclass

from classifier.chains.lists import LONGEST_ENTRY, Listing
from classifier.chains.memory import Memory
from classifier.chains.occasions import Occasion, is_free
from classifier.chains.records import DAY, HOUR, Chain, Lines, Turn
from classifier.chains.rituals import read_ritual
from classifier.labels import Label

NUMBER_SLACK, FIRST_NUMBERS = 2, 3
# In how many new lines a word must have stood to be one of the list's own.
COMMON = 2
_ROLL_CALL = frozenset({Label.ROLL_CALL})


@dataclass(frozen=True)
class _Reading:
    """A list message with the names of its lines."""

    turn: Turn
    listing: Listing
    heads: Lines
    entries: Lines
    words: Lines

    @property
    def free(self) -> bool:
        """Whether its own heading says that nobody has to."""
        return bool(self.heads) and is_free(self.listing.heading, self.turn.labels)


def take_list(memory: Memory, turn: Turn, listing: Listing) -> Chain | None:
    """The chain this list started or grew; None where it added nothing or only calls for one."""
    heads, entries = memory.heads(listing.clauses), memory.entries(listing.entries)
    read = _Reading(turn, listing, heads, entries, memory.words(listing.newest))
    chain = memory.holding(turn.id) or _copied(memory, read)
    if chain:
        return _grow(chain, read) if chain.kind == "list" else None
    named = memory.occasions.get(turn.reply_to)
    named = named or memory.occasions.quoted((read.heads | read.entries).keys(), turn.at)
    if named:
        return _answer(memory, read, named)
    if _calls(memory, read):
        return None
    chain = _continued(memory, read)
    return _grow(chain, read) if chain else _by_time(memory, read)


def _copied(memory: Memory, read: _Reading) -> Chain | None:
    """The open list that is replied to, or shares lines: headings before entries."""
    replied = memory.holding(read.turn.reply_to)
    if replied and replied.kind == "list":
        return replied
    alive = [chain for chain in memory.alive("list") if not _another(read, chain)]
    shared = {
        c.id: (
            bool(read.heads.keys() & c.heads.keys()),
            len(read.entries.keys() & c.entries.keys()),
        )
        for c in alive
    }
    known = [chain for chain in alive if any(shared[chain.id])]
    return max(known, key=lambda c: (shared[c.id], c.last_at), default=None)


def _another(read: _Reading, chain: Chain) -> bool:
    """Whether the headings say that these are two lists, whoever stands on both."""
    if read.free and chain.burden:
        return True
    return bool(read.heads and chain.heads) and read.heads.keys().isdisjoint(chain.heads)


def _calls(memory: Memory, read: _Reading) -> bool:
    """Whether it sets a list off rather than adds to one; then it is remembered."""
    turn, lines = read.turn, read.heads | read.entries
    if turn.labels or turn.emergency:
        if not read.heads and read.entries and _fitting(memory, read):
            return False
        memory.remember(turn, free=read.free, lines=lines)
        return True
    if not read.listing.firm:
        return True
    if read.entries:
        return False
    fitting = memory.occasions.fitting(_ROLL_CALL, turn.at, loose=False, reach=DAY)
    if read.free:
        memory.remember(turn, free=True, lines=lines)
    elif fitting:
        fitting[0].learn(lines)
    elif lines:
        call = Occasion(turn.id, turn.author, turn.at, turn.at, (), frozenset())
        call.learn(lines)
        memory.keep(call)
    return True


def _continued(memory: Memory, read: _Reading) -> Chain | None:
    """The open list that a single numbered line goes on with."""
    number = read.listing.top
    if not read.listing.increment:
        return None
    newest = next(iter(_fitting(memory, read)), None) if number == 1 else None
    alive = [
        chain
        for chain in memory.alive("list")
        if abs(number - chain.top - 1) <= NUMBER_SLACK
        and not (newest and newest.id != chain.trigger and newest.at >= chain.last_at)
    ]
    return min(alive, key=lambda c: (abs(number - c.top - 1), -c.last_at), default=None)


def _fitting(memory: Memory, read: _Reading) -> list[Occasion]:
    """What a list may answer by its words and the time, likeliest first."""
    if read.free:
        return []
    entries = read.listing.entries
    ritual = read_ritual(entries[-1]) if entries else None
    deed = ritual.answers if ritual and not ritual.loose else _ROLL_CALL
    fitting, at = memory.occasions.fitting, read.turn.at
    return fitting(deed, at, loose=not read.heads, reach=DAY) or fitting(
        _ROLL_CALL, at, loose=False, reach=DAY
    )


def _by_time(memory: Memory, read: _Reading) -> Chain | None:
    fitting = _fitting(memory, read)
    own = [occasion for occasion in fitting if occasion.author == read.turn.author]
    others = [occasion for occasion in fitting if occasion not in own]
    if own and not others and read.turn.at - own[0].at <= HOUR:
        return _answer(memory, read, own[0])
    if others:
        return _answer(memory, read, others[0])
    if read.listing.increment and read.listing.top > FIRST_NUMBERS:
        return None
    chain = memory.begin("list", read.turn, None)
    chain.free = read.free
    return _grow(chain, read)


def _answer(memory: Memory, read: _Reading, occasion: Occasion) -> Chain | None:
    """Add to the occasion's list, or begin it."""
    lines = read.heads | read.entries
    alive = [c for c in memory.alive("list") if c.trigger == occasion.id]
    same = [c for c in alive if not _another(read, c) or occasion.lines.keys() & read.heads.keys()]
    if read.turn.author == occasion.author:
        occasion.learn(lines)
        return _grow(same[-1], read) if same else None
    if not same and read.entries.keys() <= occasion.lines.keys():
        return None
    occasion.touched = max(occasion.touched, read.turn.at)
    if same:
        return _grow(same[-1], read)
    chain = memory.begin("list", read.turn, occasion)
    chain.entries |= occasion.lines
    return _grow(chain, read)


def _grow(chain: Chain, read: _Reading) -> Chain | None:
    new = not read.entries.keys() <= chain.entries.keys()
    grown = chain.add_list(read.turn, read.heads, read.entries, read.listing.top)
    if new:
        chain.learn_words(read.words)
    return chain if grown and chain.exists else None


def take_line(memory: Memory, turn: Turn) -> Chain | None:
    """The list to which someone adds by a line of its words alone, as in 张三 已到家."""
    if len(turn.text) > LONGEST_ENTRY or "?" in turn.text or "？" in turn.text:
        return None
    said = memory.words(turn.text)
    for chain in reversed(memory.alive("list")):
        known = turn.author in chain.participants or turn.author == chain.demander
        if chain.exists and not known and any(chain.words.get(word, 0) >= COMMON for word in said):
            chain.add_receipt(turn)
            return chain
    return None
