"""How much of the marked set is masked, and what escapes: writes docs/masking.md.

Run as `python -m tests.masking_recall`.
"""

import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from bot.privacy.masking import KINDS, found

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "masking.md"
HALVES = {"tuned": "一、调规则用", "second": "二、先测后调", "held-out": "三、只测"}
NUMBERS = ("电话", "证件", "车牌", "账号", "邮箱", "链接")


class Row(NamedTuple):
    """One invented text with its marked spans: start, end, kind."""

    half: str
    text: str
    spans: list[tuple[int, int, str]]


class Recall(NamedTuple):
    """Of `marked` spans, `whole` were masked to the last character; the others escaped."""

    marked: int
    whole: int
    escaped: list[tuple[str, str]]

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.whole / self.marked

    @property
    def lower(self) -> float:
        """The lower end of Wilson's 95 % interval."""
        n, p, z = self.marked, self.share, 1.96
        middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return (middle - half) / (1 + z * z / n)


def rows() -> list[Row]:
    """The set, both halves."""
    lines = (HERE / "masking.jsonl").read_text("utf-8").splitlines()
    return [
        Row(each["half"], each["text"], [(a, b, kind) for a, b, kind in each["spans"]])
        for each in map(json.loads, lines)
    ]


def recall(among: Iterable[Row], kinds: Sequence[str]) -> Recall:
    """Spans of these kinds that no letter of is left; of which kind the mark is doesn't count."""
    marked, escaped = 0, []
    for row in among:
        covered = _covered(row.text)
        for start, end, kind in row.spans:
            if kind in kinds:
                marked += 1
                left = set(range(start, end)) - covered
                if any(not row.text[at].isspace() for at in left):
                    escaped.append((row.text[start:end], row.text))
    return Recall(marked, marked - len(escaped), escaped)


def too_much(among: Iterable[Row]) -> float:
    """The share of unmarked characters that are masked all the same."""
    free = masked = 0
    for row in among:
        own = {at for start, end, _ in row.spans for at in range(start, end)}
        free += len(row.text) - len(own)
        masked += len(_covered(row.text) - own)
    return masked / free


def _covered(text: str) -> set[int]:
    return {at for span in found(text) for at in range(span.start, span.end)}


def _table(all_rows: list[Row]) -> list[str]:
    lines = ["| | " + " | ".join(HALVES.values()) + " |", "|---" * 4 + "|"]
    for name, kinds in (("号码和链接", NUMBERS), *((kind, (kind,)) for kind in KINDS)):
        figures = [recall([r for r in all_rows if r.half == half], kinds) for half in HALVES]
        cells = [f"{f.share:.3f}（{f.whole}/{f.marked}，下限 {f.lower:.3f}）" for f in figures]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    over = [too_much(r for r in all_rows if r.half == half) for half in HALVES]
    return [*lines, "| 多遮的字 | " + " | ".join(f"{share:.1%}" for share in over) + " |"]


def page(all_rows: list[Row]) -> str:
    """docs/masking.md, with figures and every span that escapes."""
    escapes = [
        f"- {HALVES[half]}：“{span}”，在“{text}”"
        for half in HALVES
        for span, text in recall([r for r in all_rows if r.half == half], KINDS).escaped
    ]
    head = (HERE / "masking_page.md").read_text("utf-8")
    return head.format(table="\n".join(_table(all_rows)), escapes="\n".join(escapes))


if __name__ == "__main__":
    PAGE.write_text(page(rows()), "utf-8")
    print("\n".join(_table(rows())))
