"""Leaves voices out of the training rows as if they had never been met, fold by fold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from classifier.features import FEWEST_VOICES
from classifier.norms import PivotedNorms

FOLDS = 8

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Fold:
    """The rows to learn from and the rows left out, with their numbers."""

    learnt: Numbers
    left_out: Numbers
    learnt_rows: Any
    left_out_rows: Any


def folds(
    norms: PivotedNorms, rows: csr_matrix, owners: Numbers, voices: Sequence[str]
) -> Iterator[Fold]:
    """Eight folds of whole voices, or of single messages when there are fewer voices.

    First come the `rows`, not normed yet, of the messages of the voices; then of messages of no
    fold and of sentences. `owners` says of which message each row is; a sentence is left out with
    its message and never learnt from. In each fold the features and norms, though not the IDF, are
    those the remaining voices would have given.
    """
    names = sorted(set(voices))
    messages = len(voices)
    groups = np.array([names.index(voice) for voice in voices])
    if len(names) < FOLDS:
        groups = np.arange(messages)
    fewest = min(FEWEST_VOICES, len(names))
    used = _used(rows[:messages], groups)
    for number in range(FOLDS):
        inside = groups % FOLDS != number
        kept = used[np.arange(len(used)) % FOLDS != number].sum(axis=0) >= fewest
        known = rows @ diags(kept.astype(float))
        learnt = np.flatnonzero(inside)
        left_out = np.flatnonzero(np.isin(owners, np.flatnonzero(~inside)))
        seen = norms.fit(known[learnt]).transform(known)
        yield Fold(learnt, left_out, seen[learnt], seen[left_out])


def _used(rows: csr_matrix, groups: Numbers) -> NDArray[np.bool_]:
    """Which group (row) uses which feature (column)."""
    return np.array(
        [
            np.bincount(rows[groups == group].indices, minlength=rows.shape[1]) > 0
            for group in range(groups.max() + 1)
        ]
    )
