"""Written conversations with their true chains, and how well the detector finds those."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import Any, get_args

from classifier.chains import Chain, ChainDetector, ChainKind, Turn
from classifier.chains.records import Media
from classifier.commands import ARTEFACT_DIR
from classifier.errors import CorpusError
from classifier.labels import LABELS, Label
from classifier.model import Classifier

# Found and true chain are the same one from this share of common messages on.
SAME_CHAIN = 0.5
EMERGENCY_SCORE = 0.5

Judge = Callable[[Turn], Turn]


@dataclass(frozen=True)
class WrittenChain:
    """A chain as its truth tells it, or as the detector found it; members by their names."""

    kind: ChainKind
    burden: bool
    first: bytes
    last: bytes
    participants: frozenset[str]


@dataclass(frozen=True)
class Conversation:
    """A stretch of one group's talk and the chains in it."""

    name: str
    turns: tuple[Turn, ...]
    chains: tuple[WrittenChain, ...]


def read_conversations(path: Path) -> tuple[list[Conversation], list[str]]:
    """The conversations of a JSONL file, and one Chinese line for each that breaks the format.

    Raises CorpusError where the file can't be read at all.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"读不了对话文件 {path.name}：要一个 UTF-8 的 JSONL 文件") from error
    conversations, faults = [], []
    for number, line in enumerate(lines, start=1):
        try:
            if line.strip():
                conversations.append(_conversation(line))
        except CorpusError as error:
            faults.append(f"{path.name} 第 {number} 行：{error}")
    return conversations, faults


def _conversation(line: str) -> Conversation:
    try:
        row = json.loads(line)
        turns = tuple(map(_turn, row["messages"]))
        chains = tuple(map(_chain, row["chains"]))
        conversation = Conversation(str(row["id"]), turns, chains)
    except KeyError as error:
        raise CorpusError(f"缺少栏 {error.args[0]}") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise CorpusError("不是写成对话格式的 JSON；对照已有的对话改") from error
    _check(conversation)
    return conversation


def _turn(row: dict[str, Any]) -> Turn:
    unknown = [label for label in row["labels"] if label not in LABELS]
    if unknown:
        raise CorpusError(f"消息 {row['id']} 有未知标签 {unknown[0]}")
    return Turn(
        id=_name(row["id"]),
        author=str(row["by"]).encode(),
        text=row["text"],
        at=int(row["at"]),
        reply_to=None if row.get("reply_to") is None else _name(row["reply_to"]),
        media=_one_of(row["media"], get_args(Media), "media"),
        labels=tuple(map(Label, row["labels"])),
        emergency=bool(row.get("emergency")),
    )


def _chain(row: dict[str, Any]) -> WrittenChain:
    kind = _one_of(row["kind"], get_args(ChainKind), "kind")
    people = frozenset(map(str, row["participants"]))
    return WrittenChain(kind, bool(row["burden"]), _name(row["first"]), _name(row["last"]), people)


def _name(number: object) -> bytes:
    return str(number).encode()


def _one_of(value: Any, known: tuple[str, ...], field: str) -> Any:
    if value not in known:
        raise CorpusError(f"{field} 要是 {'、'.join(known)} 之一，不是 {value}")
    return value


def _check(conversation: Conversation) -> None:
    """Raise CorpusError where the truth contradicts the messages."""
    places = _places(conversation)
    authors = {turn.author.decode() for turn in conversation.turns}
    if any(later.at < earlier.at for earlier, later in pairwise(conversation.turns)):
        raise CorpusError("at 变小了；消息要按时间先后写")
    for chain in conversation.chains:
        if not {chain.first, chain.last} <= places.keys():
            raise CorpusError("first 或 last 不是这段对话里的消息 id")
        if places[chain.first] > places[chain.last]:
            raise CorpusError("first 在 last 后面；对调过来")
        if len(chain.participants) < 2 or not chain.participants <= authors:
            raise CorpusError("participants 至少两名，而且都要在这段对话里发过言")


def _places(conversation: Conversation) -> dict[bytes, int]:
    """Message → where it first stands."""
    return {n: i for i, n in enumerate(dict.fromkeys(turn.id for turn in conversation.turns))}


@dataclass(frozen=True)
class Pair:
    """A true chain and the one found for it; `overlap` is the share of common messages."""

    true: WrittenChain
    found: WrittenChain
    overlap: float

    @property
    def participants_error(self) -> float:
        """How far the number of participants is off, as a share of the true number."""
        true = len(self.true.participants)
        return abs(len(self.found.participants) - true) / true


@dataclass(frozen=True)
class Score:
    """How many chains there are, how many were found, and which belong together."""

    true: int
    found: int
    pairs: tuple[Pair, ...]

    def __add__(self, other: "Score") -> "Score":
        return Score(self.true + other.true, self.found + other.found, (*self.pairs, *other.pairs))

    @property
    def precision(self) -> float | None:
        """The share of found chains that are true; None where none was found."""
        return len(self.pairs) / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of true chains that were found; None where there is none."""
        return len(self.pairs) / self.true if self.true else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where there is nothing to find and nothing found."""
        both = self.true + self.found
        return 2 * len(self.pairs) / both if both else None

    @property
    def overlap(self) -> float | None:
        """The mean overlap of matched spans."""
        return fmean(pair.overlap for pair in self.pairs) if self.pairs else None

    @property
    def participants_error(self) -> float | None:
        """The mean relative error in participants of matched chains."""
        return fmean(pair.participants_error for pair in self.pairs) if self.pairs else None


@dataclass(frozen=True)
class ConversationReport:
    """The detector's figures; harmless chains are those seen that are no burden."""

    conversations: int
    messages: int
    burden: Score
    harmless: Score


