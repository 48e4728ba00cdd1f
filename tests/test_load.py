"""docs/load.md: every example in it is computed from the code."""

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.digest.aggregate import tally
from bot.digest.burden import MINUTES, MOST_A_DAY, SCREENSHOT, cost, minutes, within_a_day
from bot.digest.cases import pushed
from bot.digest.contents import WINDOWS, Reliability
from bot.digest.history import Told
from bot.digest.trust import precision
from bot.examiner import reply_window
from bot.privacy.release import Band, fold, fold_within
from bot.records import Finding, GroupWeek, Watched
from bot.week import Calendar
from classifier import LABELS, Label, chinese_name, normalise
from classifier.chains import Chain, ChainKind
from classifier.chains.records import SILENCE
from classifier.silences import NAMES, TRIED
from tests.rows import WEEK, finding
from tests.test_classifier_chains import CALL, only
from tests.test_digest_page import cell, told

PAGE = (Path(__file__).parent.parent / "docs" / "load.md").read_text(encoding="utf-8")
CALENDAR = Calendar("Asia/Shanghai", "Mon 09:00")
CHINESE_NUMBERS = {"一": "1", "两": "2"}
BY_NAME = {chinese_name(label): label for label in LABELS}


def section(title: str) -> str:
    """What stands under a heading, up to the next one."""
    found = re.search(rf"^#+ {title}\n(.*?)(?=^#|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def table(title: str) -> list[list[str]]:
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    assert rows, title
    return rows


def numbers(title: str, pattern: str) -> list[float]:
    found = re.search(pattern, section(title))
    assert found, (title, pattern)
    return [float(CHINESE_NUMBERS.get(number, number)) for number in found.groups()]


def week(*demands: object) -> GroupWeek:
    watched = Watched("g", (), True, 0, 0, 0, 30)
    return GroupWeek(watched, 100, 0, demands, (), frozenset(), 0)  # type: ignore[arg-type]


def labels(names: str) -> tuple[Label, ...]:
    return tuple(BY_NAME[name] for name in names.split("、"))


def test_demands_a_day() -> None:
    total, daily = numbers("每天几次要求", r"一周 (\d+) 条，每天 ([\d.]+) 次")
    seen = tally([week(*(finding(b"%d" % n) for n in range(int(total))))], frozenset())
    assert round(seen.demands / 7, 1) == daily


@pytest.mark.parametrize(("moment", "off"), table("下班后的占比"))
def test_each_moment_is_off_hours_or_not(moment: str, off: str) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=CALENDAR.zone)
    assert CALENDAR.off_hours(at) == {"是": True, "否": False}[off]


def test_off_hours_share() -> None:
    rows = table("下班后的占比")
    total, off, share = numbers("下班后的占比", r"这 (\d+) 条要求里 (\d+) 条在下班后，占 (\d+)%")
    made = [finding(b"%d" % n, off_hours=row[1] == "是") for n, row in enumerate(rows)]
    seen = tally([week(*made)], frozenset())
    assert (seen.demands, seen.off_hours) == (total, off)
    assert round(100 * seen.off_hours / seen.demands) == share


@pytest.mark.parametrize(("text", "window"), table("要多快回"))
def test_reply_windows(text: str, window: str) -> None:
    assert WINDOWS[reply_window(normalise(text))] == window


def test_people_addressed_and_how_they_are_folded() -> None:
    everybody, named, total = map(
        int, numbers("涉及多少人次", r"还有 (\d+) 人；另一条点了 (\d+) 人。涉及 (\d+) 人次")
    )
    made = [finding(b"a", addressed=everybody), finding(b"b", addressed=named)]
    assert tally([week(*made)], frozenset()).addressed == total
    k, exact, low, high = map(
        int, numbers("涉及多少人次", r"k 是 (\d+)，(\d+) 人次公布为 (\d+)–(\d+)")
    )
    assert fold(exact, k) == Band(low, high)


