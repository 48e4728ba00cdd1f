"""Filing a report: same work and same answer whatever its state; who reported stays in memory."""

import os
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


@dataclass
class Desk:
    """Takes reports. One counted report a person and week, silently; a restart forgets who."""

    store: Store
    keyring: Keyring
    random_bytes: RandomBytes = os.urandom
    _counted: set[tuple[Week, int]] = field(default_factory=set, repr=False)

    def file(
        self, week: Week, person: int, group: str, category: str, verdict: bool, member: bool
    ) -> str:
        """Keep a report and return its receipt code.

        A report that doesn't count (second of the week, not a member) is kept in the same
        form under a tag that no key confirms, so its receipt works like any other.
        """
        key = self.keyring.key(str(week), REPORTS_SCOPE)
        code = pseudonyms.receipt_code(self.random_bytes)
        receipt = pseudonyms.receipt_hash(code)
        counts = member and (week, person) not in self._counted
        real = pseudonyms.report_tag(key, receipt, category, verdict)
        tag = real if counts else self.random_bytes(TAG_BYTES)
        with self.store.transaction():
            self.store.reports.put(week, [ReportRow(receipt, group, category, verdict, tag)])
            self._pad(week, key)
        if counts:
            self._counted.add((week, person))
        return code

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
