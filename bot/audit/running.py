"""One audit, from the files on the command line to the folder of results."""

from collections.abc import Sequence
from pathlib import Path

from bot.audit import files
from bot.audit.chat import ChatAudit
from bot.audit.mapping import Setup, audit_chats, new_root
from bot.audit.summary import summarise
from bot.close import Policy
from bot.config import Config
from bot.exports import Survey, survey
from bot.week import Calendar
from classifier import Classifier


def audit(
    exports: Sequence[Path], out: Path, config: Config, model: Path, *, jobs: int, with_ids: bool
) -> str:
    """Audit exports into `out`; returns what to tell the user. Raises JianfuError in one line."""
    surveyed = survey(exports)
    card = Classifier.load(model).card
    policy = Policy(
        config.privacy.k, config.privacy.epsilon, f"{card['spec_version']}-{card['corpus']}"
    )
    calendar = Calendar(config.week.timezone, config.week.digest_at)
    audits = audit_chats(surveyed.chats, Setup(model, calendar, new_root()), jobs)
    summary = summarise(audits, policy, config.week.timezone)
    files.write(out, summary, audits, k=policy.k, with_ids=with_ids)
    return _said(surveyed, audits, out)


def _said(surveyed: Survey, audits: Sequence[ChatAudit], out: Path) -> str:
    messages = sum(audit.messages for audit in audits)
    demands = sum(len(audit.demands) for audit in audits)
    lines = [f"看了 {len(audits)} 个群 {messages} 条消息，认出 {demands} 条要求。"]
    if surveyed.skipped:
        lines.append(f"跳过 {surveyed.skipped} 个私聊或频道：只看群。")
    return "\n".join([*lines, f"报告：{out / files.REPORT}"])
