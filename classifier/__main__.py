"""`python -m classifier corpus-check`: is the corpus fit to train on?"""

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


if __name__ == "__main__":
    main()
