"""The served model: the trained pipeline folded into one table, without scikit-learn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.artefact import Artefact, read, write
from classifier.counting import FeatureCounter
from classifier.deciding import CUT_OUTPUTS, OUTPUTS, falls_short, labels_of, log_odds, read_again
from classifier.features import BLOCKS
from classifier.labels import LABELS, Label
from classifier.text import normalise, sentences

Floats = NDArray[np.float64]
# 32-bit numbers in a cache line.
LINE = 16


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a message demands: its labels, the probability of each label and of an emergency."""

    labels: tuple[Label, ...]
    scores: dict[Label, float]
    emergency: float


class Classifier:
    """Judges messages.

    A row of the table is one feature, and one cache line: what it adds to each output, and last
    its share of the square of its block's norm.
    """

    def __init__(self, artefact: Artefact) -> None:
        self._artefact = artefact
        self._features = FeatureCounter(artefact.tokens, artefact.keys, artefact.table)
        self._blocks = self._features.blocks
        self._table = np.zeros((len(artefact.keys), LINE), dtype=np.float32)
        self._table[:, : len(OUTPUTS)] = artefact.weights[1:]
        self._table[:, -1] = artefact.idf[1:] ** 2
        self._intercepts = artefact.weights[0].astype(np.float64)
        self._cuts = [log_odds(artefact.thresholds[name]) for name in CUT_OUTPUTS]

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
        return self.judge_normalised(normalise(text))

    def judge_normalised(self, text: str) -> Verdict:
        """The verdict on a text that `normalise` gave."""
        logits, _ = self._read(text)
        *scores, _, emergency, _ = [1 / (1 + exp(-logit)) for logit in logits]
        return Verdict(
            labels_of(logits, self._cuts), dict(zip(LABELS, scores, strict=True)), emergency
        )

    def contributions(self, text: str, label: Label) -> dict[str, float]:
        """What each feature adds to the label's log-odds; "" is what the label starts from.

        Where one sentence alone decided, they are its features. The same characters found as a run
        and as a word count together.
        """
        column = LABELS.index(label)
        shares = {"": float(self._intercepts[column])}
        _, read = self._read(normalise(text))
        rows, lines, values = self._present(read)
        for row, share in zip(rows.tolist(), (values * lines[:, column]).tolist(), strict=True):
            name = self._features.readable(row)
            shares[name] = shares.get(name, 0.0) + share
        return shares

    def why(self, text: str, label: Label, top: int = 5) -> list[tuple[str, float]]:
        """The features that speak most for the label, with what each adds to its log-odds.

        A feature that overlaps one already named is left out.
        """
        shares = self.contributions(text, label)
        return _distinct(sorted(shares.items(), key=lambda item: -item[1]), top)

    def _read(self, text: str) -> tuple[list[float], str]:
        """The log-odds of a normalised text, and what they are of: the text or a sentence of it."""
        whole = self._log_odds(text)
        if not falls_short(whole, self._cuts) or not (parts := sentences(text)):
            return whole, text
        logits, place = read_again(whole, [self._log_odds(part) for part in parts])
        return logits, text if place is None else parts[place]

    def _log_odds(self, text: str) -> list[float]:
        _, lines, values = self._present(text)
        logits: list[float] = ((values @ lines)[: len(OUTPUTS)] + self._intercepts).tolist()
        return logits

    def _present(self, text: str) -> tuple[NDArray[np.intp], NDArray[np.float32], Floats]:
        """The rows of the features in a normalised text, the table's lines, and their values.

        A feature seen n times counts 1 + ln n; each block has its own norm (`norms.py`).
        """
        rows, counts = self._features.count(text)
        values: Floats = 1 + np.log(counts)
        lines = self._table.take(rows, axis=0)
        blocks = self._blocks.take(rows)
        squares = np.bincount(blocks, lines[:, -1] * values * values, len(BLOCKS))
        norms = np.sqrt(squares) + self._artefact.pivots
        return rows, lines, values / norms.take(blocks)


def _distinct(ranked: Sequence[tuple[str, float]], top: int) -> list[tuple[str, float]]:
    chosen: list[tuple[str, float]] = []
    for name, share in ranked:
        if len(chosen) == top or share <= 0:
            break
        if name.strip() and not any(name in other or other in name for other, _ in chosen):
            chosen.append((name, share))
    return chosen
