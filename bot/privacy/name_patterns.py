"""The patterns by which Chinese names are known in running text; each marks the name as group 1."""

import re

from bot.privacy.addresses import HAN
from bot.privacy.name_words import (
    COMPOUND,
    DEMANDS,
    GIVEN_CHARACTERS,
    KIN,
    NAME_CUES,
    NAME_FOLLOWS,
    NOT_IN_NAMES,
    OTHER_PEOPLES,
    PERSONAL_TITLES,
    SENDING,
    SHORT_TITLES,
    SOUNDS,
    SURE_COMPOUND,
    SURNAMES,
    TITLES,
    WEAK_SURNAMES,
)


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# What a message demands; it stays readable whatever stands around it.
DEMANDED = re.compile(_any(DEMANDS))
H = f"[{HAN}]"
SURNAME = f"(?:{_any(COMPOUND)}|[{''.join(sorted(SURNAMES))}])"
SURE_SURNAMES = "".join(sorted(SURNAMES - WEAK_SURNAMES))
TITLE = rf"[副总老]?(?:{_any(TITLES)})"
CHILD = "[丫娃柱蛋妞牛狗毛虎宝锁]"
EDGE = f"(?![{HAN}])"
NO_HAN_BEFORE = f"(?<![{HAN}])"

# Each pattern marks as group 1 what is a name; a start inside a dictionary word is refused.
TITLED = re.compile(f"({SURNAME}{H}{{0,2}}?)(?:{TITLE}|[{SHORT_TITLES}](?![{HAN}])|Sir)")
SHORT_TITLED = re.compile(f"({SURNAME})[局处科所队总工院校部镇]")
FAMILIAR = re.compile(f"([小老阿大]{SURNAME}|阿{H})")
ONE_AND_KIN = re.compile(f"({H})(?:哥|姐|嫂|婶|姨|叔|伯|爷|仔|妹|婆|舅|姑)")
OF_CHILD = re.compile(f"((?:{SURNAME})?{H}{{2}})(?:{_any(KIN)})")
CUED = re.compile(
    rf"(?:{_any((*NAME_CUES, *TITLES))}|(?:周|星期|礼拜)[一二三四五六日天])[:\s是为]*"
    rf"({SURNAME}{H}{{0,3}}?)(?:{EDGE}|{_any(NAME_FOLLOWS)})"
)
COMPOUND_NAME = re.compile(f"((?:{_any(SURE_COMPOUND)})(?!{_any(TITLES)}){H}{{1,2}})")
DOING = re.compile(
    rf"{NO_HAN_BEFORE}({SURNAME}(?!{_any(TITLES)}){H}{{1,2}}?|{H}{{2,3}}?)[:\s—]*(?:{_any(NAME_FOLLOWS)})"
)
DOTTED = re.compile(rf"({H}{{2,6}}(?:[·•]{H}{{1,6}})+)")
PEOPLES = re.compile(
    f"({H}{{0,2}}?(?:{_any(OTHER_PEOPLES)})+(?:{H}{{1,3}}?(?={_any(TITLES)}|[^{HAN}]|$))?[a-z]{{0,3}})"
)
LATIN = re.compile(
    r"(?<![A-Za-z])((?:(?:M[rs]s?|Dr|Prof|Sir|Miss|Madam|Lady)\.? ?)?[A-Z][a-z]{1,11}"
    r"(?:[ -][A-Z][a-z]*)*)(?![A-Za-z])"
)
# Cyrillic, Arabic, Tibetan, Mongolian, Thai, Korean: in a Chinese message hardly but a name.
SCRIPTS = re.compile(
    "([\u0370-\u04ff\u0600-\u06ff\u0e00-\u0fff\u1800-\u18af\uac00-\ud7a3]{2,}"
    "(?:[ ·-][\u0400-\u04ff]{2,})*)"
)
FIELD = re.compile(rf"{NO_HAN_BEFORE}((?:{_any(COMPOUND)}){H}{{1,2}}|{H}{{2,3}}){EDGE}")
TWICE = re.compile(rf"(({H})\2)(?!\2)")
TWICE_AND_KIN = re.compile(rf"(({H})\2)(?:{_any(KIN)})")
CALLED = re.compile(f"([大二三四五六七小老铁石栓狗]{CHILD}|{SURNAME}老[大二三四五六七八九幺])")
TWICE_GIVEN = re.compile(f"([{SURE_SURNAMES}]({H})\\2)(?!\\2)")
COMMON_GIVEN = re.compile(f"({SURNAME}[{GIVEN_CHARACTERS}]{{2}})")
GIVEN_AND_KIN = re.compile(f"(({H}{{2}}))(?:叔|哥|姐|婶|嫂|姨|爷|妈|爸)")
LITTLE = re.compile(f"([小阿大]({H}))")
# 阿May, 肥仔聪, 祁sf
NICKNAMED = re.compile(
    f"([小阿老大][A-Z][A-Za-z]*|(?:肥仔|肥婆|高佬|大只|大头|光头|眼镜|胖子?|瘦子?|黑子?){H}"
    f"|{SURNAME}[A-Za-z]{{1,3}}(?![A-Za-z]))"
)
BEFORE_TITLE = re.compile(
    f"{NO_HAN_BEFORE}(?![请让叫找给把跟向和对由问])({H}{{1,3}}?)(?:{_any(PERSONAL_TITLES)})"
)
LETTERED = re.compile(f"{SURNAME}(?:[、/,，和]{SURNAME})+(?:{EDGE}|(?=[两二三四五几]位))")
GIVEN_NAME = re.compile(f"([{GIVEN_CHARACTERS}]{{2}})")
# A surname with what may be a given name, at every place; the lexicon says how likely it is.
SURNAMED = re.compile(f"(?=({SURNAME})({H}{{1,2}}))")
# Two characters spoken to, sent for or counted: “建军 你来”, “替建军值班”, “缺冷月的”.
ADDRESSED = re.compile(f"({H}{{2}})(?=[\\s,，、:：!！?？@]|$|[你您]|{_any(NAME_FOLLOWS)})")
SENT_FOR = re.compile(f"(?:{_any(SENDING)})({H}{{2}})")
TWO = re.compile(f"({H}{{2}})")
# 谭：好 霍：收到
SPEAKING = re.compile(f"(?:^|(?<=[\\s,，、;；。/]))({SURNAME})(?=[:：])")
# 王*华, 陈某涛
HALF_HIDDEN = re.compile(f"({SURNAME}(?:[*＊×xX]{{1,2}}|某{{1,2}}){H}?)")
# 王 芳, as lists are padded
PADDED = re.compile(f"{NO_HAN_BEFORE}({SURNAME}[ \u3000]{{1,2}}({H})){EDGE}")
# 可可312、大椰187
SCORED = re.compile(f"{NO_HAN_BEFORE}({H}{{2,3}})(?=\\d+[^、]{{0,2}}(?:、|，|。|$))")
# Written by sound, as the names of other peoples are.
BY_SOUND = re.compile(
    f"((?:[{SOUNDS}]{{3,}}|[{SOUNDS}][一不乌买][{SOUNDS}]{{2,}})(?![{''.join(NOT_IN_NAMES)}]){H}?)"
)
# Single characters that end a sentence's subject rather than belong to a given name.
NO_GIVEN_NAME = frozenset(
    "的了是在和与及也都就还不没要会能可把被让叫请到去来说问给跟从对向为很太再又才只先后等们吗呢吧啊哦"
    "个位名你我他她它这那哪谁有无已未将应该每各第上下里外前中内一二三四五六七八九十两几多少"
)
