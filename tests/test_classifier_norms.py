"""A text of the average norm weighs as much as its block; shorter ones less, longer ones more."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from classifier.norms import SLOPE, PivotedNorms

ROW = np.array([3.0, 4.0, 6.0, 8.0])
SIZES, WEIGHTS = (2, 2), (1.0, 0.7)
NORMS = PivotedNorms(SIZES, WEIGHTS).fit(csr_matrix(ROW))


def loudness(row: np.ndarray) -> list[float]:
    """The norms of the two blocks of one row after it was normed."""
    blocks = np.split(NORMS.transform(csr_matrix(row)).toarray()[0], [SIZES[0]])
    return [float(np.linalg.norm(block)) for block in blocks]


def test_an_average_text_has_the_weight_of_each_block():
    assert loudness(ROW) == pytest.approx(WEIGHTS)


@given(st.floats(1.01, 1e6))
def test_a_longer_text_is_louder_and_a_shorter_one_softer_within_what_the_slope_allows(factor):
    for louder, softer, weight in zip(
        loudness(factor * ROW), loudness(ROW / factor), WEIGHTS, strict=True
    ):
        assert softer < weight < louder < weight / SLOPE


@given(st.floats(0.01, 100), st.floats(0.01, 100))
def test_one_block_says_nothing_about_the_other(first, second):
    alone = loudness(ROW * [first, first, 1, 1])
    both = loudness(ROW * [first, first, second, second])
    assert both[0] == pytest.approx(alone[0])


def test_nothing_known_is_nothing():
    assert loudness(np.zeros(4)) == [0.0, 0.0]
