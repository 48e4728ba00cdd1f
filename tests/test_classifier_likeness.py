import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from classifier.__main__ import main
from classifier.corpus import Example, Kind, write_jsonl
from classifier.corpus_check import check_corpus, to_text, writer_guess
from classifier.likeness import ALIKE, alike_pairs, jaccard, share_alike, skeleton


def test_only_the_wording_is_left_in_a_skeleton():
    one = skeleton("王书记:今晚8点前转发《桂花村的日子》到3个群!!")
    other = skeleton("李书记: 今晚10点前转发《石桥夜话》到5个群")
    assert one == other


def test_the_same_message_with_other_names_and_numbers_is_alike():
    texts = [
        "小王,今晚8点前把安全学习的截图发到工作群里",
        "明天上午开会讨论预算的事情",
        "小李,今晚9点前把安全学习的截图发到工作群里!",
    ]
    assert alike_pairs(texts) == [(0, 2)]


def test_short_messages_are_alike_only_if_the_same():
    assert alike_pairs(["收到", "收到!", "好的", "收到"]) == [(0, 3)]


@given(
    st.lists(st.text(alphabet="转发点赞打卡接龙收到请回复", min_size=6, max_size=14), max_size=12)
)
def test_no_pair_is_overlooked(texts):
    shingles = [
        frozenset(bare[i : i + 3] for i in range(len(bare) - 2)) for bare in map(skeleton, texts)
    ]
    expected = [
        (first, second)
        for second in range(len(texts))
        for first in range(second)
        if jaccard(shingles[first], shingles[second]) >= ALIKE
    ]
    assert alike_pairs(texts) == sorted(expected)


def test_the_share_counts_each_superfluous_message_once():
    assert share_alike([(0, 1), (0, 2), (1, 2)], 10) == pytest.approx(0.2)
    assert share_alike([], 0) == 0


_PLAIN = [
    "明天的会挪到三楼会议室",
    "投影仪我借好了放在前台",
    "合同第二页少了一个章",
    "中午食堂有红烧肉谁去",
    "下午去工地看一眼进度",
    "电梯修好了大家可以坐",
]


def _data(tmp_path, **voices):
    (tmp_path / "corpus").mkdir()
    for voice, texts in voices.items():
        own = [Example(text, frozenset(), Kind.ORDINARY, "群", voice) for text in texts]
        write_jsonl(tmp_path / "corpus" / f"{voice}.jsonl", own)
    splits = {"train": ["甲"], "validation": ["乙"], "gate": []}
    (tmp_path / "splits.json").write_text(json.dumps(splits), encoding="utf-8")
    return tmp_path


def test_a_leak_between_splits_is_a_problem(tmp_path):
    report = check_corpus(_data(tmp_path, 甲=_PLAIN, 乙=["投影仪我借好了,放在前台!"]))
    assert report.leaks == 1
    assert any("不同的部分" in problem for problem in report.problems)
    assert "投影仪" in to_text(report)


def test_a_clean_corpus_has_no_problem_and_its_counts_are_told(tmp_path):
    report = check_corpus(_data(tmp_path, 甲=_PLAIN[:5], 乙=_PLAIN[5:]))
    assert report.problems == []
    assert "train:5 条，1 位语者" in to_text(report)


def test_writers_who_write_differently_are_guessed():
    one = [
        Example(f"巴适得很嘛{c}", frozenset(), Kind.ORDINARY, "群", "川") for c in "一二三四五六"
    ]
    two = [
        Example(f"好嘢呀喺度{c}", frozenset(), Kind.ORDINARY, "群", "粤") for c in "一二三四五六"
    ]
    guess = writer_guess(one + two)
    assert guess is not None
    assert guess.accuracy == 1
    assert guess.chance == 0.5


def test_a_single_writer_cannot_be_guessed():
    assert (
        writer_guess([Example(t, frozenset(), Kind.ORDINARY, "群", "甲") for t in _PLAIN]) is None
    )


def test_the_check_ends_with_1_when_the_corpus_has_a_problem(tmp_path):
    data = _data(tmp_path, 甲=_PLAIN, 乙=_PLAIN[:1])
    result = CliRunner().invoke(main, ["corpus-check", "--data", str(data)])
    assert result.exit_code == 1
    assert "问题：" in result.output


def test_the_check_says_plainly_when_there_is_no_corpus(tmp_path):
    result = CliRunner().invoke(main, ["corpus-check", "--data", str(tmp_path)])
    assert result.exit_code == 1
    assert "splits.json" in result.output
