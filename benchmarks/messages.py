"""The messages all benchmarks judge: every text of the corpus, shuffled with a fixed seed."""

import random

from classifier.corpus import Example, load_split


def texts() -> list[str]:
    """Texts of the validation and gate splits, the same order every time."""
    return [example.text for example in _examples()]


def texts_without_demands() -> list[str]:
    """Those that demand nothing, as most of what a group writes."""
    return [example.text for example in _examples() if not example.labels]


def _examples() -> list[Example]:
    found = [each for split in ("validation", "gate") for each in load_split(split)]
    random.Random(1).shuffle(found)
    return found
