"""What sets chains off, remembered for a while: demands, emergencies, free calls."""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import Any

from classifier.chains.records import DAY, HOUR, Chain, Demand, Lines, pack, unpack
from classifier.labels import LABELS, Label

MOST_OCCASIONS, MOST_LINES, MOST_REMINDERS = 64, 256, 64

_EMERGENCY_ANSWERS = frozenset({Label.ROLL_CALL, Label.INSTANT_REPLY, Label.TRACE_PROOF})
_TOPICS = (
    "[订点]盒?[饭餐]|[团拼]购|拼单|团[个购点]|拼车|聚[餐会]|报名|自愿|有意者|感兴趣|有兴趣|奶茶|下[午昼]茶"
    "|野餐|爬山|郊游|出游|打球|球赛|夜宵|想[去吃喝要买学参玩]|要[的嘅吃喝去]"
)
_RITES = "生日|快乐|节日|拜年|哀悼|悼念|默哀|节哀|一路走好|祝福|祝贺|恭喜|新婚|早日康复"
_CALLS = (
    "接龙|接个?龙|接龍|报名|自愿|有意者|扣1|回1|[+＋]1|登记|举手|送上?祝福|往下接|在?下[面头]|一起"
)
_REMINDS = re.compile(
    "@(?!所有人|全体)|还有|差(?!不多|旅|评)|还没|没[有回接发报转做]|未|呢|也[要得]|抓紧|尽快|倒数|垫底|催|补上"
)
LONGEST_REMINDER, SHORT_REMINDER = 60, 12
_FREE_TOPIC = re.compile(f"{_TOPICS}|{_RITES}")
_CALL = re.compile(_CALLS)
_PRESSED = re.compile(
    "必须|务必|一律|都[要得须]|不得|不准|不许|全员|人人|一个不[少落漏]|扣分|扣钱|通报|点名|考核|排名"
    "|要统计|截图|转发|点赞|打卡|下载|关注|领导.{0,6}看|自觉"
)


def is_free(text: str, labels: tuple[Label, ...]) -> bool:
    """Whether a call is voluntary or social; one the model labels, only where nothing presses."""
    return bool(_FREE_TOPIC.search(text)) and not (labels and _PRESSED.search(text))


def calls_freely(text: str, labels: tuple[Label, ...]) -> bool:
    """Whether a message calls for something voluntary or social, rather than mentions it."""
    return is_free(text, labels) and (bool(labels) or bool(_CALL.search(text)))


# What a demand asks for in so many words, whatever labels it was given.
_ASKED = (
    (Label.ROLL_CALL, re.compile("接龙|接上来|往下接|签到|打卡|报到")),
    (Label.INSTANT_REPLY, re.compile("收到|回复|扣1|回1")),
    (Label.FORCED_FORWARD, re.compile("转发|转到?朋友圈")),
    (Label.LIKE_REQUEST, re.compile("点赞|投票|评论")),
    (Label.TRACE_PROOF, re.compile("截图|照片|拍照")),
)


def asks_for(text: str) -> frozenset[Label]:
    """Which replies a demand asks for by name."""
    return frozenset(label for label, words in _ASKED if words.search(text))


def reminds(text: str) -> bool:
    """Whether a demand, by its words, urges those who have not yet answered an earlier one."""
    return len(text) <= LONGEST_REMINDER and bool(_REMINDS.search(text))


@dataclass
class Occasion:
    """A message that may set chains off. Times are in minutes since the epoch.

    `labels` are empty where it is no burden; `fits` says which replies may answer it; `lines` are
    the hashed clauses and entries by which a reply that quotes it is known.
    """

    id: bytes
    author: bytes
    at: int
    touched: int
    labels: tuple[Label, ...]
    fits: frozenset[Label]
    loose: bool = False
    free: bool = False
    lines: Lines = field(default_factory=dict)
    reminders: Lines = field(default_factory=dict)

    def learn(self, lines: Iterable[bytes]) -> None:
        """Know more lines as its own."""
        self.lines |= dict.fromkeys(lines)
        while len(self.lines) > MOST_LINES:
            del self.lines[next(iter(self.lines))]

    def dump(self) -> dict[str, Any]:
        """Plain values for JSON: hashes, names, numbers."""
        return {
            "id": pack(self.id), "author": pack(self.author), "at": self.at,
            "touched": self.touched, "labels": list(self.labels), "fits": sorted(self.fits),
            "loose": self.loose, "free": self.free, "lines": list(map(pack, self.lines)),
            "reminders": list(map(pack, self.reminders)),
        }  # fmt: skip

    @classmethod
    def load(cls, state: dict[str, Any]) -> "Occasion":
        """The occasion that `dump` described."""
        coded = {
            "id": unpack(state["id"]),
            "author": unpack(state["author"]),
            "labels": tuple(map(Label, state["labels"])),
            "fits": frozenset(map(Label, state["fits"])),
            "lines": dict.fromkeys(map(unpack, state["lines"])),
            "reminders": dict.fromkeys(map(unpack, state["reminders"])),
        }
        return cls(**(state | coded))


