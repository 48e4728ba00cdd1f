"""The page in a browser: nothing for axe to object to, no sideways scrolling, two sheets of A4."""

from pathlib import Path

import pytest

from bot.digest.history import History
from bot.digest.page import page
from bot.digest.words import IN_CHINESE, Wording
from bot.texts import ENGLISH
from tests.browser import CHROMIUM, looked_at, sheets
from tests.test_digest_page import STATES
from tests.weeks import eight

pytestmark = pytest.mark.skipif(
    not CHROMIUM, reason="没有 Chromium，网页没有在浏览器里看过（docs/dependencies.md 说怎么装）"
)
IN_ENGLISH = Wording(ENGLISH.digest)
SMALL = ("first week", "quiet week", "too few people", "acts without people", "several classes")
WEEKS: dict[str, History] = {
    **{name.replace(" ", "-"): STATES[name] for name in SMALL},
    **{f"groups-{groups}": eight(groups) for groups in (1, 12, 300)},
    "busy": eight(4, demands=20),
}
# Rows are all alike: axe sees a dozen of them, and three hundred only have to fit.
PAGES = {name: page(weeks) for name, weeks in WEEKS.items() if name != "groups-300"}
PAGES |= {"busy-en": page(WEEKS["busy"], wording=IN_ENGLISH)}


@pytest.mark.parametrize(("width", "dark"), [(390, True), (1280, False)], ids=["phone", "desk"])
def test_every_state_can_be_read_by_everybody(tmp_path: Path, width: int, dark: bool) -> None:
    found = looked_at(PAGES, tmp_path, width=width, dark=dark)
    assert found.keys() == PAGES.keys()
    assert {name: said["violations"] for name, said in found.items() if said["violations"]} == {}
    assert {name: said["wide"] for name, said in found.items() if said["wide"] > 0} == {}
    assert min(said["passed"] for said in found.values()) > 20


def test_axe_does_object_where_there_is_something(tmp_path: Path) -> None:
    """Without a language, with grey on grey and a table without heads."""
    html = PAGES["groups-1"].replace('<html lang="zh">', "<html>")
    html = html.replace("--ink: #1b1f24", "--ink: #dddddd").replace('scope="col"', "")
    (found,) = looked_at({"bad": html}, tmp_path, width=390, dark=False).values()
    broken = {each.split(":")[0] for each in found["violations"]}
    assert {"html-has-lang", "color-contrast"} <= broken


@pytest.mark.parametrize("wording", [IN_CHINESE, IN_ENGLISH], ids=["zh", "en"])
def test_three_hundred_groups_fit_a_phone(tmp_path: Path, wording: Wording) -> None:
    html = page(WEEKS["groups-300"], wording=wording)
    head, rows = html.split('<section id="rows"')
    short = "".join([head, '<section id="rows"', rows[:20_000].rpartition("<tbody>")[0],
                     "</table></details></section></main></body></html>"])  # fmt: skip
    (found,) = looked_at({"many": short}, tmp_path, width=390, dark=False).values()
    assert found["wide"] <= 0


def test_a_wide_table_would_be_noticed(tmp_path: Path) -> None:
    html = PAGES["groups-1"].replace("</main>", '<p style="width:500px">宽</p></main>')
    (found,) = looked_at({"wide": html}, tmp_path, width=390, dark=False).values()
    assert found["wide"] > 0


@pytest.mark.parametrize(("name", "wording"), [
    ("first-week", IN_CHINESE), ("groups-12", IN_CHINESE), ("busy", IN_CHINESE),
    ("busy", IN_ENGLISH), ("groups-300", IN_ENGLISH),
], ids=["first-week", "groups-12", "busy", "busy-en", "groups-300-en"])  # fmt: skip
def test_the_page_prints_on_two_sheets(tmp_path: Path, name: str, wording: Wording) -> None:
    assert sheets(page(WEEKS[name], wording=wording), tmp_path) <= 2
