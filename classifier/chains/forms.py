"""The form of a short reply: what a demand dictates in so many words, and what a crowd repeats."""

import re
from collections.abc import Iterator

from classifier.text import plain

NUMBER, FILE = "^D", "^F"
LONGEST, MOST_TOKENS = 60, 3
_TOKEN = re.compile(
    "\\d+|[a-z]+|[\u4e00-\u9fff]+|[\u2600-\u27bf\u2b50\U0001f300-\U0001faff]|\\[[^\\[\\]]{1,6}\\]"
)
_PARTICLES = "了啊哈呀哦啦嘞喽哒"
_UNCLEAN = re.compile("[吗嘛没未谁怎么呢不别请扣]|的回")
LONGEST_TOKEN, LONGEST_BRIEF, MOST_COUNTED, PLEDGED = 12, 12, 3, 3
_TALK = re.compile(
    r"\s*(?:[我你他她它您这那]|今|明|昨|晚上|早上|上午|下午|刚|还|才|就|都|再|要|有|没|不)"
)
# What people say to each other all day is no ritual, however many say it.
_IDLE = frozenset({
    "给我", "就行", "哈哈", "呵呵", "嘿嘿", "谢谢", "感谢", "辛苦", "是的", "可以", "我也",
    "我们", "我家", "大家", "这个", "那个", "今天", "明天", "昨天", "晚上", "早上", "上午",
    "下午", "一个", "就是", "怎么", "现在", "刚才", "刚刚", "马上", "好的", "老师", "主任",
    "书记", "领导", "还有", "又要", "要不", "咱们", "你们", "他们", "真的", "加油", "厉害",
    "对的", "对", "嗯", "好", "行", "我", "哦", "😂", "🤣", "😄", "😭", "😅",
})  # fmt: skip
# The lexicon of receipts reads these more exactly.
_READ = frozenset(["收到", "知悉", "看到"])
_UNSAID = _IDLE | _READ
_MINE = re.compile("(?:我们?|都|全|已经?|早就|也)([\u4e00-\u9fff]{1,2})$")
_FIRST, LONGEST_MINE = ("收到", "好的"), 4
_HEARTS, _HEART = "❤♥💗💕💖💓💞🧡💛💚💙💜", "❤"
_SAY = "回复?|打|写|发|报|扣|留|输入?|接|跟|格式|承诺|宣誓"
_QUOTED = re.compile(f"(?:{_SAY})[^“\"「『‘'”]{{0,8}}[“\"「『‘']([^”\"」』’']{{1,40}})[”\"」』’']")
_PLAIN = re.compile(
    "(?=[回扣打报接+＋个朵束枝支发刷点\\d冒吱表])"
    "(?:(?:回复?|扣|打|报|接一[遍下次])(?:个|一个|声|一声)?(\\d|[\u4e00-\u9fff]{2,3}?(?=[,，。;；!！\\s+＋、]|$))"
    "|[+＋]([\u4e00-\u9fff]{2,4})(?=[,，。;；+＋!！]|$)|[个朵束枝支回发刷扣打点]([\u2600-\u27bf\u2b50\U0001f300-\U0001faff])|(\\d+)(?:[%％]|分(?!钟))|(冒个?泡|吱一?声|表个?态))"
)
_PLACEHOLDER = re.compile(
    "^(?:.{0,2}(?:姓名|名字|单位|科室|部门|村名|组名|网格|楼栋|门牌|编号|日期|时间|班级|岗位|位置|人数|户数|全称|号码|手机|电话|体温)"
    "|群里?|电话|看到|我|一下|本人|材料|名单|通知|到位情况|情况)$"
)
_FLOWERS = re.compile(
    "(?:发|比|刷|送|扣|点)(?:个|朵|颗|一个|一朵)?(?:(玫瑰|鲜花|小花|花)|(爱心|小心心|红心|小红心|心)|(大拇指|拇指|赞))(?![\u4e00-\u9fff])"
)
_PLEDGE = re.compile("承诺|宣誓|口号|跟一[条句遍]|照[抄发]|统一(?:回复|格式)|复制")
_CLAPPING = re.compile("鼓个?掌|掌声")
# And who has done enough says just that: 够了的在群里报一声.
_DONE_TO_TELL = re.compile("([\u4e00-\u9fff]{1,2})了的(?:请|都|就)?(?:在群里)?[报说回吱打扣发]")
_SHORT = {
    "冒个泡": "冒泡",
    "吱一声": "吱",
    "吱声": "吱",
    "吱个声": "吱",
    "表个态": "坚决",
    "表态": "坚决",
}
_COUNTED = re.compile("[\\d✅☑✔√⭐]")
_WORD = re.compile("\\d+|[a-z]+|[\u4e00-\u9fff]+|[✅☑✔√⭐]|[,，。;；(（]")
_PAIR = re.compile("[\u4e00-\u9fff]{1,3} [\u4e00-\u9fff]{2,5}(?![\u4e00-\u9fff])")
# What is wanted without being said: a number, a place or a file, of which others stand for any.
_WANTED: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            "(?=[报几接填发写])(?:报个?(?:数|分|几)|几个群|[报接填发写][^。;；]{0,14}(?:[人户台份票步条]数|分数|成绩|积分|体温|学时|里程|公里|房号|宿舍号))"
        ),
        NUMBER,
    ),
    (
        re.compile(
            "(?=[定实把将表材总心])(?:定位|实时位置|[把将][^,。]{0,8}(?:表|材料|文件)"
            "|(?:表|材料|总结|心得)[^,。]{0,6}(?:发群|发到?群|发我|传|报我))"
        ),
        FILE,
    ),
)
# Who is to tell when it is done says it in the demand's own verb: 补完说一声, 装好发截图.
_DEED_TO_TELL = re.compile(
    "([\u4e00-\u9fff])(?:完|好)了?的?(?:后|请|都|就|也|以后|之后)?(?:在|到|往)?[^,。;；]{0,4}(?:回|说|报|发|打|写|接|吱|扣|截|举)"
)
_COLON = re.compile("^[^:]{1,10}(?=:)", re.MULTILINE)


