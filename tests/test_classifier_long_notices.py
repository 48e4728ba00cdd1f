"""One formal sentence in a long notice is found; the same notice without it demands nothing."""

import pytest

from classifier import Classifier, Label
from classifier.commands import ARTEFACT_DIR

MISS = pytest.mark.xfail(strict=True, reason="为了不冤枉平常话，界线收紧以后认不出")
MEETING = (
    "明天上午八点半到十一点，二楼会议室开生产调度会，一车间讲三号线换模的进度，二车间讲料仓漏雨，"
    "设备科把两台空压机的报价带来，采购说一下轴承到货的日子。"
)
AND_MORE = (
    "食堂从下周一起换师傅，早饭六点半开，馒头两样，稀饭三样，忌口的跟窗口说。停车场北边要划线，"
    "周六把车挪到南门。仓库那台叉车后轮漏油，先别开，等姚师傅来。"
)
WARD = (
    "周五上午九点消防队来三楼演练，走廊的轮椅提前推到电梯间，氧气瓶靠墙放好，"
    "病人和家属先解释一声。带队的是小范，要用的对讲机在护士站。"
)
DEMANDS = [
    ("公司号昨天那篇文章，还没转的今天转一下。", Label.FORCED_FORWARD),
    ("安全答题每人每天二十道，别忘了。", Label.USAGE_QUOTA),
    ("各班每天下班前在群里报一遍平安。", Label.ROLL_CALL),
    ("知道的都在下面扣个1。", Label.INSTANT_REPLY),
    ("看完请回复收到。", Label.INSTANT_REPLY),
    ("给咱们厂参赛的节目投票，每人每天三票。", Label.LIKE_REQUEST),
    ("班组台账缺的那几个月，这周补齐。", Label.TRACE_PROOF),
    ("巡检要拍照上传，一处不少于三张。", Label.TRACE_PROOF),
    pytest.param(
        "盘库的都要拍自己站在货架前的照片，带时间水印发群里留底。", Label.TRACE_PROOF, marks=MISS
    ),
    ("新上的职工家园大家都注册一下，月底看注册率。", Label.FORCED_ADOPTION),
    ("上个月报过的设备数，再在新系统里填一遍。", Label.DUPLICATE_REPORTING),
]


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load(ARTEFACT_DIR)


@pytest.mark.parametrize(("demand", "label"), DEMANDS)
@pytest.mark.parametrize(
    "around",
    [(MEETING, AND_MORE), (MEETING + AND_MORE, ""), ("", MEETING + AND_MORE), (WARD, AND_MORE)],
    ids=["中间", "结尾", "开头", "另一份"],
)
def test_a_demand_in_a_long_notice_is_found_wherever_it_stands(
    classifier: Classifier, demand: str, label: Label, around: tuple[str, str]
) -> None:
    before, after = around
    assert label in classifier.judge_one(before + demand + after).labels


@pytest.mark.parametrize("notice", [MEETING, AND_MORE, WARD, MEETING + AND_MORE, WARD + AND_MORE])
def test_the_notice_without_it_demands_nothing(classifier: Classifier, notice: str) -> None:
    assert classifier.judge_one(notice).labels == ()


def test_the_reasons_given_are_words_of_the_demand(classifier: Classifier) -> None:
    demand, label = DEMANDS[0]
    reasons = classifier.why(MEETING + demand + AND_MORE, label)
    assert reasons[0][0] in demand
