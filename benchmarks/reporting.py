"""Response times of the four states of a report, over the wire, interleaved in one run."""

import asyncio
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import product
from pathlib import Path
from statistics import median

from bot.filing import MOST_A_DAY, Memory
from bot.sample.acting import Actor, link_in
from bot.texts import CHINESE
from tests.stage import DEMAND, WEEK, Stage, staged

ROUNDS = 100
# Telegram's limiter holds back faster talk and would measure itself.
PAUSE = 0.15


def _first(_person: int) -> Memory:
    return Memory()


def _duplicate(person: int) -> Memory:
    return Memory(counted={(WEEK, person)})


def _over_limit(person: int) -> Memory:
    return Memory(today=(WEEK, 0), answered=Counter({person: MOST_A_DAY}))


STATES: dict[str, Callable[[int], Memory]] = {
    "第一次": _first,
    "重复": _duplicate,
    "不是成员": _first,
    "超过一天五次": _over_limit,
}


async def _answered(stage: Stage, who: Actor, memory: Memory) -> float:
    """Milliseconds from the last press to the receipt, from the same database every time."""
    stage.services.store.reports.drop(
        row.receipt for row in stage.services.store.reports.of_week(WEEK)
    )
    await who.open(link_in(stage.notice, CHINESE.button_report_link))
    asked = await who.press(await who.tell(DEMAND), CHINESE.button_report)
    await asyncio.sleep(PAUSE)
    stage.services.desk.memory = memory
    data = asked.buttons[0]["callback_data"]
    began = time.perf_counter()
    stage.world.press(who.user, asked, data)
    while "回执码" not in who.heard()[-1].text:
        await asyncio.sleep(0)
    return (time.perf_counter() - began) * 1e3


async def _measured() -> dict[str, list[float]]:
    spent: dict[str, list[float]] = {name: [] for name in STATES}
    with tempfile.TemporaryDirectory() as folder:
        async with staged(Path(folder)) as stage:
            # One person a state: the embedded server searches long chats longer.
            who = dict(zip(STATES, stage.members, strict=False))
            who["不是成员"] = stage.actor(stage.world.user("路人"))
            plan = [name for name in STATES for _ in range(ROUNDS)]
            random.Random(1).shuffle(plan)
            for name in plan:
                memory = STATES[name](who[name].user.id)
                spent[name].append(await _answered(stage, who[name], memory))
    return spent


def _later(these: list[float], those: list[float]) -> float:
    """How often one of these takes longer than one of those: 0.5 is what chance gives."""
    pairs = [(a > b) + (a == b) / 2 for a, b in product(these, those)]
    return sum(pairs) / len(pairs)


def run() -> str:
    """The section of the page."""
    spent = asyncio.run(_measured())
    rows = []
    for name, times in spent.items():
        others = [each for other in spent if other != name for each in spent[other]]
        ratio, later = median(times) / median(others), _later(times, others)
        rows.append(f"| {name} | {median(times):.1f} | {ratio:.2f} | {later:.2f} |")
    return "\n".join(
        [
            "## 举报的回答用多久\n",
            f"内置的本地 Telegram 上，各 {ROUNDS} 次，交错着量；从按下类别到收到回执码。",
            "最后一栏：随便抽一次，比别的状态慢的机会，0.5 就是分不出。\n",
            "| 状态 | 中位数（毫秒） | 与别的之比 | 比别的慢的机会 |\n|---|---|---|---|",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    print(run())
