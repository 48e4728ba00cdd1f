"""The messages all benchmarks judge: every text of the corpus, shuffled with a fixed seed."""

import random

from classifier.corpus import load_split


def texts() -> list[str]:
    """Texts of the validation and gate splits, the same order every time."""
    found = [each.text for split in ("validation", "gate") for each in load_split(split)]
    random.Random(1).shuffle(found)
    return found
