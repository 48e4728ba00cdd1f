"""Typical demands, and what is pushed, as facts: no person, group, day or wording."""

from collections import defaultdict
from collections.abc import Sequence

from bot.digest.contents import Case, Pushed
from bot.privacy.release import fold
from bot.records import Finding, GroupWeek
from classifier import Label

SLOTS = 3
# A pattern must occur in two groups or three times before it is told (attacks.md, row 21).
FEWEST_GROUPS, FEWEST_TIMES = 2, 3
# A kind, for what is not on the shipped list; it is counted and never named.
UNLISTED = "其他"


def typical(groups: Sequence[GroupWeek], k: int) -> tuple[Case, ...]:
    """Up to three patterns of the published groups, the most frequent first."""
    patterns: dict[tuple[Label, ...], list[tuple[str, Finding]]] = defaultdict(list)
    for group in groups:
        for finding in group.findings:
            if finding.verdict == "open":
                patterns[finding.labels].append((group.watched.group, finding))
    cases = [_case(labels, found, k) for labels, found in sorted(patterns.items())]
    told = [case for case in cases if case.groups >= FEWEST_GROUPS or case.times >= FEWEST_TIMES]
    return tuple(sorted(told, key=lambda case: -case.times)[:SLOTS])


def _case(labels: tuple[Label, ...], found: Sequence[tuple[str, Finding]], k: int) -> Case:
    findings = [finding for _, finding in found]
    return Case(
        labels=tuple(str(label) for label in labels),
        times=len(found),
        groups=len({group for group, _ in found}),
        addressed=fold(sum(finding.addressed for finding in findings), k),
        pressure=any(finding.pressure for finding in findings),
        off_hours=any(finding.off_hours for finding in findings),
    )


def pushed(groups: Sequence[GroupWeek]) -> Pushed:
    """How many different things were pushed; the listed ones of them that form a pattern."""
    seen: dict[str, list[str]] = defaultdict(list)
    for group in groups:
        for finding in group.findings:
            if finding.verdict == "open":
                for name in finding.pushed:
                    seen[name].append(group.watched.group)
    named = sorted(
        name
        for name, at in seen.items()
        if not name.startswith(UNLISTED)
        and (len(set(at)) >= FEWEST_GROUPS or len(at) >= FEWEST_TIMES)
    )
    return Pushed(len(seen), tuple(named))
