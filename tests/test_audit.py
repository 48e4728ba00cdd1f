"""`jianfu audit`: the same findings as live, four files, and nothing in the report that names."""

import json
import re
import stat
import tracemalloc
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from functools import cache, partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import MODEL
from bot.audit.chat import ChatAudit, audit_chat
from bot.audit.mapping import new_root
from bot.audit.running import audit
from bot.audit.summary import summarise
from bot.cli import cli
from bot.close import Policy
from bot.config import Config
from bot.digest.burden import MINUTES
from bot.errors import JianfuError
from bot.examiner import Examiner
from bot.exported_messages import incoming_from
from bot.exports import Reader, survey
from bot.intake import Intake
from bot.privacy.keys import Keyring
from bot.sample.week import live, script
from bot.store import Store
from bot.store.gathering import gather
from bot.week import Calendar, Week
from classifier import Classifier, Label
from tests.exporting import (
    FORWARD,
    MONDAY,
    ROLL_CALL,
    ZONE,
    Message,
    chat,
    message,
    sample_week,
    save,
    talk,
)

FILES = {"summary.json", "report.html", "findings.jsonl", "chains.jsonl"}
CALENDAR = Calendar("Asia/Shanghai", "Mon 09:00")
POLICY = Policy(5, 1.0, "test")
WEEK = Week.of(MONDAY.date())
Row = dict[str, Any]


@cache
def classifier() -> Classifier:
    return Classifier.load(MODEL)


def run(out: Path, *exports: Path, jobs: int = 1, with_ids: bool = False) -> str:
    return audit(exports, out, Config(), MODEL, jobs=jobs, with_ids=with_ids)


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def summary(out: Path) -> Row:
    found: Row = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    return found


def audited(number: int, messages: Sequence[Message]) -> ChatAudit:
    incoming = (incoming_from(each, number, ZONE) for each in messages)
    return audit_chat(number, incoming, Examiner(classifier()), new_root(), CALENDAR)


def test_the_audit_finds_in_every_message_and_chain_what_the_live_intake_finds(
    tmp_path: Path,
) -> None:
    store = Store.open(tmp_path / "live.db")
    intake = Intake(store, Keyring(tmp_path / "keys"), Examiner(classifier()), CALENDAR)
    for each in sample_week():
        group = store.register.add(each["id"], partial(str, each["id"]))
        for said in each["messages"]:
            incoming = incoming_from(said, each["id"], ZONE)
            intake.take(group, incoming, 9, incoming.sent_at)
        taken = gather(store.register, store.running, WEEK, group)
        found = audited(each["id"], each["messages"]).weeks[WEEK].group_week(group.id)
        demands, chains = (
            [
                Counter(
                    (f.day, f.off_hours, f.labels, f.pressure, f.emergency, f.window) for f in w
                )
                for w in (taken.findings, found.findings)
            ],
            [
                Counter((c.burden, c.labels, c.participants, c.replies) for c in w)
                for w in (taken.chains, found.chains)
            ],
        )
        assert demands[0] == demands[1]
        assert chains[0] == chains[1]
        assert demands[0]
        assert (taken.messages, taken.off_hours, taken.emergencies, len(taken.people)) == (
            found.messages, found.off_hours, found.emergencies, len(found.people),
        )  # fmt: skip
    store.close()


def test_an_exports_edits_replies_stickers_and_photos_reach_the_chains() -> None:
    later = [MONDAY + timedelta(minutes=n) for n in range(8)]
    answer = {"reply_to_message_id": 1}
    found = audited(9, [
        message(1, 1, FORWARD, later[0]),
        message(2, 2, "转了", later[1], edited="2026-11-16T09:03:00", edited_unixtime="1"),
        message(3, 3, "", later[2], photo="photos/photo_1.jpg"),
        message(4, 4, "好", later[3], **answer),
        message(5, 5, "", later[4], media_type="sticker", file="a.webp", sticker_emoji="👌"),
        message(6, 6, "", later[5], media_type="sticker", file="b.webp", sticker_emoji="🐱"),
    ]).chains  # fmt: skip
    assert [(c.trigger, c.first, c.last, c.burden) for c in found] == [(1, 2, 6, True)]
    assert found[0].participants == 5


