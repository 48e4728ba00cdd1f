import json
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier import LABELS, ArtefactError, Classifier, CorpusError, Label, Verdict
from classifier.deciding import OUTPUTS, labels_of
from classifier.train import train
from tests.tiny_corpus import EXAMPLES, TRAINING, VALIDATION, tiny_classifier, tiny_trained

_TOLD = [OUTPUTS.index(name) for name in (*LABELS, "emergency")]
_TEXTS = [example.text for example in EXAMPLES]


def _scores(verdict: Verdict) -> list[float]:
    return [*verdict.scores.values(), verdict.emergency]


@pytest.fixture
def saved(tmp_path):
    tiny_classifier().save(tmp_path / "artefact")
    return tmp_path / "artefact"


def test_the_served_model_equals_the_pipeline_on_every_message():
    trained, verdicts = tiny_trained(), tiny_classifier().judge(_TEXTS)
    expected = trained.probabilities(_TEXTS)[:, _TOLD]
    assert np.abs(expected - [_scores(verdict) for verdict in verdicts]).max() < 1e-6
    for row, verdict in zip(trained.log_odds(_TEXTS).tolist(), verdicts, strict=True):
        assert verdict.labels == labels_of(row, trained.cuts.tolist())


@given(st.text(max_size=50))
def test_the_served_model_equals_the_pipeline_on_any_text(text):
    expected = tiny_trained().probabilities([text])[0, _TOLD]
    assert np.abs(expected - _scores(tiny_classifier().judge_one(text))).max() < 1e-6


def test_a_loaded_model_judges_as_the_saved_one(saved):
    assert Classifier.load(saved).judge(_TEXTS) == tiny_classifier().judge(_TEXTS)


def test_one_message_is_judged_as_in_a_batch():
    assert [tiny_classifier().judge_one(text) for text in _TEXTS] == tiny_classifier().judge(_TEXTS)


def test_the_tiny_model_has_learnt_its_lesson():
    assert Label.INSTANT_REPLY in tiny_classifier().judge_one("收到请回复").labels
    assert tiny_classifier().judge_one("下午三点去现场看一下").labels == ()


def test_an_emergency_scores_higher_than_plain_talk():
    emergency = tiny_classifier().judge_one("暴雨红色预警,各组清点人数报平安").emergency
    assert emergency > tiny_classifier().judge_one("合同我放你桌上了").emergency


def test_an_empty_text_is_judged_without_fault():
    assert set(tiny_classifier().judge_one("").scores) == set(LABELS)


def test_training_twice_gives_the_same_model():
    again = train(TRAINING, VALIDATION)
    assert np.array_equal(again.probabilities(_TEXTS), tiny_trained().probabilities(_TEXTS))
    assert np.array_equal(again.cuts, tiny_trained().cuts)


def test_training_without_examples_of_a_label_is_refused_plainly():
    without = [one for one in TRAINING if Label.USAGE_QUOTA not in one.labels]
    with pytest.raises(CorpusError, match="usage_quota"):
        train(without, VALIDATION)


def test_why_names_readable_features_that_add_to_the_label():
    reasons = tiny_classifier().why("全员必须转发朋友圈", Label.FORCED_FORWARD)
    assert 1 <= len(reasons) <= 5
    assert all(weight > 0 for _, weight in reasons)
    assert [weight for _, weight in reasons] == sorted((w for _, w in reasons), reverse=True)
    assert any("转发" in feature for feature, _ in reasons)


def test_why_does_not_name_the_same_characters_twice():
    names = [name for name, _ in tiny_classifier().why("全员必须转发朋友圈", Label.FORCED_FORWARD)]
    assert not any(one in other for one in names for other in names if one is not other)


def test_why_gives_no_more_than_asked():
    assert len(tiny_classifier().why("全员必须转发朋友圈", Label.FORCED_FORWARD, top=1)) == 1


def test_all_contributions_together_are_the_log_odds():
    text, label = "全员必须转发朋友圈并截图发群里,转发转发", Label.FORCED_FORWARD
    classifier = tiny_classifier()
    score = classifier.judge_one(text).scores[label]
    assert sum(classifier.contributions(text, label).values()) == pytest.approx(
        np.log(score / (1 - score))
    )


def test_the_card_tells_people_what_made_the_model(saved):
    card = json.loads((saved / "model.json").read_text(encoding="utf-8"))
    assert {"spec_version", "corpus", "thresholds", "calibration", "figures"} <= set(card)
    assert set(card["created_by"]) == {"scikit-learn", "numpy"}
    assert set(card["top_words"]) == set(LABELS)


def test_an_absent_model_says_which_command_makes_one(tmp_path):
    with pytest.raises(ArtefactError, match="jianfu train"):
        Classifier.load(tmp_path)


@pytest.mark.parametrize("key", ["format", "spec_version", "rules"])
def test_a_model_of_another_version_is_refused(saved, key):
    card = json.loads((saved / "model.json").read_text(encoding="utf-8"))
    (saved / "model.json").write_text(json.dumps(card | {key: "other"}), encoding="utf-8")
    with pytest.raises(ArtefactError, match=r"别的版本.*jianfu train"):
        Classifier.load(saved)


@pytest.mark.parametrize("content", ["", "[]", '{"format": 1'])
def test_a_damaged_card_is_refused(saved, content):
    (saved / "model.json").write_text(content, encoding="utf-8")
    with pytest.raises(ArtefactError, match="jianfu train"):
        Classifier.load(saved)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"not a zip"])
def test_damaged_weights_are_refused(saved, content):
    (saved / "weights.npz").write_bytes(content)
    with pytest.raises(ArtefactError, match="jianfu train"):
        Classifier.load(saved)


@pytest.mark.parametrize("line", [0, -2])
def test_a_vocabulary_without_one_of_its_lines_is_refused(saved, line):
    lines = (saved / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    del lines[line]
    (saved / "vocabulary.txt").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ArtefactError, match="对不上"):
        Classifier.load(saved)


@pytest.mark.parametrize("name", ["keys", "displacements", "idf", "pivots", "weights"])
def test_weights_of_another_model_are_refused(saved, name):
    with np.load(saved / "weights.npz") as stored:
        arrays = dict(stored)
    arrays[name] = arrays[name][:-1]
    np.savez(saved / "weights.npz", **arrays)
    with pytest.raises(ArtefactError, match="对不上"):
        Classifier.load(saved)


def test_serving_needs_no_scikit_learn(saved):
    code = (
        "import sys; from pathlib import Path; from classifier import Classifier;"
        f"Classifier.load(Path({str(saved)!r})).judge_one('收到请回复');"
        "assert not {'sklearn', 'scipy', 'jieba'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
