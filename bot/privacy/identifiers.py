"""Where a text holds numbers, links, accounts and plates; patterns over folded text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.privacy.addresses import HAN, addresses


class Span(NamedTuple):
    """A stretch of text that gives somebody away, and of which kind it is."""

    start: int
    end: int
    kind: str


_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
# What a number or a code belongs to; whatever follows such a word is masked.
_CUES = (
    "微信|vx|v信|wx|wechat|weixin|薇信|威信|绿泡泡|qq|扣扣|企鹅|抖音|快手|微博|小红书|telegram|tg|ins|id"
    "|账号|帐号|账户|卡号|银行卡|社保卡?|医保卡?|工资卡|存折|建行|农行|工行|中行|交行|招行|邮储|信用社|支行"
    "|工号|员工编?号|编号|学号|学籍号?|准考证号?|考号|病历号|住院号|门诊号|档案号|合同号|单号|订单|运单|发票号"
    "|提取码|取件码|取货码|提货码|验证码|邀请码|校验码|会议号|会议室?id|房间号|口令|警号|胸牌|证号|证件|护照|通行证|港澳证"
    "|身份证|驾驶证|驾照|行驶证|执业证|执照|信用代码|用户名|登录名|昵称|密码|支付宝|飞书|钉钉|wifi|车牌|车号"
    "|房号|门牌|尾号|后四位|后六位|电话|手机|短号|热线|拨打|内线|分机|座机|固话|传真|总机|tel|phone"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
# What a figure counts, rather than names; measures are written after it in letters too.
_UNITS = (
    "元块人户票步条个分亩斤年字次万千亿吨米公件张名份度页本头粉播里点平台套只岁天家月日时秒克升毫瓦伏"
    "例篇棵株盒箱袋瓶桶车位组届期批场%‰℃"
)
_MEASURES = "k[gmbw]?|m[lmgb]?|g[b]?|cm|km/?h?|w|h|min|s|v|a|mah|kwh|ppm|px|p|fps|x"
_SPELT = "[〇零一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖]"
_GAP = "(?:[ .·_/*-]|[–—]| [.·–—-] |  )?"

_PATTERNS = (
    ("邮箱", re.compile(r"[\w.+-]+ ?@ ?[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII)),
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
    ("电话", re.compile(rf"幺{_SPELT}+|{_SPELT}(?:[ -]?{_SPELT}){{4,}}(?!年|{_SPELT})")),
    (
        "电话",
        re.compile(rf"(?:电话|手机|号码?|[尾短]号|内线|密码)\D{{0,4}}?(?P<own>{_SPELT}{{3,}})"),
    ),
    # A token with a figure in it, a few characters after what it belongs to.
    (
        "账号",
        re.compile(
            rf"(?:{_CUES})[^,，。;；!！?？\n\da-z]{{0,6}}?(?P<own>(?=[^{HAN}，。；、]*\d)[a-z0-9]"
            rf"(?:[!-+\--~]{{2,}}|(?: ?[a-z0-9#*_.-])+\d{{2,}}))(?!\s?[{_UNITS}])"
        ),
    ),
    # A token of letters alone must stand closer.
    (
        "账号",
        re.compile(rf"(?:{_CUES})[号群id是为叫:\s]*(?P<own>[a-z0-9][\w.#*-]{{2,}})", re.ASCII),
    ),
    ("账号", re.compile(r"(?<![a-z0-9])[vq]:\s*(?P<own>[a-z0-9][\w-]{3,})", re.ASCII)),
    ("账号", re.compile(r"(?:密码|口令)[是为:\s]*(?P<own>[!-~]{4,})")),
    ("账号", re.compile('(?:抖音|快手|视频号|微博|小红书)[^“"]{0,3}[“"][^”"]{1,20}[”"]')),
    # Letters and figures mixed, five or more; and figures held together by marks.
    (
        "账号",
        re.compile(
            rf"(?<![a-z0-9])(?!\d+(?:\.\d+)?(?:{_MEASURES})(?![a-z0-9]))"
            r"(?=[a-z0-9._#@*-]*\d)(?=[0-9._#@*-]*[a-z])[a-z0-9][a-z0-9._#@*-]{3,}[a-z0-9#*]"
        ),
    ),
    (
        "账号",
        re.compile(
            r"@(?!(?:所有人|全体(?:成员|人员)?|全员|大家|everyone|all)(?![a-z]))"
            rf"(?:[a-z][\w.-]*(?: [a-z]+)?|[{HAN}][{HAN}\w]{{0,5}})"
        ),
    ),
    ("电话", re.compile(r"1\d{2}[*＊x]{3,8}\d{2,4}|\d{3,}[*＊]{2,}\d{0,6}x?")),
    ("电话", re.compile(r"#?\d{3,}(?:-\d+)*#(?:转?\d+#?)?")),
    # 7-2-3391: figures joined twice, or once if one of them is long.
    (
        "账号",
        re.compile(
            rf"(?<![\d.-])(?!(?:19|20)\d\d[-.]\d)(?:\d+-){{2,}}\d{{2,}}(?![\d-])"
            rf"|(?<![\d.-])\d{{1,2}}-\d{{3,5}}(?![\d%-]|\s?[{_UNITS}])"
        ),
    ),
    # A short number that counts nothing and is no year.
    (
        "账号",
        re.compile(rf"(?<![\d.~–-])(?!(?:19|20)\d\d(?!\d))\d{{4,6}}(?![\d%]|\.\d|\s?[{_UNITS}])"),
    ),
)
# Dates and spans of years or days are no numbers.
_DATE = r"(?:19|20)\d\d[-–~](?:19|20)\d\d(?!\d)|\d{1,2}\.\d{1,2}[-–~]\d{1,2}\.\d{1,2}(?!\d)"
_DIGITS = re.compile(
    rf"(?<!\d)(?!{_DATE}|20\d\d([-./])\d{{1,2}}\1\d{{1,2}}(?!\d))\+?\d(?:{_GAP}\d){{6,}}x?(?![a-z])"
)


def identifiers(folded: str) -> Iterator[Span]:
    """All identifiers in text whose letters are folded to ASCII lower case."""
    for start, end in addresses(folded):
        yield Span(start, end, "地址")
    for match in _DIGITS.finditer(folded):
        yield Span(match.start(), match.end(), _kind_of(match.group()))
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            own = "own" if "own" in pattern.groupindex else 0
            yield Span(match.start(own), match.end(own), kind)


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
