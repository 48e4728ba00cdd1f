import json

import pytest

from classifier import CorpusError, Label
from classifier.corpus import (
    Example,
    Kind,
    corpus_digest,
    load_split,
    read_jsonl,
    read_splits,
    write_jsonl,
)
from tests.tiny_corpus import EXAMPLES


def _row(**changes):
    row = {"text": "收到请回复", "labels": ["instant_reply"], "kind": "open"}
    return row | {"setting": "全体群", "voice": "甲"} | changes


def _file(tmp_path, *rows):
    path = tmp_path / "voice.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_what_is_written_is_read_back(tmp_path):
    write_jsonl(tmp_path / "all.jsonl", EXAMPLES)
    assert read_jsonl(tmp_path / "all.jsonl") == EXAMPLES


def test_a_text_may_hold_line_breaks_of_any_sort(tmp_path):
    example = Example("一\n二\u2028三\x85四", frozenset(), Kind.ORDINARY, "群", "甲")
    write_jsonl(tmp_path / "one.jsonl", [example])
    assert read_jsonl(tmp_path / "one.jsonl") == [example]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("{", "不是合法的 JSON"),
        ("[]", "每行要是一个 JSON 对象"),
        (_row(labels=["rollcall"]), "未知标签 rollcall"),
        (_row(labels=[["x"]]), "未知标签"),
        (_row(labels="instant_reply"), "labels 要是一个列表"),
        (_row(kind="plain"), "未知种类 plain"),
        (_row(labels=[]), "种类 open 必须有标签"),
        (_row(kind="look-alike"), "种类 look-alike 不能有标签"),
        (_row(exempt="fire"), "未知的豁免标记"),
        (_row(exempt="emergency"), "应急豁免的消息不能有标签"),
        (_row(text="  "), "正文是空的"),
        (_row(voice=3), "缺少文字栏 voice"),
    ],
)
def test_a_bad_line_is_named_with_its_number_in_one_chinese_line(tmp_path, row, reason):
    path = _file(tmp_path, _row(), "", row)
    with pytest.raises(CorpusError, match=r"voice\.jsonl 第 3 行") as caught:
        read_jsonl(path)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_absent_file_is_said_plainly(tmp_path):
    with pytest.raises(CorpusError, match="读不了语料文件"):
        read_jsonl(tmp_path / "none.jsonl")


def _data_dir(tmp_path, splits):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "splits.json").write_text(json.dumps(splits), encoding="utf-8")
    for voice in ("甲", "乙"):
        example = Example(f"{voice}说好的", frozenset(), Kind.ORDINARY, "群", voice)
        write_jsonl(tmp_path / "corpus" / f"{voice}.jsonl", [example])
    return tmp_path


def test_a_split_is_all_examples_of_its_voices(tmp_path):
    data = _data_dir(tmp_path, {"train": ["甲"], "validation": ["乙"], "gate": []})
    assert [example.voice for example in load_split("train", data)] == ["甲"]
    assert [example.text for example in load_split("validation", data)] == ["乙说好的"]
    assert load_split("gate", data) == []


def test_a_voice_stands_in_one_split_only(tmp_path):
    data = _data_dir(tmp_path, {"train": ["甲"], "validation": ["甲"], "gate": []})
    with pytest.raises(CorpusError, match="同时出现在两个部分"):
        read_splits(data)


def test_a_missing_split_is_said_plainly(tmp_path):
    data = _data_dir(tmp_path, {"train": ["甲"]})
    with pytest.raises(CorpusError, match=r"splits\.json"):
        read_splits(data)


def test_a_file_holds_its_own_voice_only(tmp_path):
    data = _data_dir(tmp_path, {"train": ["甲"], "validation": [], "gate": []})
    stranger = Example("好", frozenset(), Kind.ORDINARY, "群", "丙")
    write_jsonl(data / "corpus" / "甲.jsonl", [stranger])
    with pytest.raises(CorpusError, match="别的语者 丙"):
        load_split("train", data)


def test_the_digest_sees_content_and_labels_but_not_order():
    relabelled = [Example("收到", frozenset({Label.ROLL_CALL}), Kind.OPEN, "群", "甲")]
    assert corpus_digest(EXAMPLES) == corpus_digest(EXAMPLES[::-1])
    assert corpus_digest(EXAMPLES) != corpus_digest(EXAMPLES[1:])
    assert corpus_digest(relabelled) != corpus_digest(
        [Example("收到", frozenset({Label.INSTANT_REPLY}), Kind.OPEN, "群", "甲")]
    )
