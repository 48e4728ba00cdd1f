"""The four files of an audit, written beside the target and moved there only when whole."""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.audit.chat import ChatAudit, FoundChain, FoundDemand
from bot.audit.report import html
from bot.audit.summary import Summary, in_order
from bot.digest import words
from bot.digest.anonymise import code
from bot.digest.burden import Cost, cost, minutes
from bot.errors import JianfuError
from bot.privacy.release import fold

Line = dict[str, Any]
NOTICE = "含原始消息编号，只给持有存档的人自己核对用，不要转发、公布或上交；用完请删除。"
CODED_NOTICE = "不含消息编号，仍是工作底稿，只给持有存档的人，不要转发、公布或上交；用完请删除。"
REPORT = "report.html"


def write(
    out: Path, summary: Summary, audits: Sequence[ChatAudit], *, k: int, with_ids: bool
) -> None:
    """Write all four or none; raises JianfuError in one line where the disk refuses."""
    chats = in_order(audits)
    files: dict[str, Callable[[], Iterable[str]]] = {
        "summary.json": lambda: [json.dumps(summary, ensure_ascii=False, indent=1), "\n"],
        REPORT: lambda: [html(summary)],
        "findings.jsonl": lambda: _lines(_findings(chats, k, with_ids=with_ids)),
        "chains.jsonl": lambda: _lines(_chains(chats, k, with_ids=with_ids)),
    }
    try:
        _place(out.resolve(), files)
    except OSError as error:
        raise JianfuError(
            f"写不了 {out}（{type(error).__name__}）；检查路径、权限和磁盘空间，或换一个 --out"
        ) from None


def _place(out: Path, files: dict[str, Callable[[], Iterable[str]]]) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}.") as beside:
        fresh = Path(beside) / "audit"
        fresh.mkdir(mode=0o700)
        for name, content in files.items():
            _fill(fresh / name, content())
        if out.exists():
            for name in files:
                (fresh / name).replace(out / name)
        else:
            fresh.replace(out)


def _fill(path: Path, content: Iterable[str]) -> None:
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(content)


def _lines(rows: Iterable[Line]) -> Iterator[str]:
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _findings(chats: Sequence[ChatAudit], k: int, *, with_ids: bool) -> Iterator[Line]:
    yield {"notice": NOTICE if with_ids else CODED_NOTICE}
    for index, chat in enumerate(chats):
        for found in chat.demands:
            line = _finding(found)
            yield {"chat": chat.chat_id} | line if with_ids else _coded(index, line, k)


def _finding(found: FoundDemand) -> Line:
    return asdict(found) | {"day": found.day.isoformat(), "labels": list(found.labels)}


def _chains(chats: Sequence[ChatAudit], k: int, *, with_ids: bool) -> Iterator[Line]:
    for index, chat in enumerate(chats):
        for found in chat.chains:
            line = asdict(found) | {"labels": list(found.labels)}
            exact = {"chat": chat.chat_id} | line if with_ids else _coded(index, line, k)
            yield exact | {"minutes": _minutes(found, k, with_ids=with_ids)}


IDS = ("message", "trigger", "first", "last")
COUNTS = ("addressed", "participants", "replies")


def _coded(index: int, line: Line, k: int) -> Line:
    """The line without ids and exact counts."""
    return {
        "chat": code(index),
        **line,
        **{name: None for name in IDS if name in line},
        **{name: words.people(fold(line[name], k)) for name in COUNTS if name in line},
    }


def _minutes(found: FoundChain, k: int, *, with_ids: bool) -> dict[str, float]:
    """Participants × minutes an act; of the folded count where counts are folded."""
    act = cost(found.labels) if found.burden else Cost(0, 0, 0)
    if with_ids:
        return {name: each * found.participants for name, each in asdict(act).items()}
    return asdict(minutes(act, fold(found.participants, k)))
