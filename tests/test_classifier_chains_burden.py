"""Which chains are a burden, when they close, and what a restart keeps."""

import pytest

from classifier.chains import Chain, ChainDetector, Demand, Turn
from tests.test_classifier_chains import (
    ASK,
    CALL,
    DAY,
    FORWARD,
    HOUR,
    REPLY,
    ROLL,
    chains,
    detector,
    hash_line,
    names,
    only,
    said,
    turns,
)


@pytest.mark.parametrize(
    "heading",
    ["周五订饭接龙", "五常大米团购", "周末拼车回西平", "篮球赛报名", "周五聚餐", "自愿参加植树",
     "有意者登记", "祝老王生日快乐", "沉痛哀悼老校长", "中秋祝福接龙"],
)  # fmt: skip
def test_a_voluntary_or_social_list_is_seen_and_is_no_burden(heading):
    people = ["张三", "李四", "王五"]
    copies = [
        (
            "ABC"[i],
            i + 1,
            "\n".join([heading, *(f"{n}. {p}" for n, p in enumerate(people[: i + 1], 1))]),
        )
        for i in range(3)
    ]
    chain = only([CALL, *copies])
    assert (chain.burden, chain.labels, names(chain)) == (False, (), "ABC")


def test_a_voluntary_call_that_the_model_labels_is_no_burden_unless_something_presses():
    def chain(text: str) -> Chain:
        return only([("R", 0, text, {"labels": (ROLL,)}), *said("+1")])

    assert not chain("周五聚餐,去的扣1").burden
    assert chain("自愿报名,但每个科室都要报,不报的通报").burden


def test_an_emergency_is_seen_and_is_no_burden():
    flood = ("R", 0, "水过警戒线了,各组马上报平安", {"labels": (ROLL, REPLY), "emergency": True})
    older = ("S", 0, "转发完扣1", {"labels": (FORWARD,)})
    for replies in (
        said("收到"),
        said("平安"),
        [("A", 1, "1. 一组平安"), ("B", 2, "1. 一组平安\n2. 二组平安")],
    ):
        chain = only([older, flood, *replies])
        assert (chain.trigger, chain.burden, chain.labels) == (b"m1", False, ())


def test_a_chain_without_a_demand_is_seen_once_two_have_joined_who_started_it():
    two, three = said("收到", "AB"), said("收到", "ABC")
    assert chains(two) == []
    chain = only(three)
    assert (chain.trigger, chain.burden, chain.labels, names(chain)) == (None, False, (), "ABC")


def test_with_a_demand_two_members_make_a_chain_and_one_does_not():
    assert chains([ASK, ("A", 1, "收到"), ("A", 2, "收到")]) == []
    assert names(only([ASK, *said("收到", "AB")])) == "AB"


def test_wishes_are_a_chain_without_burden_even_under_a_demand():
    chain = only([ASK, *said("生日快乐🎂")])
    assert (chain.ritual, chain.burden) == ("wish", False)
    replied = [(author, i, "生日快乐", {"to": "m0"}) for i, author in enumerate("ABC", 1)]
    assert not only([ASK, *replied]).burden


def test_a_demand_edited_into_a_voluntary_one_lifts_the_burden():
    gentle = ("R", 4, "全体人员自愿接龙,不接也行", {"id": "m0", "labels": ()})
    script = [CALL, ("A", 1, "1. 张三"), ("B", 2, "2. 李四"), gentle, ("C", 5, "3. 王五")]
    assert (only(script).burden, only(script).labels) == (False, ())


def test_a_demand_edited_into_ordinary_talk_draws_no_more_replies():
    harmless = ("R", 1, "明天八点半开会", {"id": "m0"})
    assert only([ASK, harmless, *said("收到", after=2)]).trigger is None


@pytest.mark.parametrize(
    ("script", "silence"),
    [
        ([ASK, *said("收到", "AB", 0)], DAY),
        (said("收到", "ABC", 0), 6 * HOUR),
        ([CALL, ("A", 0, "1. 张三"), ("B", 1, "1. 张三\n2. 李四")], DAY),
    ],
)
def test_a_chain_closes_by_silence(script, silence):
    eye = detector()
    for turn in turns(script):
        eye.feed(turn)
    last = turns(script)[-1].at - 1000
    eye.feed(turns([("Z", last + silence, "下班了")])[0])
    assert len(eye.open) == 1
    eye.feed(turns([("Z", last + silence + 1, "真下班了")])[0])
    assert eye.open == []


