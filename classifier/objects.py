"""What a demand is about, told alike over other words: a known object, a title, an app."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from classifier.pushed import KINDS

OBJECTS_FILE = Path(__file__).parent / "data" / "objects.txt"
_TITLE = re.compile("《([^《》]{2,40})》")


@cache
def _objects() -> tuple[tuple[str, str], ...]:
    """Every wording and what it stands for, longest first."""
    found = []
    for line in OBJECTS_FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, others = line.partition(" = ")
            found += [(each, name) for each in (name, *others.split())]
    return tuple(sorted(found, key=lambda each: -len(each[0])))


def asked_object(text: str, told: Sequence[str]) -> str | None:
    """The one thing a normalised demand is about: known by the table, else its 《title》, else
    the first app of what it pushes (`told`).
    """
    known = next((name for wording, name in _objects() if wording in text), None)
    if known:
        return known
    if title := _TITLE.search(text):
        return re.sub(r"\W", "", title[1])
    return next((name for name in told if name not in KINDS), None)
