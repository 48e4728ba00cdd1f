"""Corpus → trained pipeline, its scores calibrated and cut on voices it did not see."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import vstack
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import FunctionTransformer

from classifier.corpus import Example, Kind, corpus_digest
from classifier.deciding import CUT_OUTPUTS, OUTPUTS
from classifier.errors import CorpusError
from classifier.features import BLOCK_WEIGHTS, feature_union
from classifier.labels import LABELS
from classifier.leaving_out import Fold, folds
from classifier.linear import WeightedLinear
from classifier.norms import PivotedNorms
from classifier.rereading import Readings
from classifier.text import normalise
from classifier.thresholds import as_read, choose_cuts

EMERGENCY, DEMAND = "emergency", "demand"
_LEARNER: Mapping[str, Any] = MappingProxyType({"learner": "svm", "c": 1.0, "bayes": 0.25})

Floats = NDArray[np.float64]
Truth = NDArray[np.int64]


@dataclass(frozen=True)
class Recipe:
    """How a model is made: what cleans a text, which blocks it counts, which learner it uses."""

    clean: Callable[[str], str] = normalise
    weights: Mapping[str, float] = field(default_factory=lambda: BLOCK_WEIGHTS)
    learner: Mapping[str, Any] = field(default_factory=lambda: _LEARNER)


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
    learner: dict[str, Any]
    corpus: str

    def log_odds(self, texts: Sequence[str]) -> Floats:
        """One row a text, one column an output of `OUTPUTS`, after the second reading."""
        read = Readings.of(self.pipeline[0].transform(list(texts)))
        logits = self.pipeline[1:].decision_function(read.texts) @ self.mixing + self.offset
        gate = self.cuts[CUT_OUTPUTS.index(DEMAND)]
        return as_read(logits[: read.messages], read.read_again(logits), gate)

    def probabilities(self, texts: Sequence[str]) -> Floats:
        """The log-odds as probabilities."""
        return sigmoid(self.log_odds(texts))


def sigmoid(logits: Floats) -> Floats:
    """Log-odds as probabilities."""
    return np.asarray(1 / (1 + np.exp(-logits)))


def train(
    examples: Sequence[Example], validation: Sequence[Example], recipe: Recipe = SERVED
) -> Trained:
    """Learn from `examples`; calibrate and cut on what the learner has not seen.

    Unseen are the validation messages and, fold by fold, the voices of `examples` left out.
    """
    truth, held_truth = _targets(examples), _targets(validation)
    _check_enough(truth, "训练")
    _check_enough(held_truth, "验证")
    voices = [example.voice for example in examples]
    clean = partial(_cleaned, clean=recipe.clean)
    read = Readings.of(clean([example.text for example in (*examples, *validation)]))
    texts, others = read.texts[: len(examples)], read.texts[len(examples) :]
    union = feature_union(texts, voices, recipe.weights)
    counted = vstack([union.fit_transform(texts), union.transform(others)]).tocsr()
    sizes = [len(block.vocabulary_) for _, block in union.transformer_list]
    norms = PivotedNorms(sizes, list(recipe.weights.values()))
    parts = list(folds(norms, counted, read.owners, voices))
    for part in parts:
        _check_enough(truth[part.learnt], "训练")
    rows = norms.fit(counted[: len(examples)]).transform(counted)
    unseen_truth = np.vstack([truth, held_truth])
    heads, unseen = _learn(recipe.learner, rows, truth, parts)
    mixing, offset = _calibrate(unseen[: read.messages], unseen_truth)
    logits = unseen @ mixing + offset
    ordinary = np.array([each.kind == Kind.ORDINARY for each in (*examples, *validation)])
    cuts = choose_cuts(
        logits[: read.messages], read.read_again(logits), unseen_truth == 1, ordinary
    )
    return Trained(
        pipeline=_pipeline(clean, union, norms, heads),
        mixing=mixing,
        offset=offset,
        cuts=cuts,
        priors=dict(zip(OUTPUTS, unseen_truth.mean(axis=0).round(4).tolist(), strict=True)),
        learner=dict(recipe.learner),
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
            + [bool(example.labels), example.exempt == EMERGENCY, example.kind == Kind.OPEN]
            for example in examples
        ],
        dtype=np.int64,
    ).reshape(-1, len(OUTPUTS))


def _check_enough(truth: Truth, part: str) -> None:
    for name, column in zip(OUTPUTS, truth.T, strict=True):
        if not 2 <= column.sum() <= len(column) - 2:
            raise CorpusError(f"{part}语料里 {name} 的正例或反例不足 2 条,请补充语料")


def _learn(
    learner: Mapping[str, Any], rows: Any, truth: Truth, parts: list[Fold]
) -> tuple[OneVsRestClassifier, Floats]:
    """The learner trained on everything, and its scores for all rows when it had not seen them.

    The first rows are those of the truth; rows that no fold leaves out were never learnt.
    """

    def learn(inputs: Any, targets: Truth) -> OneVsRestClassifier:
        return OneVsRestClassifier(WeightedLinear(**learner)).fit(inputs, targets)

    heads = learn(rows[: len(truth)], truth)
    unseen = heads.decision_function(rows)
    for part in parts:
        learnt = learn(part.learnt_rows, truth[part.learnt])
        unseen[part.left_out] = learnt.decision_function(part.left_out_rows)
    return heads, unseen


def _calibrate(scores: Floats, truth: Truth) -> tuple[Floats, Floats]:
    """Platt's sigmoid for each output, labels with the score of `demand` as a second input."""
    mixing = np.zeros((len(OUTPUTS), len(OUTPUTS)))
    offset = np.zeros(len(OUTPUTS))
    for column, name in enumerate(OUTPUTS):
        inputs = [column, OUTPUTS.index(DEMAND)] if name in LABELS else [column]
        platt = LogisticRegression(C=10.0).fit(scores[:, inputs], truth[:, column])
        mixing[inputs, column] = platt.coef_[0]
        offset[column] = platt.intercept_[0]
    return mixing, offset
