"""Building a week's digest for 1, 12 and 300 groups: the cost per group."""

import random
import time

from bot.digest.anonymise import anonymise
from bot.digest.contents import CATEGORIES, VERDICTS, Published
from bot.digest.page import page
from bot.digest.text import chat_text
from bot.privacy import pseudonyms
from bot.privacy.keys import KEY_BYTES, Key
from bot.records import Finding, GroupWeek, Watched
from bot.week import Week
from classifier import LABELS

WEEK = Week.parse("2026-W47")
KEY = Key(b"1" * KEY_BYTES)
DEMANDS = 15


def _group(number: int) -> GroupWeek:
    findings = tuple(
        Finding(
            b"%d-%d" % (number, n), b"x", n % 5, False, (LABELS[(number + n) % 9],), 20, False,
            False, 0, pseudonyms.fingerprint(KEY, f"第{number}组第{n}件事今天办好再报{n * number}"),
            b"",
        )
        for n in range(DEMANDS)
    )  # fmt: skip
    people = frozenset(b"%d-%d" % (number, n) for n in range(30))
    return GroupWeek(
        Watched(f"{number:016x}", (1,), True, 0, 0, 0, 40), 900, 50, findings, (), people, 0
    )


def _published(groups: int) -> Published:
    reports = dict.fromkeys([*map(str, CATEGORIES), *VERDICTS], 3)
    return anonymise(
        WEEK, [_group(n) for n in range(groups)], reports, k=5, epsilon=1.0,
        noise=lambda counts, _epsilon: list(counts), rng=random.Random(1), model="bench",
    )  # fmt: skip


def run() -> str:
    """The section of the page."""
    page([(WEEK, [_published(1)])])  # the template is compiled once in a process
    rows = []
    for groups in (1, 12, 300):
        began = time.perf_counter()
        told = [(WEEK, [_published(groups)])]
        chat_text(told)
        page(told)
        spent = (time.perf_counter() - began) * 1e3
        rows.append(f"| {groups} | {spent:.1f} | {spent / groups:.2f} |")
    return "\n".join(
        [
            "## 做一期周报（公布、文字、网页）\n",
            "| 群 | 毫秒 | 每群毫秒 |\n|---|---|---|",
            *rows,
            "",
        ]
    )
