"""One message at a time: the served model against the straightforward pipeline."""

import warnings

import jieba
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import Pipeline, make_pipeline

from benchmarks.messages import texts
from benchmarks.timing import faster
from bot.app import MODEL
from classifier import LABELS, Classifier
from classifier.corpus import load_split


def straightforward() -> Pipeline:
    """What a first attempt looks like: jieba, TfidfVectorizer, one-vs-rest, trained alike."""
    examples = load_split("train")
    pipeline = make_pipeline(
        TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None, ngram_range=(1, 2)),
        OneVsRestClassifier(LogisticRegression(max_iter=1000)),
    )
    marks = [[label in example.labels for label in LABELS] for example in examples]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pipeline.fit([example.text for example in examples], marks)


def run() -> str:
    """The section of the page."""
    served, plain = Classifier.load(MODEL), straightforward()
    ours, theirs = faster(served.judge_one, lambda text: plain.predict_proba([text]), texts())
    return (
        "## 判断一条消息\n\n"
        "| | 中位数（微秒） | p99 |\n|---|---|---|\n"
        f"| jieba + TfidfVectorizer + one-vs-rest，一条一条 "
        f"| {theirs.p50:.0f} | {theirs.p99:.0f} |\n"
        f"| 折叠后的模型 | {ours.p50:.0f} | {ours.p99:.0f} |\n\n"
        f"**快 {theirs.p50 / ours.p50:.0f} 倍**（目标：至少 20 倍）。\n"
    )
