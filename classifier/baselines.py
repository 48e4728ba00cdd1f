"""What one would do instead: a keyword list, plain TF-IDF, fastText. For comparison only."""

import tempfile
import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from classifier.corpus import Example
from classifier.errors import ClassifierError
from classifier.labels import LABELS, Label
from classifier.model import Verdict
from classifier.text import plain
from classifier.words import reference_cutter, words

# What a group's admin would put into a filter bot in ten minutes.
KEYWORDS: Mapping[Label, str] = MappingProxyType(
    {
        Label.ROLL_CALL: "接龙 打卡 签到 报到",
        Label.INSTANT_REPLY: "收到请回复 请回复 收到回复 收到请回 回复1 扣1",
        Label.FORCED_FORWARD: "转发 朋友圈 转到",
        Label.LIKE_REQUEST: "点赞 投票 好评 在看 评论",
        Label.FORCED_ADOPTION: "下载 注册 关注 安装 扫码 实名认证",
        Label.USAGE_QUOTA: "积分 学习时长 答题 刷课 在线时长 播放量 步数",
        Label.TRACE_PROOF: "截图 拍照 水印 台账 补齐",
        Label.DUPLICATE_REPORTING: "零报告 没有也要报 填报 报表 再报一次",
        Label.RANKING_PRESSURE: "通报 排名 点名 扣分 考核",
    }
)


def _verdict(scores: Iterable[float]) -> Verdict:
    by_label = dict(zip(LABELS, scores, strict=True))
    return Verdict(tuple(label for label in LABELS if by_label[label] >= 0.5), by_label, 0.0)


class KeywordList:
    """A label for every message that holds one of the label's words."""

    def judge(self, texts: Sequence[str]) -> list[Verdict]:
        """Scores are 1 where a word stands and 0 elsewhere."""
        return [
            _verdict(
                float(any(word in text for word in KEYWORDS[label].split())) for label in LABELS
            )
            for text in map(plain, texts)
        ]


class PlainTfidf:
    """What a first attempt looks like: jieba, TfidfVectorizer, one-vs-rest logistic regression."""

    def __init__(self, examples: Sequence[Example]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.multiclass import OneVsRestClassifier
        from sklearn.pipeline import make_pipeline

        self.pipeline: Any = make_pipeline(
            TfidfVectorizer(tokenizer=reference_cutter(), token_pattern=None, ngram_range=(1, 2)),
            OneVsRestClassifier(LogisticRegression(max_iter=1000)),
        )
        marks = [[label in example.labels for label in LABELS] for example in examples]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.pipeline.fit([example.text for example in examples], marks)

    def judge(self, texts: Sequence[str]) -> list[Verdict]:
        """Cut at one half."""
        return [_verdict(row) for row in self.pipeline.predict_proba(list(texts)).tolist()]


class FastText:
    """fastText's supervised classifier, one-vs-all, over the same words; cut at one half."""

    def __init__(self, examples: Sequence[Example]) -> None:
        try:
            import fasttext
        except ImportError as error:
            raise ClassifierError("没有装 fastText；请运行 make compare，它会装好再比较") from error
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "train.txt"
            file.write_text("".join(map(self._line, examples)), encoding="utf-8")
            self._model = fasttext.train_supervised(
                str(file), loss="ova", wordNgrams=2, minn=1, maxn=3, epoch=25, lr=0.5, dim=50,
                thread=1, seed=1, verbose=0,
            )  # fmt: skip

    @staticmethod
    def _line(example: Example) -> str:
        marks = [f"__label__{label}" for label in sorted(example.labels)] or ["__label__none"]
        return " ".join([*marks, *words(plain(example.text))]) + "\n"

    def judge(self, texts: Sequence[str]) -> list[Verdict]:
        """All labels' scores as fastText gives them."""
        return [self._judge_one(text) for text in texts]

    def _judge_one(self, text: str) -> Verdict:
        names, scores = self._model.predict(" ".join(words(plain(text))), k=-1)
        found = dict(zip(names, scores, strict=True))
        return _verdict(float(found.get(f"__label__{label}", 0.0)) for label in LABELS)
