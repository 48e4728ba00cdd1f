"""Bare receipts: the short replies that perform a ritual, and which demands they answer."""

import re
from dataclasses import dataclass

from classifier.chains.records import HOUR, Media
from classifier.labels import LABELS, Label
from classifier.text import normalise

LONGEST, LONGEST_REMARK, LONGEST_CLAUSE = 24, 48, 14
_PAUSE = re.compile(r"[\s,，。.;；!！~～、:：(（+＋]+")


@dataclass(frozen=True, eq=False)
class Ritual:
    """A way of replying.

    It answers demands with one of the labels in `answers`, a `loose` one any demand that asks for
    no deed. A `weak` one is said all day long and means little by itself. With no demand, replies
    further apart than `patience` minutes do not belong together; 0 means it is then no receipt.
    """

    name: str
    answers: frozenset[Label]
    loose: bool = False
    weak: bool = False
    patience: int = 6 * HOUR


def _ritual(name: str, *answers: Label, loose: bool = False) -> Ritual:
    return Ritual(name, frozenset(answers), loose)


_DEEDS = [x for x in LABELS if x not in (Label.INSTANT_REPLY, Label.RANKING_PRESSURE)]
_REPLIES = frozenset({Label.INSTANT_REPLY})
FORWARD = _ritual("forward", Label.FORCED_FORWARD)
LIKE = _ritual("like", Label.LIKE_REQUEST)
ADOPT = _ritual("adopt", Label.FORCED_ADOPTION)
STUDY = _ritual("study", Label.USAGE_QUOTA)
PROVE = _ritual("prove", Label.TRACE_PROOF)
REPORT = _ritual("report", Label.DUPLICATE_REPORTING)
CHECK_IN = _ritual("check_in", Label.ROLL_CALL)
PRESENT = _ritual("present", Label.ROLL_CALL, Label.INSTANT_REPLY)
JOIN = _ritual("join", Label.ROLL_CALL, Label.INSTANT_REPLY, loose=True)
DONE = _ritual("done", *_DEEDS, loose=True)
ACKNOWLEDGE = _ritual("acknowledge", Label.INSTANT_REPLY, loose=True)
NOD = Ritual("acknowledge", _REPLIES, True, True, HOUR)
STICKER = Ritual("acknowledge", _REPLIES, True, True, 0)
WISH = Ritual("wish", frozenset())
PHOTO = Ritual("prove", frozenset({Label.TRACE_PROOF}), patience=0)
NOTHING = Ritual("report", frozenset({Label.DUPLICATE_REPORTING}), patience=0)


def _done(verbs: str) -> str:
    end = "(?:完成|完毕|成功|完|好|过|上|齐)"
    return f"(?:已经?(?:{verbs}){end}?了?|(?:{verbs})(?:{end}了?|了))"


# The first ritual found in a receipt is the one it performs: deeds before mere words.
_CORES = (
    (FORWARD, _done("转发|转载|转|分享|扩散|发朋友圈") + "(?:到?朋友圈)?"),
    (LIKE, _done("投票|投|点赞|赞|评论|评|好评|点在看|在看|留言")),
    (ADOPT, _done("关注|下载|下|安装|装|注册|实名认证|实名|认证|扫码|扫|进群|加入|绑定|激活")),
    (STUDY, _done("学习|学|答题|答|观看|看|阅读|读|背|刷课|刷|听课|听")),
    (PROVE, _done("截图|上传|拍照|拍|发图|传图|传")
     + "|(?:截图|照片|图)已?发(?:您|你|群里?)?(?:邮箱|微信|钉钉)?了?"),
    (REPORT, _done("填报|填写|填表|填|上报|报送|报|提交|交|录入|登记")),
    (CHECK_IN, _done("打卡|签到|签|接龙|接|报到|打") + "|打卡|签到|报到"),
    (DONE, _done("办结|办|落实|处理|做|搞|弄|执行|完成") + "|已?完成|完毕|已?搞定|done|ok了|好了"),
    (ACKNOWLEDGE, "(?:已经?)?收到了?|已?[收知]悉|收|已[阅读知悉]|已阅读|阅|照办|遵命|已?看到了"),
    (JOIN, r"1+(?!\d)|\+1[份箱个盒斤位]?|1\+|加1|加一|回复1|我?报名|我?参加|算我一个|同上"),
    (PRESENT, "我?在[的呢岗位线]?|到[岗位]?|来了|(?:全家)?(?:都|报)?平安|安全|(?:一切)?正常|安好"),
    (NOD, "好的?|好嘞|好滴|okk*|okay|嗯+|行|知道了?|明白了?|了解|点赞"),
)  # fmt: skip
_SEARCHES = tuple((ritual, re.compile(core)) for ritual, core in _CORES)
_CORE = "|".join(core for _, core in _CORES)
# Characters of names and units, not those that turn a receipt into a statement about something.
_NAME = (
    "(?!大家|快[递快要]|刚|才|包裹|短信|外卖|货|钱|[没未不别你您他她它谁我都还请要叫让问说看回有这那今明昨])"
    "[\u4e00-\u9fff0-9]"
)
_TITLE = (
    "(?:[\u4e00-\u9fff]{1,2})?(?:老师|主任|书记|支书|领导|[局院校科镇组队班部处所站村厂]长|护士长"
    "|经理|主席|老板|老大|总|哥|姐)"
)
_TAIL = (
    rf"(?:{_TITLE}|(?:谢谢|感谢|多谢|辛苦)(?:了|您|大家)*(?:{_TITLE})?|(?:马上|立即|立刻|这就)"
    r"[\u4e00-\u9fff]{1,3}|坚决[\u4e00-\u9fff]{2}|请?放心|[了啦哈呀哦咯喽哒嘞])"
)
_GLUED = "照片|截图|收到|收悉|知悉|已|到位|到岗|平安|正常|安好|完成"
_RECEIPT = re.compile(
    rf"(?:(?:{_NAME}){{1,6}}\ |(?:{_NAME}){{1,7}}(?={_GLUED})|(?:我们?|本人|{_TITLE})\ ?)?"
    rf"(?:{_CORE})(?:\ ?(?:{_CORE}|{_TAIL}))*(?:\ (?:{_NAME}){{2,4}})?"
)
_NONE = re.compile(rf"(?:(?:{_NAME}){{1,8}} ?)?(?:无|零报告|无异常|无情况)|没有|0")
_WISH = re.compile(
    "(?:生日|[节年春婚])快[乐樂]|生快|[节節]哀|走好|安息|悼|千古|早日康[复復]|百年好合|恭喜"
    "|^祝|^[🎂🕯🙏🎉🎊👏💐\ufe0f ]+$"
)
_DENIAL = re.compile("[?没未不别谁怎]|吗|么|呢$|如果|还差|为什|收到的?请?回")
_DECORATION = re.compile(r"\[[^\[\]]{1,6}\]|⟨[^⟨⟩]*⟩|@所有人|[^\w+]|_")
_SIGNS = re.compile(r"[👌✅☑✔🫡🙋💪🤝👍]|\[(?:ok|强|抱拳|收到|赞|敬礼|握手|合十|好的)\]")
# How every receipt opens, whatever its spelling: most other sentences end here, unnormalised.
_GATE = re.compile(
    r"\W*(?:@\S+\s+|[\w-]{1,8}[\s,，:：、]+)?(?:[收手已好嗯扣回没沒在到1１①+＋oOｏＯdDsS阅閱悉照遵看加报報参參算我平安一"
    r"正行知明了转轉投点點赞讚评評关關下装裝安同注註实實认認扫掃进進绑綁激学學答观觀刷听聽截图圖拍传傳上"
    r"填提交录錄登打签簽接办辦落处處做搞弄执執完无無零0全来來👍👌✅☑✔🫡🙋💪🤝\[]"
    r"|.{0,8}(?:[收手]\s?[到悉道倒]|知悉|已|到[位岗]|平安|正常|安好|完成|无$|无异|零报|邮箱))"
)
_MISHEARD = re.compile(
    "(?<![接感遭享])[受守首售寿](?:到|道)(?=[\\W了啦]|$)|[收手](?:刀|倒|道)(?=[\\W了]|$)"
)
_LOST = re.compile("[没沒未不別别谁誰怎吗嗎么麼？?]")
_QUOTED = re.compile(r"\s*(?:「(.{1,400}?)」|>(.{1,400}?)\n)[\s\-—]*(.*)", re.DOTALL)


