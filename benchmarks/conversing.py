"""The conversation layer against judging, and whether it stays flat as history grows."""

import hashlib
import time

from benchmarks.messages import texts
from benchmarks.timing import each
from bot.app import MODEL
from classifier import Classifier
from classifier.chains import ChainDetector, Turn

MESSAGES = 30_000


def run() -> str:
    """The section of the page."""
    classifier, some = Classifier.load(MODEL), texts()
    labels = [verdict.labels for verdict in classifier.judge(some)]
    detector = ChainDetector(lambda line: hashlib.blake2b(line.encode(), digest_size=8).digest())
    parts: list[float] = []
    for part in range(3):
        began = time.perf_counter()
        for number in range(part * MESSAGES // 3, (part + 1) * MESSAGES // 3):
            at = number % len(some)
            detector.feed(
                Turn(b"%d" % number, b"%d" % (number % 50), some[at], number // 10, None, "text",
                     labels[at], False)
            )  # fmt: skip
        parts.append((time.perf_counter() - began) / (MESSAGES // 3) * 1e6)
    judged = each(classifier.judge_one, some)
    return (
        "## 对话层\n\n"
        f"一个群连续 {MESSAGES} 条消息，每条的平均微秒，按先后分三段：\n\n"
        "| 前 | 中 | 后 | 判断一条（中位数） |\n|---|---|---|---|\n"
        f"| {parts[0]:.0f} | {parts[1]:.0f} | {parts[2]:.0f} | {judged.p50:.0f} |\n\n"
        f"最后一段是第一段的 {parts[2] / parts[0]:.2f} 倍，"
        f"是判断的 {parts[2] / judged.p50:.2f} 倍。\n"
    )
