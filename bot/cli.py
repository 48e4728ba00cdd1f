"""The `jianfu` command. Heavy modules are imported where they are used: start-up counts."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import click

from bot import log
from bot.errors import JianfuError
from classifier.errors import ClassifierError

USER_MISTAKE, BUG = 1, 3

config_option = click.option(
    "--config", "config_file", type=click.Path(path_type=Path), help="设置文件，默认 config.toml。"
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="jianfu")
def cli() -> None:
    """减负：看见工作群里的形式主义要求，每周告诉主管一次，不点任何人的名。"""


@cli.command()
@config_option
def run(config_file: Path | None) -> None:
    """运行机器人；没有令牌时，在内置的本地 Telegram 上演示一周。"""
    from bot import app, config, hardening, serving

    settings = config.load(config_file)
    if settings.telegram.token:
        log.start(settings.log.level)
        hardening.close_off()
        asyncio.run(serving.serve(app.services(settings)))
    else:
        from bot.sample.week import demonstrate

        log.start("ERROR")
        asyncio.run(demonstrate(settings, Path("out"), say=click.echo))


@cli.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--no-why", is_flag=True, help="不说理由，更快。")
@click.pass_context
def classify(context: click.Context, file: Any, no_why: bool) -> None:
    """逐行判断消息：JSONL（每行有 text）或纯文本，输出 JSONL。"""
    from bot.app import MODEL
    from bot.classify import verdicts
    from classifier import Classifier

    failed = False
    for line, ok in verdicts(file, Classifier.load(MODEL), why=not no_why):
        click.echo(line)
        failed = failed or not ok
    context.exit(USER_MISTAKE if failed else 0)


@cli.command()
def train() -> None:
    """用语料训练，得到要用的模型。"""
    from bot.app import MODEL
    from classifier.commands import train_command

    click.echo(train_command(out_dir=MODEL))


@cli.command()
@click.option("--data", type=click.Path(path_type=Path), help="带标签的 JSONL；不写则用把关集。")
def evaluate(data: Path | None) -> None:
    """评测模型，写出 docs/model.md（用 --data 时只打印）。"""
    from bot.app import MODEL
    from classifier.commands import evaluate_command

    page = None if data else Path("docs/model.md")
    click.echo(evaluate_command(MODEL, data, page))


@cli.command()
@config_option
@click.argument(
    "exports", metavar="EXPORT...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="结果放进这个文件夹。")
@click.option("--jobs", type=click.IntRange(min=1), default=1, help="同时用几个进程，默认 1。")
@click.option("--with-ids", is_flag=True, help="工作底稿里写原始编号和确切人数，只供自己核对。")
def audit(
    config_file: Path | None, exports: tuple[Path, ...], out: Path, jobs: int, with_ids: bool
) -> None:
    """审计 Telegram Desktop 导出的聊天记录（result.json），写出报告和工作底稿。"""
    from bot import config
    from bot.app import MODEL
    from bot.audit.running import audit as run_audit

    settings = config.load(config_file)
    click.echo(run_audit(exports, out, settings, MODEL, jobs=jobs, with_ids=with_ids))


@cli.command()
@config_option
@click.option("--week", help="哪一周，例如 2026-W47；不写则是最近关账的一周。")
@click.option("--supervisor", type=int, help="哪位主管（会话号）；不写则是全部群。")
@click.option("--preview", "how", flag_value="preview", help="只打印。")
@click.option("--send", "how", flag_value="send", help="再发一次，标明补发。")
def digest(
    config_file: Path | None, week: str | None, supervisor: int | None, how: str | None
) -> None:
    """看或重发一期周报；--preview 也能看没满的这一周。"""
    from bot import again, app, config

    if how is None:
        raise click.UsageError("要写 --preview 或 --send")
    settings = config.load(config_file)
    log.start(settings.log.level)
    built = app.services(settings)
    if how == "preview":
        click.echo(again.preview(built, week, supervisor))
    else:
        click.echo(asyncio.run(again.send(built, week, supervisor)))


@cli.command()
@config_option
@click.pass_context
def check(context: click.Context, config_file: Path | None) -> None:
    """体检：一行一个发现，附带怎么改。"""
    from bot import config
    from bot.doctor import examine

    settings = config.load(config_file)
    log.start("ERROR")
    findings = asyncio.run(examine(settings))
    for finding in findings:
        click.echo(finding.line)
    context.exit(USER_MISTAKE if any(finding.bad for finding in findings) else 0)


@cli.command()
@config_option
@click.option("--group", help="群的编号（jianfu check 会列出）。")
@click.option("--all", "everything", is_flag=True, help="全部清空。")
def forget(config_file: Path | None, group: str | None, everything: bool) -> None:
    """清除一个群或全部的记录和密钥；不能恢复。"""
    from bot import config, erasing

    if bool(group) == everything:
        raise click.UsageError("要写 --group 编号 或 --all，二选一")
    click.echo(erasing.forget(config.load(config_file), group))


@cli.command()
@config_option
@click.argument("file", type=click.Path(path_type=Path))
def backup(config_file: Path | None, file: Path) -> None:
    """在线备份登记和已发布的周报；不含当周记录和密钥。"""
    from bot import config
    from bot.store import Store

    if file.exists():
        raise JianfuError(f"{file} 已经存在；换一个文件名")
    store = Store.open(config.load(config_file).storage.path)
    store.backup(file)
    store.close()
    click.echo(f"已备份到 {file}")


def main() -> None:
    """Entry point: 0 done, 1 a problem the user can mend, 2 wrong usage, 3 a bug."""
    try:
        cli()
    except (JianfuError, ClassifierError) as error:
        click.echo(f"jianfu：{error}", err=True)
        sys.exit(USER_MISTAKE)
    except Exception as error:
        # The message of a foreign exception may hold text or ids: type and place only.
        said = f"jianfu：内部错误 {type(error).__name__}，在 {log.place(error)}；请报告这一行"
        click.echo(said, err=True)
        sys.exit(BUG)
