"""The served model: the trained pipeline folded into one table, without scikit-learn."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.artefact import Artefact, read, write
from classifier.deciding import OUTPUTS, labels_of, log_odds
from classifier.features import ANALYSERS
from classifier.labels import LABELS, Label
from classifier.text import normalise


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a message demands: its labels, the probability of each label and of an emergency."""

    labels: tuple[Label, ...]
    scores: dict[Label, float]
    emergency: float


class Classifier:
    """Judges messages; row 0 of the table holds the intercepts, every other row one feature."""

    def __init__(self, artefact: Artefact) -> None:
        self._artefact = artefact
        self._weights: NDArray[np.float64] = artefact.weights.astype(np.float64)
        squares: list[float] = (artefact.idf**2).tolist()
        self._square_of = squares.__getitem__
        self._blocks = [(analyse, artefact.rows(block).get) for block, analyse in ANALYSERS.items()]
        self._cuts = [log_odds(artefact.thresholds[name]) for name in OUTPUTS]

    @property
    def card(self) -> dict[str, Any]:
        """What `model.json` says about the model: versions, thresholds, figures, top words."""
        return self._artefact.card

    @classmethod
    def load(cls, folder: Path) -> "Classifier":
        """Read a saved model; raises ArtefactError when it is absent or of another version."""
        return cls(read(folder))

    def save(self, folder: Path) -> None:
        """Write `weights.npz`, `vocabulary.txt` and `model.json` into the folder."""
        write(folder, self._artefact)

    def judge(self, texts: Iterable[str]) -> list[Verdict]:
        """The verdicts on raw texts, in their order."""
        return [self.judge_one(text) for text in texts]

    def judge_one(self, text: str) -> Verdict:
        """The verdict on one raw text."""
        rows, values = self._present(normalise(text))
        logits = (np.array(values) @ self._weights.take(rows, axis=0)).tolist()
        *scores, emergency, _ = [1 / (1 + exp(-logit)) for logit in logits]
        return Verdict(
            labels_of(logits, self._cuts), dict(zip(LABELS, scores, strict=True)), emergency
        )

    def contributions(self, text: str, label: Label) -> dict[str, float]:
        """What each feature adds to the label's log-odds; "" is what the label starts from.

        The same characters found as a run and as a word count together.
        """
        rows, values = self._present(normalise(text))
        added = np.array(values) * self._weights.take(rows, axis=0)[:, LABELS.index(label)]
        shares: dict[str, float] = {}
        for row, share in zip(rows, added.tolist(), strict=True):
            name = self._artefact.readable(row)
            shares[name] = shares.get(name, 0.0) + share
        return shares

    def why(self, text: str, label: Label, top: int = 5) -> list[tuple[str, float]]:
        """The features that speak most for the label, with what each adds to its log-odds.

        A feature that overlaps one already named is left out.
        """
        shares = self.contributions(text, label)
        return _distinct(sorted(shares.items(), key=lambda item: -item[1]), top)

    def _present(self, text: str) -> tuple[list[int], list[float]]:
        """The rows of the features in a normalised text and their values after the block norms.

        A feature seen more than once stands twice: with 1, and with what its count adds to that.
        """
        rows, values = [0], [1.0]
        for analyse, row_of in self._blocks:
            found = list(filter(None, map(row_of, analyse(text))))
            if not found:
                continue
            once = dict.fromkeys(found)
            added = _added_by_counts(found) if len(once) < len(found) else {}
            square = sum(map(self._square_of, once))
            square += sum(self._square_of(row) * (2 + more) * more for row, more in added.items())
            norm = 1 / sqrt(square)
            rows += once
            values += [norm] * len(once)
            rows += added
            values += [norm * more for more in added.values()]
        return rows, values


def _added_by_counts(found: list[int]) -> dict[int, float]:
    """Rows found more than once → the logarithm by which sublinear counting raises their 1."""
    return {row: log(count) for row, count in Counter(found).items() if count > 1}


def _distinct(ranked: Sequence[tuple[str, float]], top: int) -> list[tuple[str, float]]:
    chosen: list[tuple[str, float]] = []
    for name, share in ranked:
        if len(chosen) == top or share <= 0:
            break
        if name.strip() and not any(name in other or other in name for other, _ in chosen):
            chosen.append((name, share))
    return chosen
