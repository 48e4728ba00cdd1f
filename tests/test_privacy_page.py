"""docs/privacy.md, /privacy and the notice say what the code does, in both languages alike."""

import re
from pathlib import Path

import pytest

from bot.close import PUBLISHED_WEEKS, RECEIPT_WEEKS
from bot.config import Config
from bot.donating import FEWEST_AUTHORS, FEWEST_GROUPS, FEWEST_SAMPLES, KEPT, MOST_A_WEEK, Donations
from bot.filing import MOST_A_DAY
from bot.handlers.donating import LONGEST
from bot.privacy.keys import KEY_BYTES, Keyring
from bot.privacy.release import POOLED_GROUPS
from bot.texts import CHINESE, ENGLISH
from bot.texts.group import NOTICE
from bot.wiping import WIPED_AFTER
from tests.test_store import KEPT as TABLES

PAGE = (Path(__file__).parent.parent / "docs" / "privacy.md").read_text("utf-8")
ZH, EN = PAGE.split("\n---\n")
HALVES = {"zh": ZH, "en": EN}
WIPED_HOURS = int(WIPED_AFTER.total_seconds() // 3600)


def shape(half: str) -> list[str]:
    """Headings, list items and table rows in order; what a reader would miss if one were short."""
    return re.findall(r"^(#+|- \*\*|- |\d+\. |\| `)", half, re.MULTILINE)


def tables(half: str) -> list[str]:
    rows = [line.split("|")[1] for line in half.splitlines() if line.startswith("| `")]
    return [name for row in rows for name in re.findall(r"`(\w+)`", row)]


def test_the_halves_have_the_same_headings_items_and_rows() -> None:
    assert shape(ZH) == shape(EN)


@pytest.mark.parametrize("half", HALVES)
def test_each_half_names_every_table_and_no_other(half: str) -> None:
    assert set(tables(HALVES[half])) == set(TABLES)


@pytest.mark.parametrize("half", HALVES)
def test_every_setting_that_is_named_exists(half: str) -> None:
    config = Config()
    named = set(re.findall(r"`((?:privacy|storage|telegram|week|log)\.\w+)`", HALVES[half]))
    assert named >= {"privacy.k", "privacy.epsilon", "storage.keys"}
    for name in named:
        section, field = name.split(".")
        assert field in type(getattr(config, section)).model_fields


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (f"| {PUBLISHED_WEEKS} 周 |", f"| {PUBLISHED_WEEKS} weeks |"),
        (f"| {RECEIPT_WEEKS} 周 |", f"| {RECEIPT_WEEKS} weeks |"),
        (f"其余 {WIPED_HOURS} 小时内删", f"the rest within {WIPED_HOURS} hours"),
        (f"{KEY_BYTES} 个随机字节", f"{KEY_BYTES} random bytes"),
        (f"{KEPT.days} 天到期", f"After {KEPT.days} days it goes"),
        (f"每人每周最多 {MOST_A_WEEK} 条", f"at most {MOST_A_WEEK} a person and week"),
        (f"{LONGEST} 字以上不收", f"none over {LONGEST} characters"),
        (f"要够 {FEWEST_SAMPLES} 条", f"needs {FEWEST_SAMPLES} samples"),
        (f"有 {FEWEST_GROUPS} 个群和 {FEWEST_AUTHORS} 个人",
         f"{FEWEST_GROUPS} groups and {FEWEST_AUTHORS} authors in one week"),
        (f"（默认 {Config().privacy.k}）", f"(default {Config().privacy.k})"),
        (f"`privacy.epsilon` 默认 {Config().privacy.epsilon:.0f}",
         f"`privacy.epsilon` {Config().privacy.epsilon:.0f}"),
    ],
)  # fmt: skip
def test_both_halves_state_the_numbers_of_the_code(zh: str, en: str) -> None:
    assert zh in ZH
    assert en in " ".join(EN.split())


def test_numbers_in_words_are_those_of_the_code(tmp_path: Path) -> None:
    assert (POOLED_GROUPS, MOST_A_DAY) == (3, 5)
    assert all(word in ZH for word in ("满三个", "一天超过五条", "每天留五条"))
    assert all(word in EN for word in ("if there are three", "more than five a day", "five kept"))
    path = Donations(tmp_path / "jianfu.db", Keyring(tmp_path)).path
    assert path.name.removeprefix("jianfu") in ZH
    assert path.name.removeprefix("jianfu") in EN


# What all places must say alike: (the page, /privacy, the notice or None).
FACTS = {
    "zh": (
        ("熟悉这个群的人，看得出周报里一行数字说的是哪个群、谁在发要求",) * 2 + (None,),
        ("能看到机器人收到的一切，包括举报",) * 2 + (None,),
        ("机器由你的上级管理时，请当作他看得见",) * 2 + (None,),
        ("原文**：从不留", "不留什么：任何原文", "不存原文"),
        ("关账时销毁", "关账时销毁密钥", "每周关账就销毁"),
        ("唯一的例外", "只有一样例外", None),
        ("90 天到期", "90 天内删", None),
        ("| 56 周 |", "周报留 56 周", None),
        ("重启就忘", "重启就忘", None),
        ("掺着假行", "掺了假行", None),
        ("举报的那条当场删", "举报的那条当场删", None),
        ("几个月后会被猜中", "几个月后仍可能被猜中", None),
        ("用完请点“清空”", "用完请点“清空”", None),
        ("本周的举报随之消失", None, "本周的记录随即清除"),
        ("只在私聊里", None, "到私聊里说"),
    ),
    "en": (
        ("Who knows the group can tell which group a row",) * 2 + (None,),
        ("Who runs this machine can see all that the bot receives, reports included",) * 2
        + (None,),
        ("act as if they saw it",) * 2 + (None,),
        ("**Text**: never", "Not kept: any text", None),
        ("destroyed at the close", "at the weekly close the keys are destroyed", None),
        ("The one exception", "One exception", None),
        ("After 90 days it goes", "up to 90 days", None),
        ("| 56 weeks |", "kept 56 weeks", None),
        ("a restart forgets it", "a restart forgets it", None),
        ("among decoys", "among decoys", None),
        ("reported one is deleted at once", "reported message is deleted at once", None),
        ("will be guessed after some months", "may still be guessed after some months", None),
        ("Press “Clear” when done", "press Clear when done", None),
    ),
}


@pytest.mark.parametrize("language", FACTS)
def test_page_command_and_notice_say_the_same(language: str) -> None:
    page = " ".join(HALVES[language].split())
    command = " ".join({"zh": CHINESE, "en": ENGLISH}[language].privacy.split())
    for in_page, in_command, in_notice in FACTS[language]:
        assert in_page in page
        assert (in_command or "") in command, in_command
        assert (in_notice or "") in NOTICE, in_notice
