"""The embedded Bot API server refuses what Telegram refuses (docs/wire.md)."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, MessageEntity
from telegram.constants import ChatType, ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
)

from bot.local_telegram import RefusedError, too_many
from bot.local_telegram.entities import units
from bot.local_telegram.media import PNG
from tests.wire import OTHER_TOKEN, Wire, button, wired


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with wired() as made:
        yield made


# Whom a bot may write to


async def test_nobody_hears_from_a_bot_before_they_press_start(wire: Wire) -> None:
    words = "bot can't initiate conversation with a user"
    await wire.refused(wire.bot.send_message(wire.person.id, "您好"), Forbidden, words)
    wire.world.private(wire.person, wire.me)
    await wire.refused(wire.bot.send_message(wire.person.id, "您好"), Forbidden, words)
    wire.world.start(wire.person, wire.me)
    assert (await wire.bot.send_message(wire.person.id, "您好")).text == "您好"


async def test_who_blocked_the_bot_gets_nothing_until_they_unblock_it(wire: Wire) -> None:
    wire.world.start(wire.person, wire.me)
    await wire.news()
    wire.world.block(wire.person, wire.me)
    send = wire.bot.send_message
    await wire.refused(send(wire.person.id, "您好"), Forbidden, "bot was blocked by the user")
    (blocked,) = await wire.news()
    assert blocked.my_chat_member
    assert blocked.my_chat_member.new_chat_member.status == "kicked"
    wire.world.unblock(wire.person, wire.me)
    assert await send(wire.person.id, "您好")


async def test_a_bot_outside_a_group_may_not_write_there(wire: Wire) -> None:
    wire.world.remove_member(wire.group, wire.me, wire.creator)
    words = "bot was kicked from the supergroup chat"
    await wire.refused(wire.bot.send_message(wire.group.id, "通知"), Forbidden, words)
    basic = wire.world.group("小群", wire.creator, [wire.me], supergroup=False)
    assert await wire.bot.leave_chat(basic.id)
    words = "bot is not a member of the group chat"
    await wire.refused(wire.bot.send_message(basic.id, "通知"), Forbidden, words)
    await wire.refused(wire.bot.get_chat_member_count(basic.id), Forbidden, words)


async def test_an_unknown_chat_is_not_found(wire: Wire) -> None:
    await wire.refused(wire.bot.send_message(-5, "通知"), BadRequest, "chat not found")
    await wire.refused(wire.bot.send_message("@nobody", "通知"), BadRequest, "chat not found")


# What a message may hold


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_character_beyond_the_basic_plane_counts_two(text: str) -> None:
    assert units(text) == sum(2 if ord(character) > 0xFFFF else 1 for character in text)


async def test_a_text_holds_4096_utf16_units(wire: Wire) -> None:
    assert await wire.bot.send_message(wire.group.id, "😀" * 2048)
    long = wire.bot.send_message(wire.group.id, "😀" * 2048 + "字")
    await wire.refused(long, BadRequest, "message is too long")
    tagged = f"<b>{'字' * 4096}</b>"
    assert await wire.bot.send_message(wire.group.id, tagged, parse_mode=ParseMode.HTML)


async def test_a_caption_holds_1024_utf16_units(wire: Wire) -> None:
    assert (await wire.bot.send_photo(wire.group.id, PNG, caption="😀" * 512)).caption
    long = wire.bot.send_photo(wire.group.id, PNG, caption="😀" * 512 + "字")
    await wire.refused(long, BadRequest, "message caption is too long")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "message text is empty"),
        ("  \n", "text must be non-empty"),
        ("<b></b>", "text must be non-empty"),
    ],
)
async def test_an_empty_text_is_refused(wire: Wire, text: str, words: str) -> None:
    send = wire.bot.send_message(wire.group.id, text, parse_mode=ParseMode.HTML)
    await wire.refused(send, BadRequest, words)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<b>粗", 'Can\'t find end tag corresponding to start tag "b"'),
        ("共<路径>", 'Unsupported start tag "路径" at byte offset 3'),
        ("完<b", "Unclosed start tag at byte offset 3"),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("第一行\n<p>段</p>", 'Unsupported start tag "p" at byte offset 10'),
        ("完</b>", "Unexpected end tag at byte offset 3"),
        ("<b><i>斜</b></i>",
         'Unmatched end tag at byte offset 9, expected "</i>", found "</b>"'),
    ],
)  # fmt: skip
async def test_wrong_html_is_refused_with_its_place(wire: Wire, text: str, reason: str) -> None:
    send = wire.bot.send_message(wire.group.id, text, parse_mode=ParseMode.HTML)
    await wire.refused(send, BadRequest, f"can't parse entities: {reason}")


async def test_html_becomes_entities_measured_in_utf16(wire: Wire) -> None:
    text = '😀<b>粗 &lt;</b><a href="https://example.org/">链</a>'
    sent = await wire.bot.send_message(wire.group.id, text, parse_mode=ParseMode.HTML)
    assert sent.text == "😀粗 <链"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [
        ("bold", 2, 3), ("text_link", 5, 1),
    ]  # fmt: skip


async def test_entities_beyond_the_text_are_refused(wire: Wire) -> None:
    words = "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9"
    send = wire.bot.send_message(wire.group.id, "短", entities=[MessageEntity("bold", 0, 9)])
    await wire.refused(send, BadRequest, words)


@pytest.mark.parametrize("data", ["", "举" * 22])
async def test_callback_data_holds_1_to_64_bytes(wire: Wire, data: str) -> None:
    send, group = wire.bot.send_message, wire.group.id
    wrong = send(group, "选", reply_markup=button("好", callback_data=data))
    await wire.refused(wrong, BadRequest, "BUTTON_DATA_INVALID")
    assert await send(group, "选", reply_markup=button("好", callback_data="举" * 21 + "."))


@pytest.mark.parametrize("payload", ["a" * 65, "a.b", "举报"])
async def test_a_deep_link_payload_holds_64_plain_characters(wire: Wire, payload: str) -> None:
    link = "https://t.me/jianfu_bot?start="
    sent = await wire.bot.send_message(wire.group.id, "开", reply_markup=button("开", url=link))
    assert wire.group.messages[sent.message_id].buttons[0]["url"] == link
    with pytest.raises(RefusedError, match="400"):
        wire.world.open_link(wire.person, link + payload)
    assert wire.world.refusals == [("start", "Bad Request: START_PARAM_INVALID")]
    wire.world.open_link(wire.person, link + "a-_Z" * 16)
    assert (await wire.heard()).text == "/start " + "a-_Z" * 16


async def test_a_button_needs_a_real_url_and_a_keyboard_has_100_buttons(wire: Wire) -> None:
    send, group = wire.bot.send_message, wire.group.id
    words = "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"
    wrong = send(group, "开", reply_markup=button("开", url="nowhere"))
    await wire.refused(wrong, BadRequest, words)
    many = InlineKeyboardMarkup([[InlineKeyboardButton("好", callback_data="1")]] * 101)
    await wire.refused(send(group, "选", reply_markup=many), BadRequest, "reply markup is too long")


async def test_a_photo_must_be_an_image(wire: Wire) -> None:
    wrong = wire.bot.send_photo(wire.group.id, b"GIF89a")
    await wire.refused(wrong, BadRequest, "IMAGE_PROCESS_FAILED")
    assert (await wire.bot.send_photo(wire.group.id, PNG)).photo


async def test_a_file_comes_back_as_it_was_sent(wire: Wire) -> None:
    sent = await wire.bot.send_document(wire.group.id, b"week 47", caption="周报")
    assert sent.document
    file = await sent.document.get_file()
    assert await file.download_as_bytearray() == b"week 47"
    assert wire.world.messages(wire.group)[-1].files == {"document": b"week 47"}
    words = "wrong file_id or the file is temporarily unavailable"
    await wire.refused(wire.bot.get_file("nothing"), BadRequest, words)


# Editing, deleting, replying, answering


async def test_an_edit_must_change_something(wire: Wire) -> None:
    sent = await wire.bot.send_message(wire.group.id, "选", reply_markup=button("好", url="tg://x"))
    same = ("message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message")  # fmt: skip
    markup = sent.reply_markup
    await wire.refused(sent.edit_text("选", reply_markup=markup), BadRequest, same)
    await wire.refused(sent.edit_reply_markup(markup), BadRequest, same)
    edited = await sent.edit_text("选好了")
    assert isinstance(edited, Message)
    assert edited.text == "选好了"
    assert edited.edit_date
    assert await sent.edit_reply_markup(markup)


async def test_a_bot_edits_only_its_own_texts(wire: Wire) -> None:
    theirs = wire.world.say(wire.person, wire.group, "收到")
    edit = wire.bot.edit_message_text("改", wire.group.id, theirs.id)
    await wire.refused(edit, BadRequest, "message can't be edited")
    photo = await wire.bot.send_photo(wire.group.id, PNG)
    await wire.refused(photo.edit_text("改"), BadRequest, "there is no text in the message to edit")


async def test_a_message_that_is_gone_is_not_found(wire: Wire) -> None:
    sent = await wire.bot.send_message(wire.group.id, "通知")
    assert await sent.delete()
    assert not wire.world.from_bot(wire.group)
    await wire.refused(sent.edit_text("改"), BadRequest, "message to edit not found")
    await wire.refused(sent.delete(), BadRequest, "message to delete not found")
    reply = wire.bot.send_message(wire.group.id, "回", reply_to_message_id=sent.message_id)
    await wire.refused(reply, BadRequest, "message to be replied not found")
    assert await wire.bot.send_message(
        wire.group.id, "回", reply_to_message_id=sent.message_id, allow_sending_without_reply=True
    )


async def test_deleting_others_messages_needs_the_right(wire: Wire) -> None:
    said = wire.world.say(wire.person, wire.group, "请点赞")
    delete = wire.bot.delete_message
    await wire.refused(delete(wire.group.id, said.id), BadRequest, "message can't be deleted")
    wire.world.promote(wire.group, wire.me, wire.creator, can_delete_messages=True)
    assert await delete(wire.group.id, said.id)
    assert said in wire.world.admin_log(wire.group)
    started = wire.world.start(wire.person, wire.me)
    assert await delete(wire.person.id, started.id)


async def test_nothing_is_deleted_after_48_hours(wire: Wire) -> None:
    in_group = await wire.bot.send_message(wire.group.id, "通知")
    wire.world.start(wire.person, wire.me)
    in_private = await wire.bot.send_message(wire.person.id, "您好")
    wire.clock.now += timedelta(hours=48, seconds=1)
    await wire.refused(in_group.delete(), BadRequest, "message can't be deleted")
    words = "message can't be deleted for everyone"
    await wire.refused(in_private.delete(), BadRequest, words)


async def test_several_are_deleted_at_once_and_missing_ones_passed_over(wire: Wire) -> None:
    ids = [(await wire.bot.send_message(wire.group.id, text)).message_id for text in "甲乙丙"]
    assert await wire.bot.delete_messages(wire.group.id, [*ids[:2], 999])
    assert [m.text for m in wire.world.from_bot(wire.group)] == ["丙"]


async def test_a_query_is_answered_within_15_minutes(wire: Wire) -> None:
    sent = await wire.bot.send_message(
        wire.group.id, "选", reply_markup=button("好", callback_data="1")
    )
    message = wire.group.messages[sent.message_id]
    wire.world.press(wire.person, message, "1")
    wire.clock.now += timedelta(minutes=14)
    ((update),) = await wire.news()
    assert update.callback_query
    assert update.callback_query.data == "1"
    assert await update.callback_query.answer("好的")
    late = wire.world.press(wire.person, message, "1")
    wire.clock.now += timedelta(minutes=16)
    words = "query is too old and response timeout expired or query ID is invalid"
    await wire.refused(wire.bot.answer_callback_query(late), BadRequest, words)
    await wire.refused(wire.bot.answer_callback_query("nothing"), BadRequest, words)


# Groups that move, limits, wrong calls


async def test_the_old_id_of_a_moved_group_names_the_new_one(wire: Wire) -> None:
    old = wire.world.group("小群", wire.creator, [wire.me], supergroup=False)
    new = wire.world.migrate(old)
    with pytest.raises(ChatMigrated) as caught:
        await wire.bot.send_message(old.id, "通知")
    assert caught.value.new_chat_id == new.id
    there, here = [update.message for update in await wire.news()]
    assert there
    assert here
    assert (there.chat_id, there.migrate_to_chat_id) == (old.id, new.id)
    assert (here.chat_id, here.migrate_from_chat_id) == (new.id, old.id)
    assert (await wire.bot.send_message(new.id, "通知")).chat.type == ChatType.SUPERGROUP


async def test_a_call_fails_once_when_the_test_asks_for_it(wire: Wire) -> None:
    wire.world.fail("sendMessage", too_many(7))
    with pytest.raises(RetryAfter) as caught:
        await wire.bot.send_message(wire.group.id, "通知")
    assert caught.value.retry_after in (7, timedelta(seconds=7))
    assert await wire.bot.send_message(wire.group.id, "通知")


async def test_with_flood_limits_a_group_takes_20_messages_a_minute() -> None:
    async with wired(flood=True) as wire:
        for _ in range(20):
            await wire.bot.send_message(wire.group.id, "通知")
        wire.clock.now += timedelta(seconds=20)
        words = "retry after 40"
        await wire.refused(wire.bot.send_message(wire.group.id, "通知"), RetryAfter, words)
        wire.clock.now += timedelta(seconds=40)
        assert await wire.bot.send_message(wire.group.id, "通知")


async def test_a_wrong_token_and_an_unknown_method_are_told_apart(wire: Wire) -> None:
    with pytest.raises(InvalidToken):
        async with wire.client(OTHER_TOKEN):
            pass
    assert wire.world.refusals[-1] == ("getMe", "Unauthorized")
    with pytest.raises(InvalidToken):
        async with wire.client("1:no-token"):
            pass
    assert wire.world.refusals[-1] == ("getMe", "Not Found")
    with pytest.raises(EndPointNotFound):
        await wire.bot.do_api_request("noSuchMethod")
    assert wire.world.refusals[-1][1] == "Not Found: method not found"


async def test_commands_are_kept_by_scope(wire: Wire) -> None:
    assert await wire.bot.set_my_commands([("start", "开始")])
    assert [each.command for each in await wire.bot.get_my_commands()] == ["start"]
    wrong = wire.bot.set_my_commands([("Start", "开始")])
    await wire.refused(wrong, BadRequest, "BOT_COMMAND_INVALID")


# The documentation


def test_every_test_named_in_the_documentation_stands_here() -> None:
    folder = Path(__file__).parent
    text = (folder.parent / "docs" / "wire.md").read_text(encoding="utf-8")
    named = re.findall(r"`(test_\w+)`", text)
    sources = [path.read_text(encoding="utf-8") for path in folder.glob("test_local_telegram*.py")]
    defined = re.findall(r"^(?:async )?def (test_\w+)", "\n".join(sources), re.MULTILINE)
    assert sorted(set(named)) == sorted(defined)
