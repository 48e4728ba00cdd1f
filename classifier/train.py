"""Corpus → trained pipeline: learner chosen, scores calibrated and cut on voices it did not see."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import FunctionTransformer

from classifier.corpus import Example, Kind, corpus_digest
from classifier.deciding import OUTPUTS
from classifier.errors import CorpusError
from classifier.features import BLOCK_WEIGHTS, feature_union
from classifier.labels import LABELS
from classifier.leaving_out import Fold, folds
from classifier.linear import WeightedLinear
from classifier.norms import PivotedNorms
from classifier.text import normalise
from classifier.thresholds import choose_cuts

EMERGENCY, DEMAND = "emergency", "demand"
_SETTINGS: tuple[dict[str, Any], ...] = (
    {"learner": "svm", "c": 1.0, "bayes": 0.25},
    {"learner": "svm", "c": 2.0, "bayes": 0.25},
)

Floats = NDArray[np.float64]
Truth = NDArray[np.int64]


@dataclass(frozen=True)
class Recipe:
    """How a model is made: what cleans a text, which blocks it counts, which learners it tries."""

    clean: Callable[[str], str] = normalise
    weights: Mapping[str, float] = field(default_factory=lambda: BLOCK_WEIGHTS)
    settings: tuple[dict[str, Any], ...] = _SETTINGS


SERVED = Recipe()


@dataclass(frozen=True)
class Trained:
    """The scikit-learn pipeline with what turns its scores into probabilities and labels.

    The log-odds are decision @ mixing + offset, one column an output: a label sees its own score
    and that of `demand`, whether the message demands anything at all. `cuts` are log-odds too.
    """

    pipeline: Pipeline
    mixing: Floats
    offset: Floats
    cuts: Floats
    priors: dict[str, float]
    settings: dict[str, Any]
    compared: list[dict[str, Any]]
    corpus: str

    def log_odds(self, texts: Sequence[str]) -> Floats:
        """One row a text, one column an output of `OUTPUTS`."""
        scores = self.pipeline.decision_function(list(texts))
        return np.asarray(scores @ self.mixing + self.offset)

    def probabilities(self, texts: Sequence[str]) -> Floats:
        """The log-odds as probabilities."""
        return sigmoid(self.log_odds(texts))


def sigmoid(logits: Floats) -> Floats:
    """Log-odds as probabilities."""
    return np.asarray(1 / (1 + np.exp(-logits)))


def train(
    examples: Sequence[Example], validation: Sequence[Example], recipe: Recipe = SERVED
) -> Trained:
    """Learn from `examples`; choose, calibrate and cut on what the learner has not seen.

    Unseen are the validation messages and, fold by fold, the voices of `examples` left out.
    """
    truth, held_truth = _targets(examples), _targets(validation)
    _check_enough(truth, "训练")
    _check_enough(held_truth, "验证")
    voices = [example.voice for example in examples]
    clean = partial(_cleaned, clean=recipe.clean)
    texts = clean([example.text for example in examples])
    union = feature_union(texts, voices, recipe.weights)
    counted = union.fit_transform(texts)
    sizes = [len(block.vocabulary_) for _, block in union.transformer_list]
    norms = PivotedNorms(sizes, list(recipe.weights.values())).fit(counted)
    rows = norms.transform(counted)
    held_rows = norms.transform(union.transform(clean([each.text for each in validation])))
    parts = list(folds(norms, counted, voices))
    for part in parts:
        _check_enough(truth[part.learnt], "训练")
    unseen = [*(examples[i] for part in parts for i in part.left_out), *validation]
    unseen_truth = _targets(unseen)
    trials = [_trial(one, rows, truth, held_rows, parts) for one in recipe.settings]
    precisions = [average_precision_score(unseen_truth, t.unseen, average="macro") for t in trials]
    best = trials[int(np.argmax(precisions))]
    mixing, offset = _calibrate(best.unseen, unseen_truth)
    ordinary = np.array([example.kind == Kind.ORDINARY for example in unseen])
    return Trained(
        pipeline=_pipeline(clean, union, norms, best.heads),
        mixing=mixing,
        offset=offset,
        cuts=choose_cuts(best.unseen @ mixing + offset, unseen_truth == 1, ordinary),
        priors=dict(zip(OUTPUTS, unseen_truth.mean(axis=0).round(4).tolist(), strict=True)),
        settings=best.settings,
        compared=[
            trial.settings | {"average_precision": round(float(precision), 4)}
            for trial, precision in zip(trials, precisions, strict=True)
        ],
        corpus=corpus_digest([*examples, *validation]),
    )


def _cleaned(texts: Sequence[str], clean: Callable[[str], str]) -> list[str]:
    return [clean(text) for text in texts]


def _pipeline(clean: Any, union: Any, norms: Any, heads: OneVsRestClassifier) -> Pipeline:
    steps = (FunctionTransformer(clean), union, norms, heads)
    return Pipeline(list(zip(("clean", "features", "norms", "labels"), steps, strict=True)))


def _targets(examples: Sequence[Example]) -> Truth:
    return np.array(
        [
            [label in example.labels for label in LABELS]
            + [example.exempt == EMERGENCY, bool(example.labels)]
            for example in examples
        ],
        dtype=np.int64,
    ).reshape(-1, len(OUTPUTS))


def _check_enough(truth: Truth, part: str) -> None:
    for name, column in zip(OUTPUTS, truth.T, strict=True):
        if not 2 <= column.sum() <= len(column) - 2:
            raise CorpusError(f"{part}语料里 {name} 的正例或反例不足 2 条,请补充语料")


@dataclass(frozen=True)
class _Trial:
    """One learner: trained on everything, and its scores for what it had not seen."""

    settings: dict[str, Any]
    heads: OneVsRestClassifier
    unseen: Floats


def _trial(
    settings: dict[str, Any], rows: Any, truth: Truth, held_rows: Any, parts: list[Fold]
) -> _Trial:
    def learn(inputs: Any, targets: Truth) -> OneVsRestClassifier:
        return OneVsRestClassifier(WeightedLinear(**settings)).fit(inputs, targets)

    heads = learn(rows, truth)
    scores = [
        learn(part.learnt_rows, truth[part.learnt]).decision_function(part.left_out_rows)
        for part in parts
    ]
    return _Trial(settings, heads, np.vstack([*scores, heads.decision_function(held_rows)]))


def _calibrate(scores: Floats, truth: Truth) -> tuple[Floats, Floats]:
    """Platt's sigmoid for each output, labels with the score of `demand` as a second input."""
    mixing = np.zeros((len(OUTPUTS), len(OUTPUTS)))
    offset = np.zeros(len(OUTPUTS))
    for column, name in enumerate(OUTPUTS):
        alone = name in (EMERGENCY, DEMAND)
        inputs = [column] if alone else [column, OUTPUTS.index(DEMAND)]
        platt = LogisticRegression(C=10.0).fit(scores[:, inputs], truth[:, column])
        mixing[inputs, column] = platt.coef_[0]
        offset[column] = platt.intercept_[0]
    return mixing, offset
