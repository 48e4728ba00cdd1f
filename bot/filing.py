"""Filing a report: same work and same answer whatever its state; who reported stays in memory."""

import os
from collections import Counter
from dataclasses import dataclass, field

from bot.close import REPORTS_SCOPE
from bot.digest.contents import CATEGORIES
from bot.privacy import pseudonyms
from bot.privacy.keys import Key, Keyring, RandomBytes
from bot.store import Store
from bot.store.reports import ReportRow
from bot.week import Week

FEWEST_ROWS = 64
TAG_BYTES = 16
MOST_A_DAY, MOST_REMEMBERED = 5, 1000


@dataclass
class Memory:
    """Who reported, in process memory only; a restart forgets it (attacks.md, rows 26, 40)."""

    counted: set[tuple[Week, int]] = field(default_factory=set, repr=False)
    today: tuple[Week, int] | None = field(default=None, repr=False)
    answered: Counter[int] = field(default_factory=Counter, repr=False)
    # Receipts handed out over the limit; nothing else is left of those reports.
    unkept: dict[bytes, Week] = field(default_factory=dict, repr=False)

    def within_limit(self, week: Week, day: int, person: int) -> bool:
        """Whether this is among the person's first five of the day; every call is one more."""
        if self.today != (week, day):
            self.today = week, day
            self.answered.clear()
        self.answered[person] += 1
        return self.answered[person] <= MOST_A_DAY


@dataclass
class Desk:
    """Takes reports. One counted report a person and week, five kept a day, silently."""

    store: Store
    keyring: Keyring
    random_bytes: RandomBytes = os.urandom
    memory: Memory = field(default_factory=Memory, repr=False)

    def file(
        self, week: Week, day: int, person: int, group: str, category: str, verdict: bool,
        member: bool,
    ) -> str:  # fmt: skip
        """Keep a report and return its receipt code; the same work in every state.

        A report that doesn't count (second of the week, not a member) is kept in the same
        form under a tag that no key confirms, so its receipt works like any other. Over the
        limit it is written and struck again; another one strikes a row that is not there.
        """
        key = self.keyring.key(str(week), REPORTS_SCOPE)
        code = pseudonyms.receipt_code(self.random_bytes)
        receipt = pseudonyms.receipt_hash(code)
        kept = self.memory.within_limit(week, day, person)
        counts = kept and member and (week, person) not in self.memory.counted
        real = pseudonyms.report_tag(key, receipt, category, verdict)
        chance = self.random_bytes(TAG_BYTES), self.random_bytes(len(receipt))
        with self.store.transaction():
            row = ReportRow(receipt, group, category, verdict, real if counts else chance[0])
            self.store.reports.put(week, [row])
            self.store.reports.drop([chance[1] if kept else receipt])
            self._pad(week, key)
        self._remember(week, person, receipt, kept=kept, counts=counts)
        return code

    def pending(self, receipt: bytes) -> bool:
        """Whether a receipt's week has not closed yet; also of a report over the limit."""
        if self.store.reports.pending(receipt):
            return True
        week = self.memory.unkept.get(receipt)
        return week is not None and self.store.frozen.reached(week) is None

    def _remember(
        self, week: Week, person: int, receipt: bytes, *, kept: bool, counts: bool
    ) -> None:
        memory = self.memory
        memory.counted = {at for at in memory.counted if at[0] >= week}
        if counts:
            memory.counted.add((week, person))
        if not kept:
            newest = list(memory.unkept.items())[-MOST_REMEMBERED:]
            memory.unkept = dict(newest) | {receipt: week}

    def _pad(self, week: Week, key: Key) -> None:
        """Keep reports and decoys together at a power of two, at least 64."""
        rows = self.store.reports.of_week(week)
        decoys = {pseudonyms.decoy(key, i): i for i in range(2 * len(rows) + FEWEST_ROWS)}
        reports = [row for row in rows if row.receipt not in decoys]
        size = FEWEST_ROWS
        while size < len(reports):
            size *= 2
        wanted = size - len(reports)
        present = {row.receipt for row in rows}
        groups = [group.id for group in self.store.register.all()]
        self.store.reports.drop(receipt for receipt, i in decoys.items() if i >= wanted)
        self.store.reports.put(
            week,
            (
                self._disguise(receipt, groups)
                for receipt, i in decoys.items()
                if i < wanted and receipt not in present
            ),
        )

    def _disguise(self, receipt: bytes, groups: list[str]) -> ReportRow:
        dice = self.random_bytes(4)
        return ReportRow(
            receipt,
            groups[int.from_bytes(dice[:2], "big") % len(groups)],
            str(CATEGORIES[dice[2] % len(CATEGORIES)]),
            dice[3] % 2 == 0,
            self.random_bytes(TAG_BYTES),
        )
