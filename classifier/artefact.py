"""The model on disk: `weights.npz`, `vocabulary.txt`, and `model.json` for people."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from classifier.counting import Token
from classifier.cues import cue_patterns
from classifier.deciding import CUT_OUTPUTS, OUTPUTS
from classifier.errors import ArtefactError
from classifier.features import BLOCKS
from classifier.hashing import BUCKETS, Keys, KeyTable
from classifier.labels import SPEC_VERSION
from classifier.spelling import homophones

FORMAT = 5
_ARRAYS = ("keys", "displacements", "idf", "pivots", "weights")


@cache
def rules_digest() -> str:
    """A fingerprint of the spelling table and the cues, which training and serving must share."""
    rules = json.dumps([homophones(), cue_patterns()], ensure_ascii=False, sort_keys=True)
    return sha256(rules.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Artefact:
    """The folded model. Row 0 of `weights` and `idf` holds the intercepts, row i + 1 feature i.

    `weights` is what each adds to each output's log-odds before its block's norm, `idf` its share
    of that norm, `pivots` what is added to the norm of each block; `keys` and `displacements` name
    the features by the tokens (`counting.py`, `hashing.py`). `card` is the content of `model.json`.
    """

    tokens: tuple[Token, ...]
    keys: Keys
    displacements: Keys
    idf: NDArray[np.float64]
    pivots: NDArray[np.float64]
    weights: NDArray[np.float32]
    card: dict[str, Any]

    @cached_property
    def table(self) -> KeyTable:
        """The features by their keys."""
        return KeyTable(self.keys, self.displacements)

    @property
    def thresholds(self) -> Mapping[str, float]:
        """Output name → the probability from which it counts; `demand` by its strength."""
        thresholds: Mapping[str, float] = self.card["thresholds"]
        return thresholds


def write(folder: Path, artefact: Artefact) -> None:
    """Write the three files, making the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {name: getattr(artefact, name) for name in _ARRAYS}
    np.savez_compressed(folder / "weights.npz", allow_pickle=False, **arrays)
    lines = "".join(f"{block}\t{token}\n" for block, token in artefact.tokens)
    (folder / "vocabulary.txt").write_text(lines, encoding="utf-8", newline="\n")
    card = json.dumps(artefact.card, ensure_ascii=False, indent=1)
    (folder / "model.json").write_text(card + "\n", encoding="utf-8")


def read(folder: Path) -> Artefact:
    """Read and check the three files; raises ArtefactError saying how to mend."""
    try:
        card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        lines = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")[:-1]
        with (
            (folder / "weights.npz").open("rb") as file,
            np.load(file, allow_pickle=False) as stored,
        ):
            arrays = {name: stored[name] for name in _ARRAYS}
        tokens = tuple(map(_token, lines))
    except FileNotFoundError as error:
        raise ArtefactError("还没有训练好的模型：请先运行 jianfu train") from error
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ArtefactError("模型文件损坏：请重新运行 jianfu train") from error
    _check_version(card)
    artefact = Artefact(tokens=tokens, card=card, **arrays)
    _check_whole(artefact)
    return artefact


def _token(line: str) -> Token:
    block, token = line.split("\t", 1)
    return block, token


def _check_version(card: Any) -> None:
    ours = {"format": FORMAT, "spec_version": SPEC_VERSION, "rules": rules_digest()}
    if not isinstance(card, dict) or any(card.get(key) != ours[key] for key in ours):
        raise ArtefactError("模型是别的版本训练的：请重新运行 jianfu train")


def _check_whole(artefact: Artefact) -> None:
    rows = len(artefact.keys) + 1
    whole = (
        artefact.idf.shape == (rows,)
        and artefact.pivots.shape == (len(BLOCKS),)
        and artefact.weights.shape == (rows, len(OUTPUTS))
        and set(artefact.card.get("thresholds", ())) == set(CUT_OUTPUTS)
        and artefact.card.get("tokens") == len(artefact.tokens)
        and artefact.displacements.shape == (BUCKETS,)
        and artefact.table.holds(artefact.keys)
    )
    if not whole:
        raise ArtefactError("模型的三个文件对不上：请重新运行 jianfu train")
