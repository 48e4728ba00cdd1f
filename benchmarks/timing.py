"""Timing one call at a time: the median and the 99th percentile, in microseconds."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Timing:
    """Microseconds a call."""

    p50: float
    p99: float


def each(call: Callable[[str], object], texts: Iterable[str]) -> Timing:
    """Time every call by itself."""
    spent = []
    for text in texts:
        began = time.perf_counter()
        call(text)
        spent.append((time.perf_counter() - began) * 1e6)
    return Timing(median(spent), quantiles(spent, n=100)[-1])


def faster(ours: Callable[[str], object], theirs: Callable[[str], object], texts: list[str],
           rounds: int = 3) -> tuple[Timing, Timing]:  # fmt: skip
    """Both in turn, several rounds, the best of each: what else runs disturbs both alike."""
    pairs = [(each(ours, texts), each(theirs, texts)) for _ in range(rounds)]
    return (
        min((pair[0] for pair in pairs), key=lambda timing: timing.p50),
        min((pair[1] for pair in pairs), key=lambda timing: timing.p50),
    )
