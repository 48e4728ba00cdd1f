"""The conversation layer against judging: its cost, whether it stays flat, what it keeps."""

import hashlib
import random
import time

from benchmarks.messages import texts
from benchmarks.timing import each
from bot.app import MODEL
from classifier import Classifier
from classifier.chains import ChainDetector, Turn
from classifier.corpus import load_split

MESSAGES = 30_000
MEMBERS, A_DAY = 5_000, 10_000


def _hash(line: str) -> bytes:
    return hashlib.blake2b(line.encode(), digest_size=8).digest()


def _big_group() -> tuple[int, float]:
    """Bytes of state after a big group's busy day, and microseconds a message.

    A demand an hour; of its members a tenth reply, most bare, some by list, between ordinary talk.
    """
    talk = [each for each in load_split("validation") if not each.labels]
    demands = [each for each in load_split("validation") if each.labels]
    rng = random.Random(1)
    detector, lines = ChainDetector(_hash), ["今日打卡"]
    began = time.perf_counter()
    for number in range(A_DAY):
        author, at = b"%d" % rng.randrange(MEMBERS), number * 24 * 60 // A_DAY
        if number % (A_DAY // 24) == 0:
            said, lines = demands[number % len(demands)], ["今日打卡"]
            text, labels = said.text, said.labels
        elif rng.random() < 0.4:
            text, labels = rng.choice(["收到", "已转发", "1", "收到,在开车", "👌"]), ()
        elif rng.random() < 0.01:
            lines.append(f"{len(lines)}. 员工{number}")
            text, labels = "\n".join(lines), ()
        else:
            text, labels = talk[number % len(talk)].text, ()
        detector.feed(Turn(b"%d" % number, author, text, at, labels=labels))
    spent = (time.perf_counter() - began) / A_DAY * 1e6
    return len(detector.dump().encode()), spent


def run() -> str:
    """The section of the page."""
    classifier, some = Classifier.load(MODEL), texts()
    labels = [verdict.labels for verdict in classifier.judge(some)]
    detector = ChainDetector(_hash)
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
    size, spent = _big_group()
    return (
        "## 对话层\n\n"
        f"一个群连续 {MESSAGES} 条消息，每条的平均微秒，按先后分三段：\n\n"
        "| 前 | 中 | 后 | 判断一条（中位数） |\n|---|---|---|---|\n"
        f"| {parts[0]:.0f} | {parts[1]:.0f} | {parts[2]:.0f} | {judged.p50:.0f} |\n\n"
        f"最后一段是第一段的 {parts[2] / parts[0]:.2f} 倍，"
        f"是判断的 {parts[2] / judged.p50:.2f} 倍。这些消息里四成多是要求，真的群里少得多。\n\n"
        f"{MEMBERS} 人的群，一天 {A_DAY} 条、每小时一条要求：每条 {spent:.0f} 微秒，"
        f"一天下来记着的东西共 {size / 1024:.0f} KB。\n"
    )
