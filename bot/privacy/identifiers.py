"""Where a text holds numbers, links, accounts, plates and addresses; patterns over folded text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"


class Span(NamedTuple):
    """A stretch of text that gives somebody away, and of which kind it is."""

    start: int
    end: int
    kind: str


_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_CUES = (
    "微信|vx|v信|wx|wechat|weixin|薇信|威信|qq|扣扣|企鹅|抖音|快手|微博|小红书|账号|帐号|账户|卡号"
    "|工号|员工编?号|编号|学号|学籍|准考证|提取码|验证码|会议号|口令|警号|胸牌|证号|护照|用户名|昵称|密码|支付宝|飞书|钉钉"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_UNITS = "元块人户票步条个分亩斤年字次万吨米公件张名份度页本头粉播里点平台套只岁天家"
_NUMERAL = "[0-9一二三四五六七八九十百]"
# Characters that carry a sentence to a place and are no part of the place's name.
_PLACE = f"(?:(?![请到在往住寄送把的了是有给来去从您你我他她们址〇])[{HAN}])"
_ROAD = (
    "大道|大街|街道|胡同|路|街|巷|弄|道|里|小区|社区|花园|家园|公寓|新村|大院|大厦|广场|中心|开发区"
    "|村|屯|庄|寨|镇|乡|苑|园|湾|庭|城|府|坊|塘|铺|坪|堡|营|店|县|市|区"
)
_PART = (
    f"第?[甲乙丙丁附副东西南北]?(?:{_NUMERAL}+|[A-Za-z][0-9]*)(?:-{_NUMERAL}+)*"
    "(?:号院|号楼|号|栋|幢|座|单元|室|弄|巷|段|组|社|户|楼|层|区|期|队|米|门)"
)
_TAIL = rf"(?:[东西南北]头)?(?:{_PART}楼?|[0-9]+(?:-[0-9]+)+)+(?:[东西南北]门)?[0-9]{{0,4}}室?"
# Bounded and atomic: text that is all roads must not cost more than reading it.
_HEAD = rf"(?>(?:{_PLACE}{{1,8}}?(?:{_ROAD})[东西南北中]?[一二三四]?){{1,6}})"

_PATTERNS = (
    ("邮箱", re.compile(r"[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII)),
    ("链接", re.compile(r"[a-z][a-z0-9+.-]{1,9}://[!-;=?-~]+|www\.[!-;=?-~]+")),
    ("链接", re.compile(r"#小程序://\S+")),
    ("链接", re.compile(r"(?<![a-z0-9.])(?:[a-z0-9-]+\.)+[a-z]{2,}(?![a-z])[!-;=?-~]*")),
    (
        "车牌",
        re.compile(
            rf"[{_PROVINCES}]\s?[a-z][\s·•.-]?[a-z0-9]"
            r"(?:(?:[ ·-]?[a-z0-9]){4,5}[挂学警港澳]?|[a-z0-9]{3}[挂学警港澳])"
        ),
    ),
    ("电话", re.compile(r"[(（]0\d{2,3}[)）][ -]?\d{3,4}[ -]?\d{4}|(?:转|分机)\s?\d{1,6}")),
    ("电话", re.compile(r"(?:电话|手机|短号|热线|拨打|tel)[号码是为:\s]*(?P<own>\d{3,6})(?!\d)")),
    ("电话", re.compile("[〇零一二三四五六七八九幺]{7,}")),
    (
        "账号",
        re.compile(rf"(?:{_CUES})[号群id是为叫:\s]*(?P<own>[a-z0-9][\w.#*-]{{2,}})", re.ASCII),
    ),
    ("账号", re.compile('(?:抖音|快手|视频号|微博|小红书)[^“"]{0,3}[“"][^”"]{1,20}[”"]')),
    ("账号", re.compile(r"(?<![a-z0-9])(?=[a-z0-9._-]{5})[a-z][a-z._-]*\d[\w.-]*\d(?![a-z0-9])")),
    (
        "账号",
        re.compile(
            r"@(?!(?:所有人|全体(?:成员|人员)?|全员|大家|everyone|all)(?![a-z]))"
            rf"(?:[a-z][\w.-]*(?: [a-z]+)?|[{HAN}][{HAN}\w]{{0,5}})"
        ),
    ),
    (
        "地址",
        re.compile(
            f"{_HEAD}(?:{_TAIL}|[与和]{_HEAD}(?:交叉口|路口)?)(?:[东西南北侧]?{_PART})*(?:底商|门面|门口|对面)?"
        ),
    ),
    ("地址", re.compile(r"\d+[栋幢](?:\d+单元)?\d{0,4}室?|\d+座\d{3,4}室?")),
    ("电话", re.compile(r"1\d{2}[*＊x]{3,8}\d{2,4}")),
    ("电话", re.compile(r"\d{5,}(?:-\d+)?#转?\d*")),
    ("账号", re.compile(r"(?:密码|口令)[是为:\s]*(?P<own>[!-~]{4,})")),
    # A short number that counts nothing.
    ("账号", re.compile(rf"(?<![\d.~–-])\d{{5,6}}(?![\d.%]|\s?[{_UNITS}])")),
    ("地址", re.compile(r"(?:住址|地址|家住|现住)[在是为:\s]*[^\s,，。;；、]{2,30}")),
)
_DIGITS = re.compile(
    r"(?<!\d)(?!20\d\d([-.])\d{1,2}\1\d{1,2}(?!\d))\+?\d(?:[ .·-]{0,1}\d){6,}x?(?![a-z])"
)


def identifiers(folded: str) -> Iterator[Span]:
    """All identifiers in text whose letters are folded to ASCII lower case."""
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            own = "own" if "own" in pattern.groupindex else 0
            yield Span(match.start(own), match.end(own), kind)
    for match in _DIGITS.finditer(folded):
        yield Span(match.start(), match.end(), _kind_of(match.group()))


def _kind_of(number: str) -> str:
    digits = re.sub("[^0-9x]", "", number)
    if is_citizen_id(digits):
        return "证件"
    if re.fullmatch(r"(?:86|0086)?1\d{10}|0\d{9,14}|[48]00\d{7}|[2-8]\d{6,7}", digits):
        return "电话"
    return "账号"


def is_citizen_id(digits: str) -> bool:
    """Whether it is an identity number: 18 places with a right check digit, or the old 15."""
    if re.fullmatch(r"\d{17}[0-9x]", digits):
        total = sum(int(a) * b for a, b in zip(digits, _WEIGHTS, strict=False))
        return "10x98765432"[total % 11] == digits[-1]
    return bool(re.fullmatch(r"\d{8}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}", digits))
