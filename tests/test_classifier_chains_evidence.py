"""What a reply may look like, and which demand it answers, beyond the receipts everybody knows."""

import pytest

from classifier.chains.forms import dictated
from classifier.labels import Label
from tests.test_classifier_chains import (
    ADOPT,
    ASK,
    CALL,
    DAY,
    FORMS,
    FORWARD,
    LIKE,
    PROOF,
    REPLY,
    ROLL,
    Line,
    chains,
    names,
    only,
    said,
)

PHOTO, STICKER = {"media": "photo"}, {"media": "sticker"}


def demand(text: str, *labels: Label, at: int = 0, who: str = "R") -> Line:
    return (who, at, text, {"labels": labels})


def each(*texts: str, after: int = 1) -> list[Line]:
    return [("ABCDEFGH"[i], after + i, text) for i, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("三分钟内在群里回复“村名+到位”", {"到位"}),
        ("写完回“已评”", {"已评"}),
        ("每天九点前在群里报平安,接龙", {"平安"}),
        ("投完在群里比个❤️", {"❤"}),
        ("点完发个玫瑰", {"🌹"}),
        ("大家都冒个泡", {"冒泡"}),
        ("全厂今天刷完100%", {"100"}),
        ("补完在群里说一声", {"补", "补完", "补好", "已补"}),
        ("够了的在群里报一声", {"够"}),
        ("转完报几个群", {"^D"}),
        ("到点位发定位", {"^F"}),
        ("每人跟一条:我承诺节日期间不收礼", {"我承诺节日期间不收礼"}),
    ],
)
def test_a_demand_dictates_what_it_wants_to_see(text, words):
    assert words <= set(dictated(text))


@pytest.mark.parametrize(
    ("text", "label", "replies"),
    [
        ("接到后三分钟内回复“村名+到位”", REPLY, ("北岭到位", "黄羊滩 到位", "到位,掰玉米没听见")),
        ("投完在群里比个❤️", LIKE, ("❤️", "💗💗", "❤️替我老婆也投了")),
        ("补完在群里说一声", PROOF, ("一组补完了", "三组补好了,累死", "已补")),
        ("转完报几个群", FORWARD, ("3个", "转了5个群", "2个,我就两个群")),
        ("各科零报告,有无舆情", FORMS, ("办公室:无", "人事科无", "财务 零报告")),
        ("每天体温接龙", ROLL, ("张小明 36.5", "李雷36.4", "王芳 36.6 正常")),
        ("都要装好,装好发截图", ADOPT, ("装上了,刚才没电", "已装", "装好了")),
    ],
)
def test_who_says_what_was_dictated_answers_in_whatever_words_around_it(text, label, replies):
    chain = only([demand(text, label), *each(*replies)])
    assert (names(chain), chain.labels) == ("ABC", (label,))


def test_what_three_say_alike_under_a_demand_is_its_ritual_and_the_first_counts_too():
    chain = only([
        demand("领导讲完了,各车间跟一下", REPLY),
        *each("坚决落实要求,守住底线", "坚决落实!", "坚决贯彻落实,压实责任", "件到了,下午换"),
    ])  # fmt: skip
    assert (names(chain), chain.first, chain.burden) == ("ABC", b"m1", True)


def test_what_two_say_alike_is_talk():
    assert chains([demand("各车间跟一下", REPLY), *each("坚决落实!", "坚决落实")]) == []


@pytest.mark.parametrize("text", ["哈哈哈哈", "谢谢", "这个怎么弄", "没收到", "老师辛苦了"])
def test_what_everybody_says_all_day_is_no_ritual(text):
    assert chains([demand("推文都转朋友圈", FORWARD), *said(text, "ABCDE")]) == []


def test_a_list_without_numbers_is_known_by_its_copied_lines():
    lists = ["流感日报\n呼吸 4", "流感日报\n呼吸 4\n儿二 7", "流感日报\n呼吸 4\n儿二 7\n眼科 0"]
    chain = only([CALL, *each(*lists, "康复0", "疼痛科 0例")])
    assert (chain.kind, names(chain), chain.first) == ("list", "ABCDE", b"m1")


def test_names_set_one_under_the_other_are_a_list_from_the_first_name_on():
    chain = only([CALL, *each("张伟", "张伟\n刘洋", "张伟\n刘洋\n陈静")])
    assert names(chain) == "ABC"


def test_a_form_that_is_filled_in_is_an_answer():
    form = "按格式报:\n村名:\n户数:\n没有也要报"
    filled = ("村名:大槐\n户数:3", "村名:柳湾\n户数:0", "户数:5")
    chain = only([demand(form, FORMS), *each(*filled[:2]), ("C", 3, "表格打不开")])
    assert names(chain) == "AB"


def test_ticks_set_in_the_demanders_own_list_are_answers():
    def ticked(*people: str) -> str:
        return "民警:" + " ".join(f"{p}{'✅' if p in people else '__'}" for p in "姜付关邹")

    chain = only([
        demand(f"都关注公众号,关注完打勾\n{ticked()}", ADOPT, ROLL),
        ("A", 1, ticked("姜")), ("B", 2, ticked("姜", "关")), ("C", 3, "刚才忙"),
        ("D", 4, ticked("姜", "关", "付")),
    ])  # fmt: skip
    assert names(chain) == "ABD"


def test_a_line_set_alone_is_known_by_its_kind():
    lists = ["积分\n1. 段海峰 41", "积分\n1. 段海峰 41\n2. 邬桂香 38"]
    chain = only([CALL, *each(*lists, "贺老四 12", "闺女帮着刷的吧")])
    assert names(chain) == "ABC"


