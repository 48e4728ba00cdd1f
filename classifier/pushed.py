"""Which apps, mini-programs, official accounts and groups a demand pushes on people.

Only names of a shipped list of generally known ones are told; of all others only the kind.
"""

import re
from functools import cache
from pathlib import Path

APPS_FILE = Path(__file__).parent / "data" / "apps.txt"
OTHER_APP, OTHER_ACCOUNT, OTHER_CHANNEL, OTHER_PROGRAM, OTHER_GROUP = (
    "其他应用", "其他公众号", "其他视频号", "其他小程序", "其他群",
)  # fmt: skip
KINDS = (OTHER_APP, OTHER_ACCOUNT, OTHER_CHANNEL, OTHER_PROGRAM, OTHER_GROUP)

_CLAUSES = re.compile("[。;；!！\n]")
_INSTALL = "下载|安装|装[上好机]?|注册|实名|认证|绑定|激活|登[录陆]|开通|下好|下起"
_FOLLOW = "关注|订阅|添加|扫[码描一]|扫下|长按"
_JOIN = "进群|入群|加群|进[^,，]{0,8}群|加入[^,，]{0,8}群|拉[^,，]{0,8}进?群|群人数"
_PUSH = re.compile(f"{_INSTALL}|{_FOLLOW}|{_JOIN}")
_JOINS = re.compile(_JOIN)
_OPEN, _CLOSE = '“"「『《<【', '”"」』》>】'
_APP = re.compile("(?<![a-z])a[-. ]?p[-. ]?p(?![a-z])|[爱阿a][皮批匹]{2}|客户端|软件|应用(?!题)")
_NAMED = f"[{_OPEN}][^{_OPEN}{_CLOSE}]{{2,16}}[{_CLOSE}]"
_KINDS = (
    (OTHER_ACCOUNT, re.compile("公众号|服务号|订阅号|企业号|公号")),
    (OTHER_CHANNEL, re.compile("视频号|抖音号|快手号")),
    (OTHER_PROGRAM, re.compile("小程序")),
    (OTHER_APP, _APP),
)
# Where no kind is named: a rate that is counted, or a quoted name that is to be installed.
_SIGNS = (
    (OTHER_APP, re.compile("(?:安装|装机|下载|注册|激活)率")),
    (OTHER_ACCOUNT, re.compile(f"关注率|粉丝|关注[^,，]{{0,4}}{_NAMED}|{_NAMED}[^,，]{{0,6}}关注")),
    (
        OTHER_APP,
        re.compile(f"(?:{_INSTALL})[^,，]{{0,8}}{_NAMED}|{_NAMED}[^,，]{{0,8}}(?:{_INSTALL})"),
    ),
)
# A name that is told takes the word for its kind with it: 学习强国APP, 小程序“随手拍”.
_NOUN = f"(?:{_APP.pattern}|平台|小程序|公众号|视频号|服务号)"
_TOLD = "\0"
_OF_TOLD = re.compile(f"{_NOUN}?[{_OPEN}]?{_TOLD}[{_CLOSE}]? ?{_NOUN}?")


@cache
def _names() -> tuple[tuple[str, str, bool], ...]:
    """Every spelling, what it stands for and whether it is an everyday channel; longest first."""
    found = []
    for line in APPS_FILE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, _, others = line.removeprefix("~ ").partition(" = ")
        found += [(each, name, line[0] == "~") for each in (name, *others.split())]
    return tuple(sorted(found, key=lambda each: -len(each[0])))


def pushed(text: str) -> list[str]:
    """What a normalised demand tells people to install, follow or join, in the order it stands.

    A name where the shipped list has it, else one of KINDS, each once; nothing where there is
    nothing pushed.
    """
    found: dict[str, None] = {}
    for clause in _CLAUSES.split(text):
        if _PUSH.search(clause):
            rest, known = _known(clause)
            found.update(dict.fromkeys([*known, *_kinds(rest, told=bool(known))]))
    return list(found)


def _known(clause: str) -> tuple[str, list[str]]:
    """The clause without the names the list has, and these names in their order."""
    places: dict[int, str] = {}
    for spelling, name, everyday in _names():
        at = clause.find(spelling)
        if at < 0 or (everyday and not _adjacent(clause, spelling)):
            continue
        places[at] = name
        clause = clause.replace(spelling, _TOLD.ljust(len(spelling), _TOLD))
    rest = _OF_TOLD.sub("", re.sub(f"{_TOLD}+", _TOLD, clause))
    return rest, [places[at] for at in sorted(places)]


def _adjacent(clause: str, name: str) -> bool:
    """Whether an everyday channel is itself what is installed, not where something is sent."""
    near = f"(?:{_INSTALL})(?:个|一个|好)?[{_OPEN}]?{re.escape(name)}(?!群|号|上|里|发)"
    return bool(re.search(f"{near}|{re.escape(name)}[{_CLOSE}]?(?:app|客户端)", clause))


def _kinds(rest: str, *, told: bool) -> list[str]:
    found = [kind for kind, words in _KINDS if words.search(rest)]
    if not found and not told:
        found += [kind for kind, sign in _SIGNS if sign.search(rest)]
    if _JOINS.search(rest):
        found.append(OTHER_GROUP)
    return found
