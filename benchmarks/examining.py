"""`Examiner.examine` for one live message, and judging against the conversation layer."""

from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

from benchmarks.messages import texts, texts_without_demands
from benchmarks.timing import Timing, each
from bot.app import MODEL
from bot.examiner import Examiner, Keys
from bot.privacy.keys import KEY_BYTES, Key
from bot.records import Incoming
from bot.week import Calendar
from classifier import Classifier

# In turn, the best of each: what else runs on the machine disturbs all alike.
ROUNDS = 5


def run() -> str:
    """The section of the page."""
    examiner = Examiner(Classifier.load(MODEL))
    keys = Keys(Key(b"1" * KEY_BYTES), Key(b"2" * KEY_BYTES))
    calendar = Calendar("Asia/Shanghai", "Mon 09:00")
    at = datetime(2026, 11, 16, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    numbers = count(1)

    def examine(text: str) -> object:
        incoming = Incoming(-1001, next(numbers), 7, text, at)
        return examiner.examine(incoming, "a" * 16, keys, calendar, 20)

    everything, harmless = texts(), texts_without_demands()
    measured = {
        "`examine()`": (examine, everything),
        "其中判断": (examiner.judge, everything),
        "`examine()`，只看没有要求的话": (examine, harmless),
    }
    rounds = [[each(*what) for what in measured.values()] for _ in range(ROUNDS)]
    rows = zip(
        measured, (min(found, key=_middle) for found in zip(*rounds, strict=True)), strict=True
    )
    demands = 1 - len(harmless) / len(everything)
    return (
        "## 一条现场消息从进来到编好代号\n\n"
        "| | 中位数（微秒） | p99 |\n|---|---|---|\n"
        + "".join(f"| {name} | {found.p50:.0f} | {found.p99:.0f} |\n" for name, found in rows)
        + f"\n目标：`examine()` 的中位数不超过 100 微秒。这些消息里 {demands:.0%} 是要求，"
        "要求还要编相似的代号、加密出处；真的群里少得多。\n"
    )


def _middle(timing: Timing) -> float:
    return timing.p50
