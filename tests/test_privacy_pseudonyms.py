"""Keyed names: stable under one key, unlinkable under another."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.privacy import pseudonyms
from bot.privacy.keys import KEY_BYTES, Key, Keyring

ONE, OTHER = Key(b"1" * KEY_BYTES), Key(b"2" * KEY_BYTES)


def test_a_person_has_one_name_under_a_key_and_another_under_the_next() -> None:
    assert pseudonyms.person(ONE, 42) == pseudonyms.person(ONE, 42)
    assert pseudonyms.person(ONE, 42) != pseudonyms.person(OTHER, 42)


def test_purposes_do_not_share_names() -> None:
    assert pseudonyms.person(ONE, 42) != pseudonyms.message(ONE, 42, 42)


def test_message_ids_that_restart_after_a_migration_do_not_collide() -> None:
    assert pseudonyms.message(ONE, -1, 5) != pseudonyms.message(ONE, -1001, 5)


@given(st.binary(max_size=200))
def test_what_is_sealed_opens_under_its_key_only(data: bytes) -> None:
    sealed = pseudonyms.seal(ONE, data)
    assert pseudonyms.unseal(ONE, sealed) == data
    assert pseudonyms.unseal(OTHER, sealed) is None


@given(st.text(max_size=pseudonyms.SHORTEST_TEXT - 1))
def test_short_texts_have_no_fingerprint(text: str) -> None:
    assert pseudonyms.fingerprint(ONE, text) is None


def test_reworded_demands_are_alike_and_others_are_not() -> None:
    def mark(text: str, key: Key = ONE) -> bytes:
        found = pseudonyms.fingerprint(key, text)
        assert found is not None
        return found

    demand = mark("请各位今天下班前把文章转发到朋友圈并截图发群里")
    assert (
        pseudonyms.likeness(demand, mark("请各位今天下班前把文章转发到朋友圈并截图发到群里")) > 0.6
    )
    assert pseudonyms.likeness(demand, mark("明天上午九点在二楼会议室开会请准时参加")) < 0.2
    again = mark("请各位今天下班前把文章转发到朋友圈并截图发群里", OTHER)
    assert pseudonyms.likeness(demand, again) < 0.2


def test_a_receipt_code_is_read_with_or_without_hyphens() -> None:
    code = pseudonyms.receipt_code()
    assert pseudonyms.receipt_hash(code) == pseudonyms.receipt_hash(code.replace("-", "").lower())
    assert len(code.replace("-", "")) * 5 == 80


def test_keys_survive_a_restart_and_are_private_files(tmp_path: Path) -> None:
    made = Keyring(tmp_path).key("2026-W47", "group-a")
    assert Keyring(tmp_path).key("2026-W47", "group-a") == made
    assert (tmp_path / "2026-W47" / "group-a").stat().st_mode & 0o777 == 0o600


def test_a_destroyed_key_is_gone_and_its_week_gets_a_new_one(tmp_path: Path) -> None:
    ring = Keyring(tmp_path)
    old, kept = ring.key("2026-W47", "group-a"), ring.key("2026-W47", "group-b")
    ring.destroy("2026-W47", "group-a")
    assert ring.key("2026-W47", "group-a") != old
    assert ring.key("2026-W47", "group-b") == kept
    ring.destroy("2026-W47")
    ring.destroy("2026-W47")
    assert ring.weeks() == []


def test_a_key_never_shows_in_its_repr() -> None:
    ONE.derive("people")
    assert "1111" not in repr(ONE)
