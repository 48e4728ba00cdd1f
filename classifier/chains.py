"""Roll-call chains as they happen: runs of replies performing one ritual, tied to their demand.

One pass, bounded memory; of texts only keyed hashes of list lines are held.
"""

import base64
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from classifier.labels import Label
from classifier.text import normalise

ChainKind = Literal["list", "receipts"]
MediaKind = Literal["text", "photo", "sticker", "other"]
# Minutes of silence after which a chain is over, and in which a demand still draws replies.
SILENCE = {"list": 24 * 60, "receipts": 6 * 60}
DEMAND_LIVES = 24 * 60
LOOSE_RECEIPT = 2 * 60
MOST_OPEN, MOST_DEMANDS, MOST_LINES, FEWEST = 16, 32, 2000, 2
LONGEST_RECEIPT = 16

NUMBERED = re.compile(r"^\s*(?:\d{1,3}\s*[.、,:)]|[(]\d{1,3}[)]|[①-⑳]|例\s)\s*(\S.*?)\s*$")
TAIL = r"(?:\s|[!.。~,、]|\[\w+\]|点赞|谢谢|👌|🙏|ok|了|啦|的|哈|嗯)*"
RITUALS: tuple[tuple[re.Pattern[str], frozenset[Label]], ...] = tuple(
    (re.compile(rf"(?:好的?|嗯|ok)?[,,]?(?:{words}){TAIL}"), frozenset(labels))
    for words, labels in (
        ("已?转发?[了过]?|转好了?|已分享", [Label.FORCED_FORWARD]),
        ("已?打卡[了完]?|已?签到|已报到|在岗|已学[完习]?|学完了?", [Label.ROLL_CALL, Label.USAGE_QUOTA]),
        ("已?点赞[了过]?|已投票?[了过]?|投[完好]了|已评论?|已点[了过]?", [Label.LIKE_REQUEST]),
        ("已?下载[了好]?|已?安装[了好]?|已?注册[了好]?|已?关注[了]?|已进群", [Label.FORCED_ADOPTION]),
        ("已?填[完好报]?了?|已报送?|已上报|已交", [Label.DUPLICATE_REPORTING, Label.TRACE_PROOF]),
        ("收到|\\+?1|回复1|在|到|已?阅|已读|知悉|明白|已?完成|完毕|好的收到|ok|👌|👍|点赞|🙏|✅|\\[\\w+\\]",
         [Label.INSTANT_REPLY]),
    )
)  # fmt: skip
FREE = re.compile(
    "自愿|有空|感兴趣|想[去要吃买]|一起|订饭|订餐|点餐|外卖|团购|拼[单车团]|买菜|水果|聚餐|报名|活动|"
    "吃饭|奶茶|生日|快乐|节日|新年|祝|恭喜|一路走好|节哀|悼念|加油"
)


@dataclass(frozen=True)
class Turn:
    """One message as the detector sees it; `at` in minutes, text looked at and never kept."""

    id: bytes
    author: bytes
    text: str = field(repr=False)
    at: int
    reply_to: bytes | None = None
    media: MediaKind = "text"
    labels: tuple[Label, ...] = ()
    emergency: bool = False


@dataclass(frozen=True)
class Demand:
    """A recent message that may set off a chain."""

    id: bytes
    author: bytes
    at: int
    labels: tuple[Label, ...]
    emergency: bool


@dataclass
class Chain:
    """A run of replies. It counts as one from the second participant on."""

    id: bytes
    kind: ChainKind
    trigger: bytes | None
    demander: bytes
    labels: tuple[Label, ...]
    burden: bool
    first: bytes
    last: bytes
    at: int
    replies: int = 0
    participants: set[bytes] = field(default_factory=set)
    lines: set[bytes] = field(default_factory=set)
    turns: set[bytes] = field(default_factory=set)

    def dump(self) -> str:
        """All of it as JSON: ids, pseudonyms and hashes, no text."""
        values = {
            "id": _write(self.id), "kind": self.kind, "demander": _write(self.demander),
            "trigger": _write(self.trigger) if self.trigger else None,
            "labels": list(self.labels), "burden": self.burden, "first": _write(self.first),
            "last": _write(self.last), "at": self.at, "replies": self.replies,
            "participants": sorted(map(_write, self.participants)),
            "lines": sorted(map(_write, self.lines)), "turns": sorted(map(_write, self.turns)),
        }  # fmt: skip
        return json.dumps(values, separators=(",", ":"))

    @classmethod
    def load(cls, text: str) -> "Chain":
        """Read back what `dump` wrote."""
        row = json.loads(text)
        for name in ("id", "demander", "first", "last"):
            row[name] = _read(row[name])
        for name in ("participants", "lines", "turns"):
            row[name] = {_read(each) for each in row[name]}
        row["trigger"] = _read(row["trigger"]) if row["trigger"] else None
        row["labels"] = tuple(Label(label) for label in row["labels"])
        return cls(**row)

    def join(self, turn: Turn) -> None:
        """Somebody performs the ritual; the demander's own copy is no compliance."""
        if turn.id not in self.turns:
            self.replies += 1
            self.turns.add(turn.id)
            self.last = turn.id
        if turn.author != self.demander or not self.burden:
            self.participants.add(turn.author)
        self.at = max(self.at, turn.at)


