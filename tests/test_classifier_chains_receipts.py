"""Bare receipts, and which demand they answer."""

import pytest

from classifier.labels import Label
from tests.test_classifier_chains import (
    ADOPT,
    ASK,
    DAY,
    FORMS,
    FORWARD,
    HOUR,
    LIKE,
    PROOF,
    REPLY,
    ROLL,
    chains,
    names,
    only,
    said,
)


@pytest.mark.parametrize(
    "text",
    [
        "收到", "收到[抱拳]", "收到👌", "1", "+1", "已阅", "已读", "好的收到", "在", "到",
        "👍", "ok", "OK👌", "👌", "收到!!", "收到,谢谢主任", "王小曼收到", "二网格收到!",
        "收到,马上弄", "＠王主任收到", "收悉", "[强]", "扣1", "收到~", "明白", "嗯嗯", "在岗",
        "收到收到",
    ],
)  # fmt: skip
def test_a_bare_receipt_answers_the_call_for_replies(text):
    chain = only([ASK, *said(text.replace("＠王主任", "@王主任 "))])
    assert (chain.kind, chain.burden, chain.labels, names(chain)) == (
        "receipts", True, (REPLY,), "ABC",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("已转发", FORWARD), ("已轉發", FORWARD), ("已砖发", FORWARD),
        ("五栋已转发,截图发您了", FORWARD),
        ("转了", FORWARD), ("已投", LIKE), ("已点赞", LIKE), ("已关注", ADOPT), ("已下载", ADOPT),
        ("装好了", ADOPT), ("已打卡", ROLL), ("签到", ROLL), ("张三 已打卡", ROLL),
        ("已截图", PROOF),
        ("已填报", FORMS), ("无", FORMS), ("没有", FORMS), ("已学完", Label.USAGE_QUOTA),
    ],
)  # fmt: skip
def test_a_deed_answers_the_demand_for_that_deed_though_another_is_newer(text, label):
    other = LIKE if label is ADOPT else ADOPT
    chain = only([
        ("R", 0, "一号要求", {"labels": (label,)}),
        ("S", 5, "二号要求", {"labels": (other,)}),
        *said(text, after=6),
    ])  # fmt: skip
    assert (chain.trigger, chain.labels) == (b"m0", (label,))


def test_done_answers_the_newest_deed_demanded():
    script = [ASK, ("R", 1, "App都装上", {"labels": (ADOPT,)}), *said("已完成", after=2)]
    assert only(script).trigger == b"m1"


LONG_CAPTION = "我家的猫今天特别好玩,一早上都趴在键盘上不肯下来"


def test_a_photo_with_few_words_proves_and_one_with_a_story_does_not():
    demand = ("R", 0, "现场摆拍,带水印发群里", {"labels": (PROOF,)})
    photo = {"media": "photo"}
    assert only([demand, *(("ABC"[i], i + 1, "", photo) for i in range(3))]).burden
    assert chains([demand, *(("ABC"[i], i + 1, LONG_CAPTION, photo) for i in range(3))]) == []


@pytest.mark.parametrize("media", ["photo", "sticker"])
def test_pictures_that_nobody_demanded_are_no_chain(media):
    assert chains([(author, i, "", {"media": media}) for i, author in enumerate("ABCD")]) == []


def test_a_sticker_answers_the_call_for_replies():
    assert (
        names(only([ASK, *((a, i, "", {"media": "sticker"}) for i, a in enumerate("ABC", 1))]))
        == "ABC"
    )


@pytest.mark.parametrize(
    "text",
    [
        "没收到", "收到了吗", "收到请回复", "收到的回1", "收到扣1", "我没收到", "不在", "在吗",
        "到哪了", "还没转",
    ],
)  # fmt: skip
def test_a_question_a_denial_or_a_request_is_no_receipt_however_many_say_it(text):
    assert chains([ASK, *said(text)]) == []


@pytest.mark.parametrize(
    "text",
    ["快递收到了", "迟到", "现在", "转发一下", "好吃", "到家了", "行不行", "你收到", "收到货了"],
)
def test_a_sentence_that_two_happen_to_say_is_no_receipt(text):
    assert chains([ASK, *said(text, "AB")]) == []


