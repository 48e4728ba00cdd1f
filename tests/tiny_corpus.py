"""A small hand-made corpus: enough to train every output, small enough to train in a second."""

from functools import cache

from classifier import Classifier, Label
from classifier.corpus import Example, Kind
from classifier.folding import fold
from classifier.train import Trained, train

_DEMANDS = {
    "roll_call": """
        请大家在群里接龙打卡,一个都不能少
        每天早上八点前群里签到
        今晚九点前全体接龙报到
        晒定位打卡,天天都要
        还没打卡的赶紧接龙
        值班人员两小时签到一次""",
    "instant_reply": """
        收到请回复
        看到通知五分钟内回复1
        全体回复收到,不回的我点名
        务必保持在线,随时秒回
        收到请立即回复,没回的打电话
        请各组收到后回复
        收到请大家回复
        请全体收到回复
        全体收到请回复1""",
    "forced_forward": """
        全员必须转发朋友圈
        这条推文每人转发三个群
        转发到亲友群,一个不能少
        各村今晚都要转发到朋友圈
        务必转发朋友圈扩散
        每人转发不少于五个群""",
    "like_request": """
        大家都去点赞,每人一个
        请全体给我们单位投票,每天投满10票
        文章点开后必须点赞加在看
        都去评论区刷好评
        每人点赞投票,天天都要
        全体投票,一人十票""",
    "forced_adoption": """
        全体下载安装平安app并注册
        每户必须关注公众号
        今天之内扫码进群,一个不落
        实名认证注册率要达到百分之百
        没有下载注册的马上安装
        各村关注公众号人数不少于300""",
    "usage_quota": """
        学习平台每人每天积分不少于30分
        直播在线时长必须看满60分钟
        每周答题五套,刷够为止
        登录率和活跃度都要达标
        每人阅读量不少于50篇
        今晚刷课时长补满""",
    "trace_proof": """
        做完拍照截图发群里
        入户要拍水印照片留痕
        把台账补齐,照片也要补
        看完截图回传给我
        每户三张水印照片上报
        截图发群里,没图等于没做""",
    "duplicate_reporting": """
        没有也要报,零报告每天填
        同一个表系统录一遍纸质再填一遍
        三个平台都要填报同样的数据
        每天零报告,没有情况也要填表
        上次报过的数据再填报一次系统
        各科室零报告,无也要报""",
    "ranking_pressure": """
        积分排名倒数的点名通报
        没打卡的公布名单扣绩效
        转发完成率排名,后三名写检讨
        安装率垫底的通报批评
        周五公布排名,倒数的约谈
        没学的名单通报扣分""",
}

_LOOK_ALIKE = """
    想订饭的自愿接龙,不想订的不用管
    今天起不用打卡了
    又要接龙,一天三遍,烦死了
    给大家的精彩表现点赞
    新闻说有单位要求转发朋友圈被批评
    医保缴费在那个app里办,需要的自己下载
    谁周五能值班,请回复我
    已转发
    请问台账是填哪张表
    漏水了,现场照片发维修群
    今后不得要求截图转发点赞
    自愿投票,选一下团建地点
    谁明天能替班,请回复我
    谁周末能值班,能的回复我
    今后不得要求打卡截图
    今后不得要求投票点赞
    以后不用转发点赞了
    明天起不用接龙打卡了
    别人单位又要转发,烦死了
    又要点赞,烦死了"""

_EMERGENCY = """
    台风来了,各组清点人数报平安
    地震了,收到马上回复平安
    暴雨红色预警,立即报告水位
    走失老人,看到的马上回复
    火灾,全体撤离后报到点名
    河堤险情,现场照片马上发来"""

_ORDINARY = """
    明天的会挪到三楼
    好的
    投影仪我借好了
    下午三点去现场看一下
    合同我放你桌上了
    谁看见我的杯子了
    路上堵车晚到十分钟
    这个数字是不是写错了
    中午一起吃饭吗
    我请半天假
    电梯修好了
    文件已经发你邮箱"""


def _lines(block: str) -> list[str]:
    return [line.strip() for line in block.strip().splitlines()]


def _all() -> list[Example]:
    examples = [
        Example(text, frozenset({Label(name)}), Kind.OPEN, "全体群", "甲")
        for name, block in _DEMANDS.items()
        for text in _lines(block)
    ]
    both = frozenset({Label.FORCED_FORWARD, Label.TRACE_PROOF})
    for text in ("转发朋友圈并截图发群里", "转发后截图回传", "都转发,截图发我", "转发截图交来"):
        examples.append(Example(text, both, Kind.DISGUISED, "全体群", "甲"))
    for text in _lines(_LOOK_ALIKE):
        examples.append(Example(text, frozenset(), Kind.LOOK_ALIKE, "全体群", "甲"))
    for text in _lines(_EMERGENCY):
        examples.append(Example(text, frozenset(), Kind.LOOK_ALIKE, "全体群", "甲", "emergency"))
    for text in _lines(_ORDINARY):
        examples.append(Example(text, frozenset(), Kind.ORDINARY, "全体群", "甲"))
    return examples


EXAMPLES = _all()
TRAINING = [example for number, example in enumerate(EXAMPLES) if number % 3]
VALIDATION = EXAMPLES[::3]


@cache
def tiny_trained() -> Trained:
    """A pipeline trained on the tiny corpus, once a session."""
    return train(TRAINING, VALIDATION)


@cache
def tiny_classifier() -> Classifier:
    """The served form of `tiny_trained`."""
    return Classifier(fold(tiny_trained(), figures={}))
