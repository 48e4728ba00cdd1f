"""Judging lines of a file: JSONL or plain text in, JSONL out, in the same order, streamed."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from classifier import Classifier

DIGITS = 4


class BadLineError(ValueError):
    """A line that can't be judged; the message says why."""


def verdicts(
    lines: Iterable[bytes], classifier: Classifier, *, why: bool
) -> Iterator[tuple[str, bool]]:
    """One JSON line per line of input, and whether it could be judged.

    The file is JSONL if its first line is an object with `text`; otherwise each line is a
    message and its number, from 1, is its id. Bytes that aren't UTF-8 make a bad line.
    """
    as_json: bool | None = None
    for number, raw in enumerate(lines, start=1):
        if as_json is None:
            as_json = _is_message(raw)
        name: Any = number
        try:
            text = _decoded(raw)
            if as_json:
                name, text = _message(text, number)
            yield json.dumps(_verdict(name, text, classifier, why=why), ensure_ascii=False), True
        except BadLineError as error:
            yield json.dumps({"id": name, "error": str(error)}, ensure_ascii=False), False


def _is_message(raw: bytes) -> bool:
    try:
        first = json.loads(raw)
    except ValueError:
        return False
    return isinstance(first, dict) and "text" in first


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise BadLineError("不是 UTF-8 编码；请先转成 UTF-8") from None


def _message(line: str, number: int) -> tuple[Any, str]:
    try:
        row = json.loads(line)
    except ValueError:
        raise BadLineError("不是一个完整的 JSON 对象；检查这一行的引号和括号") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise BadLineError('缺少文字栏 text；每行要写成 {"text": "…"}')
    return row.get("id", number), row["text"]


def _verdict(name: Any, text: str, classifier: Classifier, *, why: bool) -> dict[str, Any]:
    verdict = classifier.judge_one(text)
    answer: dict[str, Any] = {
        "id": name,
        "labels": list(verdict.labels),
        "scores": {label: round(score, DIGITS) for label, score in verdict.scores.items()},
    }
    if why:
        answer["why"] = {
            label: [[word, round(weight, DIGITS)] for word, weight in classifier.why(text, label)]
            for label in verdict.labels
        }
    return answer