async def test_the_audit_of_the_sample_week_adds_up_to_its_digest(tmp_path: Path) -> None:
    lines = [line for line in script() if "say" in line]
    digest = (await live(lines, Config())).text
    run(tmp_path / "out", save(tmp_path / "result.json", *sample_week()))
    total = summary(tmp_path / "out")["total"]
    assert f"有 {total['demands']} 次形式主义要求" in digest
    assert f"刷屏 {total['chains']} 串，" in digest
    assert f"自愿或应急的 {total['free_chains']} 串" in digest
    assert f"应急、安保 {total['emergency']} 条" in digest
    for category, count in total["categories"].items():
        assert f"· {category} {count} 次" in digest


def test_four_files_for_their_owner_alone(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    said = run(out, save(tmp_path / "result.json", chat(9, talk(6)), chat(8, [], "personal_chat")))
    assert {path.name for path in out.iterdir()} == FILES
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}
    assert "看了 1 个群 12 条消息，认出 1 条要求" in said
    assert "跳过 1 个私聊或频道" in said
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_a_chain_with_ids_is_told_exactly(tmp_path: Path) -> None:
    run(tmp_path / "out", save(tmp_path / "result.json", chat(9, talk(8))), with_ids=True)
    (chain,) = rows(tmp_path / "out" / "chains.jsonl")
    low, mid, high = (each + 3 for each in MINUTES[Label.FORCED_FORWARD])
    assert chain == {
        "chat": 9, "kind": "receipts", "burden": True,
        "labels": ["forced_forward", "trace_proof", "ranking_pressure"],
        "trigger": 9, "first": 10, "last": 16,
        "participants": 7, "replies": 7,
        "minutes": {"low": 7 * low, "mid": 7 * mid, "high": 7 * high},
    }  # fmt: skip
    notice, found = rows(tmp_path / "out" / "findings.jsonl")
    assert "含原始消息编号" in notice["notice"]
    assert found == {
        "chat": 9, "message": 9, "day": "2026-11-16", "labels": chain["labels"],
        "emergency": False, "addressed": 7, "pressure": True, "window": 2,
    }  # fmt: skip


def test_without_ids_working_files_are_coded_and_banded(tmp_path: Path) -> None:
    path = save(tmp_path / "result.json", chat(91, talk(8)), chat(92, talk(4, salt="乙")))
    run(tmp_path / "out", path)
    chains = rows(tmp_path / "out" / "chains.jsonl")
    assert {each["chat"] for each in chains} == {"A", "B"}
    assert {each["participants"] for each in chains} == {"<5", "5–7"}
    assert {each[name] for each in chains for name in ("trigger", "first", "last")} == {None}
    findings = rows(tmp_path / "out" / "findings.jsonl")[1:]
    assert {each["message"] for each in findings} == {None}
    assert {each["chat"] for each in findings} == {"A", "B"}
    assert all(isinstance(each["addressed"], str) for each in findings)


def test_a_chain_of_free_will_costs_nothing(tmp_path: Path) -> None:
    said = [message(1, 1, "周五一起吃饭，自愿报名，接龙\n1. 苏小兰")]
    said += [
        message(n, n, "\n".join(["自愿报名，接龙", *(f"{i}. 某人{i}" for i in range(1, n + 1))]))
        for n in range(2, 7)
    ]
    run(tmp_path / "out", save(tmp_path / "result.json", chat(9, said)), with_ids=True)
    (chain,) = rows(tmp_path / "out" / "chains.jsonl")
    assert chain["burden"] is False
    assert chain["kind"] == "list"
    assert chain["minutes"] == {"low": 0, "mid": 0, "high": 0}


def several(folder: Path) -> list[Path]:
    """Four groups of different size over three weeks, in two files that overlap."""
    groups = {}
    for number, people in enumerate((9, 6, 4, 3)):
        groups[number] = [
            {**each, "id": each["id"] + 100 * week}
            for week in range(3)
            for each in talk(
                people, MONDAY + timedelta(weeks=week), salt=str(number),
                first_person=50 * number + 1, demand=(FORWARD, ROLL_CALL)[week % 2],
            )
        ]  # fmt: skip
    first = save(
        folder / "first.json", *(chat(100 + n, said) for n, said in groups.items() if n != 1)
    )
    second = save(folder / "second.json", chat(101, groups[1]), chat(100, groups[0][5:]))
    return [first, second]


