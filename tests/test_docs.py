"""Documents are checked against the code where they name a table, a setting, a period, a file."""

import re
from pathlib import Path

import click

from bot.cli import cli
from bot.close import PUBLISHED_WEEKS, RECEIPT_WEEKS
from bot.privacy.release import POOLED_GROUPS
from bot.wiping import WIPED_AFTER
from tests.test_store import KEPT

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
PRIVACY = (ROOT / "docs" / "privacy.md").read_text()


def test_privacy_names_every_table_and_no_other() -> None:
    rows = [line for line in PRIVACY.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert named == set(KEPT)


def test_privacy_states_the_periods_of_the_code() -> None:
    assert f"| {PUBLISHED_WEEKS} 周 |" in PRIVACY
    assert f"| {RECEIPT_WEEKS} 周 |" in PRIVACY
    assert f"其余 {int(WIPED_AFTER.total_seconds() // 3600)} 小时后删" in PRIVACY
    assert POOLED_GROUPS == 3
    assert "满三个" in PRIVACY


def test_notice_privacy_command_and_document_open_with_the_same_two_sentences() -> None:
    from bot.texts import CHINESE

    for sentence in (
        "熟悉这个群的人，看得出周报里一行数字说的是哪个群、谁在发要求",
        "能看到机器人收到的一切，包括举报",
    ):
        assert sentence in CHINESE.privacy
        assert sentence in PRIVACY


def test_the_readme_is_short_and_names_every_command() -> None:
    assert len(README.splitlines()) <= 150
    assert isinstance(cli, click.Group)
    for name in cli.commands:
        assert f"jianfu {name}" in README


def test_every_file_a_document_links_to_exists() -> None:
    for document in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)\)", document.read_text()):
            if not target.startswith("http"):
                assert (document.parent / target).exists(), (document.name, target)


def test_every_path_of_the_code_map_exists() -> None:
    for path in re.findall(r"`((?:bot|classifier)/[\w/.]*)`", README):
        assert (ROOT / path).exists(), path


def test_every_dependency_is_explained() -> None:
    project = (ROOT / "pyproject.toml").read_text()
    listed = re.search(r"dependencies = \[\n(.*?)\n\]", project, re.DOTALL)
    assert listed is not None
    explained = (ROOT / "docs" / "dependencies.md").read_text()
    for name in re.findall(r'"([a-z-]+)', listed.group(1)):
        assert name in explained, name
