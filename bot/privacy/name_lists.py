"""What stands beside names is a name too: in a list, joined by 和, or met a second time."""

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.privacy.addresses import HAN
from bot.privacy.name_patterns import SCORED
from bot.privacy.name_slots import somebody
from bot.privacy.name_words import SURNAMES
from bot.privacy.strange import Placed, Stretch

_H = f"[{HAN}]"
_ITEM = re.compile(rf"(?<![{HAN}])({_H}{{1,4}})(?![{HAN}])")
# What parts the items of a list: marks, spaces, numbers, an emoji or a tick.
_GAP = re.compile(rf"[^\w。！？!?：:]+|[^{HAN}。！？!?：:]{{1,8}}")
_JOINED = "、和与跟同及"
# So many items of a list must be names for the others to be.
ENOUGH = 2


def beside(text: str, words: Placed, found: set[Stretch]) -> set[Stretch]:
    """`found`, and what must be a name because of it."""
    more = found | set(_scored(text, found))
    more |= set(_listed(text, more))
    more |= set(_joined(text, words, more))
    return more | set(_again(text, more))


def _scored(text: str, found: set[Stretch]) -> Iterator[Stretch]:
    """可可312、大椰187: where one of those counted is a name, all are."""
    scored = [match.span(1) for match in SCORED.finditer(text)]
    begins = {start for start, _ in found}
    if not begins.isdisjoint(start for start, _ in scored):
        yield from scored


def _listed(text: str, found: set[Stretch]) -> Iterator[Stretch]:
    """Every item of a list of which two items are names."""
    inside = {at for start, end in found for at in range(start, end)}
    items = [match.span(1) for match in _ITEM.finditer(text)]
    for group in _groups(text, items):
        names = [item for item in group if inside.issuperset(range(*item))]
        if len(names) >= ENOUGH:
            yield from (item for item in group if somebody(text[slice(*item)]))


def _groups(text: str, items: list[Stretch]) -> Iterator[list[Stretch]]:
    group = items[:1]
    for one, two in pairwise(items):
        if not _GAP.fullmatch(text[one[1] : two[0]]):
            yield group
            group = []
        group.append(two)
    yield group


def _joined(text: str, words: Placed, found: set[Stretch]) -> Iterator[Stretch]:
    """张三和李四: a word of a name's length on the other side of 和 or 、."""
    begins = {start: start + len(word) for start, word, _ in words}
    ends = {end: start for start, end in begins.items()}
    for start, end in found:
        after, before = end + 1, start - 1
        if text[end:after] and text[end] in _JOINED and after in begins:
            same = text[after : after + end - start]
            if same[:1] in SURNAMES and re.fullmatch(f"{_H}{{2,3}}", same):
                yield after, after + len(same)
            elif begins[after] - after in (2, 3) and somebody(text[after : begins[after]]):
                yield after, begins[after]
        if before > 0 and text[before] in _JOINED and before in ends:
            word = text[ends[before] : before]
            if len(word) in (2, 3) and somebody(word):
                yield ends[before], before


def _again(text: str, found: set[Stretch]) -> Iterator[Stretch]:
    """A name met again, whole or without its surname."""
    names = {text[start:end] for start, end in found if 1 < end - start < 7}
    given = {name[1:] for name in names if len(name) == 3 and name[0] in SURNAMES}
    for name in sorted(names | given):
        for match in re.finditer(re.escape(name), text):
            yield match.span()


def without(start: int, end: int, demanded: list[Stretch]) -> Iterator[Stretch]:
    """What is left of a stretch around the words that make a demand, which must stay readable."""
    for left, right in demanded:
        if start < right and left < end:
            if start < left:
                yield start, left
            start = max(start, right)
    if start < end:
        yield start, end
