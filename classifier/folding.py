"""Folds a trained pipeline into the table the served model reads."""

from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.artefact import FORMAT, Artefact, rules_digest
from classifier.counting import Token, keys_of, tokens_of
from classifier.deciding import CUT_OUTPUTS
from classifier.hashing import displacements
from classifier.labels import LABELS, SPEC_VERSION
from classifier.norms import SLOPE
from classifier.train import Trained, sigmoid

_TOP_WORDS = 20


def fold(trained: Trained, figures: dict[str, Any]) -> Artefact:
    """The served form of a trained pipeline; `figures` go into the card as they are."""
    union = trained.pipeline.named_steps["features"]
    norms = trained.pipeline.named_steps["norms"]
    heads = trained.pipeline.named_steps["labels"].estimators_
    blocks = [(name, vectoriser) for name, vectoriser in union.transformer_list]
    features = [
        (name, str(feature))
        for name, vectoriser in blocks
        for feature in vectoriser.get_feature_names_out()
    ]
    tokens = tokens_of(features)
    keys = keys_of(features, tokens)
    idf = np.concatenate([vectoriser.idf_ for _, vectoriser in blocks])
    block_weight = np.repeat(np.array(norms.weights) / SLOPE, norms.sizes)
    learnt = np.column_stack([head.coef_[0] for head in heads]) @ trained.mixing
    intercepts = np.array([head.intercept_[0] for head in heads]) @ trained.mixing
    table = np.vstack([intercepts + trained.offset, (idf * block_weight)[:, None] * learnt])
    return Artefact(
        tokens=tokens,
        keys=keys,
        displacements=displacements(keys),
        idf=np.append(0.0, idf),
        pivots=norms.pivots_ * (1 - SLOPE) / SLOPE,
        weights=table.astype(np.float32),
        card=_card(trained, figures)
        | {"tokens": len(tokens), "top_words": _top_words(features, table)},
    )


def _card(trained: Trained, figures: dict[str, Any]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "spec_version": SPEC_VERSION,
        "rules": rules_digest(),
        "corpus": trained.corpus,
        "created_by": {name: version(name) for name in ("scikit-learn", "numpy")},
        "learner": trained.learner,
        "thresholds": dict(zip(CUT_OUTPUTS, sigmoid(trained.cuts).tolist(), strict=True)),
        "calibration": {"method": "sigmoid", "priors": trained.priors},
        "figures": figures,
    }


def _top_words(features: list[Token], table: NDArray[np.float64]) -> dict[str, list[str]]:
    best = np.argsort(-table[1:], axis=0)[:_TOP_WORDS]
    return {
        label: [features[row][1] for row in best[:, column]] for column, label in enumerate(LABELS)
    }
