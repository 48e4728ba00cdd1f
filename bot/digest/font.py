"""The Chinese font of the picture: Noto Sans CJK SC, cut to size once a process.

The font package holds one variable collection, and matplotlib draws a variable font in its
lightest weight; fontTools cuts a weight with the characters a digest can hold out of it.
"""

import string
from dataclasses import fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.texts import CHINESE, ENGLISH

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

SIMPLIFIED = 2  # Place of the mainland forms in the collection.
REGULAR, BOLD = 400, 700


@cache
def font(weight: int) -> "FontProperties":
    """The font in one weight, as matplotlib takes it; cutting takes about a second."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont
    from matplotlib.font_manager import FontProperties

    source = files("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc"
    options = Options(layout_features=[], notdef_outline=True)
    options.drop_tables += ["GSUB", "GPOS", "BASE", "VORG", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(text=_characters())
    path = _folder() / f"{weight}.otf"
    with source.open("rb") as file:
        whole = TTFont(file, fontNumber=SIMPLIFIED, lazy=True)
        subsetter.subset(whole)
        instantiateVariableFont(whole, {"wght": weight}, inplace=True)
        whole.save(path)
    return FontProperties(fname=str(path))


@cache
def _scratch() -> "TemporaryDirectory[str]":
    return TemporaryDirectory(prefix="jianfu-font-")


def _folder() -> Path:
    return Path(_scratch().name)


def _characters() -> str:
    """Every character of both languages' digests, figures and dates."""
    said = (str(getattr(texts.digest, each.name)) for texts in (CHINESE, ENGLISH)
            for each in fields(texts.digest))  # fmt: skip
    return "".join(sorted(set("".join(said)) | set(string.printable) | set("年月日至–—")))
