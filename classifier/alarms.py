"""How often the model sees a demand in lines of which none is one."""

from collections.abc import Sequence
from pathlib import Path

from classifier.model import Classifier


def alarms_command(artefact: Path, file: Path) -> str:
    """Count the alarms on a text file, one message a line, even and odd lines apart.

    Lines are numbered from 0. Where even lines chose something, only the odd ones can be quoted.
    """
    classifier = Classifier.load(artefact)
    lines = file.read_text(encoding="utf-8").splitlines()
    parts = {"偶数行（从 0 数）": lines[::2], "奇数行": lines[1::2]}
    return "\n".join(f"{name} {_counted(classifier, part)}" for name, part in parts.items())


def _counted(classifier: Classifier, texts: Sequence[str]) -> str:
    alarms = sum(bool(verdict.labels) for verdict in classifier.judge(texts))
    return f"{len(texts)} 条，误报 {alarms} 条，{alarms / max(1, len(texts)):.2%}"
