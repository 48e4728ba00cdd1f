"""The model beside simpler ones, without each of its parts, and learnt from fewer voices."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from classifier.baselines import FastText, KeywordList, PlainTfidf
from classifier.corpus import DEMANDS, NO_DEMANDS, Example
from classifier.deciding import OUTPUTS, labels_of
from classifier.evaluate import Judge, Report, evaluate
from classifier.evaluation_page import KIND_NAMES, table
from classifier.features import BLOCK_WEIGHTS, CHARACTERS, CUES, WORDS
from classifier.labels import LABELS
from classifier.model import Verdict
from classifier.statistics import Figure
from classifier.text import masked, plain, simplified
from classifier.train import Recipe, Trained, sigmoid, train

SHARES = (0.125, 0.25, 0.5, 0.75, 1.0)
_SEED = 20261101
_HEAD = ("做法", "宏平均 F1", "精确率", *KIND_NAMES.values())


class Unfolded:
    """A trained pipeline judging as the served model would."""

    def __init__(self, trained: Trained) -> None:
        self._trained = trained

    def judge(self, texts: Sequence[str]) -> list[Verdict]:
        """One verdict a text, in their order."""
        cuts = self._trained.cuts.tolist()
        return [self._verdict(row, cuts) for row in self._trained.log_odds(texts).tolist()]

    @staticmethod
    def _verdict(row: list[float], cuts: list[float]) -> Verdict:
        scores = sigmoid(np.array(row)).tolist()
        by_label = dict(zip(LABELS, scores[: len(LABELS)], strict=True))
        return Verdict(labels_of(row, cuts), by_label, scores[OUTPUTS.index("emergency")])


@dataclass(frozen=True)
class Corpus:
    """What is learnt from, what calibrates and cuts, and what is judged."""

    training: list[Example]
    validation: list[Example]
    held: list[Example]


def compare(corpus: Corpus) -> str:
    """The page of all comparisons, made in one run."""
    held, served = corpus.held, train(corpus.training, corpus.validation)
    ours = _row("减负的模型", Unfolded(served), held)
    others = [
        _row("关键词表", KeywordList(), held),
        _row("jieba + TF-IDF", PlainTfidf(corpus.training), held),
        _row("fastText", FastText(corpus.training), held),
    ]
    less = [
        _row(name, Unfolded(train(corpus.training, corpus.validation, recipe)), held)
        for name, recipe in _less(served.learner).items()
    ]
    curve = [
        _row(f"{len({each.voice for each in some})} 位，{len(some)} 条",
             Unfolded(train(some, corpus.validation)), held)
        for some in _growing(corpus.training)
    ]  # fmt: skip
    return _page(len(held), [*others, ours], [ours, *less], curve)


def _page(size: int, others: list[list[str]], less: list[list[str]], curve: list[list[str]]) -> str:
    parts = [
        "# 对照",
        f"同一次运行，在把关集的 {size} 条上，由 `make compare` 写出。"
        "精确率按任一标签算；前三种是认出的比例，后两种是误报的比例。",
        "## 和别的做法",
        table(_HEAD, others),
        "## 少了哪一样会怎样",
        table(_HEAD, less),
        "## 多写几位语者还有没有用",
        "语者按固定的次序，先用前几位，别的都不变。",
        table(_HEAD, curve),
    ]
    return "\n\n".join(parts) + "\n"


def _unspelt(text: str) -> str:
    return masked(simplified(plain(text)))


def _less(learner: dict[str, Any]) -> dict[str, Recipe]:
    blocks = {
        f"没有{name}": Recipe(
            weights={block: w for block, w in BLOCK_WEIGHTS.items() if block != left_out},
        )
        for name, left_out in (("字", CHARACTERS), ("词", WORDS), ("征象", CUES))
    }
    return blocks | {
        "不还原变形的写法，留着客套": Recipe(clean=_unspelt),
        "只做 NFKC": Recipe(clean=plain),
        "不按朴素贝叶斯加权": Recipe(learner=learner | {"bayes": 0.0}),
        "逻辑回归": Recipe(learner={"learner": "logistic", "c": 4.0, "bayes": 0.0}),
    }


def _growing(examples: Sequence[Example]) -> list[list[Example]]:
    """The examples of some of the voices, of more of them each time."""
    voices = sorted({example.voice for example in examples})
    random.Random(_SEED).shuffle(voices)  # noqa: S311
    chosen = [voices[: round(share * len(voices))] for share in SHARES]
    return [[example for example in examples if example.voice in some] for some in chosen]


def _row(name: str, judge: Judge, held: Sequence[Example]) -> list[str]:
    report = evaluate(judge, held)
    figures = [report.macro_f1, report.any_precision, *_by_kind(report)]
    return [name, *("—" if f.value is None else f"{f.value:.3f}" for f in figures)]


def _by_kind(report: Report) -> list[Figure]:
    return [report.recall_by_kind[kind] for kind in DEMANDS] + [
        report.alarms_by_kind[kind] for kind in NO_DEMANDS
    ]
