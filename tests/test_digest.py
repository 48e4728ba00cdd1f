"""From exact rows to what a supervisor reads."""

import random
from collections import Counter
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.digest.aggregate import repeated_demands, tally
from bot.digest.anonymise import anonymise, classes, code, two_digits
from bot.digest.burden import Cost, cost, minutes
from bot.digest.contents import CATEGORIES, VERDICTS, CellFigures, Published, totals
from bot.digest.text import chat_text
from bot.digest.words import people, reports
from bot.privacy import pseudonyms
from bot.privacy.keys import KEY_BYTES, Key
from bot.privacy.release import Band
from bot.records import ChainRow, Finding, GroupWeek, Watched
from classifier import LABELS, Label
from tests.rows import WEEK, finding

SUPERVISORS = (7,)
NO_REPORTS = Counter(dict.fromkeys([*map(str, CATEGORIES), *VERDICTS], 0))


def no_noise(counts: Sequence[int], _epsilon: float) -> list[int]:
    return list(counts)


def group(
    name: str = "a", people: int = 8, findings: Sequence[Finding] = (), *,
    chains: Sequence[ChainRow] = (), first: int = 0, members: int = 12, whole: bool = True,
    supervisors: tuple[int, ...] = SUPERVISORS,
) -> GroupWeek:  # fmt: skip
    watched = Watched(name, supervisors, whole, 0, 0, 0, members)
    who = frozenset(b"%d" % n for n in range(first, first + people))
    return GroupWeek(watched, 1347, 10, tuple(findings), tuple(chains), who, 1)


def published(groups: Sequence[GroupWeek], counts: Counter[str] | None = None) -> Published:
    return anonymise(
        WEEK, groups, counts if counts is not None else NO_REPORTS, k=5, epsilon=1.0,
        noise=no_noise, rng=random.Random(3), model="test",
    )  # fmt: skip


def demands(count: int, labels: tuple[Label, ...] = (Label.ROLL_CALL,)) -> list[Finding]:
    return [finding(b"%d" % n, labels) for n in range(count)]


def only(groups: Sequence[GroupWeek]) -> CellFigures:
    (cell,) = published(groups).cells
    return cell


def test_classes_are_groups_with_the_same_supervisors() -> None:
    found = classes([
        group("a", supervisors=(1, 2)), group("b", supervisors=(1,)),
        group("c", supervisors=(1, 2)), group("d", supervisors=()),
    ])  # fmt: skip
    assert [(s, [g.watched.group for g in members]) for s, members in found] == [
        ((1,), ["b"]), ((1, 2), ["a", "c"]),
    ]  # fmt: skip


def test_marked_findings_stand_on_their_own_lines_only() -> None:
    rows = [
        finding(b"1"), finding(b"2", verdict="misjudged"), finding(b"3", verdict="documented"),
    ]  # fmt: skip
    cell = only([group(findings=rows)])
    assert (cell.demands, cell.misjudged, cell.documented) == (1, 1, 1)
    assert cell.labels[Label.ROLL_CALL] == 1


def test_published_has_every_slot_every_week() -> None:
    quiet, busy = only([group()]), only([group(findings=demands(3, tuple(LABELS)))])
    assert set(quiet.labels) == set(busy.labels) == set(LABELS)
    assert set(quiet.categories) == set(busy.categories) == set(map(str, CATEGORIES[:-1]))


def test_published_is_read_back_as_it_was_frozen() -> None:
    body = published([group(findings=demands(3)), group("b", 2, members=30)])
    assert Published.from_json(body.to_json()) == body
    assert Published.from_json(body.to_json()).to_json() == body.to_json()


def test_a_quiet_group_shows_acts_and_no_people() -> None:
    cell = only([group(people=2, members=20, findings=demands(2))])
    assert (cell.shape, cell.demands) == ("quiet", 2)
    assert (cell.active, cell.addressed, cell.participants, cell.minutes) == (None,) * 4


def test_groups_in_no_row_enter_no_figure_and_are_named_as_a_number() -> None:
    body = published([group(findings=demands(1)), group("b", 2, demands(9), members=3)])
    assert body.unpublished_groups == 1
    assert totals(body.cells).demands == 1


@given(st.permutations(range(8)))
def test_relabelling_people_changes_nothing(order: list[int]) -> None:
    plain = group(findings=demands(2))
    renamed = GroupWeek(
        plain.watched, plain.messages, plain.off_hours, plain.findings, plain.chains,
        frozenset(b"x%d" % n for n in order), plain.emergencies,
    )  # fmt: skip
    assert published([plain]).to_json() == published([renamed]).to_json()


def test_reports_of_a_small_class_are_left_out() -> None:
    counts = NO_REPORTS + Counter({"打卡类": 9})
    counts.update(dict.fromkeys(NO_REPORTS, 0))
    assert published([group(people=19)], counts).reports is None
    enough = published([group(people=20)], counts).reports
    assert enough is not None
    assert enough["打卡类"] == 9


def test_codes_are_letters_and_go_on_after_z() -> None:
    names = [code(n) for n in range(60)]
    assert names[:3] == ["A", "B", "C"]
    assert len(set(names)) == 60