def occasion_from(demand: Demand, *, free: bool) -> Occasion:
    """The occasion of a message the model labels, of an emergency or of a free call."""
    labels, emergency = demand.labels, demand.emergency
    fits = frozenset(LABELS if labels == (Label.RANKING_PRESSURE,) else labels)
    if emergency:
        fits |= _EMERGENCY_ANSWERS
    if free:
        fits |= {Label.ROLL_CALL}
    return Occasion(
        demand.id, demand.author, demand.at, demand.at,
        labels=() if emergency or free else labels,
        fits=fits,
        loose=emergency or bool(labels),
        free=emergency or free,
    )  # fmt: skip


def occasion_of(chain: Chain, trigger: bytes) -> Occasion:
    """What a restored chain still tells of the message that set it off."""
    return Occasion(
        trigger, chain.demander or b"", chain.last_at, chain.last_at, chain.labels,
        fits=frozenset(chain.labels) or _EMERGENCY_ANSWERS, loose=True, free=chain.free,
    )  # fmt: skip


class Occasions:
    """The newest occasions of a group."""

    def __init__(self, known: Iterable[Occasion] = ()) -> None:
        self._known = {occasion.id: occasion for occasion in known}

    def __iter__(self) -> Iterator[Occasion]:
        return iter(self._known.values())

    def get(self, name: bytes | None) -> Occasion | None:
        """The occasion with this name or this reminder, if it is remembered."""
        if not name or name in self._known:
            return self._known.get(name or b"")
        return next((o for o in self._known.values() if name in o.reminders), None)

    def urged(self, demand: Demand, lines: Set[bytes], *, brief: bool) -> Occasion | None:
        """The newest demand of the same author that this one only reminds of.

        One that repeats the demand's own `lines` is a new round of it. A `brief` one needs no
        words of reminding, if the demand was last urged at most an hour ago.
        """
        pressed = demand.labels == (Label.RANKING_PRESSURE,)
        own = [
            o
            for o in self._known.values()
            if o.author == demand.author
            and o.labels
            and lines.isdisjoint(o.lines)
            and 0 <= demand.at - o.touched <= (HOUR if brief else DAY)
            and (pressed or not o.fits.isdisjoint(demand.labels))
        ]
        return max(own, key=lambda o: o.at, default=None)

    def remind(self, occasion: Occasion, demand: Demand) -> None:
        """Take the demand as a reminder of the occasion."""
        occasion.reminders[demand.id] = None
        while len(occasion.reminders) > MOST_REMINDERS:
            del occasion.reminders[next(iter(occasion.reminders))]
        occasion.touched = max(occasion.touched, demand.at)

    def keep(self, occasion: Occasion) -> None:
        """Remember an occasion; an edit keeps its time, its lines and its replies."""
        old = self._known.get(occasion.id)
        if old:
            occasion.at = min(old.at, occasion.at)
            occasion.touched = max(old.touched, occasion.touched)
            occasion.learn(old.lines)
            occasion.reminders = old.reminders
        self._known[occasion.id] = occasion
        if len(self._known) > MOST_OCCASIONS:
            del self._known[min(self._known.values(), key=lambda kept: kept.at).id]

    def drop(self, name: bytes) -> None:
        """Forget one that was edited into something harmless."""
        self._known.pop(name, None)

    def quoted(self, lines: Set[bytes], at: int) -> Occasion | None:
        """The occasion with most of these lines, the newer where equal."""
        known = [o for o in self._known.values() if o.at <= at and not lines.isdisjoint(o.lines)]
        return max(known, key=lambda o: (len(lines & o.lines.keys()), o.at), default=None)

    def fitting(
        self, answers: frozenset[Label], at: int, *, loose: bool, reach: int
    ) -> list[Occasion]:
        """What a reply at `at` may answer, likeliest first.

        The newest comes first, but within the same hour one whose labels the reply fits goes
        before one it could merely answer.
        """
        live = [o for o in self._known.values() if o.at <= at <= o.touched + reach]
        found = [o for o in live if o.fits & answers or (loose and o.loose)]
        found.sort(key=lambda o: -o.at)
        hour = [o for o in found if o.at >= found[0].at - HOUR]
        return sorted(hour, key=lambda o: not o.fits & answers)
