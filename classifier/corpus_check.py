"""Checks a corpus before it is trusted: likeness, leaks between splits, counts, voices' traces."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from classifier.corpus import SPLITS, Example, load_split
from classifier.labels import LABELS, chinese_name
from classifier.likeness import alike_pairs, share_alike

MOST_ALIKE = 0.01
_FOLDS = 5
_SEED = 20261101


@dataclass(frozen=True)
class WriterGuess:
    """How often a classifier guesses who wrote a message, against always naming the busiest."""

    accuracy: float
    chance: float


@dataclass(frozen=True)
class CorpusReport:
    """What was counted, split by split; `problems` is empty when the corpus may be used.

    Of the pairs alike, those across splits come first.
    """

    parts: dict[str, list[Example]]
    alike: float
    leaks: int
    examples_alike: list[tuple[str, str]]
    guess: WriterGuess | None

    @property
    def problems(self) -> list[str]:
        """One Chinese line for each broken rule."""
        found = []
        if self.alike > MOST_ALIKE:
            found.append(f"雷同的消息占 {self.alike:.1%}，超过 {MOST_ALIKE:.0%}")
        if self.leaks:
            found.append(f"有 {self.leaks} 对雷同的消息分在不同的部分里")
        return found


def check_corpus(data_dir: Path) -> CorpusReport:
    """Read all splits and count; raises CorpusError. The blind set is left alone."""
    parts = {name: load_split(name, data_dir) for name in SPLITS}
    flat = [(name, example) for name, examples in parts.items() for example in examples]
    found = alike_pairs([example.text for _, example in flat])
    leaks = [pair for pair in found if flat[pair[0]][0] != flat[pair[1]][0]]
    pairs = [*leaks, *(pair for pair in found if pair not in leaks)]
    texts = [(flat[first][1].text, flat[second][1].text) for first, second in pairs]
    return CorpusReport(
        parts=parts,
        alike=share_alike(pairs, len(flat)),
        leaks=len(leaks),
        examples_alike=texts,
        guess=writer_guess([example for _, example in flat]),
    )


def writer_guess(examples: Sequence[Example]) -> WriterGuess | None:
    """Cross-validated accuracy of guessing the voice; None with fewer than two big voices."""
    from sklearn.model_selection import StratifiedKFold, cross_val_score
    from sklearn.naive_bayes import ComplementNB
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import Normalizer

    from classifier.features import feature_union
    from classifier.text import normalise

    sizes = Counter(example.voice for example in examples)
    kept = [example for example in examples if sizes[example.voice] >= _FOLDS]
    voices = [example.voice for example in kept]
    if len(set(voices)) < 2:
        return None
    texts = [normalise(example.text) for example in kept]
    guesser = make_pipeline(
        feature_union(texts, ["all"] * len(texts)), Normalizer(), ComplementNB()
    )
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    accuracy = cross_val_score(guesser, texts, voices, cv=folds).mean()
    return WriterGuess(float(accuracy), max(Counter(voices).values()) / len(voices))


def to_text(report: CorpusReport) -> str:
    """The report as Chinese lines for the terminal."""
    lines = []
    for name, examples in report.parts.items():
        lines += _part(name, examples)
    lines.append(f"雷同：{report.alike:.2%}（上限 {MOST_ALIKE:.0%}），跨部分雷同 {report.leaks} 对")
    lines += [f"  {one[:40]} ≈ {other[:40]}" for one, other in report.examples_alike[:10]]
    if report.guess:
        accuracy, chance = report.guess.accuracy, report.guess.chance
        lines.append(f"猜写作者：{accuracy:.1%}（总猜最多的那位：{chance:.1%}）")
    return "\n".join([*lines, *(f"问题：{problem}" for problem in report.problems)])


def _part(name: str, examples: list[Example]) -> list[str]:
    kinds = Counter(str(example.kind) for example in examples)
    labels = Counter(label for example in examples for label in example.labels)
    voices = Counter(example.voice for example in examples)
    exempt = sum(example.exempt is not None for example in examples)
    disputed = sum(example.disputed for example in examples)
    return [
        f"{name}:{len(examples)} 条，{len(voices)} 位语者，应急豁免 {exempt} 条，"
        f"两次判断不同而另作定夺 {disputed} 条（{disputed / max(len(examples), 1):.1%}）",
        "  种类：" + _counted(kinds),
        "  标签：" + _counted({chinese_name(label): labels[label] for label in LABELS}),
        "  语者：" + _counted(voices),
    ]


def _counted(counts: dict[str, int]) -> str:
    return "、".join(f"{name} {count}" for name, count in counts.items()) or "无"