def test_messages_are_told_to_two_digits() -> None:
    assert [two_digits(n) for n in (0, 7, 99, 1347, 98765)] == [0, 7, 99, 1300, 99000]


def test_several_labels_cost_the_dearest_plus_a_screenshot_never_the_sum() -> None:
    assert cost([Label.FORCED_FORWARD, Label.TRACE_PROOF]) == Cost(5, 6, 8)
    assert cost([Label.TRACE_PROOF]) == Cost(5, 10, 20)
    assert cost([Label.ROLL_CALL, Label.DUPLICATE_REPORTING]) == Cost(10, 17, 60)
    assert cost([Label.RANKING_PRESSURE]) == Cost(0, 0, 0)


def test_minutes_take_the_low_end_from_the_low_end_and_the_high_from_the_high() -> None:
    spent = minutes(Cost(1, 3, 12), Band(8, 12))
    assert (spent.low, spent.mid, spent.high) == (8, 30, 144)


def test_a_chain_that_shows_who_complied_replaces_the_number_addressed() -> None:
    (only_demand,) = demands(1)
    seen = ChainRow(b"c", "{}", True, only_demand.labels, 6, 6)
    exact = tally([group(findings=[only_demand], chains=[seen])], frozenset())
    assert (exact.shown, exact.assumed) == ({cost(only_demand.labels): 1}, {})
    free = ChainRow(b"c", "{}", False, (), 6, 6)
    exact = tally([group(findings=[only_demand], chains=[free])], frozenset())
    assert (exact.shown, exact.assumed) == ({}, {cost(only_demand.labels): 10})


def test_the_same_demand_in_two_groups_is_a_repeat_and_in_one_group_is_not() -> None:
    key = Key(b"1" * KEY_BYTES)
    mark = pseudonyms.fingerprint(key, "请各位今天下班前把文章转发到朋友圈并截图发群里")
    one = finding(b"1", fingerprint=mark)
    same = finding(b"2", fingerprint=mark)
    assert repeated_demands([group("a", findings=[one]), group("b", findings=[same])]) == {
        b"1", b"2",
    }  # fmt: skip
    assert repeated_demands([group("a", findings=[one, same])]) == frozenset()


def test_words_for_folded_counts() -> None:
    assert [people(band) for band in (None, Band(0, 4), Band(8, 12), Band(0, 0))] == [
        "—", "<5", "8–12", "0",
    ]  # fmt: skip
    assert [reports(n) for n in (-7, 0, 4, 5, 7, 8)] == ["<5", "<5", "<5", "5", "5", "10"]


def test_the_text_of_a_quiet_week_is_short_and_kind() -> None:
    said = chat_text([(WEEK, [published([group()])])])
    assert said.splitlines() == [
        "减负周报 11月16日至22日",
        "看了 1 个群约 1300 条消息，没有发现形式主义要求。谢谢。",
        "另外：应急、安保 1 条。",
    ]


def test_the_text_of_a_group_too_small_tells_no_figure_but_how_many_groups() -> None:
    said = chat_text([(WEEK, [published([group(people=3, members=4, findings=demands(4))])])])
    assert "1 个群发言的人太少" in said
    assert "4" not in said.replace("11月", "")


def test_the_text_compares_with_last_week_and_says_when_it_cannot_tell() -> None:
    now, before = published([group(findings=demands(3))]), published([group(findings=demands(5))])
    said = chat_text([(WEEK.plus(-1), [before]), (WEEK, [now])])
    assert "有 3 次形式主义要求，比上周少 2。" in said
    assert "和上周差不多，差别在误差内" in said


def test_the_text_never_ranks_and_asks_for_no_reply() -> None:
    said = chat_text([(WEEK, [published([group(findings=demands(3)), group("b", first=50)])])])
    assert "排名、" not in said.replace("不排名", "")
    assert "不用回复" in said
    assert "估算" in said


def test_marks_for_a_copy_and_for_a_running_week() -> None:
    body = [published([group(findings=demands(1))])]
    assert "（补发）" in chat_text([(WEEK, body)], again=True).splitlines()[0]
    assert "（未满一周）" in chat_text([(WEEK, body)], running=True).splitlines()[0]


def test_a_pattern_is_told_from_two_groups_or_three_times_on() -> None:
    twice_in_one = [group("a", findings=demands(2)), group("b", first=50)]
    assert published(twice_in_one).cases == ()
    (case,) = published([group("a", findings=demands(3))]).cases
    assert (case.times, case.groups, case.addressed) == (3, 1, Band(28, 32))
    both = published([group("a", findings=demands(1)), group("b", first=50, findings=demands(1))])
    assert [(case.times, case.groups) for case in both.cases] == [(2, 2)]


def test_a_pattern_of_a_group_in_no_row_is_not_told() -> None:
    assert published([group("a"), group("b", 2, demands(9), members=3)]).cases == ()


def test_a_group_in_no_row_makes_no_published_demand_a_repeat() -> None:
    mark = pseudonyms.fingerprint(
        Key(b"1" * KEY_BYTES), "请各位今天下班前把文章转发到朋友圈并截图发群里"
    )
    shown = group("a", findings=[finding(b"1", fingerprint=mark)])
    hidden = group("b", 2, [finding(b"2", fingerprint=mark)], members=3)
    assert only([shown, hidden]).repeated == 0
