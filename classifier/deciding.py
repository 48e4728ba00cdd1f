"""From log-odds to labels: does the message demand anything, and if so, what?"""

from collections.abc import Sequence
from math import log

from classifier.labels import LABELS, Label

# What has a cut; the model also says whether a demand is made in plain words.
CUT = (*LABELS, "emergency", "demand")
OUTPUTS = (*CUT, "open")
_DEMAND, _OPEN = OUTPUTS.index("demand"), OUTPUTS.index("open")
# The weight that found most open demands of voices left out at equal alarms on ordinary work
# lines, and the floor from which it cost no hinted ones.
OPENNESS, LEAST_OPEN = 0.5, -2.0
# Hardly any message of voices left out that passes at the second reading lies farther below.
_NEAR = 6.0


def log_odds(probability: float) -> float:
    """The log-odds of a probability; of 0 and 1 the lowest and highest there are."""
    if not 0 < probability < 1:
        return float("inf") if probability >= 1 else float("-inf")
    return log(probability / (1 - probability))


def strength(logits: Sequence[float]) -> float:
    """How strongly a message demands: its log-odds of `demand` and of its likeliest label.

    What is said in plain words counts for more than a hint of equal log-odds.
    """
    plainly = OPENNESS * max(logits[_OPEN], LEAST_OPEN)
    return logits[_DEMAND] + max(logits[: len(LABELS)]) + plainly


def falls_short(logits: Sequence[float], cuts: Sequence[float]) -> bool:
    """Whether a message demands too little, yet enough for one sentence to change that."""
    return cuts[_DEMAND] - _NEAR <= strength(logits) < cuts[_DEMAND]


def read_again(
    whole: Sequence[float], sentences: Sequence[Sequence[float]]
) -> tuple[list[float], int | None]:
    """The log-odds of a message read sentence by sentence too, and which sentence counted.

    A demand in one sentence of a long notice is drowned by the others. So the mean of the whole
    and of its most demanding sentence counts where it demands more than the whole.
    """
    best = max(range(len(sentences)), key=lambda place: strength(sentences[place]))
    both = [(one + other) / 2 for one, other in zip(whole, sentences[best], strict=True)]
    return (both, best) if strength(both) > strength(whole) else (list(whole), None)


def labels_of(logits: Sequence[float], cuts: Sequence[float]) -> tuple[Label, ...]:
    """The labels of a message from its log-odds, one an output, and where those of `CUT` are cut.

    `demand` is cut on `strength`. Above it the message has every label over its own cut, or the
    one nearest to it when there is none.
    """
    if strength(logits) < cuts[_DEMAND]:
        return ()
    over = [logits[place] - cuts[place] for place in range(len(LABELS))]
    least = min(0.0, max(over))
    return tuple(label for label, margin in zip(LABELS, over, strict=True) if margin >= least)
