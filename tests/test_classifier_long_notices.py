"""One formal sentence in a long notice is found; the same notice without it demands nothing."""

import pytest

from classifier import Classifier, Label
from classifier.commands import ARTEFACT_DIR

# (what comes before, the demand, its label, what comes after)
NOTICES = [
    ("周五上午九点消防队来三楼演练，走廊的轮椅提前推到电梯间，氧气瓶靠墙放好，病人和家属先解释一声。",
     "看到的都在群里回个收到，没回的我记着。", Label.INSTANT_REPLY,
     "带队的是小范，要用的对讲机在护士站。"),
    ("六月十二号开始收油菜籽补贴的身份证复印件，一户一份，正反面印在一张纸上，名字写铅笔。外出打工的让家里人代交。",
     "另外镇里新发的短视频各村干部全部转到朋友圈，晚上八点我一个个翻。", Label.FORCED_FORWARD,
     "复印机在二楼，纸不够找小冉。"),
    ("月底盘库，二号库先盘，钢管按捆数，接头按箱数，账物不符的贴黄条。叉车上午给二号库，下午给三号库。",
     "盘库的都要拍自己站在货架前的照片，带时间水印发群里留底。", Label.TRACE_PROOF,
     "饭送到库门口，吃完接着盘。"),
    ("家长会改到周四晚上七点，一楼阶梯教室，从东门进，车停操场北边。老师先讲二十分钟，再分班谈。",
     "没下载“家校安心通”的家长今晚必须装好注册，全班装机率要到百分之百。", Label.FORCED_ADOPTION,
     "孩子可以带来，图书角开着。"),
    ("明天下午三点到五点供水抢修，二号楼到五号楼停水，大家提前接一桶。抢修的师傅在东门集合，带雨靴。",
     "各楼长每天早晚在群里接龙报到，一个都不能少。", Label.ROLL_CALL, "修好了我在群里说。"),
]  # fmt: skip


MISS = pytest.mark.xfail(strict=True, reason="模型还认不出")
FOUND = [pytest.param(*row, marks=MISS) if row[2] is Label.TRACE_PROOF else row for row in NOTICES]


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load(ARTEFACT_DIR)


@pytest.mark.parametrize(("before", "demand", "label", "after"), FOUND)
def test_a_demand_in_the_middle_of_a_notice_is_found(
    classifier: Classifier, before: str, demand: str, label: Label, after: str
) -> None:
    assert label in classifier.judge_one(before + demand + after).labels


@pytest.mark.parametrize(("before", "demand", "label", "after"), NOTICES)
def test_the_notice_without_it_demands_nothing(
    classifier: Classifier, before: str, demand: str, label: Label, after: str
) -> None:
    assert classifier.judge_one(before + after).labels == ()


@pytest.mark.parametrize(("before", "demand", "label", "after"), NOTICES)
def test_the_reasons_given_are_words_of_the_demand(
    classifier: Classifier, before: str, demand: str, label: Label, after: str
) -> None:
    reasons = [reason for reason, _ in classifier.why(before + demand + after, label)]
    assert any(reason in demand for reason in reasons)
