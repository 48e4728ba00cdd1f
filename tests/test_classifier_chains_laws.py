"""Laws that hold for any conversation."""

import re
from collections.abc import Iterable
from hashlib import blake2b

from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.chains import ChainDetector, Turn
from tests.test_classifier_chains import (
    DAY,
    FORWARD,
    HOUR,
    PROOF,
    REPLY,
    ROLL,
    detector,
    hash_line,
    turns,
)

_SAYINGS = [
    ("收到", {}), ("已转发", {}), ("好的", {}), ("1", {}), ("已完成", {}), ("今天天气不错啊", {}),
    ("1. 张三", {}), ("1. 张三\n2. 李四", {}), ("2. 李四", {}), ("3. 王五", {}), ("张三\n李四", {}),
    ("今日健康打卡\n1. 张三", {}), ("今日健康打卡\n1. 张三\n2. 李四\n3. 王五", {}),
    ("#接龙\n今日健康打卡", {}),
    ("", {"media": "photo"}), ("", {"media": "sticker"}), ("生日快乐", {}),
    ("周五聚餐,去的接龙", {}),
    ("收到请回复", {"labels": (REPLY,)}), ("推文都转朋友圈", {"labels": (FORWARD, PROOF)}),
    ("全员接龙打卡", {"labels": (ROLL,)}), ("涨水了,报平安", {"emergency": True}),
    ("「全员接龙打卡」\n收到", {}),
]  # fmt: skip


@st.composite
def conversations(draw: st.DrawFn) -> list[Turn]:
    script, minute = [], 0
    for number in range(draw(st.integers(1, 25))):
        minute += draw(st.sampled_from([0, 0, 1, 20, 100, 7 * HOUR, DAY]))
        text, extra = draw(st.sampled_from(_SAYINGS))
        name = draw(st.sampled_from([f"m{number}"] * 6 + [f"m{i}" for i in range(number)][-2:]))
        to = draw(st.sampled_from([None] * 4 + [f"m{i}" for i in range(number)][-4:]))
        author = draw(st.sampled_from("ABCDR"))
        script.append((author, minute, text, {**extra, "id": name, "to": to}))
    return turns(script)


def outcome(eye: ChainDetector, script: Iterable[Turn]) -> list[str | None]:
    return [chain.dump() if (chain := eye.feed(turn)) else None for turn in script]


@settings(max_examples=300, deadline=None)
@given(conversations(), st.permutations("ABCDR"))
def test_relabelling_authors_changes_nothing_but_their_names(script, order):
    other = dict(zip("ABCDR", order, strict=True))
    renamed = [
        Turn(t.id, other[t.author.decode()].encode(), t.text, t.at, t.reply_to, t.media, t.labels,
             t.emergency)
        for t in script
    ]  # fmt: skip
    one, two = detector(), detector()
    for before, after in zip(script, renamed, strict=True):
        left, right = one.feed(before), two.feed(after)
        assert (left is None) == (right is None)
        if left and right:
            assert {other[a.decode()].encode() for a in left.participants} == right.participants
            assert (left.id, left.kind, left.burden, left.labels, left.trigger, left.last,
                    left.replies) == (right.id, right.kind, right.burden, right.labels,
                                      right.trigger, right.last, right.replies)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(conversations(), st.data())
def test_a_restart_between_any_two_turns_changes_nothing(script, data):
    cut = data.draw(st.integers(0, len(script)))
    whole = outcome(detector(), script)
    eye = detector()
    first = outcome(eye, script[:cut])
    restarted = ChainDetector.load(hash_line, eye.dump())
    assert first + outcome(restarted, script[cut:]) == whole


@settings(max_examples=300, deadline=None)
@given(conversations(), st.data())
def test_messages_fed_twice_in_their_order_change_nothing(script, data):
    latest: dict[bytes, int] = {turn.id: i for i, turn in enumerate(script)}
    twice, origin = [], []
    for i, turn in enumerate(script):
        twice.append(turn)
        origin.append(i)
        # A message that was edited since is not fed again as it was.
        again = data.draw(st.integers(0, i))
        if latest[script[again].id] == again:
            twice.append(script[again])
            origin.append(-1)
    once, doubled = outcome(detector(), script), outcome(detector(), twice)
    assert [dump for dump, i in zip(doubled, origin, strict=True) if i >= 0] == once
    assert not any(dump for dump, i in zip(doubled, origin, strict=True) if i < 0)


@settings(max_examples=300, deadline=None)
@given(conversations())
def test_participants_are_authors_without_the_demander_and_nothing_kept_is_text(script):
    eye = detector()
    authors: dict[bytes, set[bytes]] = {}
    for turn in script:
        authors.setdefault(turn.id, set()).add(turn.author)
        chain = eye.feed(turn)
        if chain:
            everybody = set().union(*authors.values())
            assert 2 <= len(chain.participants) <= len(everybody)
            assert chain.participants <= everybody
            assert len(chain.participants) <= chain.replies
            assert chain.demander not in chain.participants
            assert bool(chain.labels) == chain.burden
    for state in (eye.dump(), *(chain.dump() for chain in eye.open)):
        assert not re.search(r"[\u4e00-\u9fff]|\\u", state)


@given(st.text(alphabet="张三李四接龙打卡", min_size=2))
def test_a_turn_shown_in_an_error_does_not_show_its_text(text):
    assert text not in repr(Turn(b"m", b"a", text, 0))


@settings(max_examples=150, deadline=None)
@given(conversations(), st.binary(min_size=1, max_size=8))
def test_another_key_gives_the_same_chains(script, key):
    def other(text: str) -> bytes:
        return blake2b(text.encode(), key=key, digest_size=8).digest()

    def facts(eye: ChainDetector) -> list[tuple[object, ...] | None]:
        grown = map(eye.feed, script)
        return [c and (c.id, c.kind, c.trigger, c.labels, c.last, c.replies) for c in grown]

    assert facts(ChainDetector(other)) == facts(detector())
