"""Text made fit to be shown or kept: names, numbers, links and addresses become marks."""

import re
import unicodedata
from typing import NewType

from bot.privacy.identifiers import Span, identifiers
from bot.privacy.names import names

# Text that mask() made; only such may be shown or kept.
Masked = NewType("Masked", str)
KINDS = ("人名", "电话", "证件", "车牌", "地址", "邮箱", "链接", "账号")
_MARK = re.compile(f"⟨(?:{'|'.join(KINDS)})⟩")
# Zero-width and direction marks, variation selectors: they would hide a number from the patterns.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e01ef]"
)


def mask(text: str) -> Masked:
    """`text` with everything that names a person replaced by a mark such as ⟨人名⟩.

    Rather too much than too little is masked. Masking what is masked changes nothing: marks
    are left alone, and the rest is read again until nothing more is found.
    """
    text = _INVISIBLE.sub("", text)
    while spans := found(text):
        text = _replaced(text, spans)
    return Masked(text)


def found(text: str) -> list[Span]:
    """What `mask` replaces at first reading: spans in order, without overlaps."""
    shadow = _MARK.sub(lambda mark: "\0" * len(mark.group()), _folded(text))
    spans = sorted(
        [*identifiers(shadow.lower()), *names(shadow)], key=lambda span: (span.start, -span.end)
    )
    merged: list[Span] = []
    for span in spans:
        if merged and span.start < merged[-1].end:
            end = max(span.end, merged[-1].end)
            merged[-1] = merged[-1]._replace(end=end)
        else:
            merged.append(span)
    return merged


def _folded(text: str) -> str:
    """Full-width and styled letters as plain ones, character by character: places stay."""
    return "".join(_plain(letter) for letter in text)


def _plain(letter: str) -> str:
    plain = unicodedata.normalize("NFKC", letter)
    folds = len(plain.lower()) == 1 and (plain.isalnum() or plain in "@:./-_+ ")
    return plain if folds else letter


def _replaced(text: str, spans: list[Span]) -> str:
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span.start], f"⟨{span.kind}⟩"]
        at = span.end
    return "".join([*parts, text[at:]])
