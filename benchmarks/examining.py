"""`Examiner.examine` for one live message, and judging against the conversation layer."""

from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

from benchmarks.messages import texts
from benchmarks.timing import each
from bot.app import MODEL
from bot.examiner import Examiner, Keys
from bot.privacy.keys import KEY_BYTES, Key
from bot.records import Incoming
from bot.week import Calendar
from classifier import Classifier


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

    all_texts = texts()
    whole = min((each(examine, all_texts) for _ in range(3)), key=lambda t: t.p50)
    judged = min((each(examiner.judge, all_texts) for _ in range(3)), key=lambda t: t.p50)
    return (
        "## 一条现场消息从进来到编好代号\n\n"
        "| | 中位数（微秒） | p99 |\n|---|---|---|\n"
        f"| `examine()` | {whole.p50:.0f} | {whole.p99:.0f} |\n"
        f"| 其中判断 | {judged.p50:.0f} | {judged.p99:.0f} |\n\n"
        "目标：`examine()` 的中位数不超过 100 微秒。\n"
    )
