"""The one door for raw text: what is kept of a message, and what an emergency withdraws."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from bot.app import MODEL, reliability
from bot.digest.contents import Reliability
from bot.examiner import Examined, Examiner, Keys, open_reference, reply_window
from bot.privacy.keys import KEY_BYTES, Key
from bot.records import Incoming
from bot.week import Calendar
from classifier import Classifier, Label, normalise
from tests.stage import DEMAND

KEYS = Keys(Key(b"1" * KEY_BYTES), Key(b"2" * KEY_BYTES))
CALENDAR = Calendar("Asia/Shanghai", "Mon 09:00")
MORNING = datetime(2026, 11, 16, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
FLOOD = "紧急：山洪橙色预警，石桥村群众马上转移，各包村干部到岗后立即报告人数和位置，注意安全。"
ROLL_CALL = "各位从今天起每天早上8:30前在群里接龙打卡，没接的通报。"
FORMS = "低保台账、防返贫监测表、网格走访表三个系统都要填，没有变化的也要零报告，下班前报我。"


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load(MODEL)


@pytest.fixture
def examiner(classifier: Classifier) -> Examiner:
    return Examiner(classifier)


def examine(
    examiner: Examiner, text: str, after: timedelta = timedelta(), **more: object
) -> Examined:
    incoming = Incoming(-100500, 77, 4242, text, MORNING + after, **more)  # type: ignore[arg-type]
    return examiner.examine(incoming, "group", KEYS, CALENDAR, 20)


def test_nothing_kept_of_a_message_holds_its_text_id_or_author(examiner: Examiner) -> None:
    kept = examine(examiner, DEMAND)
    raw = repr(kept).encode() + b"".join(
        value for value in vars(kept.finding).values() if isinstance(value, bytes)
    )
    for trace in ("转发", "4242", "100500", "77 "):
        assert trace.encode() not in raw


def test_the_sealed_reference_opens_under_the_groups_key_only(examiner: Examiner) -> None:
    finding = examine(examiner, DEMAND).finding
    assert finding is not None
    reference = open_reference(KEYS.group, finding.sealed)
    assert reference is not None
    assert (reference.chat_id, reference.message_id) == (-100500, 77)
    assert open_reference(KEYS.people, finding.sealed) is None


def test_a_finding_keeps_what_people_are_told_to_install_or_follow(examiner: Examiner) -> None:
    finding = examine(
        examiner, "全体今天必须下载学习强国，再关注公众号“雾溪发布”，没弄的通报"
    ).finding
    assert finding is not None
    assert finding.pushed == {"学习强国", "其他公众号"}


def test_how_far_the_model_can_be_relied_on_comes_from_its_card(classifier: Classifier) -> None:
    card = {"any_recall": 0.9, "ordinary_alarms_low": 0.01, "any_alarms_high": 0.03}
    measured = SimpleNamespace(card={"figures": {"validation": card}})
    assert reliability(measured) == Reliability(0.9, 0.01, 0.03)  # type: ignore[arg-type]
    older = SimpleNamespace(card={"figures": {"validation": {"any_recall": 0.9}}})
    assert reliability(older) is None  # type: ignore[arg-type]


def test_ordinary_talk_makes_no_finding(examiner: Examiner) -> None:
    assert examine(examiner, "三年级的体检表放在我桌上了，谁路过帮忙拿一下").finding is None


def test_a_live_emergency_withdraws_roll_calls_and_ends_after_six_hours(examiner: Examiner) -> None:
    assert examine(examiner, ROLL_CALL).finding is not None
    assert examine(examiner, FLOOD).emergency
    during = examine(examiner, ROLL_CALL, timedelta(hours=1)).message.labels
    assert Label.ROLL_CALL not in during
    assert Label.ROLL_CALL in examine(examiner, ROLL_CALL, timedelta(hours=7)).message.labels


def test_an_emergency_excuses_no_repeated_forms(examiner: Examiner) -> None:
    examine(examiner, FLOOD)
    during = examine(examiner, FORMS, timedelta(hours=1)).message.labels
    assert Label.DUPLICATE_REPORTING in during


def test_an_emergency_never_adds_a_label(examiner: Examiner, classifier: Classifier) -> None:
    examine(examiner, FLOOD)
    for text in (DEMAND, ROLL_CALL, FORMS, "早", "明天降温"):
        during = set(examine(examiner, text, timedelta(hours=1)).message.labels)
        assert during <= set(classifier.judge_one(text).labels)


def test_who_is_named_is_addressed_and_else_the_whole_group(examiner: Examiner) -> None:
    everyone, two = examine(examiner, DEMAND), examine(examiner, DEMAND, mentioned=2)
    assert everyone.finding is not None
    assert two.finding is not None
    assert (everyone.finding.addressed, two.finding.addressed) == (20, 2)


def test_channels_and_bots_are_no_people(examiner: Examiner) -> None:
    assert examine(examiner, "早", human=False).person is None
    assert examine(examiner, "早").person is not None


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("请大家10分钟内回复", 1),
        ("马上报给我", 1),
        ("今天下班前发我", 2),
        ("下午5点前交", 2),
        ("周五前报", 3),
        ("25号之前", 3),
        ("有空看看", 0),
    ],
)
def test_reply_windows_are_read_from_the_words(text: str, window: int) -> None:
    assert reply_window(normalise(text)) == window
