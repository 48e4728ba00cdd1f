"""Where each output is cut: few messages wrongly accused, and then the best F1 a label."""

import numpy as np
from numpy.typing import NDArray

from classifier.deciding import CUT_OUTPUTS, LEAST_OPEN, OPENNESS, OUTPUTS
from classifier.labels import LABELS

ALARM_RATE = 0.03
ORDINARY_ALARM_RATE = 0.001
_STEP = 1.0

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def choose_cuts(once: Floats, again: Floats, truth: Bools, ordinary: Bools) -> Floats:
    """One cut for each of `CUT_OUTPUTS`, on log-odds of messages (rows) the model had not seen.

    They are those of the first reading and of the second. `demand` is cut on its strength, so that
    at most `ALARM_RATE` of the messages without a demand and `ORDINARY_ALARM_RATE` of the ordinary
    ones pass; each label where its F1 among the messages that pass is best.
    """
    strengths = strengths_of(again)
    demand = CUT_OUTPUTS.index("demand")
    gate = max(
        _cut_for_alarms(strengths, ~truth[:, demand], ALARM_RATE),
        _cut_for_alarms(strengths, ordinary, ORDINARY_ALARM_RATE),
    )
    logits = as_read(once, again, gate)
    passing = strengths_of(logits) >= gate
    labels = range(len(LABELS))
    return np.array([*(_cut_for_f1(logits[:, c], truth[:, c], passing) for c in labels), gate])


def as_read(once: Floats, again: Floats, gate: float) -> Floats:
    """The log-odds that count: of the second reading where the first falls short."""
    return np.where((strengths_of(once) < gate)[:, None], again, once)


def strengths_of(logits: Floats) -> Floats:
    """`deciding.strength` of each row."""
    likeliest = logits[:, : len(LABELS)].max(axis=1)
    demand, plainly = (logits[:, OUTPUTS.index(name)] for name in ("demand", "open"))
    return np.asarray(demand + likeliest + OPENNESS * np.maximum(plainly, LEAST_OPEN))


def _cut_for_alarms(strengths: Floats, among: Bools, rate: float) -> float:
    """The lowest cut that lets at most this share of some messages pass."""
    ranked = np.sort(strengths[among])[::-1]
    allowed = int(rate * len(ranked))
    if allowed >= len(ranked):
        return float("-inf")
    refused = ranked[allowed]
    above = strengths[strengths > refused]
    halfway = (refused + above.min()) / 2 if above.size else refused + _STEP
    return float(max(halfway, np.nextafter(refused, np.inf)))


def _cut_for_f1(logits: Floats, truth: Bools, passing: Bools) -> float:
    """The cut of highest F1 when only the passing messages can be found, between two scores."""
    scores, hits = logits[passing], truth[passing]
    if not hits.any():
        return float(logits.max() + _STEP)
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    f1 = 2 * np.cumsum(hits[order]) / (np.arange(1, len(ranked) + 1) + truth.sum())
    possible = np.append(ranked[:-1] > ranked[1:], True)
    best = int(np.argmax(np.where(possible, f1, -1.0)))
    below = ranked[best + 1] if best + 1 < len(ranked) else ranked[best] - _STEP
    return float((ranked[best] + below) / 2)
