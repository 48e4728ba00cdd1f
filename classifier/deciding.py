"""From log-odds to labels: does the message demand anything, and if so, what?"""

from collections.abc import Sequence
from math import log

from classifier.labels import LABELS, Label

# What is cut, and what the model says besides: is it a real emergency, is it said in plain words?
CUT_OUTPUTS = (*LABELS, "demand")
OUTPUTS = (*CUT_OUTPUTS, "emergency", "open")
_DEMAND, _EMERGENCY, _OPEN = range(len(LABELS), len(OUTPUTS))
# The weight that found most open demands of voices left out at equal alarms on ordinary work
# lines, and the floor from which it cost no hinted ones.
OPENNESS, LEAST_OPEN = 0.5, -2.0
# By how much more a sentence must demand when it is read without the others, for equal alarms.
OUT_OF_CONTEXT = 1.5


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
    """Whether a message demands too little to be called a demand."""
    return strength(logits) < cuts[_DEMAND]


def read_again(
    whole: Sequence[float], sentences: Sequence[Sequence[float]]
) -> tuple[list[float], int | None]:
    """The log-odds of a message read sentence by sentence, and which sentence they are of.

    A demand in one sentence of a long notice is drowned by the others, so its most demanding
    sentence counts, with less weight for being torn from them, where it demands more than the
    whole. Whether it is an emergency is told by the whole alone.
    """
    best = max(range(len(sentences)), key=lambda place: strength(sentences[place]))
    alone = list(sentences[best])
    alone[_DEMAND] -= OUT_OF_CONTEXT
    alone[_EMERGENCY] = whole[_EMERGENCY]
    return (alone, best) if strength(alone) > strength(whole) else (list(whole), None)


def labels_of(logits: Sequence[float], cuts: Sequence[float]) -> tuple[Label, ...]:
    """The labels of a message from the log-odds of `OUTPUTS` and the cuts of `CUT_OUTPUTS`.

    `demand` is cut on `strength`. Above it the message has every label over its own cut, or the
    one nearest to it when there is none.
    """
    if falls_short(logits, cuts):
        return ()
    over = [logits[place] - cuts[place] for place in range(len(LABELS))]
    least = min(0.0, max(over))
    return tuple(label for label, margin in zip(LABELS, over, strict=True) if margin >= least)
