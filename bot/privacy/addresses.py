"""Where a text tells a place at which somebody lives or can be found; folded text."""

import re
from collections.abc import Iterator

HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
_NUMBER = "(?:[0-9]+|[一二三四五六七八九十百零〇]+)"
# Characters that carry a sentence to a place and are no part of the place's name.
_PLACE = f"(?:(?![请到在往住寄送把的了是有给来去从您你我他她们址〇])[{HAN}])"
_ROAD = (
    "大道|大街|街道|胡同|路|街|巷|弄|道|里|小区|社区|花园|家园|公寓|新村|大院|大厦|广场|中心|开发区"
    "|公馆|国际|名都|花苑|雅苑|宿舍|工业园|科技园|产业园|市场|码头|车站|学校|医院|农场|林场|嘎查|苏木"
    "|村|屯|庄|寨|镇|乡|苑|园|湾|庭|城|府|坊|塘|铺|坪|堡|营|店|县|市|区|岗|坡|沟|桥|岭|坝|楼|院"
)
_UNIT = "号院|号楼|号|栋|幢|座|单元|室|弄|巷|段|组|社|户|楼|层|区|期|队|米|门|房|铺|档"
_PART = (
    f"第?[甲乙丙丁附副东西南北]?(?:{_NUMBER}|[A-Za-z][0-9]*)(?:-{_NUMBER})*(?:{_UNIT})"
    f"|[甲乙丙丁金银东西南北中前后][座栋幢](?=[A-Za-z0-9])|[甲乙丙丁东西南北中]单元"
)
_TAIL = (
    rf"(?:[东西南北]头)?(?:(?:{_PART})楼?|[0-9]+(?:-[0-9]+)+)+"
    r"(?:[东西南北]门)?(?:[a-z]?[0-9]{1,4})?室?"
)
_END = "(?:底商|门面|门口|对面|隔壁|旁边?|楼上|楼下|路?口)?"
# Bounded and atomic: text that is all roads must not cost more than reading it.
_NTH = "(?:[一二三四五六七八九十](?=[路段街巷]))?"
_HEAD = rf"(?>(?:{_PLACE}{{1,8}}?(?:{_ROAD})+[东西南北中]?{_NTH}){{1,6}})"
_PATTERNS = (
    re.compile(
        f"{_HEAD}(?:{_TAIL}|[与和]{_HEAD}(?:交叉口|路口)?)(?:[东西南北侧]?(?:{_PART}))*{_END}"
    ),
    # 2号楼3单元, 3栋502, 8幢乙单元301: parts of a building, its name unsaid.
    re.compile(rf"(?:(?:{_PART}){{2,}}|{_NUMBER}(?:号楼|栋|幢|座|单元))[a-z]?[0-9]{{0,4}}室?"),
    re.compile(rf"{_NUMBER}[组社屯](?:{_NUMBER}号)?(?=[{HAN}]{{0,2}}(?:家|户))"),
    re.compile(r"[0-9a-z]{1,5}(?:室|号房|房|号铺|号档)(?![间屋租东产价款型])"),
    # 5-2-801: building, entrance, flat.
    re.compile(r"(?<![\d.-])\d{1,2}[-–—#]\d{1,2}[-–—#]\d{3}(?![\d-])"),
    re.compile(
        r"(?:(?:住址|地址|家住|现住)[在是为:\s]*|(?<=定位[在是为:]))[^\s,，。;；、\0]{2,30}"
    ),
    re.compile(f"{_PLACE}{{1,6}}(?:村口|路口|街口|桥头|[东西南北]头)(?:第{_NUMBER}[户家])?"),
)


def addresses(folded: str) -> Iterator[tuple[int, int]]:
    """All addresses in text whose letters are folded to ASCII lower case."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            yield match.span()