def test_what_is_remembered_does_not_grow_with_history():
    def size(demands: int) -> int:
        eye = detector()
        for number in range(demands):
            call = (
                "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in str(number)) + "号任务接龙"
            )
            script = [("R", number, call, {"labels": (ROLL,), "id": f"d{number}"})]
            for i, author in enumerate("ABCD"):
                lines = "".join(f"\n{n + 1}. 人员{number}甲{n}" for n in range(i + 1))
                script.append((author, number, call + lines, {"id": f"r{number}-{i}"}))
            for turn in turns(script):
                eye.feed(turn)
        assert len(eye.open) <= 16
        return len(eye.dump())

    assert size(900) < 1.1 * size(450)


def test_a_big_groups_busy_day_leaves_a_small_state():
    eye = detector()
    for number in range(10_000):
        text = (
            "今天下班前全员接龙报到,没接的通报"
            if number % 400 == 0
            else "收到,在开车"
            if (number % 3)
            else f"{number % 97}号库的门又打不开了{number % 31}"
        )
        labels = (ROLL, REPLY) if number % 400 == 0 else ()
        eye.feed(Turn(b"n%d" % number, b"p%d" % (number * 7919 % 5000), text, number // 7,
                      labels=labels))  # fmt: skip
    assert max(len(chain.participants) for chain in eye.open) > 100
    assert len(eye.dump()) < 512 * 1024


def test_a_very_long_list_keeps_a_bounded_number_of_lines():
    eye = detector()
    eye.feed(turns([CALL])[0])
    for block in range(5):
        rows = "\n".join(f"{n}. 员工{block}号{n}" for n in range(1, 400))
        eye.feed(Turn(b"b%d" % block, b"P%d" % block, rows, 1001, reply_to=b"m0"))
    assert len(eye.open[0].entries) <= 1024


def test_a_chain_goes_on_after_a_restart_from_its_own_state_and_the_remembered_demand():
    script = turns(
        [CALL, ("A", 1, "1. 张三"), ("B", 2, "1. 张三\n2. 李四"), ("C", 3, "2. 李四\n3. 王五")]
    )
    eye = detector()
    for turn in script[:3]:
        eye.feed(turn)
    again = ChainDetector(hash_line, [Chain.load(chain.dump()) for chain in eye.open])
    again.remember(Demand(b"m0", b"R", 1000, (ROLL,), False))
    chain = again.feed(script[3])
    assert chain is not None
    assert (names(chain), chain.replies, chain.first, chain.burden) == ("ABC", 3, b"m1", True)


def test_a_message_delivered_again_after_a_restart_changes_nothing():
    numbers = [("BCDEF"[i], 2 + i, f"{i + 1}. 人员{'甲乙丙丁戊'[i]}") for i in range(5)]
    script = turns([CALL, *numbers])
    early = turns([("A", 0, "7. 赵六", {"id": "early"})])
    eye = detector()
    for turn in [*early, *script]:
        eye.feed(turn)
    again = ChainDetector.load(hash_line, eye.dump())
    assert [again.feed(turn) for turn in [*early, *script]] == [None] * (len(script) + 1)
    assert again.open == eye.open


@pytest.mark.parametrize(("kind", "silence"), [("receipts", 6 * HOUR), ("list", DAY)])
def test_a_message_as_old_as_a_closed_chain_begins_nothing(kind, silence):
    texts = {"receipts": ["收到"] * 3, "list": ["1. 张三", "2. 李四", "3. 王五"]}[kind]

    def seen(minutes_old: int) -> list[Chain]:
        at = 2 * DAY - minutes_old
        old = [(author, at, text) for author, text in zip("ABC", texts, strict=True)]
        return chains([("Z", 2 * DAY, "早上好呀各位"), *old])

    assert seen(silence + 1) == []
    assert [names(chain) for chain in seen(silence)] == ["ABC"]


def test_only_chains_still_open_survive_a_restart_with_the_whole_weeks_chains():
    old = only([ASK, *said("收到")])
    new = only([("R", 5 * DAY, "开会,收到请回复", {"labels": (REPLY,), "id": "n0"}),
                *((a, 5 * DAY + 1, "收到", {"id": f"n{a}"}) for a in "AB")])  # fmt: skip
    assert [c.id for c in ChainDetector(hash_line, [new, old]).open] == [new.id]
