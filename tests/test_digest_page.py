"""The page and the picture: the same slots every week, and nothing that Published does not hold."""

import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.digest.contents import CATEGORIES, VERDICTS, Case, CellFigures, Minutes, Published
from bot.digest.followup import followup
from bot.digest.headline import answer
from bot.digest.history import WEEKS, History, eight_weeks
from bot.digest.page import ROWS_OPEN, page
from bot.digest.picture import HEIGHT, WIDTH, picture
from bot.digest.words import IN_CHINESE
from bot.privacy.release import Band
from bot.texts import CHINESE
from classifier import LABELS, Category, Label, category_of
from tests.rows import WEEK

VOID = {"meta", "br", "hr", "img", "link", "input"}
REPORTS = dict.fromkeys([*map(str, CATEGORIES), *VERDICTS], 7)


class Reader(HTMLParser):
    """Checks that tags close in order; collects ids, headings, references and what is read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.labelled: list[str] = []
        self.slots: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "aria-labelledby":
                self.labelled.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        said = data.strip()
        if said and "style" not in self.open:
            self.words.append(said)
            rows_of_groups = self.ids[-1:] == ["rows-title"] and "tbody" in self.open
            if self.open[-1] in ("h2", "dt", "th", "caption") and not rows_of_groups:
                self.slots.append(said)


def cell(
    count: int = 0, code: str = "A", labels: Sequence[Label] = (), **more: object
) -> CellFigures:
    """A row in which every act happened `count` times."""
    counted = {str(label): count if not labels or label in labels else 0 for label in LABELS}
    categories = {str(category): 0 for category in CATEGORIES[:-1]}
    for label, times in counted.items():
        category = category_of(Label(label))
        categories[category] = max(categories[category], times)
    values: dict[str, object] = {
        "code": code, "shape": "own", "groups": 1, "messages": 1300, "demands": count,
        "labels": counted, "categories": categories, "off_hours": count, "pressure": count,
        "windows": [count, 0, 0, 0], "emergency": count, "documented": count, "misjudged": count,
        "chains": count, "free_chains": count, "repeated": count, "paused_days": 0,
        "removed_days": 0, "late": 0, "active": Band(8, 12), "addressed": Band(8, 12),
        "participants": Band(8, 12), "minutes": Minutes(count, 2 * count, 4 * count),
    }  # fmt: skip
    return CellFigures(**values | more)  # type: ignore[arg-type]


def told(*cells: CellFigures, **more: object) -> Published:
    values: dict[str, object] = {
        "week": str(WEEK), "cells": cells, "unpublished_groups": 0, "interrupted_groups": 0,
        "reports": REPORTS, "model": "2026-11",
    }  # fmt: skip
    return Published(**values | more)  # type: ignore[arg-type]


def history(*weeks: Published | None) -> History:
    """These weeks in a row, ending at WEEK; None is a week without a digest."""
    start = WEEK.plus(1 - len(weeks))
    return [(start.plus(i), [body]) for i, body in enumerate(weeks) if body is not None]


def many(groups: int, count: int = 3) -> Published:
    return told(*(cell(count + n % 3, f"X{n}", minutes=Minutes(200, 400, 900))
                  for n in range(groups)))  # fmt: skip


STATES: dict[str, History] = {
    "first week": history(told(cell(3))),
    "quiet week": history(told(cell(5)), told(cell(0))),
    "too few people": history(told(unpublished_groups=1, reports=None)),
    "acts without people": history(told(cell(
        2, shape="quiet", active=None, addressed=None, participants=None, minutes=None))),
    "gap week": history(told(cell(2)), None, told(cell(3))),
    "gap before this one": history(told(cell(2)), None, None, told(cell(3))),
    "several classes": [(WEEK, [told(cell(2)), told(cell(3), unpublished_groups=2)])],
    "1 group": history(*[many(1)] * 8),
    "12 groups": history(*[many(12)] * 8),
    "300 groups": history(*[many(300)] * 8),
}  # fmt: skip
PLAIN = Reader(page(STATES["1 group"]))


@pytest.mark.parametrize("name", STATES)
def test_every_state_has_the_same_slots(name: str) -> None:
    read = Reader(page(STATES[name]))
    assert read.ids == PLAIN.ids
    assert read.slots == PLAIN.slots


def test_ids_are_unique_and_every_section_has_its_heading() -> None:
    assert len(set(PLAIN.ids)) == len(PLAIN.ids)
    assert set(PLAIN.labelled) <= set(PLAIN.ids)
    assert page(STATES["1 group"]).count("<h1") == 1


@pytest.mark.parametrize("name", STATES)
def test_the_page_needs_no_network_and_no_script(name: str) -> None:
    html = page(STATES[name])
    assert not re.search(r"https?:|//|url\(|@import|<script|<img|<link|\bsrc=", html)


def test_all_ten_contents_are_there_each_week() -> None:
    for slot in ("八周走势", "按类别", "负担", "压力与重复", "推广对象", "典型情形", "群的管理",
                 "成员举报", "回头看", "单列", "可以这样轻一点", "怎么算的"):  # fmt: skip
        assert slot in PLAIN.slots


def test_nothing_is_a_ranking_and_no_reply_is_asked() -> None:
    said = "".join(PLAIN.words)
    assert "不用回复、不排名，也请不要用来考核谁" in said
    assert "估算" in said


def test_rows_stay_in_the_order_they_were_frozen_in_whatever_their_load() -> None:
    html = page(history(told(cell(1, "C"), cell(9, "A"), cell(5, "B"))))
    rows = html[html.index('id="rows"'):]  # fmt: skip
    assert re.findall(r'<th scope="row">(\w)</th>', rows) == ["C", "A", "B"]


def test_rows_of_several_classes_never_share_a_code() -> None:
    html = page(STATES["several classes"])
    assert '<th scope="row">1-A</th>' in html
    assert '<th scope="row">2-A</th>' in html


def test_typical_cases_fill_their_three_slots_as_facts_the_most_frequent_first() -> None:
    def case(times: int, **more: bool) -> Case:
        return Case(
            ("roll_call",), times, 2, Band(8, 12), **{"pressure": False, "off_hours": False} | more
        )

    def slots(*classes: tuple[Case, ...]) -> list[str]:
        bodies = [told(cell(9), cases=cases) for cases in classes]
        html = page([(WEEK, bodies)])
        return re.findall("<li>(.*)</li>", html[html.index("<ol>") : html.index("</ol>")])

    assert slots(()) == ["—", "—", "—"]
    assert slots((case(3, pressure=True),)) == [
        "本周在工作群里提出“打卡接龙” 3 次，有的带通报、扣分压力；出现在 2 个群，涉及 8–12 人次。"
        f"和上周比：—。依据：{CHINESE.digest.lighter[Category.CHECK_IN][1]}", "—", "—",
    ]  # fmt: skip
    several = slots((case(9), case(3)), (case(5, off_hours=True), case(4)))
    assert [re.findall("” ([0-9]) 次", said) for said in several] == [["9"], ["5"], ["4"]]
    assert "，有的在下班后；" in several[1]


def test_codes_and_model_names_are_escaped() -> None:
    html = page(history(told(cell(1, "<b>&"), model='"><script>')))
    assert "<b>&" not in html.replace("&lt;b&gt;&amp;", "")
    assert "<script" not in html


def test_rows_beyond_a_few_are_folded_away() -> None:
    assert "<details open>" in page(history(many(ROWS_OPEN)))
    assert "<details>" in page(history(many(ROWS_OPEN + 1)))


def test_marks_for_a_copy_and_for_a_running_week() -> None:
    assert "<h1>减负周报（补发） " in page(STATES["first week"], again=True)
    assert "<h1>减负周报（未满一周） " in page(STATES["first week"], running=True)


def test_too_few_people_shows_no_zero_where_nothing_is_known() -> None:
    html = page(STATES["too few people"])
    assert "0 次" not in html
    assert "0%</td>" not in html
    assert "1 个" in html


def test_a_quiet_row_shows_acts_and_a_dash_for_people() -> None:
    said = Reader(page(STATES["acts without people"])).words
    assert any(each.startswith("发言的人少，不说人数；") for each in said)
    assert said[said.index("涉及") + 1] == "—"
    assert said[said.index("形式主义要求") + 1] == "2 次"


def test_a_quiet_week_says_so_and_shows_zeros() -> None:
    said = Reader(page(STATES["quiet week"])).words
    assert "没有发现形式主义要求。谢谢。" in said
    assert "0 次" in said


def spent(low: int, mid: int, high: int) -> Published:
    return told(cell(4, minutes=Minutes(low, mid, high)))


def test_the_first_sentence_says_lighter_only_beyond_the_range() -> None:
    def said(before: Published, now: Published) -> str:
        return answer(IN_CHINESE, eight_weeks(history(before, now)))

    assert said(spent(50, 60, 70), spent(10, 20, 30)) == "比上周轻了。"
    assert said(spent(10, 20, 30), spent(50, 60, 70)) == "比上周重了。"
    assert "误差内" in said(spent(10, 20, 50), spent(50, 60, 70))


def test_eight_weeks_end_at_the_last_and_leave_gaps_empty() -> None:
    weeks = eight_weeks(STATES["gap week"])
    assert len(weeks) == WEEKS
    assert [bool(week.published) for week in weeks[-4:]] == [False, True, False, True]
    assert weeks[-1].week == WEEK
    assert len(eight_weeks(history(*[told(cell(1))] * 12))) == WEEKS


def became(*weeks: Published | None) -> dict[Category, str]:
    words = CHINESE.digest.became
    return {
        category: words[word] if word else "—"
        for category, word in followup(eight_weeks(history(*weeks)))
    }


@pytest.mark.parametrize(
    ("weeks", "word"),
    [
        ((told(cell(4)), told(cell(2))), "少了"),
        ((told(cell(4)), told(cell(0))), "这周没有了"),
        ((told(cell(4)), told(cell(0)), told(cell(2))), "又有了"),
        ((told(cell(0)), told(cell(2))), "新出现"),
        ((told(cell(2)), told(cell(3))), "多了"),
        ((told(cell(2)), told(cell(2))), "没变"),
        ((told(cell(0)), told(cell(0))), "没有"),
        ((told(cell(2)), None, told(cell(2))), "—"),
        ((told(cell(2)),), "—"),
    ],
)
def test_follow_up_words(weeks: tuple[Published | None, ...], word: str) -> None:
    assert became(*weeks)[Category.CHECK_IN] == word


def test_one_kind_for_another_in_the_same_category_may_be_a_change_of_form() -> None:
    words = became(
        told(cell(3, labels=[Label.ROLL_CALL])), told(cell(3, labels=[Label.USAGE_QUOTA]))
    )
    assert words[Category.CHECK_IN] == "可能换了形式"
    assert words[Category.TRACE] == "没有"


counts = st.integers(0, 400)
bands = st.none() | st.tuples(counts, counts).map(lambda ends: Band(min(ends), max(ends)))
spans = st.tuples(counts, counts, counts).map(lambda ends: Minutes(*sorted(ends)))
rows = st.builds(
    cell, counts, st.text(max_size=3), active=bands, addressed=bands, participants=bands,
    minutes=st.none() | spans, group_id=st.text(max_size=4),
    shape=st.sampled_from(["own", "quiet", "pool"]),
)  # fmt: skip
bodies = st.builds(
    lambda cells, reports, left_out: told(*cells, reports=reports, unpublished_groups=left_out),
    st.lists(rows, max_size=4), st.none() | st.just(REPORTS), counts,
)  # fmt: skip
histories = st.lists(st.none() | bodies, max_size=7).flatmap(
    lambda past: bodies.map(lambda now: history(*past, now))
)


def renamed(body: Published) -> Published:
    cells = tuple(replace(row, group_id=row.group_id and f"r{row.group_id}") for row in body.cells)
    return Published.from_json(replace(body, cells=cells).to_json())


def stored(weeks: History) -> History:
    return [(week, [renamed(body) for body in published]) for week, published in weeks]


@given(histories)
@settings(max_examples=40, deadline=None)
def test_renaming_groups_alike_in_all_weeks_changes_no_byte(weeks: History) -> None:
    html = page(weeks)
    assert html == page(stored(weeks))
    assert Reader(html).ids == PLAIN.ids


@given(histories)
@settings(max_examples=5, deadline=None)
def test_picture_depends_on_what_is_published_and_never_on_own_ids(weeks: History) -> None:
    assert picture(weeks) == picture(stored(weeks))


@pytest.mark.parametrize("name", STATES)
def test_the_picture_fits_its_frame(name: str) -> None:
    image = Image.open(BytesIO(picture(STATES[name])))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    edge = image.convert("RGB").crop((WIDTH - 12, 0, WIDTH, HEIGHT))
    assert edge.getcolors() == [(12 * HEIGHT, (255,) * 3)]


def test_the_picture_changes_with_the_week() -> None:
    assert picture(history(told(cell(3)))) != picture(history(told(cell(4))))
