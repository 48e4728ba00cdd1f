"""What the command line calls: train, evaluate, check the corpus. Each returns what to print."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from classifier.corpus import DATA_DIR, load_split, read_jsonl
from classifier.errors import ClassifierError
from classifier.evaluate import Report, evaluate
from classifier.evaluation_page import to_markdown
from classifier.labels import LABELS
from classifier.model import Classifier

if TYPE_CHECKING:
    from classifier.train import Trained

SAME = 1e-6
ARTEFACT_DIR = Path(__file__).parent / "artefact"


def train_command(data_dir: Path = DATA_DIR, out_dir: Path = ARTEFACT_DIR) -> str:
    """Train on the corpus, save the served model, and say its figures in a few lines.

    Raises CorpusError when the corpus is absent or breaks its rules.
    """
    from classifier.folding import fold
    from classifier.train import train

    examples, validation = load_split("train", data_dir), load_split("validation", data_dir)
    trained = train(examples, validation)
    report = evaluate(Classifier(fold(trained, figures={})), validation)
    artefact = fold(trained, figures={"validation": report.figures()})
    served = Classifier(artefact)
    texts = [each.text for each in (*examples, *validation, *load_split("gate", data_dir))]
    difference = _largest_difference(served, trained, texts)
    if difference > SAME:
        raise ClassifierError(f"折叠后的模型和流水线差 {difference:.1g}，没有保存；请报告这一行")
    served.save(out_dir)
    return (
        f"用 {len(examples)} 条消息训练，{len(validation)} 条验证，"
        f"{len(artefact.keys)} 个特征\n"
        f"验证集：{_headline(report)}\n"
        f"折叠后与流水线在 {len(texts)} 条语料上标签相同，概率最大差 {difference:.1g}"
    )


def _largest_difference(served: Classifier, trained: "Trained", texts: Sequence[str]) -> float:
    """Between the served model's probabilities and the pipeline's; infinite if a label differs."""
    from classifier.deciding import OUTPUTS, labels_of
    from classifier.train import sigmoid

    verdicts = served.judge(texts)
    cuts, rows = trained.cuts.tolist(), trained.log_odds(texts)
    for row, verdict in zip(rows.tolist(), verdicts, strict=True):
        if verdict.labels != labels_of(row, cuts):
            return float("inf")
    told = [[*verdict.scores.values(), verdict.emergency] for verdict in verdicts]
    outputs = [OUTPUTS.index(name) for name in (*LABELS, "emergency")]
    return float(abs(sigmoid(rows[:, outputs]) - told).max())


def evaluate_command(
    artefact: Path = ARTEFACT_DIR, data_file: Path | None = None, docs_path: Path | None = None
) -> str:
    """Evaluate the saved model on a file, or on the gate split, and say the figures.

    With `docs_path` the full page is written there. Raises ArtefactError or CorpusError.
    """
    classifier = Classifier.load(artefact)
    examples = read_jsonl(data_file) if data_file else load_split("gate")
    report = evaluate(classifier, examples)
    name = data_file.name if data_file else "把关集"
    if docs_path:
        docs_path.parent.mkdir(parents=True, exist_ok=True)
        docs_path.write_text(to_markdown(report, f"评测：{name}"), encoding="utf-8")
    return f"{name} {report.size} 条：{_headline(report)}"


def _headline(report: Report) -> str:
    return (
        f"宏平均 F1 {_percent(report.macro_f1.value)},"
        f"有无要求的精确率 {_percent(report.any_precision.value)}、"
        f"召回率 {_percent(report.any_recall.value)}"
    )


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.1%}"
