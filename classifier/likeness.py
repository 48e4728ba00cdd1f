"""Finds messages that are the same but for names, numbers, app names and punctuation."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from classifier.text import normalise

ALIKE = 0.8
_SHINGLE = 3
_SHORT = 6

_MARK = re.compile("⟨[^⟨⟩]*⟩")
_APP = re.compile(
    r"[\u4e00-\u9fffa-z]{1,4}(?:app|小程序|公众号|平台|系统)|《[^《》]*》|“[^“”]{1,8}”"
)
_NAME = re.compile(
    r"[老小阿][\u4e00-\u9fff](?=[,。、:!? 、]|$|[你把去来的和跟说])"
    r"|[\u4e00-\u9fff]{1,3}(?=同志|老师|书记|主任|局长|校长|队长|组长|经理|师傅)"
)
_NOT_WORDING = re.compile(r"[\W\d_]+|[零〇一二两三四五六七八九十百千万]+")


def skeleton(text: str) -> str:
    """The wording alone: what is left without marks, apps, names, numbers and punctuation."""
    text = _MARK.sub("", normalise(text))
    return _NOT_WORDING.sub("", _NAME.sub("", _APP.sub("", text)))


def alike_pairs(texts: Sequence[str]) -> list[tuple[int, int]]:
    """All pairs (first < second) whose skeletons share 0.8 or more of their shingles (Jaccard).

    A text with a skeleton under six characters is like another only if wholly the same.
    """
    sets = [_shingles(text) for text in texts]
    rarity = Counter(shingle for shingles in sets for shingle in shingles)
    seen: defaultdict[str, list[int]] = defaultdict(list)
    pairs = []
    for second, shingles in enumerate(sets):
        prefix = list(_prefix(shingles, rarity))
        candidates = {first for shingle in prefix for first in seen[shingle]}
        pairs += [
            (first, second) for first in candidates if jaccard(sets[first], shingles) >= ALIKE
        ]
        for shingle in prefix:
            seen[shingle].append(second)
    return sorted(pairs)


def _shingles(text: str) -> frozenset[str]:
    bare = skeleton(text)
    if len(bare) < _SHORT:
        return frozenset({"=" + normalise(text)})
    return frozenset(bare[start : start + _SHINGLE] for start in range(len(bare) - _SHINGLE + 1))


def _prefix(shingles: frozenset[str], rarity: Counter[str]) -> Iterator[str]:
    """The rarest shingles: two sets as alike as `ALIKE` must share one of them."""
    ranked = sorted(shingles, key=lambda shingle: (rarity[shingle], shingle))
    yield from ranked[: len(ranked) - ceil(ALIKE * len(ranked)) + 1]


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared shingles over all shingles of both."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


def share_alike(pairs: Iterable[tuple[int, int]], size: int) -> float:
    """The share of the texts that are superfluous: like an earlier one."""
    return len({second for _, second in pairs}) / size if size else 0.0
