"""What is said in each state a week can be in, and that nothing a digest owes is missing."""

import random
import re
from dataclasses import replace

import pytest

from bot.digest.anonymise import anonymise
from bot.digest.cases import pushed
from bot.digest.contents import Care, Minutes, Published, Pushed, Reliability
from bot.digest.history import History, Told, eight_weeks
from bot.digest.page import page
from bot.digest.text import chat_text
from bot.digest.trust import precision
from bot.digest.words import Wording
from bot.privacy.release import Band
from bot.records import Finding
from bot.texts import CHINESE, ENGLISH
from classifier import Label
from tests.rows import WEEK, finding
from tests.test_digest import group, published
from tests.test_digest_page import REPORTS, STATES, cell, history, told
from tests.weeks import eight

NO_REPORTS = dict.fromkeys(REPORTS, 0)
FULL = eight(12, demands=9)
QUIET = told(cell(0), reports=NO_REPORTS)
ONE_MESSAGE, SCREEN = 4096, 480


def lines(*weeks: Published | None) -> list[str]:
    return chat_text(history(*weeks)).splitlines()


def test_a_quiet_week_takes_two_lines() -> None:
    assert lines(told(cell(4)), QUIET) == [
        "减负周报 11月16日至22日",
        "看了 1 个群约 1300 条消息，没有发现形式主义要求。谢谢。",
    ]


def test_a_quiet_week_in_which_something_was_hidden_says_so() -> None:
    said = lines(told(cell(0, paused_days=3, misjudged=4), reports=NO_REPORTS))
    assert said[2:] == ["另外：误判 4 条、暂停 3 天。"]


def test_a_quiet_week_in_which_members_noticed_something_says_so() -> None:
    (line,) = lines(told(cell(0), reports=NO_REPORTS | {"打卡类": 6}))[2:]
    assert line.startswith("成员举报")
    assert "打卡类 5、" in line


def test_the_first_week_has_nothing_to_compare_with() -> None:
    said = "\n".join(lines(told(cell(3))))
    assert said.splitlines()[1] == "第一期，还没有可比的。"
    assert "上周" not in said.replace("上周更正", "")
    assert "近 " not in said


def test_days_the_machine_was_down_are_said_before_the_figures() -> None:
    said = lines(told(cell(5)), told(cell(3), down_days=2))
    assert said[2] == "机器停了 2 天，那几天没看到，实际可能更多。"


def test_a_week_the_machine_missed_claims_no_quiet() -> None:
    said = lines(told(cell(5)), told(down_days=7, reports=None))
    assert said == ["减负周报 11月16日至22日", "这一周机器没有运行，没有数可说。"]


def test_a_group_that_left_is_said_whether_others_are_there_or_not() -> None:
    assert "有 1 个群这周移出了机器人，不再看了。" in lines(told(cell(3), left_groups=1))
    assert lines(told(left_groups=1, reports=None))[1:] == [
        "这一周没有可看的群。", "有 1 个群这周移出了机器人，不再看了。",
    ]  # fmt: skip


def test_too_few_people_is_said_without_a_figure_of_theirs() -> None:
    said = lines(told(unpublished_groups=1, reports=None))
    assert len(said) == 3
    assert "1 个群发言的人太少" in said[1]


def test_rows_without_people_compare_demands_alone() -> None:
    quiet_row = {"shape": "quiet", "active": None, "addressed": None, "participants": None,
                 "minutes": None}  # fmt: skip
    said = lines(told(cell(4, **quiet_row)), told(cell(2, **quiet_row)))
    assert said[1] == "要求比上周少了。"
    assert "这些群发言的人少，人数和占用的时间不说。" in said


@pytest.mark.parametrize("groups", [1, 12, 300])
@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_one_message_holds_the_digest_and_one_screen_the_answer(
    groups: int, language: object
) -> None:
    said = chat_text(eight(groups), wording=Wording(language.digest))  # type: ignore[attr-defined]
    assert len(said) < ONE_MESSAGE
    answer, lighter, *_ = said.split("\n\n")
    assert len(answer.splitlines()) <= 6
    if language is CHINESE:
        assert len(answer + lighter) < SCREEN
    assert "|" not in said


def test_the_first_screen_says_how_heavy_where_from_and_what_helps() -> None:
    answer, lighter, *_ = chat_text(FULL).split("\n\n")
    assert re.search("近 8 周的次数：([0-9]+、){7}[0-9]+。", answer)
    assert "占用大家的时间（估算）：约" in answer
    assert lighter.startswith("主要来自：")
    assert len(re.findall("^· ", lighter, re.MULTILINE)) == 3
    assert "依据：" in lighter


@pytest.mark.parametrize("name", ["应急、安保", "有依据", "误判", "暂停", "移除"])
def test_what_is_set_apart_has_a_line_of_its_own_every_week_zero_or_not(name: str) -> None:
    for weeks in (FULL, STATES["first week"], history(told(cell(2, documented=0)))):
        assert re.search(rf"^· {name} [0-9]+ [条天]$", chat_text(weeks), re.MULTILINE)


def test_every_lighter_way_names_a_document_and_quotes_none() -> None:
    for texts in (CHINESE, ENGLISH):
        for way, document in texts.digest.lighter.values():
            assert re.search("202[34]", document)
            assert set(re.findall("“([^”]*)”", way)) <= {"收到", "received"}


