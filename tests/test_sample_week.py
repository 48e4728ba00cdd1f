"""`jianfu run` without a token: the written week, lived over real HTTP."""

import re

from bot.config import Config
from bot.sample.week import live, script


def demands(digest: str) -> int:
    found = re.search(r"有 (\d+) 次形式主义要求", digest)
    assert found is not None
    return int(found.group(1))


def category(digest: str, name: str) -> int:
    found = re.search(rf"· {name} (\d+) 次", digest)
    assert found is not None
    return int(found.group(1))


async def test_taking_one_demand_out_of_the_week_changes_the_digest_accordingly() -> None:
    whole = (await live(script(), Config())).text
    less = (await live([line for line in script() if line.get("as") != "forms"], Config())).text
    assert demands(less) == demands(whole) - 1
    assert category(less, "填报类") == category(whole, "填报类") - 1
    assert category(less, "转发点赞类") == category(whole, "转发点赞类")


async def test_the_digest_of_the_week_names_nobody_and_quotes_nothing() -> None:
    digest = (await live(script(), Config())).text
    said = "".join(line.get("say", "") for line in script())
    people = {line["by"].split()[-1] for line in script()}
    assert not [name for name in people if name in digest]
    for start in range(len(digest) - 12):
        piece = digest[start : start + 12]
        if re.fullmatch(r"[一-鿿，。：]{12}", piece):
            assert piece not in said


async def test_lunch_is_no_burden_and_the_flood_is_an_emergency() -> None:
    digest = (await live(script(), Config())).text
    assert "自愿或应急的 1 串，不算负担" in digest
    assert re.search(r"应急、安保 [1-9]\d* 条", digest)
    assert "误判 1 条" in digest
