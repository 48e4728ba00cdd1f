"""How far a week's count of demands can be relied on, at the share of demands it shows."""

from bot.digest.history import Told


def precision(told: Told) -> tuple[float, float] | None:
    """The share of counted demands that truly are demands, from low to high.

    None without any, or so few that the model's false alarms alone would make more.

    Of the messages a share `seen` was taken for demands. With recall r and false alarms a among
    ordinary talk, r * p + a * (1 - p) = seen gives the true share p, and r * p / seen is right.
    """
    total, known = told.total, told.reliability
    if total is None or known is None or not total.messages:
        return None
    found = total.demands + total.documented + total.misjudged
    seen = min(1.0, found / total.messages)
    if seen <= known.alarms_low:
        return None
    return _right(seen, known.recall, known.alarms_high), _right(
        seen, known.recall, known.alarms_low
    )


def _right(seen: float, recall: float, alarms: float) -> float:
    if seen <= alarms:
        return 0.0
    return min(1.0, recall * (seen - alarms) / (seen * (recall - alarms)))
