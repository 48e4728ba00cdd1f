"""A message that falls short is read again sentence by sentence: one of them may demand enough."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.deciding import OUT_OF_CONTEXT, OUTPUTS, read_again, strength
from classifier.labels import LABELS
from classifier.rereading import Readings
from classifier.text import sentences
from tests.tiny_corpus import EXAMPLES, tiny_classifier, tiny_trained

TOLD = [OUTPUTS.index(name) for name in (*LABELS, "emergency")]
LOGITS = st.lists(st.floats(-20, 20), min_size=len(OUTPUTS), max_size=len(OUTPUTS))


def test_sentences_end_where_one_would_draw_breath():
    assert sentences("周五验收。资料带齐!材料员先到;谁去?") == [
        "周五验收",
        "资料带齐",
        "材料员先到",
        "谁去",
    ]


@pytest.mark.parametrize("text", ["", "收到请回复", "收到请回复。", "。。。", "周五验收,资料带齐"])
def test_a_single_sentence_is_not_read_twice(text):
    assert sentences(text) == []


@given(LOGITS, st.lists(LOGITS, min_size=1, max_size=5))
def test_reading_again_never_makes_a_message_demand_less(whole, parts):
    read, place = read_again(whole, parts)
    assert strength(read) >= strength(whole)
    assert (read == whole) or place is not None


@given(LOGITS, st.lists(LOGITS, min_size=1, max_size=5))
def test_one_sentence_does_not_decide_whether_it_is_an_emergency(whole, parts):
    read, _ = read_again(whole, parts)
    assert read[OUTPUTS.index("emergency")] == whole[OUTPUTS.index("emergency")]


@given(LOGITS, st.lists(LOGITS, min_size=1, max_size=5))
def test_sentences_that_demand_no_more_than_the_whole_change_nothing(whole, parts):
    lesser = [part for part in parts if strength(part) <= strength(whole)]
    if lesser:
        assert read_again(whole, lesser) == (whole, None)


def test_a_sentence_alone_must_demand_more_than_a_whole_message():
    demand = OUTPUTS.index("demand")
    whole, sentence = [0.0] * len(OUTPUTS), [0.0] * len(OUTPUTS)
    sentence[demand] = OUT_OF_CONTEXT
    assert read_again(whole, [sentence]) == (whole, None)
    sentence[demand] = OUT_OF_CONTEXT + 1
    read, place = read_again(whole, [whole, sentence])
    assert (read[demand], place) == (1.0, 1)


def test_all_messages_are_read_again_as_each_one_is():
    messages = ["周五验收。资料带齐", "收到请回复", "转发朋友圈!截图发群里!别忘了"]
    readings = Readings.of(messages)
    assert readings.texts[readings.messages :] == [
        "周五验收", "资料带齐", "转发朋友圈", "截图发群里", "别忘了",
    ]  # fmt: skip
    logits = np.random.default_rng(7).normal(size=(len(readings.texts), len(OUTPUTS)))
    again = readings.read_again(logits).tolist()
    rows = logits.tolist()
    assert again == [read_again(rows[0], rows[3:5])[0], rows[1], read_again(rows[2], rows[5:])[0]]


# The first call trains the tiny model.
@settings(deadline=None)
@given(st.lists(st.sampled_from([example.text for example in EXAMPLES]), min_size=2, max_size=6))
def test_the_served_model_equals_the_pipeline_on_notices_of_several_sentences(parts):
    notice = "。".join(parts)
    verdict = tiny_classifier().judge_one(notice)
    expected = tiny_trained().probabilities([notice])[0, TOLD]
    assert np.abs(expected - [*verdict.scores.values(), verdict.emergency]).max() < 1e-6


def test_the_reasons_for_a_message_read_again_still_add_up_to_its_log_odds():
    notice = "合同我放你桌上了。全体回复收到,不回的我点名。谁看见我的杯子了"
    assert tiny_classifier().judge_one("全体回复收到,不回的我点名").labels
    (label,) = tiny_classifier().judge_one(notice).labels
    score = tiny_classifier().judge_one(notice).scores[label]
    shares = tiny_classifier().contributions(notice, label)
    assert sum(shares.values()) == pytest.approx(np.log(score / (1 - score)))
