"""A week's exact rows, added up. A Tally never leaves; only `anonymise` may read it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.digest.burden import Cost, cost
from bot.digest.contents import CATEGORIES, WINDOWS, Acts, label_counts
from bot.privacy.pseudonyms import likeness, topic_of
from bot.records import ChainRow, Finding, GroupWeek
from classifier import Label, category_of

SAME_DEMAND = 0.5
# Two permutations a band: texts half alike share one of eight bands nine times in ten.
BAND_BYTES = 8


@dataclass(frozen=True, kw_only=True)
class Tally(Acts):
    """Exact counts of the groups of one cell."""

    active: int
    addressed: int
    participants: int
    costs: dict[Cost, int]


def tally(weeks: Sequence[GroupWeek], repeated: frozenset[bytes]) -> Tally:
    """Add up the groups of one cell; `repeated` are keys of findings seen in several groups.

    Demands an admin marked 误判 or 有依据 are counted on those lines and nowhere else.
    """
    findings = [finding for week in weeks for finding in week.findings]
    demands = [finding for finding in findings if finding.verdict == "open"]
    chains = [chain for week in weeks for chain in week.chains]
    burdens = [chain for chain in chains if chain.burden]
    windows = Counter(finding.window for finding in demands)
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
        active=len(frozenset().union(*(week.people for week in weeks))),
        addressed=sum(finding.addressed for finding in demands),
        participants=sum(chain.participants for chain in burdens),
        costs=_costs(demands, burdens),
    )


def _categories(demands: Iterable[Finding]) -> dict[str, int]:
    counts = {str(category): 0 for category in CATEGORIES[:-1]}
    for finding in demands:
        for category in {category_of(label) for label in finding.labels}:
            counts[category] += 1
    return counts


def _costs(demands: Iterable[Finding], burdens: Iterable[ChainRow]) -> dict[Cost, int]:
    """Person-times by cost: those seen to comply where a chain shows them, else those addressed."""
    seen: dict[tuple[Label, ...], list[int]] = {}
    for chain in burdens:
        seen.setdefault(chain.labels, []).append(chain.participants)
    people: Counter[Cost] = Counter()
    for finding in demands:
        counted = seen.get(finding.labels)
        people[cost(finding.labels)] += counted.pop() if counted else finding.addressed
    people.pop(cost(()), None)
    return dict(people)


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
