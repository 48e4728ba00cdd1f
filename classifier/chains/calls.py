"""What a message calls for: something voluntary, certain replies, or a demand made before."""

import re

from classifier.labels import Label

_TOPICS = (
    "订盒?[饭餐]|点盒?[饭餐]|团购|拼购|拼单|团[个购点]|拼车|聚[餐会]|报名|自愿|有意者|感兴趣|有兴趣|奶茶|下[午昼]茶"
    "|野餐|爬山|郊游|出游|打球|球赛|夜宵|想[去吃喝要买学参玩走]|要[的嘅吃喝去]|不勉强|顺风车|盒饭"
)
_RITES = (
    "生日|年快乐|节快乐|节日祝福|拜年|哀悼|悼念|默哀|节哀|一路走好|祝福|祝贺|恭喜|新婚|早日康复"
)
_CALLS = (
    "接龙|接个?龙|接龍|报名|自愿|有意者|扣1|回1|\\+1|＋1|登记|举手|送上?祝福|往下接|下[面头]"
    "|一起|的接|就接|报个?数|跟我说|私信我"
)
_MAY_BE_FREE = frozenset({Label.ROLL_CALL, Label.INSTANT_REPLY, Label.TRACE_PROOF})
_FREE_TOPIC = re.compile(f"{_TOPICS}|{_RITES}")
_CALL = re.compile(_CALLS)
_PRESSED = re.compile(
    "每人|每个人|各[户班组科村]|必须|务必|一律|都[要得须]|不得|不准|不许|全员|人人|一个不[少落漏]|扣分|扣钱|通报|点名|考核|排名"
    "|要统计|截图|转发|点赞|打卡|下载|关注|领导.{0,6}看|自觉"
)
# What a demand asks for in so many words, whatever labels it was given.
_ASKED = (
    (Label.ROLL_CALL, re.compile("接龙|接上来|往下接|签到|打卡|报到")),
    (Label.INSTANT_REPLY, re.compile("收到|回复|扣1|回1|回一[下声]|吱一?声|冒个?泡|表个?态")),
    (Label.FORCED_FORWARD, re.compile("转发|转到?朋友圈")),
    (Label.LIKE_REQUEST, re.compile("点赞|投票|评论")),
    (Label.TRACE_PROOF, re.compile("截图|照片|拍照|拍张|晒")),
)
_ROLL = re.compile("报平安|清点|点名|报到|报点位|报上?来")
LONGEST_REMINDER, SHORT_REMINDER, LONGEST_PASSED_ON = 60, 20, 30
_PASSED_ON = re.compile(
    "咱们?|我们|组的?(?:抓紧|都)|班的?(?:抓紧|都)|科的?(?:抓紧|都)|麻烦|辛苦|帮忙|上面|楼上|没办法|接龙$"
)
SHORTEST_SUSPECT = 12
_BINDING = re.compile(
    "每人|每个|每[寝班户组科车]|各[户班组科村单位]|全[体员所班车]|人人|所有人|大家都|都[要得须]|必须|务必|一律|点之?前|号之?前|前之?前|逾期|缺人"
)
_TO_SAY = re.compile(
    '[回打写扣发接][^,，。]{0,4}[“"「]|接上?[，,。]|在?(?:后面|下面|群里)(?:打勾|接)'
)
_RETOLD = re.compile("又要|又让|还让|烦|听说|据说|自愿|不勉强|可以不|\\?|？|吗")
_REMINDS = re.compile(
    "@(?!所有人|全体)|还有|差(?!不多|旅|评)|还没|没[有回接发报转做动见投看]|未|呢|也[要得]|抓紧|尽快|赶紧|快点|倒数|垫底|催"
    "|补上|才[\\d一二两三四五六七八九十几]|只有|就剩|个(?<=[\\d几两]个)人?没|继续|接着|怎么(?:回事|还)|超时|看不清|重[拍发]|不行"
)
# A demand of its own says to whom, from when, or in which order; a reminder needs none of that.
_ANEW = re.compile(
    "所有人|全体(?!!)|【|各位|大家好|通知|另(?<![^。,，;；]另)[外,，]|今天起|从今天|今晚起|第[二三四五][轮次批项件条]|下一[轮批项件个]|新一[轮批项件个]|再[接报发转来]一|开始(?:接|打|报|上|填)|今天的|今日"
)


def is_free(text: str, labels: tuple[Label, ...]) -> bool:
    """Whether a call is voluntary or social; one the model labels, only where nothing presses."""
    if not _FREE_TOPIC.search(text):
        return False
    return not labels or (_MAY_BE_FREE.issuperset(labels) and not _PRESSED.search(text))


def calls_freely(text: str, labels: tuple[Label, ...]) -> bool:
    """Whether a message calls for something voluntary or social, rather than mentions it."""
    return is_free(text, labels) and (bool(labels) or bool(_CALL.search(text)))


def asks_for(text: str) -> frozenset[Label]:
    """Which replies a demand asks for by name."""
    return frozenset([label for label, words in _ASKED if words.search(text)])


def calls_roll(text: str) -> bool:
    """Whether everybody is to say that they are there, or what they have seen."""
    return bool(_ROLL.search(text))


def suspects(text: str) -> frozenset[Label]:
    """What a message demands in words that bind everybody, though the model did not see it."""
    if len(text) < SHORTEST_SUSPECT or _RETOLD.search(text) or not _BINDING.search(text):
        return frozenset()
    said = _TO_SAY.search(text)
    if asked := asks_for(text):
        return asked
    return frozenset(
        {Label.ROLL_CALL if said[0][0] in "接在" else Label.INSTANT_REPLY} if said else ()
    )


def reminds(text: str) -> bool:
    """Whether a demand, by its words, urges those who have not yet answered an earlier one."""
    return len(text) <= LONGEST_REMINDER and bool(_REMINDS.search(text))


def passes_on(text: str) -> bool:
    """Whether somebody urges the own people to do what another has demanded."""
    return len(text) <= LONGEST_PASSED_ON and bool(_PASSED_ON.search(text))


def anew(text: str) -> bool:
    """Whether a demand presents itself as a new one."""
    return bool(_ANEW.search(text))
