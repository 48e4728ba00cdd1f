"""Where a text names people: by surname and title, in lists, by nickname, by the segmenter."""

import re
from collections.abc import Iterator

from bot.privacy import name_patterns as patterns
from bot.privacy.identifiers import Span
from bot.privacy.lexicon import FAMILIAR, LIKELY, VERY, everyday, lexicon, placed, segmenter
from bot.privacy.name_lists import beside, without
from bot.privacy.name_slots import in_slots, somebody
from bot.privacy.name_words import (
    COMPOUND,
    GIVEN_CHARACTERS,
    NOT_BEFORE_TITLES,
    NOT_LATIN,
    NOT_NAMES,
    SURE_CUES,
    SURNAMES,
    TITLES,
    WEAK_SURNAMES,
)
from bot.privacy.strange import strange

# Log-odds from which two characters alone are one, by what stands around them.
GIVEN_ALONE = ((patterns.ADDRESSED, 2.0), (patterns.SENT_FOR, 1.5), (patterns.TWO, 5.0))
# How often jieba's corpus has a word that is too common to be a given name.
_OFTEN, _SELDOM = 2000, 100


def names(text: str) -> Iterator[Span]:
    """All stretches of `text` that look like a person's name, overlapping ones too."""
    reading = _Reading(text)
    demanded = [match.span() for match in patterns.DEMANDED.finditer(text)]
    for start, end in reading.all():
        for left, right in without(start, end, demanded):
            yield Span(left, right, "人名")


