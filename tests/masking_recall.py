"""How much of the marked set is masked, and what escapes: writes docs/masking.md.

Run as `python -m tests.masking_recall`.
"""

import json
import math
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.privacy.lexicon import segmenter
from bot.privacy.masking import KINDS, found

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "masking.md"
# In the order of writing; each was written before the rules were mended for the one before it.
PARTS = {
    "tuned": "一",
    "second": "二",
    "third": "三",
    "fourth": "四",
    "fifth": "五",
    "sixth": "六",
    "seventh": "七",
    "eighth": "八",
    "ninth": "九",
}
# What was masked when a part was scored for the first time, after which the rules were mended:
# of the names, and of the numbers and links.
FIRST = {
    "second": ((198, 231), (58, 58)),
    "third": ((141, 157), (42, 44)),
    "fourth": ((98, 107), (26, 26)),
    "fifth": ((198, 212), (55, 61)),
    "sixth": ((113, 121), (43, 47)),
    "seventh": ((195, 221), (51, 57)),
}
# A part that is added without such a first score is one for which the rules were never mended.
UNTUNED = [part for part in PARTS if part != "tuned" and part not in FIRST]
# The share of names, and of numbers and links, that is aimed at.
AIM = {"人名": 0.95, "号码和链接": 0.98}
HEAD = """# 遮盖

任何要显示或留下的文字都得先遮盖。现在只有一处留文字：本人同意捐出的训练样例（见 privacy.md），
捐的人先看到遮盖后的样子，点了同意才留。
`bot/privacy/masking.py` 的 `mask()` 把 {kinds} 换成记号，宁可多遮。这一页由
`python -m tests.masking_recall` 写出，人名、号码都是编的（`tests/masking.jsonl`）。

## 召回率

一处标记要一个字不剩才算遮住；下限是 95% 区间（Wilson）。{count}部分文体不同，依次写成。
第一部分用来调规则。规则定下后，别的部分每一部分先测一次，再照漏掉的改规则；头一次测的数是：

{first}

{untuned}

五、六两部分的句子取自语料里八位写手，不是为遮盖写的；标记是写规则的人标的，
其中号码和链接也是他另写的几十行。第七、八、九部分由三位没看过规则和别的部分的人写、自己标。

改完以后：

{table}

## 为什么用 jieba 加规则

- jieba 的词性标注（`nr`，带 HMM）已经随分词装好，不添依赖；它认得常见的“姓＋名”。
  只用它的 `nr`，{count}部分的人名召回率依次是 {tagger}。
- 其余靠规则（`names.py`、`name_patterns.py`）：头衔前的单姓、名单、称呼、外号、别族和音译的名字；
  以及词典自己教的一样：jieba 词典里有五万个全名，数一数名字常用哪些字（`lexicon.py`），
  词典里没有的名字也能认出一大半。
- 没见过的名字靠反过来想：语料里几位写手都用的词才是平常话（`everyday.txt`，
  由 `python -m tests.everyday_words` 写出；五、六两部分的句子也在语料里），
  此外的词、挨在一起从不成词的两个字，都可能是名字（`strange.py`）。
- 名字若正是平常的词（夏天、高兴），看它站的地方：“跟高兴说”、“夏天没来”、“姓名：夏天”
  （`name_slots.py`）；名单里两项是名字，别的项也是；同一条里再提到，也遮（`name_lists.py`）。
- 要人做的事（打卡、接龙、截图、下班前……）总留着能读：没有它，样例就没有用。
- 没有选 Presidio、HanLP、LTP、PaddleNLP 一类：它们要另带一个大得多的模型；
  号码的规则它们也要自己写。只粗略查过，没有装来比。
- 代价：头一次遮盖要花一两秒读词表；之后每条几毫秒。多遮一点不要紧：遮盖后的文字只作训练样例。

## 漏掉的

同是日常词的名字和外号（石头、丰收），站在看不出是人的地方，最容易漏。所以留下之前要给本人看遮盖后的样子。

{escapes}
"""
NUMBERS = ("电话", "证件", "车牌", "账号", "邮箱", "链接")


class Row(NamedTuple):
    """One text with its marked spans: start, end, kind."""

    part: str
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
    def said(self) -> str:
        """As a cell of the table."""
        if not self.marked:
            return "—"
        return f"{self.share:.3f}（{self.whole}/{self.marked}，下限 {self.lower:.3f}）"

    @property
    def lower(self) -> float:
        """The lower end of Wilson's 95 % interval."""
        n, p, z = self.marked, self.share, 1.96
        middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return (middle - half) / (1 + z * z / n)


