import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.labels import LABELS
from classifier.thresholds import ALARM_RATE, choose_thresholds

_OUTPUTS = len(LABELS) + 1


def _columns(scores, truth):
    """The same scores and truth for every output."""
    return np.tile(np.array([scores]).T, _OUTPUTS), np.tile(np.array([truth]).T, _OUTPUTS)


def test_labels_that_separate_are_cut_halfway():
    scores, truth = _columns([0.9, 0.8, 0.4, 0.1], [True, True, False, False])
    thresholds = choose_thresholds(scores, truth, none=~truth[:, 0])
    assert thresholds == pytest.approx(np.full(_OUTPUTS, 0.6))


def test_the_cheapest_alarm_is_given_up_first():
    scores, truth = _columns([0.9, 0.8, 0.7, 0.1], [True, False, True, False])
    none = ~truth[:, 0]
    thresholds = choose_thresholds(scores, truth, none)
    assert thresholds[:-1] == pytest.approx(np.full(len(LABELS), 0.85))
    assert thresholds[-1] == pytest.approx(0.4)


@given(st.integers(0, 2**32 - 1))
def test_together_the_labels_fall_on_few_messages_without_a_demand(seed):
    rng = np.random.default_rng(seed)
    truth = rng.random((60, _OUTPUTS)) < 0.15
    scores = np.clip(rng.random((60, _OUTPUTS)) + 0.3 * truth, 0, 1).round(2)
    none = ~truth.any(axis=1)
    found = scores >= choose_thresholds(scores, truth, none)
    alarmed = found[:, : len(LABELS)].any(axis=1) & none
    assert alarmed.sum() <= ALARM_RATE * none.sum()
