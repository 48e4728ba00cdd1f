"""Messages their own authors gave for training: masked, agreed to, kept 90 days in a file apart.

Nothing says who gave one or in which group. That a version is trained on enough people and
groups (attacks.md, row 38) is counted by names under a key of the week, gone at its close: a
person is never linked over two weeks, so the fullest week counts, not their sum.
"""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from bot.privacy import pseudonyms
from bot.privacy.keys import Keyring
from bot.privacy.masking import Masked
from bot.week import Week
from classifier import Label
from classifier.corpus import Kind

KEPT = timedelta(days=90)
SCOPE = "training"
MOST_A_WEEK = 20
FEWEST_SAMPLES, FEWEST_GROUPS, FEWEST_AUTHORS = 30, 5, 3


@dataclass(frozen=True)
class Sample:
    """One line of the file; `jianfu evaluate --data` reads it as it stands."""

    text: Masked
    labels: tuple[str, ...]
    kind: str
    setting: str
    voice: str
    until: str
    week: str
    author: str
    group: str


class Donations:
    """The file beside the database; read anew each time, for another process may erase in it."""

    def __init__(self, database: Path, keyring: Keyring) -> None:
        self.path = database.with_suffix(".donated.jsonl")
        self._keyring = keyring

    def add(
        self, week: Week, today: date, person: int, group: str, text: Masked,
        labels: tuple[Label, ...],
    ) -> bool:  # fmt: skip
        """Keep a sample; False where this person has given enough this week."""
        samples, author = self.samples(), self._author(str(week), person)
        if sum(sample.author == author for sample in samples) >= MOST_A_WEEK:
            return False
        kind = Kind.OPEN if labels else Kind.ORDINARY
        until = (today + KEPT).isoformat()
        sample = Sample(
            text, labels, kind, "donated", "donated", until, str(week), author,
            self._group(str(week), group),
        )  # fmt: skip
        self._write([*(each for each in samples if each.text != text), sample])
        return True

    def samples(self) -> list[Sample]:
        """All that is kept now."""
        lines = self.path.read_text("utf-8").splitlines() if self.path.exists() else []
        rows = [json.loads(line) for line in lines]
        return [Sample(**row | {"labels": tuple(row["labels"])}) for row in rows]

    def purge(self, today: date) -> None:
        """Drop what has been kept for 90 days."""
        self._keep(lambda sample: sample.until > today.isoformat())

    def forget_person(self, person: int) -> None:
        """Drop what a person gave in weeks whose key is alive; older ones lead to nobody."""
        live = set(self._keyring.weeks())
        names = {self._author(week, person) for week in live}
        self._keep(lambda sample: sample.author not in names)

    def forget_group(self, group: str, *, older: bool) -> None:
        """Drop what came from a group; with `older`, also what can't be told apart any more."""
        live = set(self._keyring.weeks())
        names = {self._group(week, group) for week in live}
        self._keep(lambda sample: sample.group not in names and (sample.week in live or not older))

    def forget_all(self) -> None:
        """Drop the file."""
        self.path.unlink(missing_ok=True)

    def enough(self) -> bool:
        """Whether samples, groups and authors are enough for a version (attacks.md, row 38)."""
        samples = self.samples()
        groups, authors = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for sample in samples:
            groups[sample.week].add(sample.group)
            authors[sample.week].add(sample.author)
        return (
            len(samples) >= FEWEST_SAMPLES
            and max(map(len, groups.values())) >= FEWEST_GROUPS
            and max(map(len, authors.values())) >= FEWEST_AUTHORS
        )

    def _author(self, week: str, person: int) -> str:
        return pseudonyms.person(self._keyring.key(week, SCOPE), person).hex()

    def _group(self, week: str, group: str) -> str:
        return pseudonyms.line(self._keyring.key(week, SCOPE), group).hex()

    def _keep(self, wanted: Callable[[Sample], bool]) -> None:
        samples = self.samples()
        kept = [sample for sample in samples if wanted(sample)]
        if len(kept) < len(samples):
            self._write(kept)

    def _write(self, samples: list[Sample]) -> None:
        lines = [json.dumps(asdict(sample), ensure_ascii=False) + "\n" for sample in samples]
        part = self.path.with_suffix(".part")
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        part.write_text("".join(lines), "utf-8")
        part.replace(self.path)
