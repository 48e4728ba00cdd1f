"""Documents are checked against the code where they name a command, a file, a library."""

import re
from pathlib import Path

import click

from bot.cli import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


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
