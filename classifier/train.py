"""Corpus → trained pipeline: learner chosen, scores calibrated, thresholds set on validation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import FunctionTransformer

from classifier.artefact import OUTPUTS
from classifier.corpus import Example, corpus_digest
from classifier.errors import CorpusError
from classifier.features import feature_union
from classifier.labels import LABELS
from classifier.linear import WeightedLinear
from classifier.text import normalise
from classifier.thresholds import choose_thresholds

EMERGENCY, DEMAND = "emergency", "demand"
_TARGETS = (*OUTPUTS, DEMAND)
_SETTINGS: tuple[dict[str, Any], ...] = (
    {"learner": "logistic", "c": 16.0, "bayes": 0.0},
    {"learner": "logistic", "c": 32.0, "bayes": 0.0},
    {"learner": "logistic", "c": 32.0, "bayes": 0.25},
    {"learner": "svm", "c": 0.5, "bayes": 0.0},
    {"learner": "svm", "c": 1.0, "bayes": 0.0},
    {"learner": "svm", "c": 1.0, "bayes": 0.25},
)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Trained:
    """The scikit-learn pipeline with what turns its scores into probabilities and labels.

    Probabilities are sigmoid(decision @ mixing + offset), one column an output: a label sees its
    own score and that of `demand`, whether the message demands anything at all.
    """

    pipeline: Pipeline
    mixing: Floats
    offset: Floats
    thresholds: Floats
    priors: dict[str, float]
    settings: dict[str, Any]
    compared: list[dict[str, Any]]
    corpus: str

    def probabilities(self, texts: Sequence[str]) -> Floats:
        """One row a text, one column an output of `OUTPUTS`."""
        return _sigmoid(self.pipeline.decision_function(list(texts)) @ self.mixing + self.offset)


def train(examples: Sequence[Example], validation: Sequence[Example]) -> Trained:
    """Learn from `examples`; choose, calibrate and set thresholds on `validation` only."""
    truth, held_truth = _targets(examples), _targets(validation)
    _check_enough(truth, "训练")
    _check_enough(held_truth, "验证")
    union = feature_union()
    rows = union.fit_transform(_normalised(examples))
    held_rows = union.transform(_normalised(validation))
    trials = [_trial(settings, rows, truth, held_rows, held_truth) for settings in _SETTINGS]
    best = max(trials, key=lambda trial: trial[0])
    heads, settings = best[1], best[2]
    scores = heads.decision_function(held_rows)
    mixing, offset = _calibrate(scores, held_truth)
    return Trained(
        pipeline=_pipeline(union, heads),
        mixing=mixing,
        offset=offset,
        thresholds=choose_thresholds(
            _sigmoid(scores @ mixing + offset),
            held_truth[:, : len(OUTPUTS)] == 1,
            none=held_truth[:, _TARGETS.index(DEMAND)] == 0,
        ),
        priors=dict(zip(OUTPUTS, held_truth.mean(axis=0).round(4).tolist(), strict=False)),
        settings=settings,
        compared=[trial[2] | {"average_precision": round(trial[0], 4)} for trial in trials],
        corpus=corpus_digest([*examples, *validation]),
    )


def _normalised(examples: Sequence[Example]) -> list[str]:
    return [normalise(example.text) for example in examples]


def _normalise_all(texts: Sequence[str]) -> list[str]:
    return [normalise(text) for text in texts]


def _pipeline(union: Any, heads: OneVsRestClassifier) -> Pipeline:
    clean = FunctionTransformer(_normalise_all)
    return Pipeline([("normalise", clean), ("features", union), ("labels", heads)])


def _targets(examples: Sequence[Example]) -> NDArray[np.int64]:
    return np.array(
        [
            [label in example.labels for label in LABELS]
            + [example.exempt == EMERGENCY, bool(example.labels)]
            for example in examples
        ],
        dtype=np.int64,
    ).reshape(-1, len(_TARGETS))


def _check_enough(truth: NDArray[np.int64], part: str) -> None:
    for name, column in zip(_TARGETS, truth.T, strict=True):
        if not 2 <= column.sum() <= len(column) - 2:
            raise CorpusError(f"{part}语料里 {name} 的正例或反例不足 2 条,请补充语料")


def _trial(
    settings: dict[str, Any], rows: Any, truth: Any, held_rows: Any, held_truth: Any
) -> tuple[float, OneVsRestClassifier, dict[str, Any]]:
    heads = OneVsRestClassifier(WeightedLinear(**settings)).fit(rows, truth)
    scores = heads.decision_function(held_rows)
    return float(average_precision_score(held_truth, scores, average="macro")), heads, settings


def _calibrate(scores: Floats, truth: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Platt's sigmoid for each output, labels with the score of `demand` as a second input."""
    mixing = np.zeros((len(_TARGETS), len(OUTPUTS)))
    offset = np.zeros(len(OUTPUTS))
    for column, name in enumerate(OUTPUTS):
        inputs = [column] if name == EMERGENCY else [column, _TARGETS.index(DEMAND)]
        sigmoid = LogisticRegression(C=10.0).fit(scores[:, inputs], truth[:, column])
        mixing[inputs, column] = sigmoid.coef_[0]
        offset[column] = sigmoid.intercept_[0]
    return mixing, offset


def _sigmoid(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-logits)))