def split_quote(text: str) -> tuple[str, str]:
    """What a message quotes in 「…」 or after “>”, "" where nothing, and what it says itself."""
    match = _QUOTED.match(text) if text[:1] in ("「", ">") else None
    return (match[1] or match[2], match[3]) if match else ("", text)


def read_ritual(text: str, media: Media = "text") -> Ritual | None:
    """The ritual a bare receipt performs; None for a question or a sentence."""
    if media == "sticker":
        return WISH if _WISH.search(text) else NOD if _SIGNS.search(text.lower()) else STICKER
    if media == "photo":
        return PHOTO
    return _in_words(text) if len(text) <= LONGEST else None


# What a sentence may hold without being a receipt, as its first clause and as its second.
_LOOSE = ((NOD, WISH, NOTHING), (NOD, WISH, NOTHING, PRESENT))
# Without one of these no clause performs a ritual.
_OPENS = re.compile(
    "[收受手守首阅閱悉已巳到倒道在完毕好过過上齐齊安常卡签簽参參龙龍搞办辦报報加同来來1+＋]|了|d"
)
_RUNS_ON = re.compile(
    "\\W{0,3}(?:好的?)?(?:收到|已阅)(?!了?[吗嘛么没后的请扣回货哪几？?]|快递|短信|包裹|以后|之后|没|通知)[\u4e00-\u9fff]"
)


def read_opening(text: str) -> Ritual | None:
    """The ritual of one clause of a message that goes on, as in 收到,正在开车."""
    if len(text) > LONGEST_REMARK or not _OPENS.search(text):
        return None
    clauses = filter(None, _PAUSE.split(text, len(_LOOSE) + 1))
    for clause, loose in zip(clauses, _LOOSE, strict=False):
        if len(clause) <= LONGEST_CLAUSE:
            ritual = _in_words(clause, wishes=False)
            if ritual and ritual not in loose:
                return ritual
    return ACKNOWLEDGE if _RUNS_ON.match(text) else None


def _in_words(text: str, *, wishes: bool = True) -> Ritual | None:
    if "到" in text or "道" in text or "刀" in text or "倒" in text:
        text = _MISHEARD.sub("收到", text)
    if _GATE.match(text) and not (_LOST.search(text) and text.strip() != "没有"):
        return _read(normalise(text))
    return WISH if wishes and _WISH.search(text) else None


def _read(text: str) -> Ritual | None:
    words = " ".join(_DECORATION.sub(" ", text).split())
    if _NONE.fullmatch(words):
        return NOTHING
    if _DENIAL.search(text):
        return None
    if not words and _SIGNS.search(text):
        return NOD
    if _RECEIPT.fullmatch(words):
        return next(ritual for ritual, core in _SEARCHES if core.search(words))
    return WISH if _WISH.search(text) else None
