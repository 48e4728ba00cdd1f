"""Takes messages of groups, live or from an export: examines them and keeps the coded rows."""

from datetime import datetime

from bot.close import class_id
from bot.examiner import Examined, Examiner, Keys, message_key, open_reference
from bot.privacy import pseudonyms
from bot.privacy.keys import Keyring
from bot.records import ChainRow, Group, Incoming
from bot.store import Store
from bot.week import Calendar, Week
from classifier.chains import Chain, ChainDetector, Demand, Turn


class Intake:
    """The one way into the running week's rows."""

    def __init__(
        self, store: Store, keyring: Keyring, examiner: Examiner, calendar: Calendar
    ) -> None:
        self._store = store
        self._keyring = keyring
        self._examiner = examiner
        self._calendar = calendar
        self._detectors: dict[tuple[Week, str], ChainDetector] = {}

    def take(self, group: Group, incoming: Incoming, members: int, now: datetime) -> None:
        """Keep what may be kept of one message; of a closed week only that it came late."""
        week = self._calendar.week(incoming.sent_at)
        if self._store.frozen.reached(week) is not None:
            self._store.running.count_late(self._calendar.week(now), group.id)
            return
        self.watch(week, group.id)
        keys = self.keys(week, group.id)
        examined = self._examiner.examine(incoming, group.id, keys, self._calendar, members)
        with self._store.transaction():
            if self._keep(week, group.id, keys, examined, edited=incoming.edited):
                self._follow(week, group.id, keys, incoming, examined)

    def watch(self, week: Week, group: str) -> None:
        """Fix the group's supervisors for the week; a first one named later still counts."""
        if not self._store.running.supervisors(week, group):
            named = self._store.register.supervisors(group)
            self._store.running.watch(week, group, named)

    def keys(self, week: Week, group: str) -> Keys:
        """The week's keys of a group and of its class."""
        named = self._store.running.supervisors(week, group)
        scope = f"class-{class_id(named) if named else group}"
        return Keys(
            group=self._keyring.key(str(week), f"group-{group}"),
            people=self._keyring.key(str(week), scope),
        )

    def forget(self, group: str) -> None:
        """Drop what is remembered of a group's conversations."""
        for at in [at for at in self._detectors if at[1] == group]:
            del self._detectors[at]

    def _keep(self, week: Week, group: str, keys: Keys, seen: Examined, *, edited: bool) -> bool:
        """Write the rows; False where the message was known (a redelivery or an edit)."""
        running = self._store.running
        new = running.add_message(week, group, seen.message, seen.emergency)
        if not new and not edited:
            return False
        if not new:
            running.relabel_message(seen.message)
        if seen.person:
            running.add_active(week, group, keys.segment, seen.person)
        if seen.finding:
            running.put_finding(week, group, seen.finding)
        else:
            running.drop_finding(seen.message.key)
        return new or edited

    def _follow(
        self, week: Week, group: str, keys: Keys, incoming: Incoming, seen: Examined
    ) -> None:
        reply_to = pseudonyms.message(keys.group, incoming.chat_id, incoming.reply_to or 0)
        turn = Turn(
            id=message_key(keys.group, incoming),
            author=pseudonyms.person(keys.group, incoming.author),
            text=incoming.text or incoming.emoji,
            at=int(incoming.sent_at.timestamp()) // 60,
            reply_to=reply_to if incoming.reply_to else None,
            media=incoming.media,
            labels=seen.message.labels,
            emergency=seen.emergency,
        )
        chain = self._detector(week, group, keys).feed(turn)
        if chain:
            self._store.running.put_chain(week, group, chain_row(chain))

    def _detector(self, week: Week, group: str, keys: Keys) -> ChainDetector:
        """The group's detector; after a restart, as the stored hashes left it."""
        if (week, group) not in self._detectors:
            self._detectors[week, group] = self._restored(week, group, keys)
        return self._detectors[week, group]

    def _restored(self, week: Week, group: str, keys: Keys) -> ChainDetector:
        running = self._store.running
        detector = ChainDetector(
            lambda text: pseudonyms.line(keys.group, text),
            (Chain.load(row.state) for row in running.chains(week, group)),
        )
        for finding in running.findings(week, group):
            reference = open_reference(keys.group, finding.sealed)
            if reference:
                detector.remember(
                    Demand(
                        finding.key,
                        finding.author,
                        reference.minute,
                        finding.labels,
                        finding.emergency,
                    )
                )
        return detector


def chain_row(chain: Chain) -> ChainRow:
    """What is kept of a chain."""
    return ChainRow(
        chain.id, chain.dump(), chain.burden, chain.labels, len(chain.participants), chain.replies
    )
