"""Words of a normalised text as jieba cuts them without HMM; rjieba makes the same cut faster."""

import logging
import re
import tempfile
from collections.abc import Callable
from functools import cache

_MARK = re.compile("(⟨[^⟨⟩]*⟩)")


@cache
def reference_cutter() -> Callable[[str], list[str]]:
    """The pure Python cut; its cache file lies in a private folder of this process."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    folder = tempfile.TemporaryDirectory(prefix="jianfu-jieba-")
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = folder.name
    tokenizer.initialize()
    folder.cleanup()

    def cut(text: str) -> list[str]:
        return list(tokenizer.cut(text, HMM=False))

    return cut


@cache
def cutter() -> Callable[[str], list[str]]:
    """rjieba's cut, or the reference cut where rjieba is not installed."""
    try:
        import rjieba
    except ImportError:
        return reference_cutter()

    def cut(text: str) -> list[str]:
        return list(rjieba.cut(text, False))

    return cut


def words(text: str, cut: Callable[[str], list[str]] | None = None) -> list[str]:
    """The words of a normalised text without spaces; a mark ⟨…⟩ is one word."""
    cut = cut or cutter()
    if "⟨" not in text:
        return [word for word in cut(text) if word != " "]
    parts = _MARK.split(text)
    return [word for part in parts for word in _part(part, cut) if word != " "]


def _part(part: str, cut: Callable[[str], list[str]]) -> list[str]:
    return [part] if _MARK.fullmatch(part) else cut(part)
