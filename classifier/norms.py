"""How loud a text is: each block of features is divided by a norm near its own."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.base import BaseEstimator, TransformerMixin

# 1 would make four known characters as loud as a notice, 0 a notice as loud as all its sentences.
SLOPE = 0.7


class PivotedNorms(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Brings each block of raw TF-IDF to its weight by its pivoted norm.

    That is (1 - slope) × the average norm in training + slope × the text's own: pivoted length
    normalisation (Singhal, Buckley, Mitra 1996). `sizes` are the columns of each block.
    """

    def __init__(self, sizes: Sequence[int], weights: Sequence[float]) -> None:
        self.sizes = sizes
        self.weights = weights

    def fit(self, rows: csr_matrix) -> "PivotedNorms":
        """Take the average norm of each block."""
        self.pivots_ = np.array([_norms(block).mean() for block in self._blocks(rows)])
        return self

    def transform(self, rows: csr_matrix) -> csr_matrix:
        """The rows, each block divided by its pivoted norm and times its weight."""
        usual = (1 - SLOPE) * self.pivots_
        return hstack(
            [
                diags(weight / (pivot + SLOPE * _norms(block))) @ block
                for block, weight, pivot in zip(
                    self._blocks(rows), self.weights, usual, strict=True
                )
            ]
        ).tocsr()

    def _blocks(self, rows: csr_matrix) -> list[Any]:
        columns = rows.tocsc()
        ends = accumulate(self.sizes, initial=0)
        return [columns[:, start:end] for start, end in pairwise(ends)]


def _norms(block: Any) -> NDArray[np.float64]:
    squares = np.asarray(block.multiply(block).sum(axis=1), dtype=np.float64)
    return np.sqrt(squares.ravel())
