"""Places in a sentence that only a person fills: there an everyday word (高兴, 夏天) is a name."""

import re
from collections.abc import Iterator

from bot.privacy.addresses import HAN
from bot.privacy.lexicon import everyday, lexicon
from bot.privacy.name_words import NOBODY, SURNAMES
from bot.privacy.strange import Placed, Stretch

_H = f"[{HAN}]"
# Where a sentence may begin, or what somebody is (司机, 前台, 网格长) before the name.
_CLAUSE = re.compile(r"(?:^|[员长工部科班办组站队台委徒]|[\s,，。;；:：!！?？、～~…“”\"（(】—-])$")
# What a person does, has, or is called.
_PERSON = re.compile(
    "回?复?(?:说|讲)(?!明)|问(?!题|卷)|打电话|来电|请[了个]?假|发烧|生病|住院|受伤|拉肚子|过敏|迟到|早退|旷工"
    "|辞职|离职|退休|调走|没来|不来|没到|不参加|参加不了|不去了|弃权|递补|牵头|负责|配合|顶班|替|收到|已阅|已(?=转|完成|交|签|报|到|读)|无事"
    "|(?:今天|明天|昨天|昨晚|今晚|上次|又|也)(?=请|上|去|来|没|又|休|值|带|到|第|退|替|不|在|迟)"
    "|[你您](?!们)|[他她](?!们)|那边(?=怎|要|说|跟)"
    "|班组|维修|别睡|别让|愿意|不会|头疼|跑一?趟|昨天|两位|那(?=[,，])|无事|吗[,，]|上次"
    "|家长|爸|妈|爷爷|奶奶|姥姥|外婆|老公|老婆|媳妇|他?[爹娘](?!家)|[哥姐叔婶嫂姨]"
    "|同学|小朋友|宝宝|老师|师傅|大夫|医生|护士长?|嘎查长|站长|主席|村长|支书|组长|同志|兄弟俩|姐妹俩|姐弟俩|夫妻|夫妇|两口子"
    "|的(?:身份证|手机|电话|号码|作业|书包|水杯|工资|工号|快递|请假条|爸|妈|老婆|老公|孩子|儿子|女儿|账号|微信|车|座位|班)"
    "|把(?=.{0,8}(?:放|拿|弄|忘|丢|借|带))|家里?(?:电话|的|有|没)|健康打卡|发烧|欢送|那个号"
)
# Titles that only follow a name.
_HONOURED = re.compile("同[学志]|(?:老师|师傅)(?!们)|爷爷|奶奶|妈妈|爸爸|阿姨|叔叔|大[爷娘叔]")
# After these whatever stands alone is a name.
_NAMED = re.compile(
    "(?:姓名|名字|名叫|叫做|叫|姓|备注|小名|大名|乳名|昵称|网名|改名|署名|落款|收件人|收货人?|联系人|签收人?|司机|户主|户名|患者|病人"
    "|房东|租客|工友|同事|老乡|儿子|女儿|孙子|孙女|妹妹|弟弟|我是|他是|她是|我家|咱家|俺家|承办人?|经办人?|报告人|申请人|当事人"
    "|负责人|值班员?|主持人?|记录人?|见证人|填表人|审核人?)[是为叫写填:：\\s“]*$"
)
# Met in the middle of a sentence: with whom, and what for.
_WITH = re.compile(
    "(?:跟|和|同|找|问|让|替|帮|给|陪|喊|催|等|由|对|向|派|请|从|在|喺|推荐|上次|轮到|麻烦|告诉|转告|只有|还有)(?:一下|下)?$"
)
_DEALT = re.compile(
    "说|讲(?!座)|要(?!求)|拿|请假|换班|一起|联系|商量|对接|代[班课签管]|顶|值班|庆|过生日|打电话|道歉|借"
    "|牵头|负责|配合|到|去|来|领|想|上|送|接|跟进|发言|迟到|没|那|度|手[上里]|教我|老师|换|速|补|焊|修|看|[,，。]|$"
)
_PRAISED = re.compile("(?:恭喜|祝贺|表扬|批评|感谢|辛苦|点名|通报|欢迎|慰问)(?:一下|了)?$")
# Whose number it is, and who signs.
_NUMBERED, _NUMBER = (
    re.compile(r"[\s,，(（:：]{1,2}\+?[0-9]{6}"),
    re.compile(r"[0-9]{6}[\s,，(（]{1,2}$"),
)
_SIGNED = re.compile(r"[—→]\s?$")
_WHEN = re.compile(
    "[今明昨后前][天日晚早晨年儿]|周[一二三四五六日末]|星期|礼拜|月[底初份]|[一二三四五六七八九十本上下]月"
    "|[上下中]午|[早晚]上|时候"
)
# 没转的, 未交的: who has not done it, not who.
_NOT_DONE = tuple("没未不别还已")
_EDGE = re.compile(f"$|[^{HAN}A-Za-z0-9]|的|了|，")


def in_slots(text: str, words: Placed) -> Iterator[Stretch]:
    """Words of a name's length that stand where a person does."""
    for start, end in _candidates(words):
        before, after = text[max(0, start - 12) : start], text[end : end + 12]
        begins = _CLAUSE.search(before)
        subject = (begins and _PERSON.match(after.lstrip())) or _HONOURED.match(after)
        named = _NAMED.search(before) and _EDGE.match(after)
        dealt = _WITH.search(before) and (_DEALT.match(after) or after[:1] in "他她")
        praised = _PRAISED.search(before)
        numbered = (begins and _NUMBERED.match(after)) or _NUMBER.search(before)
        signed = _SIGNED.search(before) and not after.strip()
        if (subject or named or dealt or praised or numbered or signed) and somebody(
            text[start:end]
        ):
            yield start, end
    alone = _ALONE.fullmatch(text)
    if alone and len(words) == 1 and somebody(text) and lexicon().tag(text).startswith(_NOUNS):
        yield alone.span()
    for match in _SPEAKER.finditer(text):
        heading = match.group(1) + "："
        if heading not in everyday() and somebody(match.group(1)):
            yield match.span(1)


# A message that is one noun and nothing else.
_ALONE, _NOUNS = re.compile(f"{_H}{{2,3}}"), ("n", "a", "t", "s")
_SPEAKER = re.compile(rf"(?:^|(?<=\n))[^\w\n]*({_H}{{2,3}})(?=[:：]\s*\S)")


def _candidates(words: Placed) -> Iterator[Stretch]:
    """Words of two or three characters, two single ones, and a surname with either."""
    for at, (start, word, _) in enumerate(words):
        more = [following for _, following, _ in words[at + 1 : at + 3]] + ["", ""]
        lengths = {len(word)}
        if len(word) == 1:
            lengths |= {len(word + more[0])} & ({2, 3} if word in SURNAMES else {2})
        if word in SURNAMES:
            lengths.add(len(word + more[0] + more[1]))
        together = word + more[0] + more[1]
        for length in sorted(lengths & {2, 3}):
            if re.fullmatch(f"{_H}+", together[:length]):
                yield start, start + length


def somebody(word: str) -> bool:
    """Whether a word could be a person at all: no role, no time, no number, no demand."""
    said = word in NOBODY or word.startswith(_NOT_DONE) or _WHEN.search(word)
    plain = re.fullmatch(f"{_H}+", word) and not said
    return bool(plain) and not lexicon().tag(word).startswith(("r", "m"))
