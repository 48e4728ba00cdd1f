"""How well a message answers an occasion: a few named marks, added up."""

from collections.abc import Mapping

from classifier.chains.lists import Listing
from classifier.chains.occasions import Occasion
from classifier.chains.reading import Reply
from classifier.chains.records import HOUR, Chain, Lines
from classifier.chains.rituals import NOD, PHOTO, STICKER, WISH
from classifier.labels import Label

# From here on a message counts as a reply.
ENOUGH = 1.5
# By list: it copies lines, goes on with the numbers, fills in the demand's own form, is a list
# where one was asked for, or is one line made like the others.
COPIED, NEXT_NUMBER, FILLED_IN, ASKED_LIST, ANY_LIST, LIKE_LINE = 6.0, 4.0, 4.0, 3.0, 2.0, 2.5
# By words: it replies or quotes, says what was dictated, does the deed that was asked, says what
# fits any demand, says what others said.
POINTED, DICTATED, GIVEN, DEED, LOOSE, CROWD, UNASKED = 5.0, 3.5, 2.8, 3.0, 1.6, 2.0, 0.5
# Against it: something else was dictated, the receipt goes on, its author has answered, it is
# older by an hour.
REMARK, AGAIN, OTHERWISE, AN_HOUR, OLDEST = 0.4, 1.2, 2.0, 0.4, 3.0
# A nod or a sticker counts where it stands in a run of replies.
WEAK, RUN, NEXT_TO, NEAR = 1.5, 1.0, 2, 10
NUMBER_SLACK, FRESH, LONGEST_CAPTION = 2, 1, 20
LIST_LABELS = frozenset({Label.ROLL_CALL})


def as_list(reply: Reply, occasion: Occasion, chain: Chain | None, *, anew: bool = False) -> float:
    """The marks of a list, or of one line of it, as an answer to the occasion.

    Where something newer asks for it `anew`, a list that begins does not go on with an old one.
    """
    listing = reply.listing
    if not listing:
        return _as_line(reply, chain)
    if reply.free and not occasion.free:
        return 0
    if anew and listing.top <= FRESH and len(reply.entries) <= FRESH:
        return 0
    if copies(reply, chain, occasion):
        return COPIED
    if reply.columns and reply.columns.keys() <= occasion.lines.keys():
        return FILLED_IN
    new = listing.firm or not chain or reply.turn.author not in chain.participants
    begun = listing.increment or listing.low > 1
    if chain and begun and new and goes_on(listing, chain):
        return NEXT_NUMBER if listing.top > 1 else ASKED_LIST
    if chain and chain.entries and another(reply, chain):
        return 0
    if not listing.firm or not listing.entries or occasion.soft:
        return 0
    if occasion.fits & LIST_LABELS:
        return ASKED_LIST
    if reply.ritual and reply.ritual.answers & occasion.fits:
        return ASKED_LIST
    return ANY_LIST if occasion.labels and not reply.heads and not occasion.free else 0


def _as_line(reply: Reply, chain: Chain | None) -> float:
    """A line without its number, in words or a shape that stood in others' lines."""
    if not chain or not chain.entries or reply.asks or reply.turn.author in chain.participants:
        return 0
    return 0 if chain.common.isdisjoint(reply.marks) else LIKE_LINE


def copies(reply: Reply, chain: Chain | None, occasion: Occasion | None) -> bool:
    """Whether it takes up lines that the chain or the occasion knows."""
    known: Lines = occasion.lines if occasion else {}
    if not chain:
        return _share(reply.heads, known) or _share(reply.entries, known)
    if _share(reply.heads, chain.heads) or _share(reply.heads, known):
        return True
    if another(reply, chain):
        return False
    entries = reply.entries
    return any(_share(entries, lines) for lines in (chain.words, chain.entries, known))


def _share(lines: Lines, known: Mapping[bytes, object]) -> bool:
    return bool(lines and known) and not lines.keys().isdisjoint(known.keys())


def another(reply: Reply, chain: Chain | None) -> bool:
    """Whether the headings say that these are two lists, whoever stands on both."""
    if not chain or not reply.listing:
        return False
    if reply.free and chain.burden:
        return True
    if not reply.heads or not chain.heads or not reply.heads.keys().isdisjoint(chain.heads):
        return False
    shared = len(reply.entries.keys() & chain.entries.keys())
    return shared < 3 or 2 * shared < len(reply.entries)