def test_participation() -> None:
    people, replies = numbers("参与", r"参与 (\d+) 人，回应 (\d+) 条")
    said = [("王静", 1), ("李强", 2), ("赵敏", 3), ("李强", 4), ("R", 5)]
    chain = only([CALL, *((who, at, "已打卡") for who, at in said)])
    assert (len(chain.participants), chain.replies) == (people, replies)


def test_what_is_pushed() -> None:
    listed, unlisted, again, different, named = numbers(
        "推的是什么",
        r"学习强国(.)次、关注名单外的公众号(.)次，乙群要求装学习强国(.)次："
        r"不同的 (\d+) 样，写出名字的 (\d+) 样",
    )

    def app(key: int, name: str) -> Finding:
        return finding(b"%d" % key, (Label.FORCED_ADOPTION,), pushed=frozenset([name]))

    one = [app(1, "学习强国"), app(2, "其他公众号"), app(3, "其他公众号")]
    assert (len(one), listed, unlisted, again) == (3, 1, 2, 1)
    two = replace(week(app(4, "学习强国")), watched=replace(week().watched, group="h"))
    told_ = pushed([week(*one), two])
    assert (told_.different, len(told_.named)) == (different, named)


def test_the_minutes_table_is_the_codes_and_names_a_source_for_each_act() -> None:
    rows = {
        BY_NAME[name]: (*map(float, found),) for name, *found, _ in table("占用多少时间（估算）")
    }
    assert rows == MINUTES
    assert all(row[-1] for row in table("占用多少时间（估算）"))


def test_person_minutes_of_one_demand() -> None:
    people, *expected = numbers(
        "占用多少时间（估算）", r"即时响应”，(\d+) 人照做：(\d+)–(\d+)–(\d+) 分钟"
    )
    found = minutes(cost([Label.INSTANT_REPLY]), Band(int(people), int(people)))
    assert [found.low, found.mid, found.high] == expected


@pytest.mark.parametrize(("names", "low", "mid", "high"), table("一条消息有几个标签"))
def test_several_labels_in_one_message(names: str, low: str, mid: str, high: str) -> None:
    found = cost(labels(names))
    assert (found.low, found.mid, found.high) == (float(low), float(mid), float(high))


def test_the_minutes_added_for_a_screenshot() -> None:
    assert numbers("一条消息有几个标签", r"各加 (\d+) 分钟") == [SCREENSHOT]


def test_people_are_folded_before_minutes() -> None:
    k, people, low, high, *expected = map(
        int,
        numbers(
            "先折人数，再乘分钟",
            r"k 是 (\d+)，(\d+) 人被要求打卡接龙，折成 (\d+)–(\d+) 人，公布 (\d+)–(\d+)–(\d+) 分钟",
        ),
    )
    assert fold(people, k) == Band(low, high)
    found = minutes(cost([Label.ROLL_CALL]), fold(people, k))
    assert [found.low, found.mid, found.high] == expected


def test_participation_is_folded_with_an_open_top() -> None:
    said = r"(\d+) 人的群一串，参与 (\d+) 人，公布为 (\d+)–(\d+)；参与 (\d+) 人，公布为 (\d+)–(\d+)"
    people, some, low, high, everybody, *top = map(int, numbers("参与", said))
    assert fold_within(some, people, 5) == Band(low, high)
    assert people == everybody
    assert fold_within(everybody, people, 5) == Band(*top)
    few, low, high = map(int, numbers("参与", r"(\d+) 人的群一串，参与几人都公布为 (\d+)–(\d+)"))
    assert {fold_within(n, few, 5) for n in range(few + 1)} == {Band(low, high)}


