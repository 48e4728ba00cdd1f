"""How the chain layer is measured: tiny conversations whose figures can be counted by hand."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from classifier.__main__ import main
from classifier.conversations import (
    evaluate_conversations,
    find_chains,
    read_conversations,
    to_markdown,
)
from classifier.corpus import DATA_DIR
from classifier.errors import CorpusError

ASK = {"by": "R", "text": "明天八点半开会,收到请回复", "labels": ["instant_reply"]}
CHAIN = {"kind": "receipts", "burden": True, "trigger": 1, "first": 2, "last": 4,
         "participants": ["A", "B", "C"]}  # fmt: skip


def said(by: str, text: str = "收到") -> dict[str, Any]:
    return {"by": by, "text": text}


def conversation(*messages: dict[str, Any], chains: tuple[dict[str, Any], ...] = ()) -> str:
    blank = {"reply_to": None, "media": "text", "labels": [], "emergency": False}
    rows = [blank | {"id": n, "at": n} | row for n, row in enumerate(messages, 1)]
    return json.dumps({"id": "x", "messages": rows, "chains": chains}, ensure_ascii=False)


FLOOD = conversation(ASK, said("A"), said("B"), said("C"), chains=(CHAIN,))


def file(folder: Path, *lines: str) -> Path:
    path = folder / "talk.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def report(folder: Path, *lines: str):
    conversations, faults = read_conversations(file(folder, *lines))
    assert faults == []
    return evaluate_conversations(conversations)


def test_a_chain_found_as_it_is_scores_full(tmp_path):
    score = report(tmp_path, FLOOD).burden
    assert (score.true, score.found, score.precision, score.recall, score.f1) == (1, 1, 1, 1, 1)
    assert (score.overlap, score.participants_error) == (1, 0)


def test_a_missed_chain_costs_recall_and_one_that_is_none_costs_precision(tmp_path):
    missed = conversation(ASK, said("A", "我晚点到"), said("B", "几点"), said("C", "在三楼"),
                          chains=(CHAIN,))  # fmt: skip
    invented = conversation(ASK, said("A"), said("B"))
    score = report(tmp_path, FLOOD, missed, invented).burden
    assert (score.true, score.found, len(score.pairs)) == (2, 2, 1)
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)


def test_overlap_is_common_messages_of_all_in_either_span(tmp_path):
    late = CHAIN | {"last": 5, "participants": ["A", "B", "C", "D"]}
    line = conversation(ASK, said("A"), said("B"), said("C"), said("D", "我晚点到"), chains=(late,))
    score = report(tmp_path, line).burden
    assert (score.overlap, score.participants_error) == (0.75, 0.25)


def test_spans_that_share_less_than_half_are_two_chains(tmp_path):
    far = CHAIN | {"last": 8}
    talk = [said("D", "我晚点到")] * 4
    line = conversation(ASK, said("A"), said("B"), said("C", "在三楼"), *talk, chains=(far,))
    assert report(tmp_path, line).burden.pairs == ()


def test_a_harmless_chain_taken_for_a_burden_is_wrong_on_both_lines(tmp_path):
    harmless = CHAIN | {"burden": False, "trigger": None}
    line = conversation(ASK, said("A"), said("B"), said("C"), chains=(harmless,))
    found = report(tmp_path, line)
    assert (found.burden.precision, found.burden.recall) == (0, None)
    assert (found.harmless.precision, found.harmless.recall) == (None, 0)


def test_one_found_chain_stands_for_one_true_chain_only(tmp_path):
    line = conversation(ASK, said("A"), said("B"), said("C"), chains=(CHAIN, CHAIN))
    score = report(tmp_path, line).burden
    assert (score.true, len(score.pairs)) == (2, 1)


def test_nothing_to_find_has_no_figures(tmp_path):
    page = to_markdown(report(tmp_path, conversation(said("A", "吃了吗"))))
    assert "| 负担 | 0 | 0 | 0 | — | — | — | — | — |" in page


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "不是写成对话格式的 JSON；对照已有的对话改"),
        ("[]", "不是写成对话格式的 JSON；对照已有的对话改"),
        ('{"id": 1, "messages": []}', "缺少栏 chains"),
        (conversation(ASK | {"labels": ["nag"]}), "消息 1 有未知标签 nag"),
        (conversation(ASK | {"media": "film"}),
         "media 要是 text、photo、sticker、other 之一，不是 film"),
        (conversation(ASK | {"at": 9}, said("A")), "at 变小了；消息要按时间先后写"),
        (conversation(ASK, chains=(CHAIN,)), "first 或 last 不是这段对话里的消息 id"),
        (conversation(ASK, said("A"), said("B"), chains=(CHAIN | {"first": 3, "last": 2},)),
         "first 在 last 后面；对调过来"),
        (conversation(ASK, said("A"), said("B"), said("D"), chains=(CHAIN,)),
         "participants 至少两名，而且都要在这段对话里发过言"),
    ],
)  # fmt: skip
def test_a_conversation_that_breaks_the_format_is_named_by_its_line_and_left_out(
    tmp_path, line, why
):
    conversations, faults = read_conversations(file(tmp_path, FLOOD, line))
    assert len(conversations) == 1
    assert faults == [f"talk.jsonl 第 2 行：{why}"]


def test_a_file_that_is_no_text_is_one_clear_error(tmp_path):
    path = tmp_path / "talk.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CorpusError, match=r"读不了对话文件 talk\.jsonl"):
        read_conversations(path)


def test_an_edit_keeps_its_place(tmp_path):
    edit = said("A") | {"id": 2, "edited": True}
    score = report(tmp_path, conversation(
        ASK, said("A", "我看看"), said("B") | {"id": 3}, said("C") | {"id": 4}, edit,
        chains=(CHAIN,),
    )).burden  # fmt: skip
    assert len(score.pairs) == 1


def test_the_command_prints_the_figures_and_what_it_left_out(tmp_path):
    path = str(file(tmp_path, FLOOD, "{"))
    done = CliRunner().invoke(main, ["conversations", path, path])
    assert done.exit_code == 0
    assert "2 段对话，8 条消息。" in done.output
    assert "格式不对而略过 2 段：" in done.output


def test_the_command_can_take_the_models_labels(tmp_path):
    unlabelled = conversation(ASK | {"labels": []}, said("A"), said("B"), said("C"),
                              chains=(CHAIN,))  # fmt: skip
    path = str(file(tmp_path, unlabelled))
    given = CliRunner().invoke(main, ["conversations", path]).output
    judged = CliRunner().invoke(main, ["conversations", path, "--model"]).output
    assert "| 负担 | 1 | 0 | 0 |" in given
    assert "| 负担 | 1 | 1 | 1 |" in judged


FORWARD = {
    "by": "R",
    "text": "推文人人转朋友圈,截图发群",
    "labels": ["forced_forward", "trace_proof"],
}


def found(folder: Path, *messages: dict[str, Any]) -> list[tuple[str, int]]:
    """The chains found, as who took part and how many turns lie between first and last."""
    conversations, _ = read_conversations(file(folder, conversation(*messages)))
    chains = find_chains(conversations[0])
    return [("".join(sorted(c.participants)), int(c.last) - int(c.first)) for c in chains]


@pytest.mark.parametrize("reminder", ["还有D没转,抓紧", "@D 图呢", "全体!"])
def test_whoever_is_reminded_answers_the_first_demand(tmp_path, reminder):
    urge = {"by": "R", "text": reminder, "labels": ["forced_forward"]}
    talk = (FORWARD, said("A", "已转发"), said("B", "已转发"), urge, said("D", "已转发"))
    assert found(tmp_path, *talk) == [("ABD", 3)]


def test_the_same_demand_word_for_word_is_a_new_round(tmp_path):
    again = FORWARD | {"text": FORWARD["text"] + ",抓紧"}
    talk = [said(who, "已转发") for who in "AB"]
    assert found(tmp_path, FORWARD, *talk, again, *talk) == [("AB", 1), ("AB", 1)]


def test_a_receipt_with_a_remark_counts_under_a_demand_for_it_and_nowhere_else(tmp_path):
    talk = (
        said("A", "收到,在开车呢"),
        said("B", "收到 刚下电梯"),
        said("C", "收到,谢谢提醒大家的事"),
    )
    assert found(tmp_path, ASK, *talk) == [("ABC", 2)]
    assert found(tmp_path, *talk) == []


def test_a_photo_with_a_few_words_is_proof(tmp_path):
    photo = [{"by": who, "text": "东门的", "media": "photo"} for who in "AB"]
    assert found(tmp_path, FORWARD, *photo) == [("AB", 1)]


def test_a_line_in_the_lists_own_words_adds_to_it(tmp_path):
    call = {"by": "R", "text": "全员接龙报平安", "labels": ["roll_call"]}
    lists = said("A", "1. 张三 已到家"), said("B", "1. 张三 已到家\n2. 李四 已到家")
    talk = said("C", "王五 已到家 刚下车"), said("D", "今晚吃什么")
    assert found(tmp_path, call, *lists, *talk) == [("ABC", 2)]


@pytest.mark.parametrize(("name", "many"), [("validation", 30), ("dev-a", 45), ("dev-b", 45)])
def test_the_written_conversations_are_found(name, many):
    conversations, faults = read_conversations(DATA_DIR / "conversations" / f"{name}.jsonl")
    assert (len(conversations), faults) == (many, [])
    burden = evaluate_conversations(conversations).burden
    assert burden.f1 is not None
    assert burden.f1 >= 0.95
    assert burden.overlap is not None
    assert burden.overlap >= 0.9
    assert burden.participants_error is not None
    assert burden.participants_error <= 0.05


def test_the_command_tries_how_long_each_kind_stays_open(tmp_path):
    late = conversation(ASK, said("A"), said("B"), said("C") | {"at": 200}, chains=(CHAIN,))
    done = CliRunner().invoke(main, ["conversations", str(file(tmp_path, late)), "--silences"])
    assert done.exit_code == 0
    rows = [[cell.strip() for cell in row.split("|")[1:8]] for row in done.output.splitlines()]
    tried = {int(row[1].strip("*")): row[4:] for row in rows if row[0] == "回应要求的"}
    assert tried[60] == ["100.0%", "66.7%", "33.3%"]
    assert tried[1440] == ["100.0%", "100.0%", "0.0%"]
