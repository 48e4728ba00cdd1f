"""Coded rows as the examiner makes them, for tests of store, close and digest."""

from bot.close import class_id
from bot.examiner import Keys
from bot.privacy import pseudonyms
from bot.privacy.keys import Keyring
from bot.records import ChainRow, Finding, MessageRow
from bot.store import Store
from bot.week import Week
from classifier import Label

WEEK = Week.parse("2026-W47")
SUPERVISOR = 777


def finding(key: bytes, labels: tuple[Label, ...] = (Label.ROLL_CALL,), **more: object) -> Finding:
    """A demand on Monday in office hours, addressed to ten people."""
    values: dict[str, object] = {
        "key": key, "author": b"author", "day": 0, "off_hours": False, "labels": labels,
        "addressed": 10, "pressure": False, "emergency": False, "window": 0,
        "fingerprint": None, "sealed": b"sealed",
    }  # fmt: skip
    return Finding(**values | more)  # type: ignore[arg-type]


def populate(
    store: Store,
    keyring: Keyring,
    name: str,
    *,
    people: int = 8,
    demands: int = 2,
    supervisors: tuple[int, ...] = (SUPERVISOR,),
    first_person: int = 1000,
    week: Week = WEEK,
) -> str:
    """A group with a week's rows, written as the intake would; returns its own id."""
    group = store.register.add(-1000 - len(store.register.all()), lambda: name)
    for supervisor in supervisors:
        store.register.name_supervisor(group.id, supervisor, week)
    store.running.watch(week, group.id, supervisors)
    store.running.set_members(week, group.id, people + 2)
    scope = f"class-{class_id(supervisors) if supervisors else group.id}"
    keys = Keys(keyring.key(str(week), f"group-{group.id}"), keyring.key(str(week), scope))
    for person in range(first_person, first_person + people):
        key = pseudonyms.message(keys.group, group.chat_id, person)
        store.running.add_message(week, group.id, MessageRow(key, 0, False, (), 1), False)
        coded = pseudonyms.person(keys.people, person)
        store.running.add_active(week, group.id, keys.segment, coded)
    for index in range(demands):
        key = pseudonyms.message(keys.group, group.chat_id, -index)
        store.running.put_finding(week, group.id, finding(key))
        chain = ChainRow(key, "{}", True, (Label.ROLL_CALL,), 6, 6)
        store.running.put_chain(week, group.id, chain)
    return group.id
