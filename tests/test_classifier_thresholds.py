import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.deciding import (
    CUT_OUTPUTS,
    LEAST_OPEN,
    OUTPUTS,
    labels_of,
    log_odds,
    strength,
)
from classifier.labels import LABELS, Label
from classifier.thresholds import (
    ALARM_RATE,
    ORDINARY_ALARM_RATE,
    as_read,
    choose_cuts,
    strengths_of,
)

_DEMAND, _OPEN = OUTPUTS.index("demand"), OUTPUTS.index("open")


def _columns(scores, truth):
    """The same scores and truth for every output, with even odds of plain words."""
    outputs = len(OUTPUTS)
    logits = np.tile(np.array([scores]).T, outputs)
    logits[:, _OPEN] = 0.0
    return logits, np.tile(np.array([truth]).T, outputs)


def _logits(demand=0.0, openly=0.0, **labels):
    return [labels.get(label, -9.0) for label in LABELS] + [demand, -9.0, openly]


def test_demands_that_separate_from_the_others_are_cut_halfway():
    logits, truth = _columns([4.0, 3.0, -1.0, -2.0], [True, True, False, False])
    cuts = choose_cuts(logits, logits, truth, ordinary=~truth[:, 0])
    assert cuts[_DEMAND] == pytest.approx((-2.0 + 6.0) / 2)


def test_a_label_that_separates_among_the_demands_is_cut_halfway():
    logits, truth = _columns([4.0, 3.0, -1.0, -2.0, -9.0], [True, True, False, False, False])
    logits[:4, _DEMAND], truth[:4, _DEMAND] = 9.0, True
    cuts = choose_cuts(logits, logits, truth, ordinary=~truth[:, _DEMAND])
    assert cuts[0] == pytest.approx(1.0)


def test_a_demand_is_cut_above_what_has_none_even_at_the_cost_of_one_that_does():
    logits, truth = _columns([4.0, 3.0, 2.0, -2.0], [True, False, True, False])
    cuts = choose_cuts(logits, logits, truth, ordinary=np.zeros(4, bool))
    assert cuts[_DEMAND] == pytest.approx(7.0)


@given(st.integers(0, 2**32 - 1))
def test_few_messages_without_a_demand_and_fewer_ordinary_ones_pass(seed):
    rng = np.random.default_rng(seed)
    truth = rng.random((300, len(OUTPUTS))) < 0.15
    truth[:, _DEMAND] = truth[:, : len(LABELS)].any(axis=1)
    logits = (rng.normal(size=truth.shape) + truth).round(1)
    none = ~truth[:, _DEMAND]
    ordinary = none & (rng.random(300) < 0.5)
    passing = strengths_of(logits) >= choose_cuts(logits, logits, truth, ordinary)[_DEMAND]
    assert (passing & none).sum() <= ALARM_RATE * none.sum()
    assert (passing & ordinary).sum() <= ORDINARY_ALARM_RATE * ordinary.sum()


def test_the_second_reading_counts_only_where_the_first_falls_short():
    gate = 5.0
    once = np.array([_logits(demand=each, roll_call=0.0) for each in (gate, gate - 0.1, -9.0)])
    again = once + 9.0
    counted = as_read(once, again, gate)
    assert [bool(row) for row in (counted == again).all(axis=1)] == [False, True, True]


def test_what_only_the_second_reading_shows_raises_the_cut_like_anything_else():
    once, truth = _columns([4.0, -1.0, -2.0], [True, False, False])
    again, _ = _columns([4.0, 2.0, -2.0], [True, False, False])
    cuts = [choose_cuts(once, each, truth, ~truth[:, 0])[_DEMAND] for each in (once, again)]
    assert cuts == pytest.approx([(8 - 2) / 2, (8 + 4) / 2])


@given(st.lists(st.floats(-9, 9), min_size=len(OUTPUTS), max_size=len(OUTPUTS)))
def test_strength_is_the_same_for_one_message_and_for_many(logits):
    assert strengths_of(np.array([logits]))[0] == pytest.approx(strength(logits))


@given(st.floats(LEAST_OPEN, 9), st.floats(0.1, 9))
def test_plain_words_count_for_more_than_a_hint_of_equal_odds(openly, more):
    hint, plain = (_logits(roll_call=1.0, openly=each) for each in (openly, openly + more))
    assert strength(plain) > strength(hint)


def test_a_hint_is_not_held_against_a_message_for_being_one():
    barely, not_at_all = (_logits(roll_call=1.0, openly=each) for each in (LEAST_OPEN, -9.0))
    assert strength(barely) == strength(not_at_all)


def test_a_message_that_demands_nothing_has_no_label_however_likely():
    cuts = [0.0] * _DEMAND + [10.0]
    assert labels_of(_logits(demand=-5.0, roll_call=9.0), cuts) == ()


def test_a_demand_has_every_label_over_its_cut():
    cuts = [0.0] * len(CUT_OUTPUTS)
    found = labels_of(_logits(demand=5.0, trace_proof=1.0, roll_call=2.0), cuts)
    assert found == (Label.ROLL_CALL, Label.TRACE_PROOF)


def test_a_demand_with_no_label_over_its_cut_has_the_nearest():
    cuts = [0.0] * len(CUT_OUTPUTS)
    found = labels_of(_logits(demand=5.0, trace_proof=-1.0, roll_call=-2.0), cuts)
    assert found == (Label.TRACE_PROOF,)


def test_log_odds_of_certainty_are_endless():
    assert log_odds(0.5) == 0
    assert log_odds(0.0) == -log_odds(1.0) == float("-inf")