def evaluate_conversations(
    conversations: Sequence[Conversation], classifier: Classifier | None = None
) -> ConversationReport:
    """Run the detector over each; with the true labels, or with those of `classifier`."""
    judge = _judged_by(classifier) if classifier else _as_given
    found = [find_chains(conversation, judge) for conversation in conversations]
    burden = harmless = Score(0, 0, ())
    for conversation, chains in zip(conversations, found, strict=True):
        burden += _score(conversation, chains, burden=True)
        harmless += _score(conversation, chains, burden=False)
    messages = sum(len(conversation.turns) for conversation in conversations)
    return ConversationReport(len(conversations), messages, burden, harmless)


def _as_given(turn: Turn) -> Turn:
    return turn


def _judged_by(classifier: Classifier) -> Judge:
    def judged(turn: Turn) -> Turn:
        verdict = classifier.judge_one(turn.text)
        emergency = verdict.emergency >= EMERGENCY_SCORE
        return replace(turn, labels=verdict.labels, emergency=emergency)

    return judged


def find_chains(conversation: Conversation, judge: Judge = _as_given) -> list[WrittenChain]:
    """The chains the detector ends up with, in the form of the truth."""
    detector = ChainDetector(_hash_line)
    seen: dict[bytes, Chain] = {}
    for turn in conversation.turns:
        chain = detector.feed(judge(turn))
        if chain:
            seen[chain.id] = chain
    return [_found(chain) for chain in seen.values()]


def _hash_line(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=8).digest()


def _found(chain: Chain) -> WrittenChain:
    people = frozenset(author.decode() for author in chain.participants)
    return WrittenChain(chain.kind, chain.burden, chain.first, chain.last, people)


def _score(conversation: Conversation, chains: Iterable[WrittenChain], *, burden: bool) -> Score:
    true = [chain for chain in conversation.chains if chain.burden == burden]
    found = [chain for chain in chains if chain.burden == burden]
    return Score(len(true), len(found), tuple(_pairs(conversation, true, found)))


def _pairs(
    conversation: Conversation, true: Sequence[WrittenChain], found: Sequence[WrittenChain]
) -> list[Pair]:
    """The best fitting pairs first, each chain in one pair; the same kind where equal."""
    places = _places(conversation)
    fitting = [Pair(one, other, _overlap(places, one, other)) for one in true for other in found]
    fitting = [pair for pair in fitting if pair.overlap >= SAME_CHAIN]
    fitting.sort(key=lambda pair: (-pair.overlap, pair.true.kind != pair.found.kind))
    pairs: list[Pair] = []
    for pair in fitting:
        if not any(pair.true is p.true or pair.found is p.found for p in pairs):
            pairs.append(pair)
    return pairs


def _overlap(places: dict[bytes, int], one: WrittenChain, other: WrittenChain) -> float:
    """The share of messages from first to last that both spans hold."""
    spans = [_span(places[chain.first], places[chain.last]) for chain in (one, other)]
    return len(spans[0] & spans[1]) / len(spans[0] | spans[1])


def _span(first: int, last: int) -> set[int]:
    # An edit that grows a list may name as its last reply a message before the first one.
    return set(range(min(first, last), max(first, last) + 1))


def to_markdown(report: ConversationReport) -> str:
    """The figures as a table."""
    rows = [_row(name, s) for name, s in (("负担", report.burden), ("无害", report.harmless))]
    return "\n".join([
        f"{report.conversations} 段对话，{report.messages} 条消息。",
        "",
        "| 接龙 | 真有 | 找到 | 对上 | 精确率 | 召回率 | F1 | 起止重合 | 人数误差 |",
        "|---|---|---|---|---|---|---|---|---|",
        *rows,
    ])  # fmt: skip


def _row(name: str, score: Score) -> str:
    shares = (score.precision, score.recall, score.f1, score.overlap, score.participants_error)
    counts = f"{score.true} | {score.found} | {len(score.pairs)}"
    return f"| {name} | {counts} | {' | '.join(map(_percent, shares))} |"


def shares(score: Score) -> str:
    """F1, overlap and error in participants as cells of a table."""
    return " | ".join(map(_percent, (score.f1, score.overlap, score.participants_error)))


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.1%}"


def conversations_command(files: Iterable[Path], *, model: bool) -> str:
    """The figures over all files, and what was left out; raises ClassifierError."""
    read = [read_conversations(path) for path in files]
    conversations = [conversation for good, _ in read for conversation in good]
    faults = [fault for _, bad in read for fault in bad]
    classifier = Classifier.load(ARTEFACT_DIR) if model else None
    page = to_markdown(evaluate_conversations(conversations, classifier))
    if not faults:
        return page
    return "\n".join([page, "", f"格式不对而略过 {len(faults)} 段：", *faults])
