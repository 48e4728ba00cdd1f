"""Which apps, accounts and groups a demand pushes: known names are told, others only by kind."""

import pytest

from classifier import normalise
from classifier.pushed import KINDS, _names
from classifier.pushed import pushed as pushed_by_normalised


def pushed(text: str) -> list[str]:
    return pushed_by_normalised(normalise(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("全体干部今天下载学习强国,每天打卡", ["学习强国"]),
        ("国家反诈中心,全员安装,含借调、保洁人员,一个不少", ["国家反诈中心"]),
        ("今天每栋再装十户反诈APP!", ["国家反诈中心"]),
        ("个税 app 都去注册一下,截图发我", ["个人所得税"]),
        ("“健康云”APP今天科室全员下载并实名注册", ["其他应用"]),
        ("下载“邻舍通”,一人拉30个新用户", ["其他应用"]),
        ("关注“滨江教育”公众号是硬任务", ["其他公众号"]),
        ("镇上新开了一个公众号,每位老师拉三十个关注", ["其他公众号"]),
        ("市局公众号、视频号,全所关注", ["其他公众号", "其他视频号"]),
        ("“云上学工”小程序全班必须实名绑定", ["其他小程序"]),
        ("每个人都扫码进“集团大家庭”群,缺一个打一个电话", ["其他群"]),
        ("下载学习强国和“康护云”app,关注本院公众号", ["学习强国", "其他公众号", "其他应用"]),
        ("下zai那个a-p-p 今天要齐", ["其他应用"]),
        ("关注“今日青林”,一村300人,莫讲价", ["其他公众号"]),
        ("装机率四班垫底,今晚都弄完", ["其他应用"]),
        ("钉钉都装上,明天起用钉钉签到", ["钉钉"]),
        ("微信还没装的今天下载微信", ["微信"]),
    ],
)
def test_a_demand_pushes_known_names_and_other_kinds(text, told):
    assert pushed(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "收到请回复",
        "推文转发到朋友圈和微信群,截图发群里",
        "学习强国今天的积分报一下",
        "视频发到抖音,每人三个赞",
        "“最美乡村”每人每天投十票",
        "应用题每人做两道拍照发群",
    ],
)
def test_what_only_names_a_channel_or_a_topic_pushes_nothing(text):
    assert pushed(text) == []


def test_a_name_is_told_once_and_its_kind_not_beside_it():
    assert pushed("学习强国APP下载了没,没装学习强国的今晚装") == ["学习强国"]


def test_nothing_but_listed_names_and_kinds_is_ever_told():
    listed = {name for _, name, _ in _names()}
    told = pushed("下载“张三丰茶馆”,扫码进“李四家”群,关注公众号王五说,装飞书")
    assert told
    assert set(told) <= listed | set(KINDS)


def test_the_shipped_list_is_long_and_every_spelling_is_one_name():
    spellings = [spelling for spelling, _, _ in _names()]
    assert len({name for _, name, _ in _names()}) >= 80
    assert len(spellings) == len(set(spellings))
    assert all(spelling == spelling.lower() for spelling in spellings)
