"""Statistics of the evaluation: intervals, calibration error, precision at a prevalence."""

from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

_Z = 1.959964
_SEED = 20261101
_BINS = 10

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Figure:
    """A share from 0 to 1 with its 95 % interval; all three are None when nothing was counted."""

    value: float | None
    low: float | None = None
    high: float | None = None


def wilson(hits: int, total: int) -> Figure:
    """A proportion with Wilson's interval."""
    if total == 0:
        return Figure(None)
    share = hits / total
    spread = 1 + _Z**2 / total
    centre = (share + _Z**2 / (2 * total)) / spread
    half = _Z * sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2)) / spread
    return Figure(share, max(0.0, centre - half), min(1.0, centre + half))


def f1_scores(truth: Bools, found: Bools) -> NDArray[np.float64]:
    """F1 of each column; a column without truth and without finds scores 0."""
    both = (truth & found).sum(axis=-2)
    return np.asarray(2 * both / np.maximum(truth.sum(axis=-2) + found.sum(axis=-2), 1))


def bootstrap_f1(truth: Bools, found: Bools, rounds: int) -> tuple[list[Figure], Figure]:
    """F1 of each column and their mean, with intervals over resampled messages (seeded)."""
    rng = np.random.default_rng(_SEED)
    size = len(truth)
    draws = []
    for _ in range(rounds):
        chosen = rng.integers(size, size=size)
        draws.append(f1_scores(truth[chosen], found[chosen]))
    sampled = np.array(draws)
    values = f1_scores(truth, found)
    columns = [_figure(value, sample) for value, sample in zip(values, sampled.T, strict=True)]
    return columns, _figure(values.mean(), sampled.mean(axis=1))


def _figure(value: Any, sample: NDArray[np.float64]) -> Figure:
    low, high = np.quantile(sample, [0.025, 0.975])
    return Figure(float(value), float(low), float(high))


@dataclass(frozen=True)
class Bin:
    """Predictions between two probabilities: how many, their mean, and the share that was true."""

    low: float
    high: float
    count: int
    predicted: float
    observed: float


def reliability(scores: NDArray[np.float64], truth: Bools) -> list[Bin]:
    """The filled ones of ten equal bins of probability."""
    place = np.minimum((scores * _BINS).astype(int), _BINS - 1)
    return [
        Bin(
            number / _BINS,
            (number + 1) / _BINS,
            int(inside.sum()),
            float(scores[inside].mean()),
            float(truth[inside].mean()),
        )
        for number in range(_BINS)
        if (inside := place == number).any()
    ]


def calibration_error(bins: list[Bin]) -> float:
    """The expected calibration error: the mean gap between predicted and observed."""
    total = sum(bin_.count for bin_ in bins)
    return sum(bin_.count * abs(bin_.predicted - bin_.observed) for bin_ in bins) / max(total, 1)


def precision_at(prevalence: float, recall: float, alarm_rate: float) -> float | None:
    """The precision to expect where demands make up this share of the messages."""
    true, false = prevalence * recall, (1 - prevalence) * alarm_rate
    return true / (true + false) if true + false else None
