"""Reads a message as a possible reply; its words are hashed only when somebody asks for them."""

import re
from collections.abc import Callable, Set
from typing import Generic, TypeVar

from classifier.chains.calls import is_free
from classifier.chains.forms import FILE, LONGEST, NUMBER, columns, counts, forms, shapes
from classifier.chains.lists import LONGEST_ENTRY, clauses, keys, read_list, words
from classifier.chains.memory import Memory
from classifier.chains.records import Lines, Turn
from classifier.chains.rituals import Ritual, read_opening, read_ritual, split_quote
from classifier.text import plain, simplified

# A question, a denial or a request, which no crowd makes a ritual.
_ASKS = re.compile("[?？吗么谁怎哪没未请扣]|的回|^不")


T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801
    """A property worked out once; functools.cached_property takes a lock at each first use."""

    def __init__(self, work_out: Callable[["Reply"], T]) -> None:
        self._work_out, self._name, self.__doc__ = work_out, work_out.__name__, work_out.__doc__

    def __get__(self, reply: "Reply", owner: type["Reply"]) -> T:
        value = reply.__dict__[self._name] = self._work_out(reply)
        return value


class Reply:
    """A message as something that may answer: a list, a ritual, or words like others' words."""

    def __init__(self, memory: Memory, turn: Turn) -> None:
        self.turn, self.seat = turn, memory.seat
        self._memory = memory
        quote, self._words = split_quote(turn.text)
        self.quoted: Lines = memory.heads(clauses(simplified(plain(quote)))) if quote else {}
        listing = read_list(self._words) if turn.media == "text" else None
        self.listing = listing
        self.lone = not listing or "\n" not in self._words
        headed = listing.heading if listing and listing.clauses else ""
        self.free = bool(headed) and is_free(headed, turn.labels)

    @lazy
    def ritual(self) -> Ritual | None:
        """The one it performs and nothing else; of a list that of its newest line."""
        if self.listing:
            return read_ritual(self.listing.newest) if self.listing.newest else None
        return read_ritual(self._words, self.turn.media)

    @lazy
    def opening(self) -> Ritual | None:
        """The one with which it only begins."""
        alone = self.ritual if not self.listing else None
        return None if alone or not self.lone else read_opening(self._words)

    @lazy
    def plain(self) -> str:
        """Its own words, written in one way."""
        return simplified(plain(self._words))

    @lazy
    def told(self) -> Lines:
        """The clauses of all it says, by which it is quoted."""
        return self._memory.heads(clauses(self.plain))

    @lazy
    def asks(self) -> bool:
        """Whether it is a question, a denial or a request."""
        return not self.listing and bool(_ASKS.search(self._words))

    @lazy
    def says(self) -> bool:
        """Whether there is anything besides a list by which it may answer."""
        return bool(self.ritual or self.opening or self.ends or self.gives)

    @property
    def spoke(self) -> int:
        """The minute in which its author last said something that answered nothing."""
        return self._memory.spoke(self.turn.author)

    @lazy
    def heads(self) -> Lines:
        """The clauses of its heading."""
        return self._memory.heads(self.listing.clauses) if self.listing else {}

    @lazy
    def entries(self) -> Lines:
        """The lines of its list."""
        return self._memory.entries(self.listing.entries) if self.listing else {}

    @lazy
    def ends(self) -> tuple[str, ...]:
        """How its words begin and end, in letters."""
        if not self.lone or self.turn.media == "photo" or len(self._words) > LONGEST:
            return ()
        return forms(self.plain)

    @lazy
    def forms(self) -> Lines:
        """How its words begin and end."""
        return self._memory.forms(self.ends)

    @lazy
    def kinds(self) -> Lines:
        """Of which kinds of words it is made, as a name and a number."""
        brief = len(self._words) <= LONGEST_ENTRY
        return self._memory.forms(shapes(self.plain)) if self.ends and brief else {}

    @lazy
    def marks(self) -> Set[bytes]:
        """All by which it may be like others' lines and words."""
        return self.forms.keys() | self.kinds.keys() | self.words.keys()

    @lazy
    def gives(self) -> Lines:
        """Which of the things it is that a demand may want without saying: a number, a file."""
        found = [FILE] if self.turn.media == "other" else []
        if self.lone and counts(self.plain):
            found.append(NUMBER)
        return self._memory.forms(found) if found else {}

    @lazy
    def line(self) -> Lines:
        """Itself as a line that others may copy into a list."""
        brief = 0 < len(self._words) <= LONGEST_ENTRY
        if self.listing or self.turn.media != "text" or not brief or not self.ends:
            return {}
        return self._memory.entries(keys([self.plain]))

    @lazy
    def words(self) -> Lines:
        """The words of its newest line, or of all of it where they are not its forms already."""
        if self.listing:
            shape = shapes(plain(self.listing.newest), entry=True)
            newest = simplified(plain(self.listing.newest))
            return self._memory.forms((*words(newest), *shape))
        brief = len(self._words) <= LONGEST_ENTRY
        new = [word for word in words(self.plain) if word not in self.ends] if brief else []
        return self._memory.forms(new) if new else {}

    @lazy
    def columns(self) -> Lines:
        """The fields of a form that it fills in."""
        return self._memory.columns(columns(self._words)) if self.listing else {}