@pytest.mark.parametrize("jobs", [1, 3])
def test_neither_keys_nor_processes_nor_the_order_of_files_change_what_is_published(
    tmp_path: Path, jobs: int
) -> None:
    exports = several(tmp_path)
    run(tmp_path / "one", *exports)
    run(tmp_path / "two", *reversed(exports), jobs=jobs)
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@settings(deadline=None, max_examples=10)
@given(st.permutations(range(1, 30)), st.integers(min_value=1, max_value=10**12))
def test_renumbering_people_and_chats_changes_nothing_published(
    people: list[int], shift: int
) -> None:
    groups = [talk(7), talk(5, salt="乙", first_person=10), talk(3, salt="丙", first_person=20)]
    renumbered = [
        [
            {**each, "from_id": f"user{people[int(each['from_id'].removeprefix('user')) - 1]}"}
            for each in said
        ]
        for said in groups
    ]
    numbers = (shift + 2, shift, shift + 1)
    one = summarise([audited(n, said) for n, said in enumerate(groups)], POLICY, "Asia/Shanghai")
    two = summarise(
        [audited(n, said) for n, said in zip(numbers, renumbered, strict=True)],
        POLICY,
        "Asia/Shanghai",
    )
    assert one == two


def test_a_group_with_fewer_than_k_people_enters_no_figure(tmp_path: Path) -> None:
    big = chat(1, talk(6))
    small = chat(2, talk(4, demand=ROLL_CALL, salt="小群", first_person=50))
    run(tmp_path / "both", save(tmp_path / "both.json", big, small))
    run(tmp_path / "big", save(tmp_path / "big.json", big))
    both, alone = summary(tmp_path / "both"), summary(tmp_path / "big")
    assert both["total"] == alone["total"]
    assert both["weeks"][0]["cells"] == alone["weeks"][0]["cells"]
    assert both["weeks"][0]["unpublished_groups"] == 1


def test_each_week_is_a_row_and_the_total_is_their_sum(tmp_path: Path) -> None:
    weeks = [
        {**each, "id": each["id"] + 100 * week}
        for week in (0, 1, 3)
        for each in talk(6, MONDAY + timedelta(weeks=week))
    ]
    run(tmp_path / "out", save(tmp_path / "result.json", chat(1, weeks)))
    found = summary(tmp_path / "out")
    assert [(row["week"], row["from"], row["to"]) for row in found["weeks"]] == [
        ("2026-W47", "2026-11-16", "2026-11-22"),
        ("2026-W48", "2026-11-23", "2026-11-29"),
        ("2026-W50", "2026-12-07", "2026-12-13"),
    ]
    assert [row["total"]["active"] for row in found["weeks"]] == ["5–7"] * 3
    for name in ("messages", "demands", "chains"):
        assert found["total"][name] == sum(row["total"][name] for row in found["weeks"])
    assert found["total"]["demands"] == 3
    assert found["total"]["group_weeks"] == 3


def test_an_emergency_sets_off_a_chain_without_burden() -> None:
    flood = next(line["say"] for line in script() if line.get("as") == "flood")
    said = [message(1, 1, flood), *(message(n, n, "收到", MONDAY) for n in range(2, 8))]
    (chain,) = audited(1, said).chains
    assert (chain.trigger, chain.burden, chain.participants) == (1, False, 6)


def test_where_nothing_may_be_published_the_report_says_so(tmp_path: Path) -> None:
    run(tmp_path / "out", save(tmp_path / "result.json", chat(1, talk(4))))
    assert summary(tmp_path / "out")["total"] is None
    assert "所以不说" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_an_empty_group_gives_an_empty_report(tmp_path: Path) -> None:
    run(tmp_path / "out", save(tmp_path / "result.json", chat(1, [])))
    assert summary(tmp_path / "out")["weeks"] == []
    assert "没有消息" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_people_addressed_are_the_others_of_the_last_four_weeks() -> None:
    before = [message(n, n, "早", MONDAY - timedelta(days=40)) for n in range(1, 5)]
    recent = [message(n, n, "早", MONDAY - timedelta(days=20)) for n in range(5, 12)]
    asked = message(20, 5, FORWARD)
    late = message(21, 30, "早", MONDAY + timedelta(minutes=1))
    (found,) = audited(1, [*before, *recent, asked, late]).demands
    assert found.addressed == 6


