"""The blind set: only ever used to report figures, and every look at it is written down."""

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from classifier.corpus import DATA_DIR, DEMANDS, Example, Kind, read_jsonl
from classifier.errors import CorpusError
from classifier.evaluate import Report, evaluate
from classifier.model import Classifier

FOLDER = DATA_DIR / "blind"
ORDINARY_FOLDERS = (DATA_DIR / "blind-ordinary", DATA_DIR / "blind-ordinary-two")
COLUMNS = (
    "提交",
    "宏平均 F1",
    "精确率（去掉平常）",
    "明要",
    "暗要",
    "变形",
    "像而不是误报",
    "平常误报",
    "校准误差",
    "第二份平常话误报",
    "第三份平常话误报",
)


def blind_command(artefact: Path, log: Path, commit: str) -> str:
    """Evaluate on the blind sets and append commit and figures to the log; returns the row.

    Raises CorpusError when a set is not the one whose hash the log names.
    """
    examples = _examples(FOLDER, log)
    ordinary = [_examples(folder, log) for folder in ORDINARY_FOLDERS]
    classifier = Classifier.load(artefact)
    half = [each for each in examples if each.kind is not Kind.ORDINARY]
    row = _row(
        commit,
        evaluate(classifier, examples),
        evaluate(classifier, half),
        [evaluate(classifier, each) for each in ordinary],
    )
    text = log.read_text(encoding="utf-8").rstrip("\n")
    if "|---" not in text:
        text += f"\n\n| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}"
    log.write_text(f"{text}\n{row}\n", encoding="utf-8")
    return row


def _examples(folder: Path, log: Path) -> list[Example]:
    files = sorted(folder.glob("*.jsonl"))
    found = sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    if not re.search(found, log.read_text(encoding="utf-8")):
        raise CorpusError(f"盲测集和 {log.name} 里的指纹对不上；请恢复原来的文件")
    return [example for file in files for example in read_jsonl(file)]


def _row(commit: str, whole: Report, half: Report, ordinary: Sequence[Report]) -> str:
    recalls: Iterable[float | None] = (whole.recall_by_kind[kind].value for kind in DEMANDS)
    alarms = (whole.alarms_by_kind[kind].value for kind in (Kind.LOOK_ALIKE, Kind.ORDINARY))
    values = (
        whole.macro_f1.value, half.any_precision.value, *recalls, *alarms,
        whole.calibration_error,
        *(report.alarms_by_kind[Kind.ORDINARY].value for report in ordinary),
    )  # fmt: skip
    return f"| {commit} | {' | '.join('—' if v is None else f'{v:.4f}' for v in values)} |"
