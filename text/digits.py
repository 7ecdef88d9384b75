"""Number parsing: numbers written in digits, in French and in English.

Works on folded text (no accents, plain spaces).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.types import Language

# Longer runs of digits are identifiers, not quantities, and cost time to compute with.
MOST_DIGITS = 24

MOST_PARTS = MOST_DIGITS // 3  # of a number whose thousands are set off by spaces

_DIGITS = re.compile(r"\d+(?:[.,' ]\d+)*", re.ASCII)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([.,' ])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?$", re.ASCII)
_PART = re.compile(r"[^ ]+")
_FOUR_DIGITS = re.compile(r"\d{4}(?!\d)")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?$", re.ASCII)
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}[.,]\d{3}$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at [start, end) of the text; ``bare`` is a plain run of digits, such as a year has.

    ``spelled`` is a number in words, "une vingtaine" apart, which counts by itself; ``opened`` is a
    mere article ("un", "a", "one"), a number only before a scale or a per cent.
    """

    value: Decimal
    start: int
    end: int
    bare: bool = False
    spelled: bool = False
    opened: bool = False


def in_digits(text: str, language: Language | None = None) -> list[Numeral]:
    """The numbers written in digits; those inside words (CO2, G7, A-12) and fractions are not.
    What follows such a word is: 2024 in "G7 2024".

    "1,234" is 1.234 in French and 1234 in English, "1.234" the reverse; where the language is not
    given, the comma groups thousands and the full stop opens decimals.
    """
    found: list[Numeral] = []
    for match in _DIGITS.finditer(text):
        run, start = match.group(), match.start()
        if _inside_a_word(text, start):
            name, space, run = run.partition(" ")
            start += len(name + space)
        found += _read(run, start, language)
    return found


def _inside_a_word(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start]
    if before[-1:].isalpha() or before[-1:] == "_":
        return not before.endswith("'")
    glued = len(before) == 2 and before[0].isalpha() and before[1] in "-+/"
    return glued and not _FOUR_DIGITS.match(text, start)


def _read(run: str, start: int, language: Language | None) -> Iterator[Numeral]:
    """A run of digits as numbers, each the longest that begins where the one before ends.

    "1 234 5 678" is 1234 and 5678; text between two spaces that is not a number is left out.
    """
    parts = [(match.start(), match.end()) for match in _PART.finditer(run)]
    place = 0
    while place < len(parts):
        begin = parts[place][0]
        numeral, place = None, place + 1
        for last in reversed(range(place - 1, min(place - 1 + MOST_PARTS, len(parts)))):
            end = parts[last][1]
            value = _value(run[begin:end], language)
            if value is not None:
                bare = run[begin:end].isdigit()
                numeral, place = Numeral(value, start + begin, start + end, bare), last + 1
                break
        if numeral:
            yield numeral


def _value(run: str, language: Language | None) -> Decimal | None:
    if len(run) > MOST_DIGITS:
        return None
    if _GROUPED.match(run) and not (_ONE_GROUP.match(run) and not _groups(run, language)):
        marks = {mark for mark in ".,' " if mark in run}
        grouping = next(character for character in run if not character.isdigit())
        return Decimal(_decimal(run.replace(grouping, ""), marks - {grouping}))
    return Decimal(run.replace(",", ".")) if _PLAIN.match(run) else None


def _decimal(run: str, marks: set[str]) -> str:
    return run.replace(next(iter(marks)), ".") if marks else run


def _groups(run: str, language: Language | None) -> bool:
    """Whether the only mark of a run such as 1,234 or 1.234 sets off its thousands."""
    return ("," in run) is (language is not Language.FR)
