"""Each row of the label specification as sentences, beside their opposites with the same word."""

import pytest

from classifier import Classifier, Label, Verdict
from classifier.commands import ARTEFACT_DIR
from classifier.corpus import Kind, load_split

L = Label

DEMANDS = [
    ("今晚九点前全体在群里接龙打卡,一个都不能少", L.ROLL_CALL),
    ("驻村干部每天早晚各签到一次,发定位", L.ROLL_CALL),
    ("各班组现在开始接龙报到,没接的赶紧", L.ROLL_CALL),
    ("收到请回复", L.INSTANT_REPLY),
    ("明天上午九点开会,收到请回复", L.INSTANT_REPLY),
    ("看到的五分钟内回1,没回的我点名", L.INSTANT_REPLY),
    ("全体党员务必转发朋友圈", L.FORCED_FORWARD),
    ("这条推文每人至少转三个群", L.FORCED_FORWARD),
    ("请大家给我们单位投票,每人每天投满10票", L.LIKE_REQUEST),
    ("公众号文章都去点赞、点在看,一个不能少", L.LIKE_REQUEST),
    ("回访电话打来,一律回答非常满意", L.LIKE_REQUEST),
    ("所有人今天必须下载安装反诈app并注册", L.FORCED_ADOPTION),
    ("每户都要关注公众号,各村不少于300人", L.FORCED_ADOPTION),
    ("学习平台每人每天不少于30分", L.USAGE_QUOTA),
    ("今晚直播全员进场,看满60分钟", L.USAGE_QUOTA),
    ("做完都拍照截图发群里", L.TRACE_PROOF),
    ("把去年的台账和照片补齐,迎接检查", L.TRACE_PROOF),
    ("零报告每天都要填,没有也要报", L.DUPLICATE_REPORTING),
    ("同样的数据系统里再录一遍,纸质表也要交", L.DUPLICATE_REPORTING),
    ("学习积分排名倒数三名的,大会上点名批评", L.RANKING_PRESSURE),
    ("没打卡的名单明天通报,扣绩效", L.RANKING_PRESSURE),
]

COMBINED = [
    ("转发朋友圈并截图发群里", {L.FORCED_FORWARD, L.TRACE_PROOF}),
    (
        "下载后把注册页面截图发我,今晚通报未完成人员",
        {L.FORCED_ADOPTION, L.TRACE_PROOF, L.RANKING_PRESSURE},
    ),
    ("学习app每天不少于30分,周五排名", {L.USAGE_QUOTA, L.RANKING_PRESSURE}),
]

NO_DEMANDS = [
    "想订盒饭的接龙,不订的不用管",
    "会议室门口签到进场就行",
    "今天起不用打卡了",
    "又要接龙,一天三遍,真烦",
    "台风来了,请各组清点人数,在群里报平安",
    "谁周五能值班?请回复我",
    "收到",
    "请知悉",
    "看到篇写得不错的文章,感兴趣的可以转发",
    "麻烦把停水通知转到业主群",
    "已转发",
    "给今天值班的同事点赞,辛苦了",
    "团建去哪里投票决定,大家选自己喜欢的",
    "医保缴费在手机app里办,需要的自己下载",
    "这个软件挺好用的,推荐给大家",
    "安全员证继续教育下周三开班,在二楼",
    "水管漏了,现场照片发维修师傅看看",
    "验收照片发我一下",
    "统计一下明天吃饭人数,好订餐",
    "上月安全生产通报,三起事故原因如下",
    "今后不得要求截图转发点赞",
    "看新闻说有个单位逼着员工点赞转发,被通报了",
    "1. 张三 2. 李四",
]

DISGUISED = [
    ("全体砖发朋友圈", L.FORCED_FORWARD),
    ("收 到 请 回 复", L.INSTANT_REPLY),
    ("还没dk的赶紧,全员都要", L.ROLL_CALL),
    ("請全體轉發朋友圈", L.FORCED_FORWARD),
    ("都扣个1️⃣,没扣的我点名", L.INSTANT_REPLY),
]

MISS = pytest.mark.xfail(strict=True, reason="为了不冤枉平常话，界线收紧以后认不出")
SHAM_EMERGENCIES = [
    pytest.param("台风来了,大家转发点赞支持一下,每人都要", marks=MISS),
    "抗洪英雄的视频出来了,全员转朋友圈点赞,没转的明天点名",
    "防汛期间各村每天三次打卡接龙报平安,没下雨也要报,漏一次通报",
    "疫情防控知识答题每人每天一百分,截图发群里",
    pytest.param("地震演练的照片不好看,下午再摆拍一遍,带水印交上来", marks=MISS),
    "消防宣传月到了,所有人下载安全平台注册,明天看注册率",
]


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load(ARTEFACT_DIR)


@pytest.mark.parametrize(("text", "label"), DEMANDS + DISGUISED)
def test_a_demand_is_found(classifier, text, label):
    assert label in classifier.judge_one(text).labels


@pytest.mark.parametrize(("text", "labels"), COMBINED)
def test_a_demand_for_several_things_carries_all_their_labels(classifier, text, labels):
    assert set(classifier.judge_one(text).labels) == labels


@pytest.mark.parametrize("text", NO_DEMANDS)
def test_the_same_word_without_a_demand_is_left_alone(classifier, text):
    assert classifier.judge_one(text).labels == ()


@pytest.mark.parametrize("text", [text for text, _ in DEMANDS])
def test_how_a_message_is_written_changes_no_score(classifier, text):
    def scores(verdict: Verdict) -> list[float]:
        return [*verdict.scores.values(), verdict.emergency]

    spaced = text.replace(",", "\u200b, \u200b").upper()
    assert scores(classifier.judge_one(spaced)) == pytest.approx(
        scores(classifier.judge_one(text.replace(",", ", ")))
    )


@pytest.mark.parametrize("text", SHAM_EMERGENCIES)
def test_a_sham_emergency_is_a_demand(classifier, text):
    assert classifier.judge_one(text).labels != ()


def test_a_real_emergency_is_told_from_plain_work(classifier):
    flood = classifier.judge_one("河水超警戒了,各组马上清点人数,在群里报平安").emergency
    assert flood > classifier.judge_one("明天上午九点开会,带上笔记本").emergency


def test_the_served_model_keeps_its_promises_on_the_gate_split(classifier):
    ordinary = [one for one in load_split("gate") if one.kind == Kind.ORDINARY]
    verdicts = classifier.judge([one.text for one in ordinary])
    assert sum(bool(verdict.labels) for verdict in verdicts) <= 0.05 * len(ordinary)
