"""One message at a time: the served model against the straightforward pipeline."""

from benchmarks.messages import texts
from benchmarks.timing import faster
from bot.app import MODEL
from classifier import Classifier
from classifier.baselines import PlainTfidf
from classifier.corpus import load_split


def run() -> str:
    """The section of the page."""
    served, plain = Classifier.load(MODEL), PlainTfidf(load_split("train")).pipeline
    ours, theirs = faster(served.judge_one, lambda text: plain.predict_proba([text]), texts())
    return (
        "## 判断一条消息\n\n"
        "| | 中位数（微秒） | p99 |\n|---|---|---|\n"
        f"| jieba + TfidfVectorizer + one-vs-rest，一条一条 "
        f"| {theirs.p50:.0f} | {theirs.p99:.0f} |\n"
        f"| 折叠后的模型 | {ours.p50:.0f} | {ours.p99:.0f} |\n\n"
        f"**快 {theirs.p50 / ours.p50:.0f} 倍**（目标：至少 20 倍）。\n"
    )
