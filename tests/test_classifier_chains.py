"""Growing lists. A script has lines of (author, minute, text[, what else]); R and S demand."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

import pytest

from classifier.chains import Chain, ChainDetector, Turn
from classifier.labels import Label

ROLL, REPLY, FORWARD = Label.ROLL_CALL, Label.INSTANT_REPLY, Label.FORCED_FORWARD
LIKE, ADOPT, PROOF, FORMS = (
    Label.LIKE_REQUEST, Label.FORCED_ADOPTION, Label.TRACE_PROOF, Label.DUPLICATE_REPORTING,
)  # fmt: skip
DAY, HOUR = 24 * 60, 60

CALL = ("R", 0, "全体人员必须接龙打卡,九点前接完", {"labels": (ROLL,)})
ASK = ("R", 0, "明天八点半开会,收到请回复", {"labels": (REPLY,)})

Line = tuple[Any, ...]


def hash_line(text: str) -> bytes:
    return blake2b(text.encode(), key=b"week", digest_size=8).digest()


def detector() -> ChainDetector:
    return ChainDetector(hash_line)


def turns(script: Iterable[Line]) -> list[Turn]:
    """Message names are m0, m1, …; {"id": "m1"} edits one, {"to": "m0"} replies to one."""
    made = []
    for number, (author, minute, text, *rest) in enumerate(script):
        extra = dict(rest[0]) if rest else {}
        name = extra.pop("id", f"m{number}").encode()
        to = extra.pop("to", None)
        reply_to = to.encode() if to else None
        made.append(Turn(name, author.encode(), text, 1000 + minute, reply_to, **extra))
    return made


def chains(script: Iterable[Line]) -> list[Chain]:
    """The chains seen, in the order they came to exist."""
    eye, seen = detector(), {}
    for turn in turns(script):
        chain = eye.feed(turn)
        if chain:
            seen[chain.id] = chain
    return list(seen.values())


def only(script: Iterable[Line]) -> Chain:
    found = chains(script)
    assert len(found) == 1
    return found[0]


def names(chain: Chain) -> str:
    return "".join(sorted(author.decode() for author in chain.participants))


def said(text: str, authors: str = "ABC", after: int = 1) -> list[Line]:
    return [(author, after + i, text) for i, author in enumerate(authors)]


@pytest.mark.parametrize("mark", ["1. ", "1、", "1)", "（1）", "1 ", "①", "1️⃣ ", "1."])
def test_each_copies_the_list_and_adds_a_line_whatever_the_numbering(mark):
    def lines(people: list[str]) -> str:
        circled = "①②③④⑤"
        marks = [
            circled[i] if mark == "①" else mark.replace("1", str(i + 1)) for i in range(len(people))
        ]
        return "\n".join(m + p for m, p in zip(marks, people, strict=True))

    chain = only([
        CALL,
        ("A", 1, lines(["张三"])),
        ("B", 2, lines(["张三", "李四"])),
        ("C", 3, lines(["张三", "李四", "王五"])),
    ])  # fmt: skip
    assert (chain.kind, names(chain), chain.replies) == ("list", "ABC", 3)
    assert (chain.trigger, chain.first, chain.last) == (b"m0", b"m1", b"m3")
    assert (chain.burden, chain.labels) == (True, (ROLL,))


def test_the_list_in_one_line_is_a_list_too():
    chain = only(
        [CALL, ("A", 1, "1.张三"), ("B", 2, "1.张三 2.李四"), ("C", 3, "1.张三2.李四3.王五")]
    )
    assert names(chain) == "ABC"


def test_a_list_of_names_under_the_heading_needs_no_numbers():
    chain = only([CALL, ("A", 1, "#接龙\n张三"), ("B", 2, "#接龙\n张三\n李四")])
    assert (chain.kind, names(chain)) == ("list", "AB")


def test_named_receipts_copied_line_by_line_are_a_list():
    chain = only(
        [CALL, ("A", 1, "张三已完成\n李四已完成"), ("B", 2, "张三已完成\n李四已完成\n王五已完成")]
    )
    assert (chain.kind, names(chain)) == ("list", "AB")


def test_a_sample_line_is_nobodys_entry():
    chain = only([
        CALL,
        ("A", 1, "#接龙\n例 张三 已完成\n1. 李四 已完成"),
        ("B", 2, "#接龙\n例 张三 已完成\n1. 李四 已完成\n2. 王五 已完成"),
        ("C", 3, "#接龙\n例 张三 已完成\n1. 李四 已完成\n2. 王五 已完成"),
    ])  # fmt: skip
    assert names(chain) == "AB"


def test_two_at_once_take_the_same_number_and_one_line_is_dropped_again():
    chain = only([
        CALL,
        ("A", 1, "1. 张三"),
        ("B", 2, "1. 张三\n2. 李四"),
        ("C", 2, "1. 张三\n2. 王五"),
        ("D", 3, "1. 张三\n2. 王五\n3. 赵六"),
    ])  # fmt: skip
    assert (names(chain), chain.replies) == ("ABCD", 4)


def test_broken_numbers_and_a_lost_heading_keep_the_chain_together():
    chain = only([
        CALL,
        ("A", 1, "健康打卡接龙\n1. 张三"),
        ("B", 2, "健康打卡接龙\n1. 张三\n1. 李四"),
        ("C", 3, "张三\n李四\n7、王五"),
        ("D", 4, "1. 李四\n3. 王五\n5. 赵六"),
    ])  # fmt: skip
    assert names(chain) == "ABCD"


def test_a_heading_links_two_who_began_at_the_same_time():
    chain = only([CALL, ("A", 1, "今日健康打卡\n1. 张三"), ("B", 1, "今日健康打卡(2人)\n1. 李四")])
    assert names(chain) == "AB"


def test_one_line_increments_go_on_with_the_list():
    chain = only([CALL, ("A", 1, "1. 张三"), ("B", 2, "2. 李四"), ("C", 3, "3、王五 已完成")])
    assert (names(chain), chain.replies) == ("ABC", 3)


def test_edits_add_lines_without_new_messages_and_mending_a_line_adds_none():
    edited = {"id": "m1"}
    script = [
        CALL,
        ("A", 1, "1. 张三"),
        ("B", 2, "1. 张三\n2. 李四"),
        ("A", 3, "1. 张叁", edited),
    ]
    assert only(script).replies == 2
    eye = detector()
    assert [bool(eye.feed(turn)) for turn in turns(script)] == [False, False, True, False]
    grown = only([*script, ("A", 4, "1. 张叁\n2. 张三丰", edited)])
    assert (names(grown), grown.replies) == ("AB", 3)


def test_who_adds_lines_for_others_counts_once_but_each_reply_counts():
    chain = only([
        CALL,
        ("A", 1, "1. 张三"),
        ("B", 2, "1. 张三\n2. 李四\n3. 李四家属"),
        ("A", 3, "1. 张三\n2. 李四\n3. 李四家属\n4. 王五(代)"),
    ])  # fmt: skip
    assert (names(chain), chain.replies) == ("AB", 3)


def test_posting_the_list_again_adds_nobody():
    script = [CALL, ("A", 1, "1. 张三"), ("B", 2, "1. 张三\n2. 李四")]
    again = [*script, ("C", 3, "1. 张三\n2. 李四")]
    assert names(only(again)) == names(only(script)) == "AB"


def test_the_same_word_on_each_line_still_grows():
    chain = only(
        [
            CALL,
            ("A", 1, "1. 收到"),
            ("B", 2, "1. 收到\n2. 收到"),
            ("C", 3, "1. 收到\n2. 收到\n3. 收到"),
        ]
    )
    assert names(chain) == "ABC"


def test_several_lists_at_once_stay_apart_even_with_the_same_people():
    found = chains([
        CALL,
        ("A", 1, "今日健康打卡\n1. 张三"),
        ("A", 2, "周五聚餐报名\n1. 张三"),
        ("B", 3, "今日健康打卡\n1. 张三\n2. 李四"),
        ("B", 4, "周五聚餐报名\n1. 张三\n2. 李四"),
        ("C", 5, "周五聚餐报名\n1. 张三\n2. 李四\n3. 王五"),
    ])  # fmt: skip
    assert [(c.burden, names(c)) for c in found] == [(True, "AB"), (False, "ABC")]


def test_two_lists_with_the_same_people_are_told_apart_by_their_headings():
    found = chains([
        CALL,
        ("A", 1, "一组健康打卡\n1. 张三"), ("A", 2, "二组宿舍点名\n1. 张三"),
        ("B", 3, "一组健康打卡\n1. 张三\n2. 李四"), ("B", 4, "二组宿舍点名\n1. 张三\n2. 李四"),
        ("C", 5, "二组宿舍点名\n1. 张三\n2. 李四\n3. 王五"),
    ])  # fmt: skip
    assert [names(c) for c in found] == ["AB", "ABC"]


def test_a_voluntary_list_copies_no_lines_of_a_compulsory_one_without_heading():
    found = chains([
        CALL,
        ("A", 1, "1. 张三"), ("B", 2, "1. 张三\n2. 李四"),
        *(
            ("ABC"[i], 3 + i, "周五聚餐报名\n1. 张三" + "\n2. 李四\n3. 王五"[: 6 * i])
            for i in range(3)
        ),
    ])  # fmt: skip
    assert [(c.burden, names(c)) for c in found] == [(True, "AB"), (False, "ABC")]


def test_the_demanders_list_posted_again_unchanged_adds_nobody():
    heading = "全员接龙打卡\n1. 老潘"
    copied = heading + "\n2. 张三"
    call = ("R", 0, heading, {"labels": (ROLL,)})
    chain = only([call, ("A", 1, heading), ("B", 2, copied), ("C", 3, copied + "\n3. 李四")])
    assert (names(chain), chain.first) == ("BC", b"m2")


def test_number_one_after_a_new_demand_begins_a_new_list():
    again = ("R", 300, "下午再接一次龙,全员打卡", {"labels": (ROLL,)})
    script = [CALL, ("A", 1, "1. 张三"), again, ("B", 301, "1. 李四"), ("C", 302, "2. 王五")]
    chain = only(script)
    assert (chain.trigger, names(chain)) == (b"m2", "BC")


def test_a_copied_heading_that_the_model_labels_is_no_new_demand():
    heading = "全体人员必须接龙打卡\n"
    labelled = {"labels": (ROLL,)}
    chain = only([
        ("R", 0, "全体人员必须接龙打卡,少一个扣一分", labelled),
        ("A", 1, heading + "1. 张三", labelled),
        ("B", 2, heading + "1. 张三\n2. 李四", labelled),
    ])  # fmt: skip
    assert (chain.trigger, names(chain)) == (b"m0", "AB")


def test_the_heading_posted_after_the_demand_is_the_same_demand():
    chain = only([
        CALL,
        ("R", 1, "#接龙\n今日体温情况"),
        ("A", 2, "#接龙\n今日体温情况\n1. 张三"),
        ("B", 3, "#接龙\n今日体温情况\n1. 张三\n2. 李四"),
    ])  # fmt: skip
    assert (chain.trigger, chain.burden) == (b"m0", True)


def test_the_demander_who_begins_the_list_is_no_participant():
    chain = only([
        ("R", 0, "全员接龙打卡\n1. 老潘", {"labels": (ROLL,)}),
        ("A", 1, "全员接龙打卡\n1. 老潘\n2. 张三"),
        ("R", 2, "全员接龙打卡\n1. 老潘\n2. 张三\n3. 老潘家属"),
        ("B", 3, "全员接龙打卡\n1. 老潘\n2. 张三\n3. 老潘家属\n4. 李四"),
    ])  # fmt: skip
    assert (names(chain), chain.replies) == ("AB", 2)


@pytest.mark.parametrize(
    "text",
    [
        "1. 请各单位今天下午三点之前把本部门全部材料报送到镇党政办公室小廖那里\n"
        "2. 请各单位认真组织学习文件精神并且把学习情况写成总结放到各自的文件夹里面",
        "3.15晚会看了吗",
        "8:30开会",
        "3月5日开会",
        "1米八",
        "又要接龙,一天三遍,烦死了",
        "2、这个问题我们明天再讨论吧",
    ],
)
def test_numbered_talk_is_no_list(text):
    assert chains([CALL, *said(text, "AB")]) == []
