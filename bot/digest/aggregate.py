"""A week's exact rows, added up. A Tally never leaves; only `anonymise` may read it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.digest.burden import Cost, cost, within_a_day
from bot.digest.contents import CATEGORIES, WINDOWS, Acts, label_counts
from bot.privacy.pseudonyms import likeness, topic_of
from bot.records import Finding, GroupWeek
from classifier import Label, category_of

SAME_DEMAND = 0.5
# Two permutations a band: texts half alike share one of eight bands nine times in ten.
BAND_BYTES = 8


@dataclass(frozen=True, kw_only=True)
class Tally(Acts):
    """Exact counts of the groups of one cell."""

    active: int
    addressed: int
    # Who took part in chains, and how many that could be at most: everybody in every chain.
    participants: int
    most: int
    # Person-times addressed, by cost; chains that show who complied, by cost.
    assumed: dict[Cost, int]
    shown: dict[Cost, int]


def tally(
    weeks: Sequence[GroupWeek], repeated: frozenset[bytes], *, measured: bool = True
) -> Tally:
    """Add up the groups of one cell; `repeated` are keys of findings seen in several groups.

    Demands an admin marked 误判 or 有依据 are counted on those lines and nowhere else. Without
    `measured`, costs go by the people addressed alone.
    """
    findings = [finding for week in weeks for finding in week.findings]
    demands = [finding for finding in findings if finding.verdict == "open"]
    chains = [chain for week in weeks for chain in week.chains]
    burdens = [chain for chain in chains if chain.burden]
    windows = Counter(finding.window for finding in demands)
    assumed, shown = _costs(weeks, measured=measured)
    return Tally(
        messages=sum(week.messages for week in weeks),
        demands=len(demands),
        labels=label_counts(label for finding in demands for label in finding.labels),
        categories=_categories(demands),
        off_hours=sum(finding.off_hours for finding in demands),
        pressure=sum(finding.pressure for finding in demands),
        windows=tuple(windows[index] for index in range(len(WINDOWS))),
        emergency=sum(week.emergencies for week in weeks),
        documented=sum(finding.verdict == "documented" for finding in findings),
        misjudged=sum(finding.verdict == "misjudged" for finding in findings),
        chains=len(burdens),
        free_chains=len(chains) - len(burdens),
        repeated=sum(finding.key in repeated for finding in demands),
        paused_days=sum(week.watched.paused_days for week in weeks),
        removed_days=sum(week.watched.removed_days for week in weeks),
        late=sum(week.watched.late for week in weeks),
        late_misjudged=sum(week.watched.late_misjudged for week in weeks),
        late_documented=sum(week.watched.late_documented for week in weeks),
        active=len(frozenset().union(*(week.people for week in weeks))),
        addressed=sum(finding.addressed for finding in demands),
        participants=sum(chain.participants for chain in burdens),
        most=sum(len(w.people) * sum(chain.burden for chain in w.chains) for w in weeks),
        assumed=assumed,
        shown=shown,
    )


def _categories(demands: Iterable[Finding]) -> dict[str, int]:
    counts = {str(category): 0 for category in CATEGORIES[:-1]}
    for finding in demands:
        for category in {category_of(label) for label in finding.labels}:
            counts[category] += 1
    return counts


def _costs(
    weeks: Iterable[GroupWeek], *, measured: bool
) -> tuple[dict[Cost, int], dict[Cost, int]]:
    """Person-times addressed, and chains that show who complied, by cost; each demand in one."""
    assumed: Counter[Cost] = Counter()
    shown: Counter[Cost] = Counter()
    for week in weeks:
        chains = Counter(chain.labels for chain in week.chains if chain.burden and measured)
        for finding, each in _day_by_day(week.findings):
            if chains[finding.labels]:
                chains[finding.labels] -= 1
                shown[each] += 1
            else:
                assumed[each] += finding.addressed
    return dict(assumed), dict(shown)


def _day_by_day(findings: Iterable[Finding]) -> Iterator[tuple[Finding, Cost]]:
    """Open demands with what each costs a person, within the eight hours of its day."""
    days: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.verdict == "open":
            days[finding.day].append(finding)
    for demands in days.values():
        costs = within_a_day([cost(finding.labels) for finding in demands])
        yield from zip(demands, costs, strict=True)


class Marked(NamedTuple):
    """A finding as it is compared: its group, key, fingerprint and labels."""

    group: str
    key: bytes
    fingerprint: bytes
    labels: tuple[Label, ...]

    def same(self, other: "Marked") -> bool:
        """Whether both ask for the same: one object in whatever words, else in like words."""
        topics = topic_of(self.fingerprint), topic_of(other.fingerprint)
        if all(topics):
            return topics[0] == topics[1] and not set(self.labels).isdisjoint(other.labels)
        return likeness(self.fingerprint, other.fingerprint) >= SAME_DEMAND


def repeated_demands(weeks: Iterable[GroupWeek]) -> frozenset[bytes]:
    """Keys of open findings that were, near enough, also demanded in another group.

    Only fingerprints that share a band, of which a topic is one, are compared, and each until
    its first twin, so the cost grows with the findings and not with their pairs.
    """
    buckets: dict[tuple[int, bytes], list[Marked]] = defaultdict(list)
    for week in weeks:
        for finding in week.findings:
            if finding.fingerprint and finding.verdict == "open":
                marked = Marked(
                    week.watched.group, finding.key, finding.fingerprint, finding.labels
                )
                for band in range(0, len(finding.fingerprint), BAND_BYTES):
                    buckets[band, finding.fingerprint[band : band + BAND_BYTES]].append(marked)
    repeated: set[bytes] = set()
    for bucket in buckets.values():
        for one in bucket:
            if one.key not in repeated and (twin := _twin(one, bucket)):
                repeated.update((one.key, twin.key))
    return frozenset(repeated)


def _twin(one: Marked, bucket: Iterable[Marked]) -> Marked | None:
    return next((other for other in bucket if other.group != one.group and one.same(other)), None)
