"""Reading exports of Telegram Desktop: what is in a message, which chats count, what is refused."""

import json
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.exported_messages import ExportError, incoming_from
from bot.exports import Reader, survey
from bot.records import Incoming
from tests.exporting import MONDAY, ZONE, chat, message, save

MEGABYTE = 1_000_000


def read(*paths: Path) -> dict[int, list[Incoming]]:
    with Reader(ZONE) as reader:
        return {each.chat_id: list(reader.incoming(each)) for each in survey(paths).chats}


def parsed(**more: Any) -> Incoming:
    return incoming_from(message(1, 7, "") | more, 9, ZONE)


def test_a_text_in_pieces_is_read_whole_and_names_those_it_mentions() -> None:
    pieces = [
        "请 ",
        {"type": "mention", "text": "@su"},
        {"type": "mention_name", "text": "田大力", "user_id": 5},
        {"type": "mention", "text": "@su"},
        {"type": "bold", "text": " 今天"},
        "接龙",
    ]
    found = parsed(text=pieces)
    assert found.text == "请 @su田大力@su 今天接龙"
    assert found.mentioned == 2


def test_a_poll_reads_as_its_question_and_options() -> None:
    poll = {"question": "谁还没打卡？", "answers": [{"text": "我"}, {"text": ["都", "打了"]}]}
    assert parsed(poll=poll).text == "谁还没打卡？\n我\n都打了"


@pytest.mark.parametrize(
    ("more", "media", "text"),
    [
        ({"text": "收到"}, "text", "收到"),
        ({"photo": "photos/photo_1.jpg", "text": "截图"}, "photo", "截图"),
        ({"media_type": "sticker", "file": "a.webp", "sticker_emoji": "👌"}, "sticker", ""),
        ({"media_type": "video_file", "file": "a.mp4", "text": "现场"}, "other", "现场"),
    ],
)
def test_media_are_told_apart_and_captions_read(
    more: dict[str, Any], media: str, text: str
) -> None:
    found = parsed(**more)
    assert (found.media, found.text) == (media, text)


def test_a_sticker_says_no_words_and_keeps_what_it_stands_for() -> None:
    sticker = parsed(media_type="sticker", file="a.webp", sticker_emoji="👌")
    assert (sticker.text, sticker.emoji) == ("", "👌")


@pytest.mark.parametrize(
    ("sender", "author", "human"),
    [
        ("user123", 123, True),
        (123, 123, True),
        ("channel123", -123, False),
        (None, 0, False),
    ],
)
def test_a_channel_is_no_person_and_never_the_person_of_the_same_number(
    sender: object, author: int, human: bool
) -> None:
    found = parsed(from_id=sender)
    assert (found.author, found.human) == (author, human)


def test_a_deleted_account_without_a_name_is_still_its_number() -> None:
    assert parsed(**{"from": None, "from_id": "user88"}).author == 88


def test_the_unix_time_decides_over_the_clock_of_the_exporting_machine() -> None:
    assert parsed(date="1999-01-01T00:00:00").sent_at == MONDAY
    at = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
    old = {"id": 1, "type": "message", "date": "2026-11-16T09:00:00", "text": "旧"}
    assert incoming_from(old, 9, ZONE).sent_at == at
    assert incoming_from(old, 9, ZoneInfo("UTC")).sent_at == at + timedelta(hours=8)


def test_replies_are_followed_within_the_chat_only() -> None:
    assert parsed(reply_to_message_id=3).reply_to == 3
    assert parsed(reply_to_message_id=3, reply_to_peer_id="channel4").reply_to is None


def test_a_forward_and_an_edited_message_are_messages_of_who_sent_them() -> None:
    found = parsed(text="转给大家", forwarded_from="某报", edited_unixtime="1800000000")
    assert (found.author, found.text, found.sent_at) == (7, "转给大家", MONDAY)


def test_service_messages_are_left_out(tmp_path: Path) -> None:
    joined = {"id": 1, "type": "service", "date": "2026-11-16T09:00:00", "action": "invite_members"}
    path = save(tmp_path / "result.json", chat(9, [joined, message(2, 7, "早")]))
    assert [each.message_id for each in read(path)[9]] == [2]


