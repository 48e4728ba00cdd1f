"""`python -m classifier`: checks of corpus and model, logged looks at the blind sets."""

import subprocess
from pathlib import Path

import click

from classifier.corpus import DATA_DIR
from classifier.errors import ClassifierError


@click.group()
def main() -> None:
    """语料与模型的检查。"""


@main.command("corpus-check")
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=DATA_DIR,
    help="语料目录，默认是随程序带的语料。",
)
def corpus_check(data: Path) -> None:
    """查雷同、查各部分之间的泄漏、数标签；有问题时退出码为 1。"""
    from classifier.corpus_check import check_corpus, to_text

    try:
        report = check_corpus(data)
    except ClassifierError as error:
        raise click.ClickException(str(error)) from error
    click.echo(to_text(report))
    if report.problems:
        raise SystemExit(1)


@main.command("blind")
@click.option("--log", type=click.Path(path_type=Path), default=Path("docs/blind-log.md"))
def blind(log: Path) -> None:
    """在盲测集上报一次数，并在盲测记录里追加一行。"""
    from classifier.blind import blind_command
    from classifier.commands import ARTEFACT_DIR

    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    try:
        click.echo(blind_command(ARTEFACT_DIR, log, commit))
    except ClassifierError as error:
        raise click.ClickException(str(error)) from error


@main.command("alarms")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def alarms(file: Path) -> None:
    """在一份没有要求的话（一行一条）上数误报，偶数行、奇数行分开数。"""
    from classifier.alarms import alarms_command
    from classifier.commands import ARTEFACT_DIR

    try:
        click.echo(alarms_command(ARTEFACT_DIR, file))
    except ClassifierError as error:
        raise click.ClickException(str(error)) from error


@main.command("compare")
@click.argument("page", type=click.Path(path_type=Path), default=Path("docs/compared.md"))
def compare_command(page: Path) -> None:
    """和别的做法比，少一样比，少几位语者比；写出一页。"""
    from classifier.comparing import Corpus, compare
    from classifier.corpus import load_split

    try:
        text = compare(Corpus(*map(load_split, ("train", "validation", "gate"))))
    except ClassifierError as error:
        raise click.ClickException(str(error)) from error
    page.write_text(text, encoding="utf-8")
    click.echo(text)


@main.command("conversations")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--model", is_flag=True, help="标签由模型判，不用对话里写好的。")
@click.option("--silences", is_flag=True, help="各种安静多久算完，逐一试过。")
def conversations(files: tuple[Path, ...], *, model: bool, silences: bool) -> None:
    """在写好的对话上看接龙和刷屏找得准不准。"""
    from classifier.conversations import conversations_command
    from classifier.silences import silences_command

    try:
        click.echo(
            silences_command(files) if silences else conversations_command(files, model=model)
        )
    except ClassifierError as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
