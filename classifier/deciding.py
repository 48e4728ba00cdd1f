"""From log-odds to labels: does the message demand anything, and if so, what?"""

from collections.abc import Sequence
from math import log

from classifier.labels import LABELS, Label

OUTPUTS = (*LABELS, "emergency", "demand")
_DEMAND = OUTPUTS.index("demand")


def log_odds(probability: float) -> float:
    """The log-odds of a probability; of 0 and 1 the lowest and highest there are."""
    if not 0 < probability < 1:
        return float("inf") if probability >= 1 else float("-inf")
    return log(probability / (1 - probability))


def strength(logits: Sequence[float]) -> float:
    """How strongly a message demands: its log-odds of `demand` and of its likeliest label."""
    return logits[_DEMAND] + max(logits[: len(LABELS)])


def labels_of(logits: Sequence[float], cuts: Sequence[float]) -> tuple[Label, ...]:
    """The labels of a message from its log-odds, one an output, and where each is cut.

    `demand` is cut on `strength`. Above it the message has every label over its own cut, or the
    one nearest to it when there is none.
    """
    if strength(logits) < cuts[_DEMAND]:
        return ()
    over = [logit - cut for logit, cut in zip(logits, cuts, strict=True)][: len(LABELS)]
    least = min(0.0, max(over))
    return tuple(label for label, margin in zip(LABELS, over, strict=True) if margin >= least)
