"""Messages and their sentences side by side, for reading many of them twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from classifier.deciding import read_again
from classifier.text import sentences

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Readings:
    """Normalised messages and, after them, the sentences of those that have several.

    `owners` says which message each of the texts belongs to.
    """

    texts: list[str]
    owners: Numbers
    messages: int

    @classmethod
    def of(cls, messages: Sequence[str]) -> "Readings":
        """All messages first, then all sentences, both in the order of the messages."""
        parts = [(part, owner) for owner, text in enumerate(messages) for part in sentences(text)]
        owners = [*range(len(messages)), *(owner for _, owner in parts)]
        return cls([*messages, *(part for part, _ in parts)], np.array(owners), len(messages))

    def read_again(self, logits: Floats) -> Floats:
        """The log-odds of each message when its sentences are read too (`deciding.read_again`).

        `logits` has a row for each of the texts.
        """
        again = logits[: self.messages].copy()
        owners = self.owners[self.messages :].tolist()
        parts = zip(owners, logits[self.messages :].tolist(), strict=True)
        for owner, group in groupby(parts, key=itemgetter(0)):
            again[owner], _ = read_again(logits[owner].tolist(), [row for _, row in group])
        return again
