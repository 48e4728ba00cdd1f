"""The model on disk: `weights.npz`, `vocabulary.txt`, and `model.json` for people."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from classifier.cues import cue_patterns
from classifier.deciding import OUTPUTS
from classifier.errors import ArtefactError
from classifier.features import WORDS
from classifier.labels import SPEC_VERSION
from classifier.spelling import homophones

FORMAT = 3


@cache
def rules_digest() -> str:
    """A fingerprint of the spelling table and the cues, which training and serving must share."""
    rules = json.dumps([homophones(), cue_patterns()], ensure_ascii=False, sort_keys=True)
    return sha256(rules.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Artefact:
    """The folded model. Row 0 holds intercepts; row i the feature on line i of the vocabulary.

    `weights[i]` is what the feature adds to each output's log-odds, before its block's norm;
    `idf[i]` is its share of that norm. `card` is the content of `model.json`.
    """

    vocabulary: tuple[tuple[str, str], ...]
    idf: NDArray[np.float64]
    weights: NDArray[np.float32]
    card: dict[str, Any]

    @property
    def thresholds(self) -> Mapping[str, float]:
        """Output name → the probability from which it counts; `demand` by its strength."""
        thresholds: Mapping[str, float] = self.card["thresholds"]
        return thresholds

    def rows(self, block: str) -> dict[str, int]:
        """The block's features → their rows."""
        numbered = enumerate(self.vocabulary, start=1)
        return {feature: row for row, (owner, feature) in numbered if owner == block}

    def readable(self, row: int) -> str:
        """The feature of a row as people read it, "" for row 0; word pairs lose their space."""
        if row == 0:
            return ""
        block, feature = self.vocabulary[row - 1]
        return feature.replace(" ", "") if block == WORDS else feature


def write(folder: Path, artefact: Artefact) -> None:
    """Write the three files, making the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / "weights.npz", idf=artefact.idf, weights=artefact.weights)
    lines = "".join(f"{block}\t{feature}\n" for block, feature in artefact.vocabulary)
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
            np.load(file, allow_pickle=False) as arrays,
        ):
            idf, weights = arrays["idf"], arrays["weights"]
        vocabulary = tuple(_feature(line) for line in lines)
    except FileNotFoundError as error:
        raise ArtefactError("还没有训练好的模型：请先运行 jianfu train") from error
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ArtefactError("模型文件损坏：请重新运行 jianfu train") from error
    _check(card, len(vocabulary), idf, weights)
    return Artefact(vocabulary, idf, weights, card)


def _feature(line: str) -> tuple[str, str]:
    block, feature = line.split("\t", 1)
    return block, feature


def _check(card: Any, size: int, idf: Any, weights: Any) -> None:
    ours = {"format": FORMAT, "spec_version": SPEC_VERSION, "rules": rules_digest()}
    if not isinstance(card, dict) or any(card.get(key) != ours[key] for key in ours):
        raise ArtefactError("模型是别的版本训练的：请重新运行 jianfu train")
    whole = idf.shape == (size + 1,) and weights.shape == (size + 1, len(OUTPUTS))
    if not whole or set(card.get("thresholds", ())) != set(OUTPUTS):
        raise ArtefactError("模型的三个文件对不上：请重新运行 jianfu train")
