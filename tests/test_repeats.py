"""The same demand in several groups, over rewording; each pair is written by hand."""

import pytest

from bot.digest.aggregate import repeated_demands
from bot.privacy import pseudonyms
from bot.privacy.keys import KEY_BYTES, Key
from classifier import Label, asked_object, normalise, pushed
from tests.rows import finding
from tests.test_digest import group

KEY = Key(b"1" * KEY_BYTES)
FORMS, FORWARD, ADOPT, ROLL = (
    Label.DUPLICATE_REPORTING, Label.FORCED_FORWARD, Label.FORCED_ADOPTION, Label.ROLL_CALL,
)  # fmt: skip


def repeated(one: str, other: str, *labels: Label) -> bool:
    """Whether two groups asking so are told to have asked for the same."""
    marks = [
        pseudonyms.fingerprint(KEY, text, asked_object(text, pushed(text)))
        for text in map(normalise, (one, other))
    ]
    kinds = [labels[:1], labels[-1:]]
    rows = [
        finding(b"%d" % n, labels=kind, fingerprint=mark)
        for n, (kind, mark) in enumerate(zip(kinds, marks, strict=True))
    ]
    return bool(repeated_demands([group("a", findings=rows[:1]), group("b", findings=rows[1:])]))


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        ("各村今天下班前把低保人数报到民政办,没有变化也要报",
         "民政口又要一遍吃低保的名单,五点截止,零也报", FORMS),
        ("返贫监测数据再报一遍,上午那个表不算", "防返贫的监测户今天重新填一份系统", FORMS),
        ("独居老人台账换模板再填", "空巢老人信息录到区里那个系统,民政那份另交", FORMS),
        ("推文《最美乡村》全体干部转发朋友圈,截图发群", "《最美乡村》大家动动手指扩散", FORWARD),
        ("国家反诈中心APP全员安装,截图发我", "反诈app一户一装,今晚清零", ADOPT),
        ("今天九点前全员接龙打卡报到,少一个扣一分,各组长负责",
         "今天九点前全员接龙打卡报到,少一个扣一分,各班长负责", ROLL),
    ],
)  # fmt: skip
def test_the_same_thing_asked_in_two_groups_is_seen_over_rewording(one, other, label):
    assert repeated(one, other, label)


@pytest.mark.parametrize(
    ("one", "other", "labels"),
    [
        ("低保人数今天报一遍,没有也报", "残疾人证台账今天报一遍,没有也报", (FORMS,)),
        ("《最美乡村》全体转发", "《清廉家风》全体转发", (FORWARD,)),
        ("反诈app全员安装,截图发我", "学习强国全员安装,截图发我", (ADOPT,)),
        ("防溺水承诺今天全班接龙", "防溺水的推文都转发朋友圈截图", (ROLL, FORWARD)),
        ("明天九点开会,收到请回复", "后天下午去植树,收到请回复", (Label.INSTANT_REPLY,)),
    ],
)
def test_other_things_and_other_acts_are_not_the_same(one, other, labels):
    assert not repeated(one, other, *labels)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("那个表今天再交一份", "昨天的统计重新弄一遍给我"),
        ("早上那条链接都去点一下", "推送大家支持支持,动动手"),
    ],
)
def test_what_names_no_object_and_shares_no_words_cannot_be_recognised(one, other):
    assert not repeated(one, other, FORMS)


def test_a_topics_name_means_nothing_without_the_key():
    text, keys = "低保人数今天再报一遍", (KEY, Key(b"2" * KEY_BYTES))
    marks = [pseudonyms.fingerprint(key, text, "低保人数") for key in keys]
    assert None not in marks
    assert pseudonyms.topic_of(marks[0] or b"") != pseudonyms.topic_of(marks[1] or b"")
    assert len(pseudonyms.topic_of(marks[0] or b"")) == pseudonyms.TOPIC_BYTES
