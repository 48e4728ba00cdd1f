"""How well a model does on labelled examples, with intervals, slices and its worst mistakes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from classifier.corpus import DEMANDS, NO_DEMANDS, Example, Kind
from classifier.errors import CorpusError
from classifier.labels import LABELS, Label
from classifier.model import Verdict
from classifier.statistics import (
    Bin,
    Bools,
    Figure,
    bootstrap_f1,
    calibration_error,
    precision_at,
    reliability,
    wilson,
)

PREVALENCES = (0.01, 0.02, 0.05)
_ROUNDS = 1000
_WORST = 10


class Judge(Protocol):
    """Anything that gives a verdict on each text: our classifier, or a baseline beside it."""

    def judge(self, texts: Sequence[str], /) -> list[Verdict]:
        """One verdict a text, in their order."""
        ...


@dataclass(frozen=True)
class LabelFigures:
    """One label's precision, recall and F1, and how many examples carry it."""

    precision: Figure
    recall: Figure
    f1: Figure
    support: int


@dataclass(frozen=True)
class Mistake:
    """A message judged wrongly: how far the worst label's probability was from the truth."""

    text: str
    kind: Kind
    missed: tuple[Label, ...]
    wrong: tuple[Label, ...]
    distance: float


@dataclass(frozen=True)
class Report:
    """All figures of one evaluation; shares run from 0 to 1."""

    size: int
    labels: dict[Label, LabelFigures]
    macro_f1: Figure
    any_precision: Figure
    any_recall: Figure
    any_alarms: Figure
    recall_by_kind: dict[Kind, Figure]
    alarms_by_kind: dict[Kind, Figure]
    emergency_recall: Figure
    calibration_error: float
    reliability: list[Bin]
    precision_at: dict[float, float | None]
    confusion: dict[Label, Counter[Label | None]]
    worst: list[Mistake]

    def figures(self) -> dict[str, float | int | None]:
        """The headline figures, as they stand in the model card."""
        return {
            "messages": self.size,
            "macro_f1": self.macro_f1.value,
            "any_precision": self.any_precision.value,
            "any_recall": self.any_recall.value,
            "any_alarms": self.any_alarms.value,
            "any_alarms_high": self.any_alarms.high,
            "ordinary_alarms_low": self.alarms_by_kind[Kind.ORDINARY].low,
            "calibration_error": self.calibration_error,
        } | {f"f1_{label}": figures.f1.value for label, figures in self.labels.items()}


def evaluate(classifier: Judge, examples: Sequence[Example]) -> Report:
    """Judge the examples and count; raises CorpusError when there are none."""
    if not examples:
        raise CorpusError("没有可评测的消息")
    verdicts = classifier.judge([example.text for example in examples])
    truth = np.array([[label in example.labels for label in LABELS] for example in examples])
    found = np.array([[label in verdict.labels for label in LABELS] for verdict in verdicts])
    scores = np.array([[verdict.scores[label] for label in LABELS] for verdict in verdicts])
    kinds = np.array([example.kind for example in examples])
    exempt = np.array([example.exempt is not None for example in examples])
    emergency = np.array([verdict.emergency >= 0.5 for verdict in verdicts])
    columns, macro = bootstrap_f1(truth, found, _ROUNDS)
    bins = reliability(scores.ravel(), truth.ravel())
    demanded, alarmed = truth.any(axis=1), found.any(axis=1)
    return Report(
        size=len(examples),
        labels=_label_figures(truth, found, columns),
        macro_f1=macro,
        any_precision=_share(demanded, alarmed),
        any_recall=_share(alarmed, demanded),
        any_alarms=_share(alarmed, ~demanded),
        recall_by_kind={kind: _share(alarmed, kinds == kind) for kind in DEMANDS},
        alarms_by_kind={kind: _share(alarmed, kinds == kind) for kind in NO_DEMANDS},
        emergency_recall=_share(emergency, exempt),
        calibration_error=calibration_error(bins),
        reliability=bins,
        precision_at=_precisions(demanded, alarmed),
        confusion=_confusion(examples, verdicts),
        worst=_worst(examples, verdicts),
    )


def _share(of: Any, among: Any) -> Figure:
    return wilson(int((of & among).sum()), int(among.sum()))


def _label_figures(truth: Bools, found: Bools, f1: list[Figure]) -> dict[Label, LabelFigures]:
    return {
        label: LabelFigures(
            precision=_share(truth[:, column], found[:, column]),
            recall=_share(found[:, column], truth[:, column]),
            f1=f1[column],
            support=int(truth[:, column].sum()),
        )
        for column, label in enumerate(LABELS)
    }


def _precisions(demanded: Any, alarmed: Any) -> dict[float, float | None]:
    recall = _share(alarmed, demanded).value
    alarm_rate = _share(alarmed, ~demanded).value
    if recall is None or alarm_rate is None:
        return dict.fromkeys(PREVALENCES)
    return {share: precision_at(share, recall, alarm_rate) for share in PREVALENCES}


def _confusion(
    examples: Sequence[Example], verdicts: Sequence[Verdict]
) -> dict[Label, Counter[Label | None]]:
    """For each label, what the messages that should have it were wrongly given; None: nothing."""
    found: dict[Label, Counter[Label | None]] = {label: Counter() for label in LABELS}
    for example, verdict in zip(examples, verdicts, strict=True):
        wrong = set(verdict.labels) - example.labels
        for label in example.labels - set(verdict.labels):
            found[label].update(wrong if verdict.labels else [None])
    return found


def _worst(examples: Sequence[Example], verdicts: Sequence[Verdict]) -> list[Mistake]:
    pairs = zip(examples, verdicts, strict=True)
    mistakes = [
        _mistake(one, verdict) for one, verdict in pairs if one.labels != set(verdict.labels)
    ]
    return sorted(mistakes, key=lambda mistake: -mistake.distance)[:_WORST]


def _mistake(example: Example, verdict: Verdict) -> Mistake:
    missed = tuple(label for label in LABELS if label in example.labels - set(verdict.labels))
    wrong = tuple(label for label in verdict.labels if label not in example.labels)
    distances = [1 - verdict.scores[label] for label in missed]
    distances += [verdict.scores[label] for label in wrong]
    return Mistake(example.text, example.kind, missed, wrong, max(distances))
