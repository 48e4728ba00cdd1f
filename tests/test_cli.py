"""The command line: the contract other tools call, and one clear line for every mistake."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store import Store
from tests.stage import DEMAND

JIANFU = [sys.executable, "-m", "bot"]
LABELS = {
    "roll_call", "instant_reply", "forced_forward", "like_request", "forced_adoption",
    "usage_quota", "trace_proof", "duplicate_reporting", "ranking_pressure",
}  # fmt: skip


def jianfu(*arguments: str, given: bytes = b"", **environment: str) -> tuple[int, str, str]:
    """Run the command; its exit code, stdout and stderr."""
    done = subprocess.run(
        [*JIANFU, *arguments], input=given, capture_output=True, check=False,
        env=os.environ | environment, cwd=Path(__file__).parent.parent,
    )  # fmt: skip
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(f'[storage]\npath = "{tmp_path}/jianfu.db"\nkeys = "{tmp_path}/keys"\n')
    return file


def test_classify_reads_plain_lines_and_numbers_them() -> None:
    code, out, _ = jianfu("classify", given=f"{DEMAND}\n明天降温，多穿点\n\n".encode())
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [row["id"] for row in rows] == [1, 2, 3]
    assert "forced_forward" in rows[0]["labels"]
    assert rows[1]["labels"] == rows[2]["labels"] == []
    assert set(rows[0]["scores"]) == LABELS
    assert all(0 <= score <= 1 for score in rows[0]["scores"].values())
    reasons = rows[0]["why"]["forced_forward"]
    assert 1 <= len(reasons) <= 5
    assert all(isinstance(word, str) and weight > 0 for word, weight in reasons)


def test_classify_echoes_ids_as_given_and_keeps_the_order() -> None:
    given = [{"id": "a", "text": DEMAND}, {"id": {"x": [1]}, "text": "好的"}, {"text": "早"}]
    _, out, _ = jianfu("classify", "--no-why", given="\n".join(map(json.dumps, given)).encode())
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["id"] for row in rows] == ["a", {"x": [1]}, 3]
    assert "why" not in rows[0]


def test_a_bad_line_is_answered_in_place_and_the_rest_goes_on() -> None:
    given = (
        b'{"id":1,"text":"'
        + "早".encode()
        + b'"}\n{"id":2,\n{"id":3}\n{"id":4,"text":"ok"}\n\xff\n'
    )
    code, out, _ = jianfu("classify", given=given)
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [sorted(row) for row in rows] == [
        ["id", "labels", "scores", "why"], ["error", "id"], ["error", "id"],
        ["id", "labels", "scores", "why"], ["error", "id"],
    ]  # fmt: skip


def test_no_mistake_of_the_user_shows_a_traceback(tmp_path: Path, config: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("[telegram]\nfoo = 1\n")
    foreign = tmp_path / "foreign.toml"
    (tmp_path / "notes").write_text("不是数据库" * 300)
    foreign.write_text(f'[storage]\npath = "{tmp_path}/notes"\n')
    mistakes = [
        ("run", "--config", str(broken)),
        ("run", "--config", str(tmp_path / "none.toml")),
        ("forget", "--group", "nobody", "--config", str(config)),
        ("forget", "--all", "--config", str(foreign)),
        ("digest", "--preview", "--config", str(config)),
        ("digest", "--preview", "--week", "soon", "--config", str(config)),
        ("backup", str(config), "--config", str(config)),
        ("evaluate", "--data", str(tmp_path / "none.jsonl")),
    ]
    for arguments in mistakes:
        code, _, said = jianfu(*arguments)
        assert (code, said.count("\n")) == (1, 1), (arguments, said)
        assert said.startswith("jianfu：")


def test_a_refused_token_and_a_dead_server_are_told_apart(config: Path) -> None:
    token = "110201543:" + "A" * 35
    dead = {"JIANFU_TELEGRAM__TOKEN": token, "JIANFU_TELEGRAM__BASE_URL": "http://127.0.0.1:9/bot"}
    code, _, said = jianfu("run", "--config", str(config), **dead)
    assert code == 1
    assert "连不上 Telegram" in said
    assert token not in said
    code, _, said = jianfu("run", "--config", str(config), JIANFU_TELEGRAM__TOKEN="nonsense")
    assert code == 1
    assert "@BotFather" in said
    assert "nonsense" not in said


@pytest.mark.parametrize("arguments", [("digest",), ("forget",), ("nothing",), ("run", "--fast")])
def test_wrong_usage_ends_with_two(arguments: tuple[str, ...]) -> None:
    assert jianfu(*arguments)[0] == 2


def test_check_names_each_part_and_its_mend(config: Path, tmp_path: Path) -> None:
    _, out, _ = jianfu("check", "--config", str(config))
    for part in ("模型", "数据库", "密钥目录", "交换区", "令牌"):
        assert part in out
    assert all(line.startswith(("✓", "✗")) for line in out.splitlines())


def test_forget_and_backup_work_on_a_real_database(config: Path, tmp_path: Path) -> None:
    store = Store.open(tmp_path / "jianfu.db")
    store.register.add(-5, lambda: "a" * 16)
    store.close()
    assert jianfu("backup", str(tmp_path / "copy.db"), "--config", str(config))[0] == 0
    assert jianfu("forget", "--group", "a" * 16, "--config", str(config))[0] == 0
    assert Store.open(tmp_path / "jianfu.db").register.all() == []
    assert len(Store.open(tmp_path / "copy.db").register.all()) == 1