def test_minutes_of_those_seen_to_comply_are_shared_out_by_chains() -> None:
    people, low, high, *expected = map(
        int,
        numbers("先折人数，再乘分钟",
                r"共 (\d+) 人次，折成 (\d+)–(\d+)：打卡接龙分到一半，(\d+)–(\d+)–(\d+) 分钟"),
    )  # fmt: skip
    assert fold(people, 5) == Band(low, high)
    found = minutes(cost([Label.ROLL_CALL]), Band(low, high), 1 / 2)
    assert [found.low, found.mid, found.high] == expected


def test_nobody_is_asked_more_than_eight_hours_a_day() -> None:
    times, each, together, cut, mid, low = numbers(
        "一人一天最多算 8 小时",
        r"(\d+) 条多头填报，高的一档每条 (\d+) 分钟，加起来 (\d+)，每条按 (\d+) 分钟算；"
        r"中的 (\d+)、低的 (\d+)",
    )
    costs = [cost([Label.DUPLICATE_REPORTING])] * int(times)
    assert (costs[0].high, sum(one.high for one in costs)) == (each, together)
    capped = within_a_day(costs)
    assert {one.high for one in capped} == {cut}
    assert sum(one.high for one in capped) == MOST_A_DAY
    assert (sum(one.mid for one in capped), sum(one.low for one in capped)) == (mid, low)


def test_the_cap_is_of_one_day_and_one_group() -> None:
    many = [finding(b"%d" % n, (Label.DUPLICATE_REPORTING,), day=n % 2) for n in range(16)]
    apart = tally([week(*many)], frozenset())
    assert list(apart.assumed) == [cost([Label.DUPLICATE_REPORTING])]
    together = tally([week(*(replace(each, day=0) for each in many))], frozenset())
    assert [each.high for each in together.assumed] == [MOST_A_DAY / 16]
    two_groups = tally([week(*many[:8]), week(*many[8:])], frozenset())
    assert list(two_groups.assumed) == [cost([Label.DUPLICATE_REPORTING])]


def test_how_much_of_what_is_counted_is_true() -> None:
    said = (
        r"(\d+) 条消息里报出 (\d+) 条，r 是 (\d+)%，a 是 ([\d.]+)%–([\d.]+)%：真的占 (\d+)–(\d+)%。"
        r"(\d+) 条消息里报出 (\d+) 条：真的占 (\d+)–(\d+)%"
    )
    many, found, recall, low, high, *expected = numbers("报出来的有多少是真的", said)
    known = Reliability(recall / 100, low / 100, high / 100)

    def right(messages: float, demands: float) -> list[int]:
        row = cell(int(demands), messages=int(messages), documented=0, misjudged=0)
        shares = precision(Told(WEEK, (told(row, reliability=known),)))
        assert shares is not None
        return [round(100 * share) for share in shares]

    few, rest = expected[2], expected[3]
    assert [*right(many, found), *right(few, rest)] == [*expected[:2], *expected[4:]]


KINDS = (
    ("接龙", "list", b"t"),
    ("回应要求", "receipts", b"t"),
    ("没人要求", "receipts", None),
)


@pytest.mark.parametrize(("row", "what"), list(zip(table("一串什么时候算完"), KINDS, strict=True)))
def test_when_a_chain_ends(row: list[str], what: tuple[str, ChainKind, bytes | None]) -> None:
    start, kind, trigger = what
    assert row[0].startswith(start)
    for soft in (False, not trigger):
        chain = Chain(b"c", kind, bool(trigger), (), trigger, first=b"c", last=b"c", soft=soft)
        assert not chain.silent(int(row[1]))
        assert chain.silent(int(row[1]) + 1)


def test_the_lengths_tried_are_those_the_command_tries_and_the_served_ones_are_marked() -> None:
    rows = table("试过的长度")
    assert [(NAMES[kind], minutes) for kind in NAMES for minutes in TRIED] == [
        (row[0], int(row[1].strip("*"))) for row in rows
    ]
    served = {row[0]: int(row[1].strip("*")) for row in rows if "*" in row[1]}
    assert served == {NAMES[kind]: minutes for kind, minutes in SILENCE.items()}