def test_talk_in_between_changes_nothing_and_who_repeats_counts_once():
    chain = only([
        ASK,
        ("A", 1, "收到"),
        ("B", 2, "中午食堂吃什么呀"),
        ("C", 3, "听说今天有红烧肉"),
        ("A", 4, "收到"),
        ("B", 5, "收到"),
    ])  # fmt: skip
    assert (names(chain), chain.replies) == ("AB", 3)


def test_the_demanders_own_receipt_counts_for_nothing():
    chain = only([ASK, ("R", 1, "收到"), *said("收到", "AB", 2)])
    assert (names(chain), chain.replies, chain.first) == ("AB", 2, b"m2")


def test_the_demanders_receipt_starts_no_chain_for_others_either():
    harmless = ("R", 2, "明天八点半开会", {"id": "m0"})
    assert chains([ASK, ("R", 1, "收到"), harmless, *said("收到", "AB", 3)]) == []


def test_chains_that_answer_different_demands_of_one_hour_are_kept_apart():
    found = chains([
        ASK,
        ("S", 10, "推文都转朋友圈", {"labels": (FORWARD,)}),
        ("A", 11, "收到"), ("B", 12, "已转发"), ("B", 13, "收到"), ("C", 14, "已转发"),
    ])  # fmt: skip
    assert {(c.trigger, names(c)) for c in found} == {(b"m0", "AB"), (b"m1", "BC")}


def test_a_reply_goes_to_what_it_replies_to_and_a_quote_to_what_it_quotes():
    later = ("R", 5, "下午两点再开一次会,收到请回复", {"labels": (REPLY,)})
    replied = [("A", 6, "收到", {"to": "m0"}), ("B", 7, "收到", {"to": "m2"})]
    assert only([ASK, later, *replied]).trigger == b"m0"
    quoted = "「R:明天八点半开会,收到请回复」\n- - - - -\n收到"
    assert only([ASK, later, *said(quoted, after=6)]).trigger == b"m0"


def test_a_receipt_for_an_ordinary_message_is_not_taken_for_the_demands():
    script = [ASK, ("S", 1, "钥匙放门卫了"), *((a, 2, "收到", {"to": "m1"}) for a in "ABC")]
    chain = only(script)
    assert (chain.trigger, chain.burden, chain.labels) == (b"m1", False, ())


def test_a_late_acknowledgement_goes_to_the_new_demand_not_to_the_fitting_old_one():
    found = chains([
        ASK, *said("收到"),
        ("R", 5 * HOUR, "推文都转朋友圈", {"labels": (FORWARD,)}),
        *said("收到", after=5 * HOUR + 1),
    ])  # fmt: skip
    assert [c.trigger for c in found] == [b"m0", b"m4"]


def test_who_has_not_answered_the_old_demand_still_answers_the_new_one():
    found = chains([
        ASK, *said("收到", "AB"),
        ("R", 5 * HOUR, "推文都转朋友圈", {"labels": (FORWARD,)}),
        *said("收到", "CD", 5 * HOUR + 1),
    ])  # fmt: skip
    assert [(c.trigger, names(c)) for c in found] == [(b"m0", "AB"), (b"m3", "CD")]


def test_two_receipts_after_two_calls_answer_one_each():
    again = ("S", 5, "下午两点再开一次会,收到请回复", {"labels": (REPLY,)})
    twice = [*said("收到", "AB", 6), *said("收到", "AB", 8)]
    assert {(c.trigger, names(c)) for c in chains([ASK, again, *twice])} == {
        (b"m0", "AB"), (b"m1", "AB"),
    }  # fmt: skip


def test_mending_an_old_demand_does_not_make_it_the_newest():
    newer = ("S", 5, "下午两点再开一次会,收到请回复", {"labels": (REPLY,)})
    mended = ("R", 9, "明天八点半开会!收到请回复", {"labels": (REPLY,), "id": "m0"})
    assert only([ASK, newer, mended, *said("收到", after=10)]).trigger == b"m1"


def test_a_demand_draws_replies_for_a_day():
    demand = ("R", 0, "推文都转朋友圈", {"labels": (FORWARD,)})
    assert only([demand, *said("已转发", after=DAY - 2)]).burden
    assert not only([demand, *said("已转发", after=DAY + 1)]).burden
