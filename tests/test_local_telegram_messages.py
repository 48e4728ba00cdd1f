"""What the messages of the embedded Bot API server decode into (docs/wire.md)."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from telegram import (
    ChatMemberMember,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)
from telegram.constants import ChatID

from tests.wire import Wire, wired


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with wired() as made:
        yield made


# What messages decode into


async def test_a_forward_names_its_author_unless_hidden(wire: Wire) -> None:
    said = wire.world.send_photo(wire.person, wire.group, "请转发")
    await wire.news()
    forwarded = wire.world.forward(wire.creator, said, wire.group)
    heard = await wire.heard()
    assert isinstance(heard.forward_origin, MessageOriginUser)
    assert heard.forward_origin.sender_user.id == wire.person.id
    assert (heard.caption, bool(heard.photo)) == ("请转发", True)
    wire.world.forward(wire.creator, said, wire.group, hidden=True)
    origin = (await wire.heard()).forward_origin
    assert isinstance(origin, MessageOriginHiddenUser)
    assert origin.sender_user_name == "李梅"
    wire.world.forward(wire.person, forwarded, wire.group)
    again = (await wire.heard()).forward_origin
    assert isinstance(again, MessageOriginUser)


async def test_channels_and_anonymous_admins_hide_who_wrote(wire: Wire) -> None:
    by_channel = wire.world.say(wire.person, wire.group, "通知", as_channel="青石镇发布")
    channel = await wire.heard()
    assert channel.sender_chat
    assert (channel.sender_chat.type, channel.sender_chat.title) == ("channel", "青石镇发布")
    assert channel.from_user
    assert channel.from_user.id == ChatID.FAKE_CHANNEL
    wire.world.say(wire.creator, wire.group, "通知", anonymous=True)
    admin = await wire.heard()
    assert admin.sender_chat == admin.chat
    assert admin.from_user
    assert admin.from_user.id == ChatID.ANONYMOUS_ADMIN
    wire.world.forward(wire.person, by_channel, wire.group)
    assert isinstance((await wire.heard()).forward_origin, MessageOriginChat)


async def test_a_linked_channel_posts_by_itself(wire: Wire) -> None:
    wire.world.linked_post(wire.group, "青石镇发布", "新文章")
    heard = await wire.heard()
    assert heard.is_automatic_forward
    assert heard.from_user
    assert heard.from_user.id == ChatID.SERVICE_CHAT
    assert isinstance(heard.forward_origin, MessageOriginChannel)


async def test_edits_polls_captions_and_replies_decode(wire: Wire) -> None:
    said = wire.world.say(wire.person, wire.group, "看 https://example.org")
    assert (await wire.heard()).parse_entities() != {}
    wire.clock.now += timedelta(minutes=1)
    wire.world.edit(said, "😀 @luozhiqiang")
    edited = await wire.heard()
    assert edited.edit_date == wire.clock.now
    assert list(edited.parse_entities().values()) == ["@luozhiqiang"]
    wire.world.send_poll(wire.person, wire.group, "几点开会", ["八点", "九点"])
    poll = (await wire.heard()).poll
    assert poll
    assert [option.text for option in poll.options] == ["八点", "九点"]
    wire.world.send_photo(wire.person, wire.group, "打卡 #日报")
    assert list((await wire.heard()).parse_caption_entities().values()) == ["#日报"]
    wire.world.say(wire.creator, wire.group, "收到", reply_to=said)
    reply = (await wire.heard()).reply_to_message
    assert reply
    assert reply.text == "😀 @luozhiqiang"


async def test_joins_and_leaves_decode(wire: Wire) -> None:
    newcomer = wire.world.user("王芳")
    wire.world.add_member(wire.group, newcomer, wire.creator)
    assert [user.full_name for user in (await wire.heard()).new_chat_members] == ["王芳"]
    member = await wire.bot.get_chat_member(wire.group.id, newcomer.id)
    assert isinstance(member, ChatMemberMember)
    wire.world.leave(wire.group, newcomer)
    left = (await wire.heard()).left_chat_member
    assert left
    assert left.id == newcomer.id
    assert (await wire.bot.get_chat_member(wire.group.id, newcomer.id)).status == "left"