def rows() -> list[Row]:
    """The whole set."""
    lines = (HERE / "masking.jsonl").read_text("utf-8").splitlines()
    return [
        Row(each["part"], each["text"], [(a, b, kind) for a, b, kind in each["spans"]])
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
                    escaped.append((row.text[start:end], _around(row.text, start, end)))
    return Recall(marked, marked - len(escaped), escaped)


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - 20) : end + 20].replace("\n", " ")


def tagger_alone(all_rows: list[Row]) -> list[float]:
    """The share of names that jieba's tag `nr` covers by itself, part by part."""
    shares = []
    for part in PARTS:
        names = covered = 0
        for row in (each for each in all_rows if each.part == part):
            tagged = _tagged_names(row.text)
            wanted = [set(range(a, b)) for a, b, kind in row.spans if kind == "人名"]
            names += len(wanted)
            covered += sum(want <= tagged for want in wanted)
        shares.append(covered / names)
    return shares


def _tagged_names(text: str) -> set[int]:
    at, places = 0, set()
    for pair in segmenter().cut(text):
        if pair.flag.startswith("nr"):
            places |= set(range(at, at + len(pair.word)))
        at += len(pair.word)
    return places


def too_much(among: Iterable[Row]) -> float:
    """The share of unmarked characters that are masked all the same."""
    free = masked = 0
    for row in among:
        own = {at for start, end, _ in row.spans for at in range(start, end)}
        free += len(row.text) - len(own)
        masked += len(_covered(row.text) - own)
    return masked / free


@cache
def _covered(text: str) -> frozenset[int]:
    return frozenset(at for span in found(text) for at in range(span.start, span.end))


def label(part: str) -> str:
    """What the page calls a part."""
    if part == "tuned":
        return f"{PARTS[part]}、调规则用"
    return PARTS[part] + ("、只测，没调" if part in UNTUNED else "、测过再调")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _table(all_rows: list[Row]) -> list[str]:
    lines = [_row(["", *map(label, PARTS)]), "|---" * (len(PARTS) + 1) + "|"]
    for name, kinds in (("号码和链接", NUMBERS), *((kind, (kind,)) for kind in KINDS)):
        figures = [recall([r for r in all_rows if r.part == part], kinds) for part in PARTS]
        lines.append(_row([name, *(figure.said for figure in figures)]))
    over = [too_much(r for r in all_rows if r.part == part) for part in PARTS]
    return [*lines, _row(["多遮的字", *(f"{share:.1%}" for share in over)])]


def _first() -> list[str]:
    lines = [_row(["头一次测", *(PARTS[part] for part in FIRST)]), "|---" * (len(FIRST) + 1) + "|"]
    reached = []
    for at, (name, aim) in enumerate(AIM.items()):
        figures = [scores[at] for scores in FIRST.values()]
        cells = [f"{whole / marked:.3f}（{whole}/{marked}）" for whole, marked in figures]
        lines.append(_row([name, *cells]))
        times = sum(whole / marked >= aim for whole, marked in figures)
        reached.append(f"{name} {aim}，{len(figures)} 次里 {times} 次达到")
    return [*lines, "", f"目标是{'；'.join(reached)}。"]


def _untuned() -> str:
    if not UNTUNED:
        return "现在没有一部分是规则没照着改过的：没见过的文字能遮住多少，看上面头一次测的数。"
    names = "、".join(PARTS[part] for part in UNTUNED)
    return f"第{names}部分测过以后没照着改规则，所以**没见过的文字能遮住多少，看下表的{names}**。"


def page(all_rows: list[Row]) -> str:
    """docs/masking.md, with figures and every span that escapes."""
    escapes = [
        f"- {label(part)}：“{span}”，在“{text}”"
        for part in PARTS
        for span, text in recall([r for r in all_rows if r.part == part], KINDS).escaped
    ]
    return HEAD.format(
        kinds="、".join(KINDS),
        count="零一二三四五六七八九十"[len(PARTS)],
        first="\n".join(_first()),
        untuned=_untuned(),
        table="\n".join(_table(all_rows)),
        tagger="、".join(f"{share:.3f}" for share in tagger_alone(all_rows)),
        escapes="\n".join(escapes),
    )


if __name__ == "__main__":
    PAGE.write_text(page(rows()), "utf-8")
    print("\n".join(_table(rows())))
