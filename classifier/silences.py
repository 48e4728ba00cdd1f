"""How long a chain stays open, tried on written conversations: one kind changed at a time."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from classifier.chains.records import DAY, HOUR, SILENCE
from classifier.conversations import (
    Conversation,
    evaluate_conversations,
    read_conversations,
    shares,
)

TRIED = (HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY)
NAMES = {"list": "接龙", "asked": "回应要求的", "unasked": "没人要求的"}


@contextmanager
def _lasting(kind: str, minutes: int) -> Iterator[None]:
    served = SILENCE[kind]
    SILENCE[kind] = minutes
    try:
        yield
    finally:
        SILENCE[kind] = served


def silences(conversations: Sequence[Conversation]) -> str:
    """The figures for each kind and each length as a table; the served length is marked."""
    rows = []
    for kind, name in NAMES.items():
        for minutes in TRIED:
            with _lasting(kind, minutes):
                report = evaluate_conversations(conversations)
            mark = "**" if SILENCE[kind] == minutes else ""
            found = f"{report.burden.found} | {report.harmless.found}"
            rows.append(
                f"| {name} | {mark}{minutes}{mark} | {found} | {shares(report.burden)} "
                f"| {shares(report.harmless)} |"
            )
    return "\n".join([
        "| 哪种 | 安静多少分钟后算完 | 负担找到 | 无害找到 | 负担 F1 | 起止重合 | 人数误差 "
        "| 无害 F1 | 起止重合 | 人数误差 |",
        "|---|---|---|---|---|---|---|---|---|---|",
        *rows,
    ])  # fmt: skip


def silences_command(files: Iterable[Path]) -> str:
    """The table over all files; raises CorpusError where one can't be read."""
    return silences([each for path in files for each in read_conversations(path)[0]])
