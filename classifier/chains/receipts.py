"""Ties a bare receipt to what it answers, and counts it there."""

from classifier.chains.lists import clauses
from classifier.chains.memory import Memory
from classifier.chains.occasions import Occasion
from classifier.chains.records import Chain, Turn
from classifier.chains.rituals import NOD, STICKER, WISH, Ritual

# A sticker or a nod joins whatever the others have just been saying, in minutes.
NEAR = 10


def take_receipt(memory: Memory, turn: Turn, ritual: Ritual, quote: str) -> Chain | None:
    """The chain this receipt started or grew; None where it is none, or the demander's own."""
    if memory.holding(turn.id):
        return None
    answered = memory.holding(turn.reply_to)
    if answered and answered.kind == "receipts" and not answered.trigger:
        return _count(answered, turn)
    found = _addressed(memory, turn, ritual, quote)
    others = [occasion for occasion in found if occasion.author != turn.author]
    if found and not others:
        return None
    if not others:
        return _untied(memory, turn, ritual)
    chosen = next((o for o in others if not _answered(memory, o, turn.author)), others[0])
    chosen.touched = max(chosen.touched, turn.at)
    chain = _receipts(memory, chosen) or memory.begin("receipts", turn, chosen, ritual.name)
    return _count(chain, turn)


def take_opening(memory: Memory, turn: Turn, ritual: Ritual) -> Chain | None:
    """The chain of a receipt with a remark; it needs a demand for just that ritual."""
    occasion = memory.occasions.get(turn.reply_to)
    found = (
        [occasion]
        if occasion
        else memory.occasions.fitting(ritual.answers, turn.at, loose=False, reach=ritual.reach)
    )
    asked = [
        o
        for o in found
        if o.fits & ritual.answers
        and o.author != turn.author
        and not _answered(memory, o, turn.author)
    ]
    return take_receipt(memory, turn, ritual, "") if asked else None


def _addressed(memory: Memory, turn: Turn, ritual: Ritual, quote: str) -> list[Occasion]:
    """What it may answer: what it replies to, else what it quotes, else what it fits."""
    if turn.reply_to:
        return _replied(memory, turn.reply_to, ritual)
    quoted = (
        memory.occasions.quoted(memory.heads(clauses(quote)).keys(), turn.at) if quote else None
    )
    if quoted:
        return [quoted]
    return memory.occasions.fitting(ritual.answers, turn.at, loose=ritual.loose, reach=ritual.reach)


def _replied(memory: Memory, message: bytes, ritual: Ritual) -> list[Occasion]:
    chain = memory.holding(message)
    occasion = memory.occasions.get(chain.trigger if chain else message)
    if occasion:
        return [] if ritual is WISH and occasion.labels else [occasion]
    if chain or not ritual.patience:
        return []
    # Nobody demanded anything there, yet it is what these replies have in common.
    return [Occasion(message, b"", 0, 0, (), frozenset())]


def _receipts(memory: Memory, occasion: Occasion) -> Chain | None:
    """The chain that answers the occasion: its list, if it has one, else its receipts."""
    lists = [chain for chain in memory.alive("list") if chain.exists]
    alive = [*lists, *memory.alive("receipts")]
    return next((chain for chain in alive if chain.trigger == occasion.id), None)


def _answered(memory: Memory, occasion: Occasion, author: bytes) -> bool:
    chain = _receipts(memory, occasion)
    return bool(chain and author in chain.participants)


def _untied(memory: Memory, turn: Turn, ritual: Ritual) -> Chain | None:
    untied = [c for c in memory.alive("receipts") if not c.trigger]
    if ritual in (STICKER, NOD):
        near = [c for c in untied if turn.at - c.last_at <= NEAR]
        if near:
            return _count(near[-1], turn)
    if not ritual.patience:
        return None
    same = (c for c in untied if c.ritual == ritual.name)
    chain = next((c for c in same if turn.at - c.last_at <= ritual.patience), None)
    return _count(chain or memory.begin("receipts", turn, None, ritual.name), turn)


def _count(chain: Chain, turn: Turn) -> Chain | None:
    chain.add_receipt(turn)
    return chain if chain.exists else None