def forms(text: str) -> tuple[str, ...]:
    """How the words of a short reply begin and end, those that repeat what a crowd repeats."""
    found: dict[str, None] = {}
    for token in _TOKEN.findall(text)[:MOST_TOKENS]:
        if "\u4e00" <= token[0] <= "\u9fff":
            _add_ends(token, found)
        else:
            sign = token[0] if len({*token}) == 1 else token
            found[_HEART if sign in _HEARTS else sign] = None
    return tuple([form for form in found if form not in _IDLE])


def _add_ends(token: str, found: dict[str, None]) -> None:
    token = token.rstrip(_PARTICLES) or token
    begins, ends = token[:2], token[-2:]
    if begins in _IDLE and ends in _IDLE:
        return
    token = _SHORT.get(token, token)
    found[token[:12]] = None
    if len(token) > 2 and token.startswith(_FIRST):
        _add_ends(token[2:], found)
    if len(token) <= LONGEST_MINE and (mine := _MINE.match(token)):
        found[mine[1]] = None
    if 2 < len(token) <= LONGEST_TOKEN and not _UNCLEAN.search(token):
        found[begins] = found[ends] = None


def dictated(text: str) -> tuple[str, ...]:
    """The very words a plain demand wants to see, as in 回复“村名+到位”; placeholders left out."""
    found = dict.fromkeys([mark for words, mark in _WANTED if words.search(text)])
    for flower, heart, _ in _FLOWERS.findall(text):
        found["🌹" if flower else _HEART if heart else "👍"] = None
    if "掌" in text and _CLAPPING.search(text):
        found["👏"] = None
    if "了的" in text:
        found.update(dict.fromkeys(_DONE_TO_TELL.findall(text)))
    if "完" in text or "好" in text:
        for verb in _DEED_TO_TELL.findall(text):
            found.update(dict.fromkeys((verb, *(verb + end for end in "完好上"), "已" + verb)))
    if pledge := _PLEDGE.search(text):
        for token in _TOKEN.findall(text[pledge.end() :]):
            if len(token) > PLEDGED:
                found[token[:12]] = None
                if token[0] == "我":
                    found[token[:2]] = None
    said = [*_QUOTED.findall(text), *map("".join, _PLAIN.findall(text))]
    for part in said:
        for token in _TOKEN.findall(part):
            if not _PLACEHOLDER.search(token) and token not in _UNSAID:
                found.update(dict.fromkeys(_meant(token)))
    return tuple(found)


def _meant(token: str) -> Iterator[str]:
    """A dictated word, and its first character for who writes no more than that."""
    token = _HEART if token in _HEARTS else _SHORT.get(token, token.rstrip(_PARTICLES) or token)
    yield token[:12]
    if len(token) == 2 and token[0] not in _IDLE:
        yield token[0]


def shapes(text: str, *, entry: bool = False) -> tuple[str, ...]:
    """A line as its kinds of words, as 张三 12 and 李四 9 are alike, and 张三 东门 and 李四 西门.

    The `entry` of a list may go on after that; a message that stands for one may not.
    """
    if len(text) > LONGEST or _TALK.match(text):
        return ()
    pair = _PAIR.match(text)
    found = ("^CC",) if pair and (entry or pair.end() == len(text)) else ()
    kinds = _kinds(text)
    if len(kinds) < 2 or not {"D", "M"} & set(kinds):
        return found
    brief = (f"^{kinds[:2]}-",) if len(text) <= LONGEST_BRIEF else ()
    return (*found, f"^{kinds}", *brief)


def counts(text: str) -> bool:
    """Whether a short message is a number, or a name with one."""
    kinds = _kinds(text) if len(text) <= LONGEST_BRIEF and not _TALK.match(text) else ""
    return kinds[:2] == "CD" or (kinds[:1] == "D" and len(kinds) <= MOST_COUNTED)


def _kinds(text: str) -> str:
    if not _COUNTED.search(text):
        return ""
    kinds = ""
    for token in _WORD.findall(text)[:5]:
        kind = _kind(token)
        if kind == ".":
            break
        if not kinds.endswith(kind):
            kinds += kind
    return kinds


def _kind(token: str) -> str:
    if token[0].isdigit():
        return "D"
    if token[0] in "✅☑✔√⭐":
        return "M"
    if token[0] in ",，。;；(（":
        return "."
    return "A" if token[0].isascii() else "C" if len(token) <= 6 else "L"


def columns(text: str) -> tuple[str, ...]:
    """What stands before a colon on each line: the fields of a form to be filled in."""
    if ":" not in text and "：" not in text:
        return ()
    lines = "\n".join(map(plain, text.splitlines()))
    return tuple(dict.fromkeys(_COLON.findall(lines)))
