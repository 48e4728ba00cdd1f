"""The close of a week, in an order that a kill between any two steps can't harm."""

import hashlib
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.digest.anonymise import anonymise, classes
from bot.digest.contents import CATEGORIES, VERDICTS, Published, Reliability
from bot.privacy import pseudonyms
from bot.privacy.keys import Keyring
from bot.privacy.noise import Noise
from bot.records import Group, GroupWeek
from bot.store import Store
from bot.store.gathering import gather
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
    reliability: Reliability | None = None


@dataclass(frozen=True)
class Lot:
    """One class at the close: groups to tell of, groups that left, groups nothing was seen of."""

    groups: Sequence[GroupWeek] = ()
    left: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)


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
        found = self._groups(week)
        for group in found:
            if group.messages:
                self._store.register.note_active(group.watched.group, week)
        for supervisors, lot in sorted(self._lots(week, found).items()):
            reports = self._reports(week, lot.groups)
            published = self._published(week, lot.groups, reports, self._rng, len(lot.left))
            names = [*(group.watched.group for group in lot.groups), *lot.left, *lot.unseen]
            told = [who for who in supervisors if self._still_named(who, names)]
            body = published.to_json()
            self._store.frozen.freeze(week, class_id(supervisors), names, body, told)

    def _published(
        self,
        week: Week,
        groups: Sequence[GroupWeek],
        reports: Counter[str] | None,
        rng: random.Random,
        left: int = 0,
    ) -> Published:
        return anonymise(
            week, groups, reports, k=self._policy.k, epsilon=self._policy.epsilon,
            noise=self._noise, rng=rng, model=self._policy.model,
            reliability=self._policy.reliability, left=left,
            down_days=self._store.register.down_days(week),
        )  # fmt: skip

    def _groups(self, week: Week) -> list[GroupWeek]:
        """Groups that may be told of: the bot is there a whole day and the digest is on."""
        return [
            gather(self._store.register, self._store.running, week, group)
            for group, days in self._eligible(week)
            if days.get("joined", 0) < DAYS and days.get("down", 0) < DAYS
        ]

    def _eligible(self, week: Week) -> list[tuple[Group, dict[str, int]]]:
        """The watched groups with their interruptions."""
        register, watched = self._store.register, set(self._store.running.watched(week))
        return [
            (group, register.interruptions(group.id, week))
            for group in register.all()
            if group.present and group.digest_on and group.id in watched
        ]

    def _lots(self, week: Week, found: Sequence[GroupWeek]) -> dict[tuple[int, ...], Lot]:
        """Classes by their supervisors, those too of which nothing could be seen this week."""
        lots = {supervisors: Lot(groups) for supervisors, groups in classes(found)}
        register, running = self._store.register, self._store.running
        for group_id in register.left(week):
            supervisors = tuple(register.supervisors(group_id))
            lots.setdefault(supervisors, Lot()).left.append(group_id)
        for group, days in self._eligible(week):
            if days.get("down", 0) == DAYS:
                supervisors = running.supervisors(week, group.id)
                lots.setdefault(supervisors, Lot()).unseen.append(group.id)
        lots.pop((), None)
        return lots

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