def test_no_time_at_all_is_a_plain_zero_and_estimates_keep_two_digits() -> None:
    words = Wording(CHINESE.digest)
    assert words.hours(Minutes(0, 0, 0)) == words.hours_range(Minutes(0, 0, 0)) == "0"
    assert words.hours(Minutes(92_413, 180_912, 515_480)) == "约 3000 小时（1500–8600）"


def slots(weeks: History) -> str:
    return page(weeks).split("</style>")[1]


def test_the_page_tells_of_groups_that_need_care_as_numbers() -> None:
    html = slots(history(told(cell(3), care=Care(overdue=2, silent=1, overlapping=4, ownerless=3))))
    for name, count in (("到期没解散的临时群", 2), ("60 天没人说话的群", 1),
                        ("人员大部分重合的群", 4), ("没有群主的群", 3)):  # fmt: skip
        assert f"<dt>{name}</dt><dd>{count} 个</dd>" in html


def test_the_page_tells_corrections_downtime_and_what_left() -> None:
    row = cell(3, late_misjudged=2, late_documented=1)
    html = slots(history(told(row, down_days=1, left_groups=3)))
    for fact in ("上周更正：误判</dt><dd>2 条", "上周更正：有依据</dt><dd>1 条",
                 "机器停了</dt><dd>1 天", "移出机器人的群</dt><dd>3 个"):  # fmt: skip
        assert fact in html


def test_a_rows_note_tells_its_load_and_follows_it_only_where_it_is_large() -> None:
    def note(active: Band) -> str:
        return slots(history(*[
            told(cell(count, "A", group_id="g", active=active, windows=[1, 2, 3, 0]))
            for count in (5, 3)
        ]))  # fmt: skip

    large = note(Band(13, 17))
    assert "平均每天 0.4 次，下班后 100%；要在一小时内回的 2 次，当天回的 3 次" in large
    assert "打卡类、留痕类、转发点赞类、推广类、填报类、考核类少了" in large
    assert "考核类少了" not in note(Band(8, 12))


def app(key: bytes, *names: str) -> Finding:
    return finding(key, (Label.FORCED_ADOPTION,), pushed=frozenset(names))


def test_what_is_pushed_is_counted_and_named_only_from_the_list_and_as_a_pattern() -> None:
    one = group("a", findings=[app(b"1", "学习强国", "其他应用"), app(b"2", "其他应用")])
    assert pushed([one]) == Pushed(2, ())
    two = group("b", findings=[app(b"3", "学习强国", "其他应用")])
    assert pushed([one, two]) == Pushed(2, ("学习强国",))
    thrice = group("a", findings=[app(b"%d" % n, "学习强国") for n in range(3)])
    assert pushed([thrice]) == Pushed(1, ("学习强国",))
    marked = group("a", findings=[replace(app(b"1", "学习强国"), verdict="misjudged")])
    assert pushed([marked]) == Pushed(0, ())


def test_what_a_group_in_no_row_pushes_is_told_nowhere() -> None:
    hidden = group("b", 2, [app(b"%d" % n, "学习强国") for n in range(9)], members=3)
    assert published([group("a"), hidden]).pushed == Pushed()


def test_what_is_pushed_stands_in_text_and_page() -> None:
    weeks = history(told(cell(3), pushed=Pushed(3, ("学习强国",))))
    assert "要人安装、关注或加入的，3 样，认得的有 学习强国。" in chat_text(weeks)
    assert "<dt>不同的有几样</dt><dd>3 样</dd>" in slots(weeks)
    assert "<dt>认得的</dt><dd>学习强国</dd>" in slots(weeks)


def test_a_named_thing_pushed_in_two_classes_counts_once() -> None:
    first, second = Pushed(2, ("学习强国",)), Pushed(1, ("学习强国",))
    both = Told(WEEK, (told(pushed=first), told(pushed=second)))
    assert both.pushed == Pushed(2, ("学习强国",))


def trusted(found: int, messages: int, known: Reliability | None) -> tuple[float, float] | None:
    row = cell(found, messages=messages, documented=0, misjudged=0)
    return precision(eight_weeks(history(told(row, reliability=known)))[-1])


def test_trust_falls_with_the_share_of_demands_and_is_told_as_a_range() -> None:
    known = Reliability(0.86, 0.002, 0.035)
    often, seldom = trusted(200, 1000, known), trusted(20, 1000, known)
    assert often
    assert seldom
    assert 0 <= seldom[0] < seldom[1] < often[1] <= 1
    assert often[0] > seldom[0]


@pytest.mark.parametrize("case", [(0, 1000), (2, 1000), (5, 0)])
def test_where_nothing_can_be_said_of_trust_nothing_is(case: tuple[int, int]) -> None:
    assert trusted(*case, Reliability(0.86, 0.002, 0.035)) is None
    assert trusted(*case, None) is None


def test_a_model_that_was_never_measured_is_said_to_be_unknown() -> None:
    assert CHINESE.digest.trust_unknown in slots(history(told(cell(3))))


def test_a_body_frozen_before_these_slots_existed_is_still_read() -> None:
    now = published([group(findings=[finding(b"1")])])
    old = re.sub('"(care|pushed)":{[^}]*},|"(k|left_groups|down_days|reliability)":[^,]*,', "",
                 now.to_json())  # fmt: skip
    assert "care" not in old
    assert Published.from_json(old) == now


def test_a_digest_says_how_strict_it_was() -> None:
    stricter = anonymise(
        WEEK, [group()], None, k=7, epsilon=1.0, noise=lambda counts, _: list(counts),
        rng=random.Random(1), model="test",
    )  # fmt: skip
    assert stricter.k == 7
