"""Reads a growing list (接龙): its heading, its entries, its highest number."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from classifier.chains.rituals import read_ritual
from classifier.text import plain, simplified

MOST_LINES, LONGEST_ENTRY, LONGEST_LONE_ENTRY, SHORTEST_CLAUSE = 600, 30, 24, 4
SHORTEST_WORD, MOST_CLAUSES = 2, 12

_CIRCLED = {
    first + i: f"\n{i + 1}. "
    for first, many in ((0x2460, 20), (0x2474, 20), (0x2488, 20), (0x2776, 10), (0x2780, 10),
                        (0x278A, 10), (0x24F5, 10))
    for i in range(many)
}  # fmt: skip
_SIGNS = "".join(map(chr, _CIRCLED))
_SIGN = re.compile(f"[{_SIGNS}]")
_KEYCAP = re.compile("(\\d{1,2})\ufe0f?\u20e3")
_SPELLED = re.compile(
    "^第?([一二三四五六七八九十])(?:[、.]|[号个位] ?(?=[\\s\u4e00-\u9fff]))", re.MULTILINE
)
_OPENING = re.compile(
    rf"\s*(?:[(（\[【]?\d{{1,3}}(?!\d)|[{_SIGNS}]|第?[一二三四五六七八九十][、号])"
)
_UNIT = (
    "(?![年月日号点时分秒个人天周元块楼栋室班组件条次岁度%折米斤首星位页本辆级到至网期区村]"
    "|\\d(?!\\d{2}|\\d?[-—]))"
)
_MARKER = re.compile(
    r"[(\[【]?(\d{1,3})(?:[)\]】]\ ?[.、:,]?|\ ?(?:[.:,](?!\d)|[、)。])|(\ )"
    rf"{_UNIT}|(?=[\u4e00-\u9fff]){_UNIT})\ ?(.*)"
)
# Under a heading or another line a number and a space are a marker, whatever follows.
_MARKER_BELOW = re.compile(_MARKER.pattern.replace(rf"(\ ){_UNIT}", r"(\ )"))
_INLINE = re.compile(r"(?<=\S)[ \t,，;；]*(?<![\d.:：(（\[【])(?=\d{1,3}[.、)）．](?!\d))")
_SAMPLE = re.compile("(?:例|示例|样例|例如|示范|格式)[:: ]")
_ANNOUNCED = re.compile(r"[\W_]*接龙|[^,。;!?又]{0,16}接龙[\W哈啊呀哦了啦]*$|.*#接龙")
# What a line with a name in it lacks and a numbered thought has.
_SENTENCE = re.compile("[的吧呢吗嘛哈啊。;!?]")
_CLAUSES = re.compile(rf"[^\W\d_]{{{SHORTEST_CLAUSE},}}")
_WORDS = re.compile(rf"[^\W\d_]{{{SHORTEST_WORD},}}")
_MARKS = re.compile(r"(?:[^\w✅☑✔√]|_)+")
_COUNTS = {word: str(i) for i, word in enumerate("一二三四五六七八九十", 1)}


@dataclass(frozen=True)
class Listing:
    """A list as one message shows it.

    `clauses` are the letters of its heading, `entries` what stands behind the numbers, of which
    `low` is the lowest and `top` the highest. One that is
    not `firm` is a list only if its lines are known from another. `newest` is its last line as
    it was written.
    """

    heading: str
    clauses: tuple[str, ...]
    entries: tuple[str, ...]
    top: int = 0
    low: int = 0
    firm: bool = True
    newest: str = ""

    @property
    def increment(self) -> bool:
        """Whether it is one numbered line without the list."""
        return len(self.entries) == 1 and not self.clauses and self.top > 0


def clauses(text: str) -> tuple[str, ...]:
    """The first clauses of a plain text, letters only, so that counts and marks may change."""
    return tuple(dict.fromkeys(_CLAUSES.findall(text)))[:MOST_CLAUSES]


def _heading(text: str) -> tuple[str, ...]:
    return clauses(simplified(text))


def words(text: str) -> Iterable[str]:
    """The words of which a plain line is made, without numbers and marks."""
    return dict.fromkeys(_WORDS.findall(text))


def read_list(text: str) -> Listing | None:
    """The list in a message; None where there is none."""
    if "\n" not in text and "接龙" not in text and "接龍" not in text and not _OPENING.match(text):
        return None
    lines = _lines(text)
    marker = _MARKER if len(lines) == 1 else _MARKER_BELOW
    numbered = [(line, marker.fullmatch(line)) for line in lines]
    entries = [(int(m[1]), m[3]) for _, m in numbered if m]
    if not entries:
        return _unnumbered(lines)
    others = [line for line, m in numbered if not m]
    return _numbered(others, [(n, entry) for n, entry in entries if entry], len(lines) == 1)


def _lines(text: str) -> list[str]:
    if "\u20e3" in text:
        text = _KEYCAP.sub(r"\n\1. ", text)
    if _SIGN.search(text):
        text = text.translate(_CIRCLED)
    text = _INLINE.sub("\n", _SPELLED.sub(lambda m: _COUNTS[m[1]] + ".", text))
    lines = map(plain, text.splitlines()[:MOST_LINES])
    return [line for line in lines if line and not _SAMPLE.match(line)]


def _numbered(others: list[str], entries: list[tuple[int, str]], lone: bool) -> Listing | None:
    heading = " ".join(others)
    if not entries:
        return Listing(heading, _heading(heading), ()) if _ANNOUNCED.match(heading) else None
    talk = lone and any(map(_SENTENCE.search, (entry for _, entry in entries)))
    longest = LONGEST_LONE_ENTRY if lone else LONGEST_ENTRY
    short = sum(len(entry) <= longest and "?" not in entry for _, entry in entries)
    if 2 * short <= len(entries) and "接龙" not in heading:
        return None
    numbers = [number for number, _ in entries]
    return Listing(
        heading, _heading(heading), keys(entry for _, entry in entries), max(numbers),
        min(numbers), firm=not talk, newest=entries[-1][1],
    )  # fmt: skip


def _unnumbered(lines: list[str]) -> Listing | None:
    """A list without numbers: 接龙 and names, named receipts, or lines to be known again."""
    if not lines:
        return None
    first, *rest = lines
    if _ANNOUNCED.match(simplified(first)):
        names = [line for line in rest if len(line) <= LONGEST_LONE_ENTRY // 2]
        heading = " ".join([first, *(line for line in rest if line not in names)])
        return Listing(heading, _heading(heading), keys(names), newest=names[-1] if names else "")
    if not rest or any(len(line) > LONGEST_ENTRY for line in lines):
        return None
    if read_ritual("\n".join(lines)):
        return None
    firm = all(map(read_ritual, lines))
    above = () if firm else _heading(first)
    return Listing(first if above else "", above, keys(lines), firm=firm, newest=lines[-1])


def keys(lines: Iterable[str]) -> tuple[str, ...]:
    """Each line without marks; the same line again is another one, as in 收到, 收到."""
    seen: dict[str, int] = {}
    found = []
    for line in lines:
        key = _MARKS.sub("", line) or line
        seen[key] = seen.get(key, 0) + 1
        found.append(f"{key}#{seen[key]}" if seen[key] > 1 else key)
    return tuple(found)
