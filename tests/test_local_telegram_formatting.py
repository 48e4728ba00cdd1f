"""HTML and MarkdownV2 as the embedded Bot API server reads them (docs/wire.md)."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.helpers import escape_markdown

from bot.local_telegram import RefusedError
from bot.local_telegram.entities import found_in, units
from bot.local_telegram.html_text import parsed_html
from bot.local_telegram.markdown_text import parsed_markdown
from tests.wire import Wire, wired

PLAIN = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
Mark = tuple[str, int, int]


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with wired() as made:
        yield made


def marks(entities: list[dict[str, Any]]) -> list[Mark]:
    return sorted((e["type"], e["offset"], e["length"]) for e in entities)


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("<b>粗<i>斜</i></b>", "粗斜", [("bold", 0, 2), ("italic", 1, 1)]),
        ("😀<u>下</u>", "😀下", [("underline", 2, 1)]),
        ("<s>删</s><del>除</del>", "删除", [("strikethrough", 0, 1), ("strikethrough", 1, 1)]),
        ('<span class="tg-spoiler">剧透</span>', "剧透", [("spoiler", 0, 2)]),
        ("<blockquote expandable>引</blockquote>", "引", [("expandable_blockquote", 0, 1)]),
        ("<B>大写</ >", "大写", [("bold", 0, 2)]),
        ("空<b></b>的", "空的", []),
        ("&lt;&amp;&quot;&#x4E2D;&#20013;&nbsp;", '<&"中中&nbsp;', []),
        ("<a href='https://example.org/?a&amp;b'>链</a>", "链", [("text_link", 0, 1)]),
    ],
)
def test_html_marks_what_telegram_marks(source: str, text: str, expected: list[Mark]) -> None:
    found, entities = parsed_html(source)
    assert (found, marks(entities)) == (text, expected)


def test_code_in_pre_names_its_language() -> None:
    source = '<pre><code class="language-python">x = 1</code></pre>'
    assert parsed_html(source) == (
        "x = 1", [{"type": "pre", "offset": 0, "length": 5, "language": "python"}],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("甲<b", "Unclosed start tag at byte offset 3"),
        ('甲<a href="x', "Unclosed start tag at byte offset 3"),
        ("甲<b =x>", 'Empty attribute name in the tag "b" at byte offset 3'),
        ("甲<a href=x/y>", "Unexpected end of name token at byte offset 11"),
        ("甲<b>乙</b", "Unclosed end tag at byte offset 9"),
        ("<span>甲</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("&#xD800;", "Text contains invalid Unicode characters after decoding HTML entities, "
         "check for unmatched surrogate code units"),
    ],
)  # fmt: skip
def test_html_mistakes_are_named_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(RefusedError) as caught:
        parsed_html(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("*粗 _斜_*", "粗 斜", [("bold", 0, 3), ("italic", 2, 1)]),
        ("😀__下__", "😀下", [("underline", 2, 1)]),
        ("~删~||藏||", "删藏", [("spoiler", 1, 1), ("strikethrough", 0, 1)]),
        ("`a*b`", "a*b", [("code", 0, 3)]),
        ("```py\nx```", "x", [("pre", 0, 1)]),
        (">引\n>文\n后", "引\n文\n后", [("blockquote", 0, 4)]),
        ("[链](https://example.org/\\))", "链", [("text_link", 0, 1)]),
        ("1\\.5 \\- 2", "1.5 - 2", []),
    ],
)
def test_markdown_marks_what_telegram_marks(source: str, text: str, expected: list[Mark]) -> None:
    found, entities = parsed_markdown(source)
    assert (found, marks(entities)) == (text, expected)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("第1.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("甲*乙", "Can't find end of Bold entity at byte offset 3"),
        ("*甲 _乙*_", "Can't find end of Italic entity at byte offset 10"),
        ("甲```py x", "Can't find end of PreCode entity at byte offset 3"),
        ("[甲](x", "Can't find end of a URL at byte offset 6"),
        (">*引\n后*", "Can't find end of Bold entity at byte offset 1"),
    ],
)
def test_markdown_mistakes_are_named_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(RefusedError) as caught:
        parsed_markdown(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"


@given(PLAIN)
def test_escaped_text_comes_back_unmarked_from_both_styles(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parsed_html(escaped) == (text, [])
    assert parsed_markdown(escape_markdown(text.replace("\\", ""), version=2)) == (
        text.replace("\\", ""), [],
    )  # fmt: skip


@given(PLAIN)
def test_what_is_found_lies_in_order_inside_the_text(text: str) -> None:
    end = 0
    for entity in found_in(f"/go@jianfu_bot {text} https://example.org/a,"):
        assert end <= entity["offset"]
        end = entity["offset"] + entity["length"]
    assert end <= units(f"/go@jianfu_bot {text} https://example.org/a,")


def test_commands_mentions_links_and_hashtags_are_found() -> None:
    text = "😀 /report@jianfu_bot 看 https://example.org/a_b?c=1，找 @luo_zq #日报 gov.cn 3/4"
    wide = text.encode("utf-16-le")
    kinds = [
        (e["type"], wide[e["offset"] * 2 :][: e["length"] * 2].decode("utf-16-le"))
        for e in found_in(text)
    ]
    assert kinds == [
        ("bot_command", "/report@jianfu_bot"), ("url", "https://example.org/a_b?c=1，找"),
        ("mention", "@luo_zq"), ("hashtag", "#日报"), ("url", "gov.cn"),
    ]  # fmt: skip


async def test_both_styles_and_bad_modes_over_the_wire(wire: Wire) -> None:
    send, group = wire.bot.send_message, wire.group.id
    html = await send(group, " <b>粗</b> @luo_zq ", parse_mode=ParseMode.HTML)
    assert html.text == "粗 @luo_zq"
    assert [(e.type, e.offset) for e in html.entities] == [("bold", 0), ("mention", 2)]
    marked = await send(group, "*粗*", parse_mode=ParseMode.MARKDOWN_V2)
    assert [(e.type, e.length) for e in marked.entities] == [("bold", 1)]
    await wire.refused(send(group, "甲", parse_mode="rtf"), BadRequest, "unsupported parse_mode")