def test_who_sets_a_dropped_line_back_has_answered_again():
    script = [CALL, ("A", 1, "1. 张三"), ("B", 2, "1. 张三\n2. 李四"), ("C", 3, "2. 李四\n3. 王五")]
    assert only([*script, ("A", 4, "1. 张三")]).last == b"m4"


@pytest.mark.parametrize(
    "urging",
    ["司法所、退役站,看到回一下", "才三个,没回的快点", "还差两位", "@张三 呢", "抓紧,少一个找组长"],
)
def test_a_reminder_goes_on_with_the_demand_it_urges(urging):
    chain = only([
        ASK, *said("收到", "AB"), demand(urging, REPLY, at=30), *said("收到", "CD", 31),
    ])  # fmt: skip
    assert (chain.trigger, names(chain)) == (b"m0", "ABCD")


@pytest.mark.parametrize("opening", ["另,", "@所有人 ", "【通知】", "下一项:"])
def test_what_presents_itself_as_new_is_another_demand(opening):
    found = chains([
        ASK, *said("收到", "AB"), demand(opening + "看到回1", REPLY, at=30), *said("1", "AB", 31),
    ])  # fmt: skip
    assert [c.trigger for c in found] == [b"m0", b"m3"]


def test_a_reminder_that_wants_something_else_is_another_demand():
    found = chains([
        demand("夜查,值班人员回“在”", REPLY), *said("在", "AB"),
        demand("都发张照片", REPLY, PROOF, at=5),
        *((who, 6, "", PHOTO) for who in "AB"), ("C", 7, "在"),
    ])  # fmt: skip
    assert {(c.trigger, names(c)) for c in found} == {(b"m0", "ABC"), (b"m3", "AB")}


def test_the_same_list_begun_again_after_a_new_demand_is_another_chain():
    found = chains([
        demand("健康打卡接龙,九点前", ROLL), ("A", 1, "打卡\n1. 张三"),
        ("B", 2, "打卡\n1. 张三\n2. 李四"),
        demand("今天的打卡开始接龙", ROLL, at=DAY), ("B", DAY + 1, "打卡\n1. 李四"),
        ("A", DAY + 2, "打卡\n1. 李四\n2. 张三"),
    ])  # fmt: skip
    assert [c.trigger for c in found] == [b"m0", b"m3"]


def test_who_passes_a_demand_on_sets_off_no_chain_of_their_own():
    chain = only([
        demand("公众号人人关注,截图发群", ADOPT, PROOF),
        demand("家长们麻烦啦,就扫一下", ADOPT, at=2, who="S"), ("S", 2, "", PHOTO),
        *((who, 5, "", PHOTO) for who in "AB"),
    ])  # fmt: skip
    assert (chain.trigger, names(chain)) == (b"m0", "AB")


def test_a_bare_reply_that_the_model_takes_for_a_demand_is_still_a_reply():
    labelled = {"labels": (REPLY,)}
    chain = only([
        demand("看到的冒个泡", REPLY), ("A", 1, "冒泡🫧", labelled), ("B", 2, "冒泡"),
    ])  # fmt: skip
    assert (chain.trigger, names(chain)) == (b"m0", "AB")


PRESSED = "全车间每人在群里接龙做安全承诺,下班前必须齐"


def test_a_demand_that_the_model_missed_is_a_burden_once_four_follow_it():
    def found(people: int) -> list[tuple[bool, tuple[Label, ...]]]:
        lists = [
            "\n".join(["安全承诺", *(f"{n}. 工人{'甲乙丙丁戊'[n - 1]}" for n in range(1, i + 2))])
            for i in range(people)
        ]
        return [(c.burden, c.labels) for c in chains([demand(PRESSED), *each(*lists)])]

    assert found(3) == [(False, ())]
    assert found(4) == [(True, (ROLL,))]


@pytest.mark.parametrize(
    "text",
    ["又要全车间每人接龙做安全承诺,烦死了必须齐", "谁知道是不是每人都要接龙,下班前必须齐?",
     "周五聚餐每人报名接龙,下班前"],
)  # fmt: skip
def test_a_complaint_a_question_or_a_free_call_is_never_taken_for_a_missed_demand(text):
    lists = ["1. 张三", "1. 张三\n2. 李四", "1. 张三\n2. 李四\n3. 王五", "4. 赵六"]
    assert not any(c.burden for c in chains([demand(text), *each(*lists)]))


def test_a_notice_that_asks_for_nothing_keeps_its_run_from_older_demands():
    notice = ("S", 100, "明天上午主街停水检修,早上先接点水", {})
    run = [*said("收到", "AB", 101), *said("好的", "CD", 103)]
    found = chains([ASK, *said("收到", "ABCD"), notice, *run])
    assert [(c.burden, names(c)) for c in found] == [(True, "ABCD"), (False, "ABCD")]


def test_a_sticker_counts_in_a_run_and_not_in_talk():
    script = [ASK, *said("收到", "AB"), ("C", 3, "", STICKER)]
    talk = [("D", 90, "今天好热"), ("E", 91, "", STICKER)]
    assert names(only([*script, *talk])) == "ABC"


def test_when_most_answer_by_list_the_chain_is_a_list():
    lists = ["1. 张三", "1. 张三\n2. 李四", "1. 张三\n2. 李四\n3. 王五"]
    assert only([CALL, ("D", 1, "接了"), *each(*lists, after=2)]).kind == "list"
