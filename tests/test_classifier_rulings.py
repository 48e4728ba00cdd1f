"""The rulings on hard cases: for each, a message it calls a demand and one it doesn't."""

import re

import pytest

from classifier import Classifier, Label
from classifier.commands import ARTEFACT_DIR

L = Label

# (the ruling, a demand, the labels it must carry, a like message that demands nothing)
RULINGS = [
    ("附在通知末尾的收到请回复", "周四下午两点安全例会，三楼会议室，收到请回复。",
     {L.INSTANT_REPLY}, "周四下午两点安全例会，三楼会议室，请知悉。"),
    ("转发并截图", "把文明城市那篇转到朋友圈，转完截图发群里，今晚八点前",
     {L.FORCED_FORWARD, L.TRACE_PROOF}, "把明天停水的通知转到各楼栋业主群，别让人家没水用"),
    ("下载截图通报", "全体下载“安心办”，注册页面截图发我，没装的今晚通报",
     {L.FORCED_ADOPTION, L.TRACE_PROOF, L.RANKING_PRESSURE},
     "异地就医备案在“安心办”里办，要办的下一个，不会的来窗口"),
    ("学习排名", "学习平台每人每天不少于三十分，周五排名",
     {L.USAGE_QUOTA, L.RANKING_PRESSURE}, "会计继续教育这周开始报名，想评职称的自己记得报"),
    ("跟帖本身不是", "请大家接龙报到，一个都不能少", {L.ROLL_CALL}, "1. 罗敏 2. 许强 3. 柴丽"),
    ("抱怨不是", "今天开始一天三次接龙，谁漏了找谁", {L.ROLL_CALL},
     "又要接龙，一天三遍，我成复读机了"),
    ("取消不是", "从今天起每天早晚打卡，一次不能少", {L.ROLL_CALL},
     "从今天起不用打卡了，该干啥干啥"),
    ("反对形式主义的通知不是", "各支部必须转发点赞，完成率要上报",
     {L.FORCED_FORWARD, L.LIKE_REQUEST}, "县里明确了，今后不得要求干部转发点赞，不得以此考核"),
    ("反语按真意", "大家动动小手👍一下，书记等着看呢", {L.LIKE_REQUEST},
     "给昨晚抢修的师傅们👍，辛苦了"),
    ("委婉的强制", "朋友圈转发不勉强，但是月底要统计到人的", {L.FORCED_FORWARD},
     "写得挺好，感兴趣的可以转，不转也没事"),
    ("没回复而点名归即时响应", "五分钟内回1，没回的我挨个点名", {L.INSTANT_REPLY},
     "谁周五晚上能值班？能的回我一下"),
    ("没打卡而公布名单", "今天没打卡的名单晚上在大群公布，扣绩效",
     {L.ROLL_CALL, L.RANKING_PRESSURE}, "上月案件办结情况通报：一所办结率九成八，继续保持"),
    ("给出名次", "咱们镇反诈app安装率全县倒数第二，今晚都给我装上去",
     {L.FORCED_ADOPTION, L.RANKING_PRESSURE}, "恭喜三班拿了年级拔河第二名，孩子们太给力了"),
    ("天天报平安在群里", "各寝室每晚十点在群里报“今日安好”，天天报", {L.ROLL_CALL},
     "台风过境，各组清点人数，在群里报平安"),
    ("零报告填系统", "没有异常也要在系统里填零报告，每天下午四点前", {L.DUPLICATE_REPORTING},
     "统计一下各班住校人数，好安排周五的校车，明天中午前给我就行"),
    ("直播在线人数", "今晚直播全员进场，至少停留四十分钟，在线人数要上百", {L.USAGE_QUOTA},
     "今晚有场育儿直播，想听的家长可以点进去"),
    ("直播点赞", "进直播间的都把爱心点起来，每人点满一千下", {L.LIKE_REQUEST},
     "直播里那个老师讲得真好，忍不住给她点了个赞"),
    ("教群众答非常满意", "电话回访打来，一律教群众答“非常满意”", {L.LIKE_REQUEST},
     "回访电话请群众照实说，不满意就说哪里不满意"),
    ("群人数达标", "每个楼长的群要进满一百人，扫码进群，周五我看人数", {L.FORCED_ADOPTION},
     "新来的邻居想进群的扫这个码，自愿"),
    ("步数达标", "健步走活动每人每天不少于八千步，少了的支部补", {L.USAGE_QUOTA},
     "今天走了两万步，腿都不是自己的了"),
    ("步数天天打卡要截图", "每天晚上九点前在群里打卡步数，截图发上来",
     {L.ROLL_CALL, L.TRACE_PROOF}, "健身小组每天打卡，纯自愿，断了也没人管"),
    ("原创短视频发个人账号", "每位老师拍一条短视频发自己的抖音号，带话题，这周必须发",
     {L.FORCED_FORWARD}, "校庆短视频征集，有兴趣的同学可以投稿"),
    ("补档案盒补签到册", "创建档案盒今晚补齐，去年的签到册一人签十二个名字", {L.TRACE_PROOF},
     "退休老师的社保档案盒在二楼柜子里，要用的自己取，用完放回"),
    ("领导讲完话跟一句", "书记讲话大家都要表个态，一人跟一句，别冷场", {L.INSTANT_REPLY},
     "书记今天讲的防火要点我整理好了，放在群文件里"),
    ("弹窗抽查签到", "夜里系统会弹窗抽查，三分钟内刷脸签到，没刷的算脱岗", {L.ROLL_CALL},
     "单位上下班打卡时间按冬令时调整为八点半到五点半"),
    ("现场照片", "走访入户每户三张水印照片，人要入镜，没有照片等于没去", {L.TRACE_PROOF},
     "三号楼电梯又卡在五层了，拍了照片，麻烦维修师傅来看"),
    ("验收照片", "活动没人来也要摆几张照片，横幅要拍进去，报上去好看", {L.TRACE_PROOF},
     "屋面验收照片今天传给监理，漏水的地方拍清楚"),
    ("多系统同填", "同样的数据扶贫系统填了，民政系统再填一遍，纸质的也交一份",
     {L.DUPLICATE_REPORTING}, "今年改成一张表了，报过的数据不用再报"),
    ("家长群同样适用", "请各位家长今天之内完成安全平台打卡，没完成的我在群里念名字",
     {L.RANKING_PRESSURE}, "请家长留意孩子今晚的体温，有不舒服随时跟我说"),
    ("投票拉票", "每家每天给我们学校投满十票，投完互相提醒", {L.LIKE_REQUEST},
     "春游去植物园还是科技馆，大家投票决定，少数服从多数"),
]  # fmt: skip