class _Reading:
    """One text, cut into words once, and the rules that read names from it."""

    def __init__(self, text: str) -> None:
        self._text = text
        tagger = segmenter()
        self._lexicon = lexicon()
        self._tagged = placed([(pair.word, pair.flag) for pair in tagger.cut(text)])
        self._words = placed([(word, "") for word in tagger.tokenizer.cut(text, HMM=False)])
        self._word_at = {start: word for start, word, _ in self._words}
        self._ends = {start + len(word) for start, word, _ in self._words}
        self._starts = {start for start, _, _ in self._words} | {
            inner for start, word, _ in self._words if self._lexicon.is_name(word)
            for inner in range(start, start + len(word))
        }  # fmt: skip

    def all(self) -> set[tuple[int, int]]:
        """Every rule's findings, what the sentence says, then what stands beside those."""
        found = {*self._titled(), *self._familiar(), *self._cued(), *self._foreign()}
        found |= {*self._by_tagger(), *self._by_surname(), *self._fields()}
        found |= {*self._by_likeness(), *self._by_given_name()}
        found = {stretch for stretch in found if not self._broken(*stretch)}
        found |= {*in_slots(self._text, self._words), *strange(self._words)}
        found = beside(self._text, self._words, found)
        return {(start, self._whole(start, end)) for start, end in found}

    def _broken(self, start: int, end: int) -> bool:
        """Whether a stretch is only the beginning of an everyday word (小程 in 小程序)."""
        word = self._word_at.get(start, "")
        return end < start + len(word) and word in everyday()

    def _whole(self, start: int, end: int) -> int:
        """The end of a name, with the one character that is left of its field."""
        alone = start == 0 or not re.match(patterns.H, self._text[start - 1])
        left = re.match(f"({patterns.H}){patterns.EDGE}", self._text[end:])
        return end + 1 if alone and left and self._given(left.group(1)) else end

    def _everyday(self, word: str) -> bool:
        """A dictionary word that is no name, or one that only looks like a name."""
        if word in NOT_NAMES:
            return True
        known = len(word) > 1 and self._lexicon.frequency(word) > 0
        return known and not self._lexicon.is_name(word)

    def _matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, re.Match[str]]]:
        """Overlapping matches that start where a word starts."""
        at = 0
        while match := pattern.search(self._text, at):
            if match.start(1) in self._starts:
                yield match.start(1), match.end(1), match
            at = match.start(1) + 1

    def _titled(self) -> Iterator[tuple[int, int]]:
        for start, end, match in self._matches(patterns.TITLED):
            honoured = match.group().endswith(("同志", "同学", "老师", "妈妈", "爸爸"))
            sure = honoured or match.group(1) in COMPOUND or not self._everyday(match.group(1))
            if sure and match.group(1) not in NOT_NAMES:
                yield start, end
        for start, end, match in self._matches(patterns.BEFORE_TITLE):
            word = match.group(1)
            comrade = len(word) == 2 and match.group().endswith(("同志", "大叔", "大姐"))
            if (comrade or not self._everyday(word)) and not word.endswith(NOT_BEFORE_TITLES):
                yield start, end
        for start, end, match in self._matches(patterns.SHORT_TITLED):
            if not self._everyday(match.group()):
                yield start, end

    def _familiar(self) -> Iterator[tuple[int, int]]:
        for match in patterns.TWICE_GIVEN.finditer(self._text):
            yield match.span(1)
        for pattern in (patterns.CALLED, patterns.TWICE_AND_KIN, patterns.COMMON_GIVEN):
            for start, end, _ in self._matches(pattern):
                yield start, end
        for pattern in (patterns.GIVEN_AND_KIN, patterns.LITTLE):
            for start, end, match in self._matches(pattern):
                given = match.group(2)
                common = set(given) <= set(GIVEN_CHARACTERS) and len(given) > 1
                likely = self._likely(given, FAMILIAR[len(given)])
                if common or (likely and not self._everyday(match.group(1))):
                    yield start, end
        for pattern in (patterns.FAMILIAR, patterns.ONE_AND_KIN, patterns.OF_CHILD, patterns.TWICE):
            for start, end, match in self._matches(pattern):
                whole = match.group() if pattern is patterns.ONE_AND_KIN else match.group(1)
                everyday = self._everyday(whole) or self._inside_everyday(start, end)
                if self._inside_everyday(start, end + 1):
                    continue
                if self._nickname(whole) or not everyday:
                    yield start, end

    def _nickname(self, word: str) -> bool:
        """小张, 老马: the dictionary holds many of them as everyday words."""
        return word[0] in "小老" and word[1] in SURNAMES and self._rare(word)

    def _inside_everyday(self, start: int, end: int) -> bool:
        """Whether a longer everyday word begins here (小组 in 小组长)."""
        word = self._word_at.get(start, "")
        return start + len(word) >= end and self._everyday(word)

    def _cued(self) -> Iterator[tuple[int, int]]:
        for match in patterns.CUED.finditer(self._text):
            if self._rare(match.group(1)) or match.group().startswith(SURE_CUES):
                yield match.span(1)
        for start, end, _ in self._matches(patterns.COMPOUND_NAME):
            yield start, end
        for match in patterns.DOING.finditer(self._text):
            name = match.group(1)
            if self._could_be_name(name) and name not in NOT_NAMES:
                yield match.span(1)

    def _foreign(self) -> Iterator[tuple[int, int]]:
        for pattern in (patterns.DOTTED, patterns.PEOPLES, patterns.LATIN, patterns.SCRIPTS):
            for match in pattern.finditer(self._text):
                if match.group(1) not in NOT_LATIN:
                    yield match.span(1)
        for match in patterns.BY_SOUND.finditer(self._text):
            if not self._everyday(match.group()) and len(set(match.group())) > 1:
                yield match.span()

    def _by_tagger(self) -> Iterator[tuple[int, int]]:
        for start, word, flag in self._tagged:
            if flag.startswith("nr") and len(word) > 1 and word not in NOT_NAMES:
                yield start, start + len(word)

    def _by_surname(self) -> Iterator[tuple[int, int]]:
        """A surname standing alone among the words, and the one or two characters after it."""
        words = [word for _, word, _ in self._words] + ["", ""]
        for at, (start, word, _) in enumerate(self._words):
            given, more = words[at + 1 : at + 3]
            if not self._common_surname(word):
                continue
            if len(given) == 1 and self._given(given):
                longer = len(more) == 1 and self._given(more)
                yield start, start + len(word) + 1 + longer
            elif len(given) == 2 and self._after_surname(at, given):
                yield start, start + len(word) + 2

    def _after_surname(self, at: int, given: str) -> bool:
        """A word of two characters after a surname, unless the surname counts it (三张照片)."""
        before = self._words[at - 1][1] if at else ""
        counted = re.search("[一二三四五六七八九十两几每这那整半0-9]$", before)
        noun = self._lexicon.tag(given).startswith(("n", "a", "t", "s"))
        return self._rare(given) or (noun and not counted and somebody(given))

    def _by_likeness(self) -> Iterator[tuple[int, int]]:
        """A surname and characters such as the dictionary's names are made of."""
        for match in patterns.SURNAMED.finditer(self._text):
            surname, rest = match.groups()
            start = match.start(1)
            for given in {rest, rest[:1]}:
                end = start + len(surname) + len(given)
                whole = start in self._starts and end in self._ends
                sure = LIKELY[len(given)] if self._common_surname(surname) else VERY[len(given)]
                if whole and self._likely(given, sure) and not self._everyday(surname + given):
                    yield start, end

    def _by_given_name(self) -> Iterator[tuple[int, int]]:
        """A given name alone: spoken to, sent for, or unlike anything but a name."""
        for pattern, sure in GIVEN_ALONE:
            for start, end, match in self._matches(pattern):
                given = match.group(1)
                seldom = self._lexicon.frequency(given) < _OFTEN
                if seldom and end in self._ends and self._likely(given, sure):
                    yield start, end
        for start, end, match in self._matches(patterns.SENT_FOR):
            word = match.group(1)
            titled = self._text.startswith(TITLES, start + 1)
            seldom = self._lexicon.frequency(word) < _SELDOM
            if self._common_surname(word[0]) and seldom and not titled:
                yield start, end
        for pattern in (patterns.SPEAKING, patterns.HALF_HIDDEN, patterns.NICKNAMED):
            for match in pattern.finditer(self._text):
                yield match.span(1)
        for match in patterns.PADDED.finditer(self._text):
            surname, given = match.group(1)[0], match.group(2)
            if self._common_surname(surname) and self._lexicon.likeness(given) > 0:
                yield match.span(1)

    def _likely(self, given: str, sure: float) -> bool:
        plain = len(given) > 1 or given not in patterns.NO_GIVEN_NAME
        return plain and given not in NOT_NAMES and self._lexicon.likeness(given) > sure

    def _common_surname(self, word: str) -> bool:
        return word in COMPOUND or (word in SURNAMES and word not in WEAK_SURNAMES)

    def _given(self, letter: str) -> bool:
        return bool(re.fullmatch(patterns.H, letter)) and letter not in patterns.NO_GIVEN_NAME

    def _rare(self, given: str) -> bool:
        han = re.fullmatch(patterns.H + "+", given)
        few = self._lexicon.frequency(given) < _OFTEN or self._lexicon.is_name(given)
        return bool(han) and few and given not in NOT_NAMES and not given.startswith(TITLES)

    def _could_be_name(self, word: str) -> bool:
        return word[0] in SURNAMES or self._lexicon.is_name(word)

    def _fields(self) -> Iterator[tuple[int, int]]:
        """What stands alone between marks, begins with a surname and is no everyday word."""
        for match in patterns.FIELD.finditer(self._text):
            word = match.group(1)
            seldom = self._common_surname(word[0]) and self._lexicon.frequency(word) < _SELDOM
            named = self._could_be_name(word) and word not in NOT_NAMES
            if named and (seldom or not self._everyday(word)):
                yield match.span(1)
        for match in patterns.LETTERED.finditer(self._text):
            yield match.span()
        for start, end, match in self._matches(patterns.GIVEN_NAME):
            if self._lexicon.frequency(match.group()) < _SELDOM and match.group() not in NOT_NAMES:
                yield start, end
