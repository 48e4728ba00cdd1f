"""What a regular expression can match, piece by piece, as far as that can be written down.

Understood are letters, classes without ranges, `(?:…|…)`, `?` and `\\d`, white space being none as
in `re.VERBOSE`. Everything else (repetition, `.`, looking around, anchors, negated classes) can't
be listed.
"""

import re
from collections.abc import Iterator
from itertools import product
from math import prod

# The strings a piece matches; None where they can't be listed.
Piece = frozenset[str] | None

MOST = 600
_DIGITS = frozenset("0123456789")
_SIGN = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|\(\?(?::|<?[=!])|\{[^}]*\}|.", re.DOTALL)
_RANGE = re.compile(".-.")
_REPEATS = re.compile(r"[*+]|\{.*\}", re.DOTALL)


def alternatives(pattern: str) -> list[str]:
    """The alternatives between the bars outside all brackets, white space removed."""
    found, depth = [""], 0
    for sign in _signs(pattern):
        depth += sign.startswith("(") - (sign == ")")
        if sign == "|" and not depth:
            found.append("")
        else:
            found[-1] += sign
    return found


def pieces(alternative: str) -> list[Piece]:
    """What each neighbouring run of the alternative matches, listed runs being joined."""
    joined: list[Piece] = []
    for piece in _sequence(iter(_signs(alternative))):
        last = joined[-1] if joined else None
        both = _product([last, piece]) if last is not None and piece is not None else None
        if both is None:
            joined.append(piece)
        else:
            joined[-1] = both
    return joined


def _signs(pattern: str) -> list[str]:
    return [sign for sign in _SIGN.findall(pattern) if sign.strip()]


def _sequence(signs: Iterator[str]) -> list[Piece]:
    """The pieces up to the end of the bracket, or of all."""
    found: list[Piece] = []
    options: list[list[Piece]] = []
    for sign in signs:
        if sign == ")":
            break
        if sign == "|":
            options.append(found)
            found = []
        elif sign == "?":
            found[-1] = None if found[-1] is None else found[-1] | {""}
        elif _REPEATS.fullmatch(sign):
            found[-1] = None
        else:
            found.append(_atom(sign, signs))
    return [_union([*options, found])] if options else found


def _atom(sign: str, signs: Iterator[str]) -> Piece:
    if sign.startswith("(?"):
        inside = _union([_sequence(signs)])
        return inside if sign == "(?:" else None
    if sign.startswith("["):
        return None if sign[1] == "^" else _letters(sign[1:-1])
    if sign in (".", "^", "$"):
        return None
    return _letters(sign)


def _letters(inside: str) -> Piece:
    if _RANGE.search(inside):
        return None
    found: set[str] = set()
    for sign in _signs(inside):
        if sign == r"\d":
            found |= _DIGITS
        elif sign.startswith("\\") and sign[1].isalnum():
            return None
        else:
            found.add(sign[-1])
    return frozenset(found)


def _union(options: list[list[Piece]]) -> Piece:
    wholes = [_product(option) for option in options]
    listed = [whole for whole in wholes if whole is not None]
    return frozenset().union(*listed) if len(listed) == len(wholes) else None


def _product(sequence: list[Piece]) -> Piece:
    listed = [piece for piece in sequence if piece is not None]
    if len(listed) < len(sequence) or prod(map(len, listed)) > MOST:
        return None
    return frozenset(map("".join, product(*listed)))
