import json

import numpy as np
import pytest

from classifier import LABELS, ArtefactError, CorpusError, Label, Verdict
from classifier.commands import evaluate_command, train_command
from classifier.corpus import Example, Kind, write_jsonl
from classifier.evaluate import evaluate
from classifier.evaluation_page import to_markdown
from classifier.statistics import (
    bootstrap_f1,
    calibration_error,
    precision_at,
    reliability,
    wilson,
)
from tests.tiny_corpus import EXAMPLES, TRAINING, VALIDATION, tiny_classifier


class Oracle:
    """Judges each text by a given table; what is not in the table has no label."""

    def __init__(self, table):
        self._table = table

    def judge(self, texts):
        return [self._verdict(self._table.get(text, ())) for text in texts]

    @staticmethod
    def _verdict(labels):
        scores = {label: 0.9 if label in labels else 0.1 for label in LABELS}
        return Verdict(tuple(label for label in LABELS if label in labels), scores, 0.0)


_TRUTH = Oracle({example.text: example.labels for example in EXAMPLES})


def test_wilson_gives_the_textbook_interval():
    figure = wilson(8, 10)
    assert (figure.value, figure.low, figure.high) == pytest.approx((0.8, 0.490, 0.943), abs=1e-3)
    assert wilson(0, 0).value is None


def test_bootstrap_f1_is_seeded_and_encloses_the_value():
    rng = np.random.default_rng(1)
    truth, found = rng.random((80, 2)) < 0.4, rng.random((80, 2)) < 0.4
    columns, mean = bootstrap_f1(truth, found, 200)
    assert (columns, mean) == bootstrap_f1(truth, found, 200)
    assert all(figure.low <= figure.value <= figure.high for figure in [*columns, mean])


def test_calibration_error_is_zero_when_predictions_come_true():
    scores, truth = np.full(10, 0.3), np.arange(10) < 3
    assert calibration_error(reliability(scores, truth)) == pytest.approx(0)
    assert calibration_error(reliability(scores, np.ones(10, bool))) == pytest.approx(0.7)


def test_precision_falls_where_demands_are_rare():
    assert precision_at(0.01, recall=0.8, alarm_rate=0.01) == pytest.approx(0.4469, abs=1e-4)
    assert precision_at(0.05, recall=0.0, alarm_rate=0.0) is None


def test_a_perfect_judge_gets_perfect_figures():
    report = evaluate(_TRUTH, EXAMPLES)
    assert report.macro_f1.value == report.any_recall.value == report.any_precision.value == 1
    assert report.alarms_by_kind[Kind.LOOK_ALIKE].value == 0
    assert report.precision_at == {0.01: 1, 0.02: 1, 0.05: 1}
    assert report.worst == []


def test_a_silent_judge_finds_nothing_and_alarms_nobody():
    report = evaluate(Oracle({}), EXAMPLES)
    assert report.any_recall.value == report.macro_f1.value == 0
    assert report.any_precision.value is None
    assert report.labels[Label.ROLL_CALL].precision.value is None
    assert len(report.worst) == 10


def test_a_false_alarm_shows_in_its_kind_and_among_the_mistakes():
    text = next(example.text for example in EXAMPLES if example.kind == Kind.ORDINARY)
    table = {example.text: example.labels for example in EXAMPLES} | {text: {Label.ROLL_CALL}}
    report = evaluate(Oracle(table), EXAMPLES)
    assert report.alarms_by_kind[Kind.ORDINARY].value > 0
    assert report.alarms_by_kind[Kind.LOOK_ALIKE].value == 0
    assert [(mistake.text, mistake.wrong) for mistake in report.worst] == [
        (text, (Label.ROLL_CALL,))
    ]


def test_evaluating_nothing_is_refused():
    with pytest.raises(CorpusError, match="没有可评测的消息"):
        evaluate(_TRUTH, [])


def test_a_file_of_one_kind_can_be_evaluated():
    report = evaluate(_TRUTH, [Example("收到请回复", frozenset(), Kind.ORDINARY, "群", "甲")])
    assert report.any_recall.value is None
    assert report.precision_at == {0.01: None, 0.02: None, 0.05: None}
    assert "—" in to_markdown(report, "一条")


def test_the_page_has_every_label_kind_and_mistake():
    report = evaluate(tiny_classifier(), VALIDATION)
    page = to_markdown(report, "评测:验证集")
    assert page.startswith("# 评测:验证集\n")
    assert all(f"`{label}`" in page for label in LABELS)
    assert all(name in page for name in ("明要", "暗要", "变形", "像而不是", "平常"))
    assert all(mistake.text in page for mistake in report.worst)


@pytest.fixture
def data(tmp_path):
    (tmp_path / "corpus").mkdir()
    for voice, examples in {"甲": TRAINING, "乙": VALIDATION}.items():
        own = [Example(e.text, e.labels, e.kind, e.setting, voice, e.exempt) for e in examples]
        write_jsonl(tmp_path / "corpus" / f"{voice}.jsonl", own)
    splits = {"train": ["甲"], "validation": ["乙"], "gate": []}
    (tmp_path / "splits.json").write_text(json.dumps(splits), encoding="utf-8")
    return tmp_path


def test_train_and_evaluate_commands_work_from_files_alone(data, tmp_path):
    summary = train_command(data, tmp_path / "artefact")
    assert f"用 {len(TRAINING)} 条消息训练" in summary
    page = tmp_path / "docs" / "evaluation.md"
    line = evaluate_command(tmp_path / "artefact", data / "corpus" / "乙.jsonl", page)
    assert f"{len(VALIDATION)} 条" in line
    assert "宏平均" in page.read_text(encoding="utf-8")
    card = json.loads((tmp_path / "artefact" / "model.json").read_text(encoding="utf-8"))
    assert card["figures"]["validation"]["messages"] == len(VALIDATION)


def test_training_without_a_corpus_says_so(tmp_path):
    with pytest.raises(CorpusError, match=r"splits\.json"):
        train_command(tmp_path, tmp_path / "artefact")


def test_evaluating_without_a_model_says_so(tmp_path):
    with pytest.raises(ArtefactError, match="jianfu train"):
        evaluate_command(tmp_path / "none")