def goes_on(listing: Listing, chain: Chain) -> bool:
    """Whether its number follows the chain's highest, give or take a few."""
    first = listing.low if len(listing.entries) > 1 else listing.top
    return bool(chain.entries) and abs(first - chain.top - 1) <= NUMBER_SLACK


def as_receipt(reply: Reply, occasion: Occasion, chain: Chain | None) -> float:
    """The marks of a bare or remarked receipt as an answer to the occasion."""
    ritual = reply.ritual or reply.opening
    if ritual is WISH:
        said = not reply.forms.keys().isdisjoint(occasion.said.keys())
        return DICTATED * (said and not reply.turn.reply_to)
    if reply.turn.reply_to or reply.quoted:
        pointed = points(reply, occasion, chain)
        if ritual or (pointed and _says(reply, occasion, chain)):
            return POINTED * pointed
        return 0
    marks = _performs(reply, occasion, chain)
    if chain or occasion.said:
        marks = max(marks, _says(reply, occasion, chain))
    if chain and reply.turn.author in chain.participants:
        proof = ritual is PHOTO and Label.TRACE_PROOF in occasion.labels
        otherwise = (chain.kind == "list" and not proof) or (ritual and ritual.weak)
        marks -= OTHERWISE if otherwise else AGAIN
    return marks


def points(reply: Reply, occasion: Occasion, chain: Chain | None) -> int:
    """Whether it replies to the occasion, a reminder of it or its chain; how much it quotes."""
    to = reply.turn.reply_to
    if to:
        return to == occasion.id or to in occasion.reminders or bool(chain and to in chain.counted)
    return len(reply.quoted.keys() & occasion.lines.keys())


def _performs(reply: Reply, occasion: Occasion, chain: Chain | None) -> float:
    """By the ritual it is known for."""
    ritual, fits = reply.ritual, occasion.fits
    if ritual is PHOTO:
        return _photo(reply, occasion, chain)
    if ritual in (NOD, STICKER):
        return _weak(reply, occasion, chain)
    if ritual:
        if ritual.answers & fits:
            return DEED - UNASKED * bool(occasion.said)
        return LOOSE if ritual.loose and (occasion.soft or occasion.labels) else 0
    if reply.opening and reply.opening.answers & fits:
        return DEED - REMARK
    return 0


def _weak(reply: Reply, occasion: Occasion, chain: Chain | None) -> float:
    """A nod or a sticker: to a call for replies, or in a run of replies to whatever it is."""
    run = in_run(reply, occasion, chain)
    if reply.spoke > occasion.at:
        return 0
    if reply.ritual and reply.ritual.answers & occasion.fits:
        return WEAK + RUN * run - REMARK * (reply.ritual is STICKER)
    if occasion.soft:
        return WEAK * (run or bool(chain and reply.turn.at - chain.last_at <= NEAR))
    follows = chain is not None and reply.seat - chain.seat == 1 and chain.ritual != PHOTO.name
    asked = reply.ritual is NOD and reply.seat - occasion.seat == 1
    return LOOSE * (follows or asked)


def _photo(reply: Reply, occasion: Occasion, chain: Chain | None) -> float:
    if reply.turn.author == occasion.urger and reply.seat - occasion.seat == 1:
        return 0
    if not PHOTO.answers & occasion.fits:
        return LOOSE if in_run(reply, occasion, chain) and occasion.labels else 0
    return DEED if len(reply.turn.text) <= LONGEST_CAPTION else 0


def in_run(reply: Reply, occasion: Occasion, chain: Chain | None) -> bool:
    """Whether it stands right after the occasion or another reply to it."""
    seat = max(occasion.seat, chain.seat if chain else 0)
    last = max(occasion.touched, chain.last_at if chain else 0)
    return 0 < reply.seat - seat <= NEXT_TO and reply.turn.at - last <= HOUR / 2


def _says(reply: Reply, occasion: Occasion, chain: Chain | None) -> float:
    """By saying what was dictated, or what others have been saying."""
    if occasion.said:
        said = occasion.said.keys()
        if not reply.forms.keys().isdisjoint(said):
            return DICTATED
        if not reply.gives.keys().isdisjoint(said):
            return GIVEN
    if not chain or reply.asks:
        return 0
    return 0 if chain.common.isdisjoint(reply.forms) else CROWD


def age(occasion: Occasion, at: int) -> float:
    """What its age takes from an occasion where a newer one is there too."""
    old = AN_HOUR * (at - occasion.touched) / HOUR
    return (old if old < OLDEST else OLDEST) + occasion.soft * AN_HOUR
