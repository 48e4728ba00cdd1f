"""Writes bot/privacy/everyday.txt: the words that many voices of the corpus share.

Run as `python -m tests.everyday_words`. A word that no second or third writer of work chats
uses may be somebody's name; masking takes it for one.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bot.privacy.lexicon import EVERYDAY, lexicon, segmenter
from bot.privacy.name_words import SURNAMES

CORPUS = Path(__file__).parent.parent / "classifier" / "data" / "corpus"
# How many voices must use a word, or two single characters side by side.
WORD_VOICES, PAIR_VOICES = 3, 2
HAN = re.compile("[\u4e00-\u9fff]+")
# 通知： at the beginning of a line, as 张三： would be.
HEADING = re.compile(f"^\\W*({HAN.pattern}[:：])", re.MULTILINE)
# 老师, 小时: too common to be what somebody is called.
OFTEN = 500
WIDTH = 100


def everyday() -> list[str]:
    """Words, pairs of single characters and headings, sorted; none that could be a name."""
    voices: dict[str, set[str]] = defaultdict(set)
    least: dict[str, int] = {}
    for path in sorted(CORPUS.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            for word, pair in _words_and_pairs(json.loads(line)["text"]):
                voices[word].add(path.stem)
                least[word] = PAIR_VOICES if pair else WORD_VOICES
    shared = (word for word, among in voices.items() if len(among) >= least[word])
    return sorted(word for word in shared if not _could_be_name(word))


def _words_and_pairs(text: str) -> Iterator[tuple[str, bool]]:
    yield from ((heading.replace(":", "："), True) for heading in HEADING.findall(text))
    before = ""
    for word in segmenter().tokenizer.cut(text, HMM=False):
        han = bool(HAN.fullmatch(word))
        if han:
            yield word, False
        if han and len(word) == len(before) == 1:
            yield before + word, True
        before = word if han else ""


def _could_be_name(word: str) -> bool:
    familiar = len(word) == 2 and word[0] in "小老阿" and word[1] in SURNAMES
    return lexicon().is_name(word) or (familiar and lexicon().frequency(word) < OFTEN)


def page(words: list[str]) -> str:
    """The words in lines that an editor can show."""
    lines = [""]
    for each in words:
        if len(lines[-1]) + len(each) >= WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {each}".strip()
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    EVERYDAY.write_text(page(everyday()), "utf-8")