def _write(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _read(text: str) -> bytes:
    return base64.b64decode(text)


class ChainDetector:
    """Feed it a group's messages in order; it tells which chain each one started or grew."""

    def __init__(
        self, hash_line: Callable[[str], bytes], open_chains: Iterable[Chain] = ()
    ) -> None:
        self._hash_line = hash_line
        self._open = list(open_chains)
        self._demands: list[Demand] = []

    def remember(self, demand: Demand) -> None:
        """A demand or emergency that replies may follow."""
        self._demands = [*(d for d in self._demands if d.id != demand.id), demand][-MOST_DEMANDS:]

    def feed(self, turn: Turn) -> Chain | None:
        """The chain this message started or grew, once it has two participants."""
        self._forget_old(turn.at)
        if turn.labels or turn.emergency:
            self.remember(Demand(turn.id, turn.author, turn.at, turn.labels, turn.emergency))
        lines = _list_lines(turn.text)
        if lines:
            chain = self._listed(turn, lines)
        else:
            fits = _ritual(turn)
            chain = self._receipted(turn, fits) if fits is not None else None
        return chain if chain and len(chain.participants) >= FEWEST else None

    def _forget_old(self, now: int) -> None:
        self._open = [c for c in self._open if now - c.at <= SILENCE[c.kind]][-MOST_OPEN:]
        self._demands = [d for d in self._demands if now - d.at <= DEMAND_LIVES]

    def _listed(self, turn: Turn, lines: list[str]) -> Chain | None:
        hashed = {self._hash_line(line) for line in lines[:MOST_LINES]}
        chain = self._same_list(hashed, turn)
        if chain is None:
            if len(lines) == 1 and "接龙" not in turn.text and not FREE.search(turn.text):
                return None
            if turn.labels and len(lines) > 1 and "接龙" not in turn.text:
                return None
            chain = self._begin(turn, "list", self._demand_of(turn, LISTED))
        chain.lines |= hashed
        chain.join(turn)
        return chain

    def _same_list(self, hashed: set[bytes], turn: Turn) -> Chain | None:
        """The open list that this one copies, or that one more line is added to."""
        lists = [chain for chain in reversed(self._open) if chain.kind == "list"]
        for chain in lists:
            shared = len(hashed & chain.lines)
            if shared and 2 * shared >= min(len(hashed) - 1, len(chain.lines)):
                return chain
        if len(hashed) == 1 and not turn.labels and lists:
            return lists[0]
        return None

    def _receipted(self, turn: Turn, fits: frozenset[Label]) -> Chain:
        demand = self._demand_of(turn, fits)
        trigger = demand.id if demand else None
        for chain in reversed(self._open):
            loose = trigger is None and turn.at - chain.at > LOOSE_RECEIPT
            if chain.kind == "receipts" and chain.trigger == trigger and not loose:
                chain.join(turn)
                return chain
        chain = self._begin(turn, "receipts", demand)
        chain.join(turn)
        return chain

    def _demand_of(self, turn: Turn, fits: frozenset[Label]) -> Demand | None:
        """By reply, else the latest demand whose labels fit, else for “收到” the latest of all."""
        recent = self._demands[::-1]
        for demand in recent:
            if turn.reply_to == demand.id or turn.id == demand.id:
                return demand
        for demand in recent:
            if fits & set(demand.labels):
                return demand
        if fits & GENERAL:
            return next((d for d in recent if turn.at - d.at <= LOOSE_RECEIPT), None)
        return None

    def _begin(self, turn: Turn, kind: ChainKind, demand: Demand | None) -> Chain:
        free = kind == "list" and not turn.labels and bool(FREE.search(turn.text))
        tied = demand if demand and not free else None
        burden = bool(tied and tied.labels and not tied.emergency)
        chain = Chain(
            id=turn.id, kind=kind, trigger=tied.id if tied else None,
            demander=tied.author if tied else b"", labels=tied.labels if tied and burden else (),
            burden=burden, first=turn.id, last=turn.id, at=turn.at,
        )  # fmt: skip
        self._open.append(chain)
        return chain


LISTED = frozenset({Label.ROLL_CALL, Label.DUPLICATE_REPORTING, Label.FORCED_ADOPTION})
GENERAL = frozenset({Label.INSTANT_REPLY})


def _list_lines(text: str) -> list[str]:
    """What stands behind the numbers of a numbered list; empty for other texts."""
    if not any(mark in text for mark in "0123456789①②③例"):
        return []
    found = (NUMBERED.match(line) for line in text.translate(WIDE).splitlines())
    lines = [match.group(1) for match in found if match]
    return lines if len(lines) > 1 or len(text) <= LONGEST_RECEIPT or "接龙" in text else []


WIDE = str.maketrans("０１２３４５６７８９．：，）（", "0123456789.:,)(")


def _ritual(turn: Turn) -> frozenset[Label] | None:
    """Which demands a bare receipt answers; None if the message is none."""
    text = turn.text.strip()
    if not text:
        return {
            "photo": frozenset({Label.TRACE_PROOF}), "sticker": GENERAL,
        }.get(turn.media)  # fmt: skip
    if len(text) > LONGEST_RECEIPT:
        return None
    plain = normalise(text)
    for pattern, labels in RITUALS:
        if pattern.fullmatch(plain):
            return labels
    return None
