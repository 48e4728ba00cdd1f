"""The probability from which each output counts: best F1 with few messages wrongly accused."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.labels import LABELS

ALARM_RATE = 0.03
_BEYOND = 1.01  # above any probability: a label that can not be cut safely never counts

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class _Cut:
    """One output's threshold, its F1, and which messages without a demand it falls on."""

    threshold: float
    f1: float
    alarmed: Bools

    @property
    def alarms(self) -> int:
        return int(self.alarmed.sum())


def choose_thresholds(scores: Floats, truth: Bools, none: Bools) -> Floats:
    """One threshold an output (a column), chosen on validation messages (the rows).

    Each starts where its F1 is best; then the alarm that costs the least F1 is given up, one at a
    time, until the labels together fall on at most `ALARM_RATE` of the messages without a demand.
    The outputs behind the labels accuse nobody and keep their best F1.
    """
    columns = range(scores.shape[1])
    cuts = [_cut(scores[:, c], truth[:, c], none, len(none)) for c in columns]
    labels = range(len(LABELS))
    while _accused(cuts) > ALARM_RATE * none.sum():
        stricter = {
            c: _cut(scores[:, c], truth[:, c], none, cuts[c].alarms - 1)
            for c in labels
            if cuts[c].alarms
        }
        column = min(stricter, key=lambda c: cuts[c].f1 - stricter[c].f1)
        cuts[column] = stricter[column]
    return np.array([cut.threshold for cut in cuts])


def _accused(cuts: list[_Cut]) -> int:
    return int(np.any([cut.alarmed for cut in cuts[: len(LABELS)]], axis=0).sum())


def _cut(scores: Floats, truth: Bools, none: Bools, most_alarms: int) -> _Cut:
    """The cut of highest F1 with at most so many alarms, halfway between two scores."""
    order = np.argsort(-scores, kind="stable")
    ranked, hits = scores[order], np.cumsum(truth[order])
    f1 = 2 * hits / (np.arange(1, len(scores) + 1) + truth.sum())
    allowed = np.cumsum((none & ~truth)[order]) <= most_alarms
    possible = allowed & np.append(ranked[:-1] > ranked[1:], True)
    if not possible.any():
        return _Cut((float(ranked[0]) + _BEYOND) / 2, 0.0, np.zeros_like(none))
    best = int(np.argmax(np.where(possible, f1, -1.0)))
    below = ranked[best + 1] if best + 1 < len(ranked) else 0.0
    threshold = float((ranked[best] + below) / 2)
    return _Cut(threshold, float(f1[best]), none & (scores >= threshold))