def test_a_demand_to_people_named_addresses_them_alone() -> None:
    named = [{"type": "mention", "text": "@tian"}, FORWARD]
    said = [*(message(n, n, "早") for n in range(1, 9)), message(9, 1, named)]
    (found,) = audited(1, said).demands
    assert found.addressed == 1


def test_channels_that_write_are_not_people() -> None:
    said = [message(n, 0, "通知", from_id=f"channel{n}") for n in range(1, 20)]
    found = audited(1, said).weeks[WEEK]
    assert (found.messages, found.people, found.members) == (19, set(), 0)


def test_the_published_files_name_nobody_and_quote_nothing(tmp_path: Path) -> None:
    chats = sample_week()
    run(tmp_path / "out", save(tmp_path / "result.json", *chats))
    published = "".join(
        (tmp_path / "out" / name).read_text(encoding="utf-8")
        for name in ("summary.json", "report.html")
    )
    people = {line["by"].split()[-1] for line in script()}
    assert not [name for name in people if name in published]
    assert "虚构的群" not in published
    assert not re.search("20000000|70000000", published)
    said = "".join(line.get("say", "") for line in script())
    pieces = re.findall("[一-鿿]{12,}", published)
    assert not [piece for piece in pieces if piece[:12] in said]


class Page(HTMLParser):
    """Collects tags with their attributes, and text in table cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def count(self, name: str) -> int:
        return sum(tag == name for tag, _ in self.tags)


def test_the_report_needs_no_network_and_its_tables_are_described(tmp_path: Path) -> None:
    run(tmp_path / "out", *several(tmp_path))
    text = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    page = Page(text)
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in page.tags}
    assert not re.search(r"https?:|url\(|@import", text)
    assert page.count("h1") == 1
    assert page.count("table") == page.count("caption") == 4
    assert all("scope" in attributes for tag, attributes in page.tags if tag == "th")
    assert ("html", {"lang": "zh-CN"}) in page.tags


def test_a_failed_audit_leaves_nothing_and_an_old_one_untouched(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(chat(1, talk(6)))[:-40], encoding="utf-8")
    out = tmp_path / "out"
    with pytest.raises(JianfuError):
        run(out, broken)
    assert [path.name for path in tmp_path.iterdir()] == ["broken.json"]
    run(out, save(tmp_path / "whole.json", chat(1, talk(6))))
    kept = {path.name: path.read_bytes() for path in out.iterdir()}
    with pytest.raises(JianfuError):
        run(out, tmp_path / "whole.json", broken)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == kept


def test_a_second_audit_replaces_the_first_and_leaves_other_files_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(out, save(tmp_path / "one.json", chat(1, talk(6))))
    (out / "notes.txt").write_text("自己的笔记", encoding="utf-8")
    run(out, save(tmp_path / "two.json", chat(1, talk(9))))
    assert summary(out)["total"]["messages"] == 18
    assert {path.name for path in out.iterdir()} == FILES | {"notes.txt"}


def test_a_target_that_can_not_be_written_is_one_plain_line(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    export = save(tmp_path / "result.json", chat(1, talk(6)))
    for out in (blocked, blocked / "below"):
        with pytest.raises(JianfuError, match="写不了"):
            run(out, export)


def test_the_command_audits_and_asks_for_a_target(tmp_path: Path) -> None:
    export = str(save(tmp_path / "result.json", chat(1, talk(6))))
    done = CliRunner().invoke(cli, ["audit", export, "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert "report.html" in done.output
    assert CliRunner().invoke(cli, ["audit", export]).exit_code == 2
    assert CliRunner().invoke(cli, ["audit", "--out", "x"]).exit_code == 2


def test_an_audit_holds_codes_of_findings_and_never_the_messages(tmp_path: Path) -> None:
    said = [message(n, n % 50, f"第{n}号会议室今天的会议请准时参加") for n in range(4000)]
    path = save(tmp_path / "result.json", chat(9, said))
    examiner = Examiner(classifier())
    examiner.judge("热身")
    (found,) = survey([path]).chats
    tracemalloc.start()
    with Reader(ZONE) as reader:
        audit_chat(9, reader.incoming(found), examiner, new_root(), CALENDAR)
    streamed = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    json.loads(path.read_bytes())
    whole = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert streamed < 1_500_000
    assert whole > 4_000_000