# The model does not find these yet; strict, so that finding them is noticed.
MISSED = {"今天开始一天三次接龙，谁漏了找谁"}
MISS = pytest.mark.xfail(strict=True, reason="模型还认不出")
TEXTS = [pytest.param(d, marks=MISS) if d in MISSED else d for _, d, _, _ in RULINGS]
DEMANDS = [
    pytest.param(d, labels, marks=MISS) if d in MISSED else (d, labels)
    for _, d, labels, _ in RULINGS
]


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load(ARTEFACT_DIR)


@pytest.mark.parametrize(("demand", "labels"), DEMANDS)
def test_a_ruling_calls_this_a_demand(classifier, demand, labels):
    assert labels <= set(classifier.judge_one(demand).labels)


@pytest.mark.parametrize("text", [text for *_, text in RULINGS])
def test_the_same_ruling_leaves_this_alone(classifier, text):
    assert classifier.judge_one(text).labels == ()


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "rewritten",
    [
        "张主任：{}".format,
        "{}，谢谢大家".format,
        lambda text: text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"}),
        lambda text: "\n".join(re.split("(?<=[，。])", text)),
    ],
    ids=["姓名在前", "客气收尾", "全角数字", "分行写"],
)
def test_how_it_is_said_leaves_it_a_demand(classifier, text, rewritten):
    assert classifier.judge_one(rewritten(text)).labels != ()


@pytest.mark.parametrize(
    ("text", "added", "label"),
    [
        ("把推文转到朋友圈", "，不转的通报", L.RANKING_PRESSURE),
        ("把推文转到朋友圈", "，转完截图发我", L.TRACE_PROOF),
        ("今晚都下载安装一下", "，没装的扣绩效", L.RANKING_PRESSURE),
        ("每天学习三十分", "，周五排名", L.RANKING_PRESSURE),
        ("请大家接龙报到", "，五分钟内没接的我打电话", L.INSTANT_REPLY),
    ],
)
def test_pressure_never_lowers_the_score(classifier, text, added, label):
    before, after = classifier.judge_one(text).scores, classifier.judge_one(text + added).scores
    assert after[label] > before[label]


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("转到朋友圈", "，自愿，不转也没关系"),
        ("每天接龙打卡", "，这个规定从今天起取消"),
        ("下载安装这个软件", "，需要的自己下，不用的不管"),
    ],
)
def test_what_frees_people_never_raises_the_score(classifier, text, added):
    before, after = classifier.judge_one(text).scores, classifier.judge_one(text + added).scores
    assert max(after.values()) < max(before.values())
