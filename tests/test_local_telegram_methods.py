"""Albums, copies, captions, rights, files, broken calls on the embedded server (docs/wire.md)."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from telegram import InputMediaDocument, InputMediaPhoto, MessageOriginUser, ReplyParameters, Update
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden, TimedOut
from tornado.httpclient import AsyncHTTPClient, HTTPRequest

from bot.local_telegram import ImpossibleError
from bot.local_telegram.media import LARGEST_DOWNLOAD, LARGEST_PHOTO, PNG
from tests.wire import OTHER_TOKEN, TOKEN, Wire, button, wired


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with wired() as made:
        yield made


# Sending


async def test_an_album_holds_at_most_ten(wire: Wire) -> None:
    sent = await wire.bot.send_media_group(
        wire.group.id, [InputMediaPhoto(PNG, caption="<b>周</b>", parse_mode="HTML"),
                        InputMediaDocument(b"week 47", filename="周报.txt")]
    )  # fmt: skip
    assert len({message.media_group_id for message in sent}) == 1
    assert [message.caption for message in sent] == ["周", None]
    photo, document = wire.world.from_bot(wire.group)
    assert (photo.files, document.files) == ({"photo": PNG}, {"document": b"week 47"})
    assert document.body["document"]["file_name"] == "周报.txt"
    assert sent[1].document
    fetched = await sent[1].document.get_file()
    assert await fetched.download_as_bytearray() == b"week 47"
    many = wire.bot.send_media_group(wire.group.id, [InputMediaPhoto(PNG)] * 11)
    await wire.refused(many, BadRequest, "too many messages to send as an album")


async def test_a_forward_keeps_the_origin_and_a_copy_does_not(wire: Wire) -> None:
    said = wire.world.say(wire.person, wire.group, "请点赞")
    wire.world.start(wire.creator, wire.me)
    forwarded = await wire.bot.forward_message(wire.creator.id, wire.group.id, said.id)
    assert isinstance(forwarded.forward_origin, MessageOriginUser)
    assert forwarded.forward_origin.sender_user.id == wire.person.id
    copied = await wire.bot.copy_message(wire.creator.id, wire.group.id, said.id)
    newest = wire.world.from_bot(wire.world.private(wire.creator, wire.me))[-1]
    assert newest.id == copied.message_id
    assert "forward_origin" not in newest.body
    wire.world.delete(said)
    gone = wire.bot.copy_message(wire.creator.id, wire.group.id, said.id)
    await wire.refused(gone, BadRequest, "message to copy not found")
    forward = wire.bot.forward_message(wire.creator.id, wire.group.id, said.id)
    await wire.refused(forward, BadRequest, "message to forward not found")


async def test_a_file_is_sent_again_by_its_id(wire: Wire) -> None:
    photo = wire.world.send_photo(wire.person, wire.group)
    file_id = photo.body["photo"][0]["file_id"]
    assert await wire.bot.send_photo(wire.group.id, file_id)
    wrong = wire.bot.send_photo(wire.group.id, "nothing")
    await wire.refused(wrong, BadRequest, "wrong file identifier/HTTP URL specified")


async def test_a_reply_may_quote_only_what_was_said(wire: Wire) -> None:
    said = wire.world.say(wire.person, wire.group, "今天下班前完成")
    send = wire.bot.send_message
    sent = await send(
        wire.group.id, "几点", reply_parameters=ReplyParameters(said.id, quote="下班前")
    )
    assert sent.quote
    assert sent.quote.text == "下班前"
    wrong = send(wire.group.id, "几点", reply_parameters=ReplyParameters(said.id, quote="明天"))
    await wire.refused(wrong, BadRequest, "QUOTE_TEXT_INVALID")


async def test_a_chat_action_needs_a_chat_that_may_be_written_to(wire: Wire) -> None:
    assert await wire.bot.send_chat_action(wire.group.id, ChatAction.TYPING)
    wrong = wire.bot.send_chat_action(wire.group.id, "singing")
    await wire.refused(wrong, BadRequest, "wrong parameter action in request")
    words = "bot can't initiate conversation with a user"
    await wire.refused(wire.bot.send_chat_action(wire.person.id, "typing"), Forbidden, words)


# Whom a bot may write to


async def test_somebody_the_bot_never_met_is_not_found(wire: Wire) -> None:
    stranger = wire.world.user("路人")
    await wire.refused(wire.bot.send_message(stranger.id, "您好"), BadRequest, "chat not found")
    unseen = wire.world.group("别的群", stranger)
    await wire.refused(wire.bot.send_message(unseen.id, "您好"), BadRequest, "chat not found")


async def test_deleted_accounts_and_other_bots_get_nothing(wire: Wire) -> None:
    wire.world.start(wire.person, wire.me)
    wire.world.deactivate(wire.person)
    send = wire.bot.send_message
    await wire.refused(send(wire.person.id, "您好"), Forbidden, "user is deactivated")
    other = wire.world.add_bot(OTHER_TOKEN, "另一个", "other_bot")
    wire.world.add_member(wire.group, other, wire.creator)
    await wire.refused(send(other.id, "您好"), Forbidden, "bot can't send messages to bots")


async def test_a_restricted_bot_may_stay_but_not_write(wire: Wire) -> None:
    wire.world.restrict(wire.group, wire.me, wire.creator)
    words = "not enough rights to send text messages to the chat"
    await wire.refused(wire.bot.send_message(wire.group.id, "通知"), BadRequest, words)
    member = await wire.bot.get_chat_member(wire.group.id, wire.me.id)
    assert member.status == "restricted"
    wire.world.demote(wire.group, wire.me, wire.creator)
    assert await wire.bot.send_message(wire.group.id, "通知")


async def test_a_person_has_a_private_chat_with_each_bot(wire: Wire) -> None:
    other = wire.world.add_bot(OTHER_TOKEN, "另一个", "other_bot")
    wire.world.start(wire.person, other)
    words = "bot can't initiate conversation with a user"
    await wire.refused(wire.bot.send_message(wire.person.id, "您好"), Forbidden, words)
    async with wire.client(OTHER_TOKEN) as bot:
        assert await bot.send_message(wire.person.id, "您好")
    assert not await wire.news()


# Changing


async def test_a_caption_is_edited_and_a_text_has_none(wire: Wire) -> None:
    photo = await wire.bot.send_photo(wire.group.id, PNG, caption="周一")
    assert (await photo.edit_caption("周二")).caption == "周二"  # type: ignore[union-attr]
    same = "message is not modified: specified new message content and reply markup are exactly "
    same += "the same as a current content and reply markup of the message"
    await wire.refused(photo.edit_caption("周二"), BadRequest, same)
    text = await wire.bot.send_message(wire.group.id, "周三")
    words = "there is no caption in the message to edit"
    await wire.refused(text.edit_caption("周四"), BadRequest, words)


async def test_admins_see_for_48_hours_what_was_deleted_and_by_whom_it_was_said(wire: Wire) -> None:
    wire.world.promote(wire.group, wire.me, wire.creator, can_delete_messages=True)
    said = wire.world.say(wire.person, wire.group, "请点赞")
    own = wire.world.say(wire.person, wire.group, "说错了")
    assert await wire.bot.delete_message(wire.group.id, said.id)
    wire.world.delete(own)
    assert [(m.text, m.sender) for m in wire.world.admin_log(wire.group)] == [
        ("请点赞", wire.person)
    ]
    wire.clock.now += timedelta(hours=48, seconds=1)
    assert wire.world.admin_log(wire.group) == []


async def test_in_a_basic_group_deleting_is_refused_for_everyone(wire: Wire) -> None:
    basic = wire.world.group("小群", wire.creator, [wire.me], supergroup=False)
    said = wire.world.say(wire.creator, basic, "请点赞")
    words = "message can't be deleted for everyone"
    await wire.refused(wire.bot.delete_message(basic.id, said.id), BadRequest, words)


# Files


async def test_a_photo_has_a_size_and_sides_telegram_takes(wire: Wire) -> None:
    big = PNG + bytes(LARGEST_PHOTO)
    words = f"file of size {len(big)} bytes is too big for a photo; "
    words += f"the maximum size is {LARGEST_PHOTO} bytes"
    await wire.refused(wire.bot.send_photo(wire.group.id, big), BadRequest, words)
    long = PNG[:16] + (900).to_bytes(4, "big") + (9).to_bytes(4, "big") + PNG[24:]
    wrong = wire.bot.send_photo(wire.group.id, long)
    await wire.refused(wrong, BadRequest, "PHOTO_INVALID_DIMENSIONS")


async def test_a_file_over_20_mb_cannot_be_fetched(wire: Wire) -> None:
    wire.world.send_document(wire.person, wire.group, "材料.zip", bytes(LARGEST_DOWNLOAD + 1))
    document = (await wire.heard()).document
    assert document
    assert document.file_name == "材料.zip"
    await wire.refused(document.get_file(), BadRequest, "file is too big")


# What people do


async def test_quotes_external_replies_topics_albums_and_stickers_decode(wire: Wire) -> None:
    said = wire.world.say(wire.person, wire.group, "今天下班前完成", topic=7)
    assert (await wire.heard()).message_thread_id == 7
    wire.world.say(wire.creator, wire.group, "几点", reply_to=said, quote="下班前")
    quote = (await wire.heard()).quote
    assert quote
    assert (quote.text, quote.position) == ("下班前", 2)
    other = wire.world.group("别的群", wire.creator, [wire.person, wire.me])
    wire.world.say(wire.person, other, "那边也说了", reply_to=said)
    external = (await wire.heard()).external_reply
    assert external
    assert isinstance(external.origin, MessageOriginUser)
    wire.world.send_photo(wire.person, wire.group, album="一")
    assert (await wire.heard()).media_group_id == "一"
    wire.world.send_sticker(wire.person, wire.group, "👍")
    sticker = (await wire.heard()).sticker
    assert sticker
    assert sticker.emoji == "👍"


async def test_what_nobody_can_do_is_no_part_of_a_script(wire: Wire) -> None:
    sent = await wire.bot.send_message(
        wire.group.id, "选", reply_markup=button("好", callback_data="1")
    )
    message = wire.group.messages[sent.message_id]
    with pytest.raises(ImpossibleError, match="no button"):
        wire.world.press(wire.person, message, "2")
    stranger = wire.world.user("路人")
    with pytest.raises(ImpossibleError, match="can't press"):
        wire.world.press(stranger, message, "1")
    with pytest.raises(ImpossibleError, match="not in"):
        wire.world.say(stranger, wire.group, "我来了")
    with pytest.raises(ImpossibleError, match="is not in the message"):
        wire.world.say(wire.person, wire.group, "几点", reply_to=message, quote="下班前")
    with pytest.raises(ImpossibleError, match="no such right"):
        wire.world.promote(wire.group, wire.person, wire.creator, can_fly=True)
    with pytest.raises(ImpossibleError, match="no bot behind"):
        wire.world.open_link(wire.person, "https://t.me/nobody?start=a")


async def test_start_lets_a_blocked_bot_write_again(wire: Wire) -> None:
    wire.world.start(wire.person, wire.me)
    wire.world.block(wire.person, wire.me)
    await wire.news()
    wire.world.start(wire.person, wire.me)
    unblocked, started = await wire.news()
    assert unblocked.my_chat_member
    assert unblocked.my_chat_member.new_chat_member.status == "member"
    assert started.message
    assert await wire.bot.send_message(wire.person.id, "您好")


# Broken calls


async def test_any_update_can_be_injected_and_any_call_made_to_hang(wire: Wire) -> None:
    wire.world.raw_update({"update_id": 900_000_000, "message": "poison"})
    client = AsyncHTTPClient()
    answer = await client.fetch(f"{wire.server.base_url}{TOKEN}/getUpdates")
    assert b'"poison"' in answer.body
    wire.world.fail("sendMessage", hang=5)
    with pytest.raises(TimedOut):
        await wire.bot.send_message(wire.group.id, "通知", read_timeout=0.05)
    assert not wire.world.from_bot(wire.group)


async def test_parameters_come_as_json_form_or_query(wire: Wire) -> None:
    client, url = AsyncHTTPClient(), f"{wire.server.base_url}{TOKEN}/sendMessage"
    json_body = f'{{"chat_id": {wire.group.id}, "text": "甲"}}'
    headers = {"Content-Type": "application/json"}
    await client.fetch(HTTPRequest(url, "POST", headers, json_body))
    await client.fetch(HTTPRequest(url, "POST", body=f"chat_id={wire.group.id}&text=b"))
    await client.fetch(f"{url}?chat_id={wire.group.id}&text=c")
    assert [message.text for message in wire.world.from_bot(wire.group)] == ["甲", "b", "c"]
    broken = await client.fetch(HTTPRequest(url, "POST", headers, "{"), raise_error=False)
    assert broken.code == 400
    empty = await client.fetch(f"{url}?text=c", raise_error=False)
    assert b"chat_id is empty" in empty.body


async def test_a_poll_whose_client_hung_up_disturbs_nobody(wire: Wire) -> None:
    with pytest.raises(TimedOut):
        await wire.bot.get_updates(timeout=5, read_timeout=-4.9)
    await asyncio.sleep(0.05)
    wire.world.say(wire.person, wire.group, "早")
    assert (await wire.heard()).text == "早"
    assert wire.world.refusals == []


async def test_a_bot_describes_itself_and_takes_its_commands_back(wire: Wire) -> None:
    assert await wire.bot.set_my_description("每周告诉主管一次")
    assert await wire.bot.set_my_short_description("减负")
    assert wire.world.descriptions[(wire.me.id, "short_description", "")] == "减负"
    await wire.bot.set_my_commands([("start", "开始")], language_code="zh")
    assert not await wire.bot.get_my_commands()
    assert await wire.bot.delete_my_commands(language_code="zh")
    assert not await wire.bot.get_my_commands(language_code="zh")
    long = wire.bot.set_my_commands([("start", "字" * 257)])
    await wire.refused(long, BadRequest, "BOT_COMMAND_DESCRIPTION_INVALID")


async def test_administrators_are_asked_for_in_groups_only(wire: Wire) -> None:
    wire.world.promote(wire.group, wire.me, wire.creator, can_delete_messages=True)
    admins = await wire.bot.get_chat_administrators(wire.group.id)
    assert [admin.status for admin in admins] == ["creator", "administrator"]
    assert await wire.bot.get_chat_member_count(wire.group.id) == 3
    wire.world.start(wire.person, wire.me)
    words = "there are no administrators in the private chat"
    await wire.refused(wire.bot.get_chat_administrators(wire.person.id), BadRequest, words)
    wrong = wire.bot.get_chat_member(wire.group.id, 5)
    await wire.refused(wrong, BadRequest, "PARTICIPANT_ID_INVALID")


async def test_updates_of_two_bots_are_apart(wire: Wire) -> None:
    other = wire.world.add_bot(OTHER_TOKEN, "另一个", "other_bot")
    wire.world.raw_update({"message": None}, other)
    async with wire.client(OTHER_TOKEN) as bot:
        (update,) = await bot.get_updates()
        assert isinstance(update, Update)
    assert not await wire.news()