def test_only_groups_are_read_and_the_rest_is_counted(tmp_path: Path) -> None:
    kinds = {
        1: "private_group", 2: "personal_chat", 3: "public_supergroup", 4: "saved_messages",
        5: "bot_chat", 6: "private_channel", 7: "private_supergroup",
    }  # fmt: skip
    path = save(
        tmp_path / "result.json",
        *(chat(n, [message(10 * n, 1, kind)] * n, kind) for n, kind in kinds.items()),
    )
    assert survey([path]).skipped == 4
    said = {number: {each.text for each in found} for number, found in read(path).items()}
    assert said == {1: {"private_group"}, 3: {"public_supergroup"}, 7: {"private_supergroup"}}


def test_groups_the_account_has_left_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    here, left = chat(1, [message(1, 1, "在")]), chat(2, [message(1, 1, "走了")])
    body = {"chats": {"list": [here]}, "left_chats": {"list": [left]}}
    path.write_text(json.dumps(body), encoding="utf-8")
    assert {number: found[0].text for number, found in read(path).items()} == {1: "在", 2: "走了"}


def test_the_order_of_the_keys_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    body = json.dumps(chat(9, [message(1, 7, "早")]), sort_keys=True)
    path.write_text(body, encoding="utf-8-sig")
    assert [each.text for each in read(path)[9]] == ["早"]


def test_overlapping_exports_of_one_group_count_each_message_once(tmp_path: Path) -> None:
    said = [message(n, 1, str(n)) for n in range(1, 31)]
    late = save(tmp_path / "late.json", chat(8, []), chat(9, said[10:]))
    early = save(tmp_path / "early.json", chat(9, said[:20]), chat(7, said[:3]))
    found = read(late, early, late)
    assert [each.message_id for each in found[9]] == list(range(1, 31))
    assert len(found[7]) == 3


def test_groups_in_another_order_in_each_file_are_still_put_together(tmp_path: Path) -> None:
    said = {number: [message(n, number, "早") for n in range(1, 9)] for number in (1, 2, 3)}
    one = save(tmp_path / "one.json", *(chat(n, said[n][:5]) for n in (1, 2, 3)))
    two = save(tmp_path / "two.json", *(chat(n, said[n][3:]) for n in (3, 1, 2)))
    for number, found in read(one, two).items():
        assert [(each.message_id, each.author) for each in found] == [
            (n, number) for n in range(1, 9)
        ]


def test_two_groups_of_one_number_in_a_file_are_refused(tmp_path: Path) -> None:
    path = save(tmp_path / "result.json", chat(1, []), chat(1, []))
    with pytest.raises(ExportError, match="编号相同"):
        survey([path])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "是空的"),
        (b"<!DOCTYPE html><html></html>", "不是 JSON"),
        (b'{"hello": 1}', "不是 Telegram 的聊天导出"),
        (b'["a"]', "不是 Telegram 的聊天导出"),
        (b'{"id": 9, "type": "private_group", "messages": ["a"]}', "格式不对"),
        (b'{"id": 9, "type": "private_group", "messages": [{"id": 1},', "不完整或损坏"),
        (b'{"id": 9, "type": "personal_chat", "messages": []}', "没有群"),
    ],
)
def test_what_is_no_export_is_refused_in_one_line_with_the_mend(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "result.json"
    path.write_bytes(content)
    with pytest.raises(ExportError, match=said) as refused:
        survey([path])
    assert "\n" not in str(refused.value)
    assert "请" in str(refused.value)


@pytest.mark.parametrize("missing", ["id", "date"])
def test_messages_without_number_or_date_are_refused(missing: str) -> None:
    whole = {"id": 1, "type": "message", "date": "2026-11-16T09:00:00"}
    with pytest.raises(ExportError):
        incoming_from({k: v for k, v in whole.items() if k != missing}, 9, ZONE)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="找不到 none"):
        survey([tmp_path / "none.json"])
    with pytest.raises(ExportError, match="读不了"):
        survey([tmp_path])


def test_twenty_thousand_messages_are_read_in_a_memory_that_could_not_hold_them(
    tmp_path: Path,
) -> None:
    said = (message(n, n % 50, ["会议室", {"type": "bold", "text": str(n)}]) for n in range(20_000))
    path = save(tmp_path / "result.json", chat(9, list(said)))
    tracemalloc.start()
    with Reader(ZONE) as reader:
        (found,) = survey([path]).chats
        assert sum(1 for _ in reader.incoming(found)) == 20_000
    streamed = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    json.loads(path.read_bytes())
    whole = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert streamed < 3 * MEGABYTE
    assert whole > 20 * MEGABYTE
