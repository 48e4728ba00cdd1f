"""Labelled examples: one JSON object a line, one file a voice, split by voice."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from classifier.errors import CorpusError
from classifier.labels import LABELS, Label

SPLITS = ("train", "validation", "gate")
DATA_DIR = Path(__file__).parent / "data"


class Kind(StrEnum):
    """How a message says what it says: the first three are demands, the last two are none."""

    OPEN = "open"
    INDIRECT = "indirect"
    DISGUISED = "disguised"
    LOOK_ALIKE = "look-alike"
    ORDINARY = "ordinary"


DEMANDS = (Kind.OPEN, Kind.INDIRECT, Kind.DISGUISED)
NO_DEMANDS = (Kind.LOOK_ALIKE, Kind.ORDINARY)


@dataclass(frozen=True)
class Example:
    """One invented message with its true labels; `voice` is who wrote it, `setting` where.

    `disputed` where a second judge, who had not seen the writer's labels, gave others.
    """

    text: str
    labels: frozenset[Label]
    kind: Kind
    setting: str
    voice: str
    exempt: Literal["emergency"] | None = None
    disputed: bool = False

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise CorpusError("正文是空的")
        if (self.kind in DEMANDS) != bool(self.labels):
            need = "必须有标签" if self.kind in DEMANDS else "不能有标签"
            raise CorpusError(f"种类 {self.kind} {need}")
        if self.exempt is not None and self.labels:
            raise CorpusError("应急豁免的消息不能有标签")


def read_jsonl(path: Path) -> list[Example]:
    """Every example of a JSONL file; raises CorpusError naming the file and the first bad line."""
    return list(_examples(path))


def _examples(path: Path) -> Iterator[Example]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"读不了语料文件 {path.name}：要一个 UTF-8 的 JSONL 文件") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _example(line)
        except CorpusError as error:
            raise CorpusError(f"{path.name} 第 {number} 行：{error}") from error


def _example(line: str) -> Example:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise CorpusError("不是合法的 JSON") from error
    if not isinstance(row, dict):
        raise CorpusError("每行要是一个 JSON 对象")
    exempt = row.get("exempt")
    if exempt not in (None, "emergency"):
        raise CorpusError(f"未知的豁免标记 {exempt}")
    return Example(
        text=_string(row, "text"),
        labels=_labels(row.get("labels")),
        kind=_kind(row.get("kind")),
        setting=_string(row, "setting"),
        voice=_string(row, "voice"),
        exempt=exempt,
        disputed=row.get("disputed") is True,
    )


def _string(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str):
        raise CorpusError(f"缺少文字栏 {key}")
    return value


def _labels(value: object) -> frozenset[Label]:
    if not isinstance(value, list):
        raise CorpusError("labels 要是一个列表，没有标签写 []")
    for name in value:
        if name not in LABELS:
            raise CorpusError(f"未知标签 {name}")
    return frozenset(Label(name) for name in value)


def _kind(value: object) -> Kind:
    if value not in tuple(Kind):
        raise CorpusError(f"未知种类 {value}，要是 {'、'.join(Kind)} 之一")
    return Kind(str(value))


def write_jsonl(path: Path, examples: Iterable[Example]) -> None:
    """Write examples so that `read_jsonl` gives them back; labels in the specification's order."""
    path.write_text("".join(_line(example) + "\n" for example in examples), encoding="utf-8")


def _line(example: Example) -> str:
    row: dict[str, Any] = {
        "text": example.text,
        "labels": [label for label in LABELS if label in example.labels],
        "kind": example.kind,
        "setting": example.setting,
        "voice": example.voice,
    }
    if example.exempt:
        row["exempt"] = example.exempt
    if example.disputed:
        row["disputed"] = True
    return json.dumps(row, ensure_ascii=False)


def read_splits(data_dir: Path = DATA_DIR) -> dict[str, tuple[str, ...]]:
    """Split name → its voices, from `splits.json`; a voice may stand in one split only."""
    path = data_dir / "splits.json"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        splits = {name: tuple(str(voice) for voice in raw[name]) for name in SPLITS}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"读不了 {path.name}：要有 {'、'.join(SPLITS)} 三个语者名单") from error
    voices = [voice for names in splits.values() for voice in names]
    if len(voices) != len(set(voices)):
        raise CorpusError(f"{path.name}：有语者同时出现在两个部分里")
    return splits


def load_split(name: str, data_dir: Path = DATA_DIR) -> list[Example]:
    """All examples of the split's voices, voice by voice in the order of `splits.json`."""
    return [example for voice in read_splits(data_dir)[name] for example in _voice(voice, data_dir)]


def _voice(voice: str, data_dir: Path) -> list[Example]:
    path = data_dir / "corpus" / f"{voice}.jsonl"
    examples = read_jsonl(path)
    for example in examples:
        if example.voice != voice:
            raise CorpusError(f"{path.name}：里面有别的语者 {example.voice} 的消息")
    return examples


def corpus_digest(examples: Iterable[Example]) -> str:
    """A fingerprint of the examples and their labels, independent of their order."""
    lines = sorted(_line(example) for example in examples)
    return sha256("\n".join(lines).encode()).hexdigest()[:16]
