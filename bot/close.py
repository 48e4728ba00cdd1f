"""The close of a week, in an order that a kill between any two steps can't harm."""

import hashlib
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.digest.anonymise import anonymise, classes
from bot.digest.contents import CATEGORIES, VERDICTS, Published
from bot.privacy import pseudonyms
from bot.privacy.keys import Keyring
from bot.privacy.noise import Noise
from bot.records import GroupWeek
from bot.store import Store
from bot.week import Week

REPORTS_SCOPE = "reports"
DAYS = 7
PUBLISHED_WEEKS, RECEIPT_WEEKS = 56, 8


@dataclass(frozen=True)
class Policy:
    """How strictly figures are released, and which model they come from."""

    k: int
    epsilon: float
    model: str


def class_id(supervisors: Sequence[int]) -> str:
    """The name of a set of supervisors, the same every week."""
    return hashlib.sha256(json.dumps(sorted(supervisors)).encode()).hexdigest()[:16]


class Closer:
    """Closes weeks and previews the running one; clock and randomness come from outside."""

    def __init__(
        self, store: Store, keyring: Keyring, policy: Policy, noise: Noise, rng: random.Random
    ) -> None:
        self._store = store
        self._keyring = keyring
        self._policy = policy
        self._noise = noise
        self._rng = rng

    def close(self, week: Week) -> None:
        """Freeze → destroy keys → delete rows → change receipts; going on where it stopped."""
        frozen = self._store.frozen
        if frozen.reached(week) is None:
            with self._store.transaction():
                self._freeze(week)
                frozen.reach(week, "frozen")
        if frozen.reached(week) == "frozen":
            self._keyring.destroy(str(week))
            frozen.reach(week, "shredded")
        if frozen.reached(week) == "shredded":
            with self._store.transaction():
                self._store.running.drop_week(week)
                frozen.reach(week, "dropped")
        if frozen.reached(week) == "dropped":
            self._store.scrub()
            with self._store.transaction():
                self._store.reports.settle(week)
                self._expire(week)
                frozen.reach(week, "settled")
        if frozen.reached(week) == "settled":
            self._store.scrub()
            frozen.reach(week, "done")

    def preview(self, week: Week, supervisor: int | None) -> list[Published]:
        """The running week under the same release, reports left out; nothing is stored."""
        return [
            self._published(week, groups, None, random.Random(0))  # noqa: S311
            for supervisors, groups in classes(self._groups(week))
            if supervisor in (None, *supervisors)
        ]

    def _freeze(self, week: Week) -> None:
        for supervisors, groups in classes(self._groups(week)):
            published = self._published(week, groups, self._reports(week, groups), self._rng)
            names = [group.watched.group for group in groups]
            told = [who for who in supervisors if self._still_named(who, names)]
            body = published.to_json()
            self._store.frozen.freeze(week, class_id(supervisors), names, body, told)

    def _published(
        self,
        week: Week,
        groups: Sequence[GroupWeek],
        reports: Counter[str] | None,
        rng: random.Random,
    ) -> Published:
        return anonymise(
            week, groups, reports, k=self._policy.k, epsilon=self._policy.epsilon,
            noise=self._noise, rng=rng, model=self._policy.model,
        )  # fmt: skip

    def _groups(self, week: Week) -> list[GroupWeek]:
        """Groups that may be told of: the bot is there a whole day and the digest is on."""
        register, running = self._store.register, self._store.running
        eligible = {group.id for group in register.all() if group.present and group.digest_on}
        found = [
            (group, register.interruptions(group, week))
            for group in running.watched(week)
            if group in eligible
        ]
        return [
            running.group_week(week, group, interruptions)
            for group, interruptions in found
            if interruptions.get("joined", 0) < DAYS
        ]

    def _still_named(self, supervisor: int, groups: Sequence[str]) -> bool:
        register = self._store.register
        return all(supervisor in register.supervisors(group) for group in groups)

    def _reports(self, week: Week, groups: Sequence[GroupWeek]) -> Counter[str]:
        """Counted reports about groups watched the whole week, by category and by verdict."""
        whole = {group.watched.group for group in groups if group.watched.whole}
        key = self._keyring.key(str(week), REPORTS_SCOPE)
        counts: Counter[str] = Counter(dict.fromkeys([*map(str, CATEGORIES), *VERDICTS], 0))
        for row in self._store.reports.of_week(week):
            real = pseudonyms.report_tag(key, row.receipt, row.category, row.verdict) == row.tag
            if row.group in whole and real:
                counts.update((row.category, VERDICTS[0] if row.verdict else VERDICTS[1]))
        return counts

    def _expire(self, week: Week) -> None:
        self._store.reports.drop_receipts(before=week.plus(-RECEIPT_WEEKS))
        self._store.register.drop_interruptions(before=week.plus(-1))
        self._store.frozen.drop_before(week.plus(-PUBLISHED_WEEKS))
