"""Numbers as they are written, in digits or in words, in French and in English.

Works on folded text (no accents, plain spaces). Knows nothing of units and dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

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

    "1,234" is 1.234 in French and 1234 in English, "1.234" the reverse; where the language is not
    given, the comma groups thousands and the full stop opens decimals.
    """
    return [
        numeral
        for match in _DIGITS.finditer(text)
        if not _inside_a_word(text, match.start())
        for numeral in _read(match.group(), match.start(), language)
    ]


def _inside_a_word(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start]
    if before[-1:].isalpha() or before[-1:] == "_":
        return not before.endswith("'")
    glued = len(before) == 2 and before[0].isalpha() and before[1] in "-+/"
    return glued and not _FOUR_DIGITS.match(text, start)


def _read(run: str, start: int, language: Language | None) -> Iterator[Numeral]:
    """A run of digits as numbers, each the longest that begins where the one before ends.

    "1 234 5 678" is 1234 and 5678; what stands between two spaces and is no number is left out.
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


_FRENCH = dict(
    zip(
        """un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze
        seize vingt vingts trente quarante cinquante soixante septante huitante nonante cent cents
        mille""".split(),
        (1, 1, *range(2, 17), 20, 20, 30, 40, 50, 60, 70, 80, 90, 100, 100, 1000),
        strict=True,
    )
)
_ENGLISH = dict(
    zip(
        """one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
        ninety hundred thousand""".split(),
        (*range(1, 20), *range(20, 100, 10), 100, 1000),
        strict=True,
    )
)
_ARTICLES = frozenset("un une a an one".split())
_ROUND = dict(
    zip(
        """dizaine douzaine dozen quinzaine vingtaine trentaine quarantaine cinquantaine
        soixantaine centaine millier""".split(),
        (10, 12, 12, 15, 20, 30, 40, 50, 60, 100, 1000),
        strict=True,
    )
)
_WORD = re.compile(r"[A-Za-z]+")
_GAPS = frozenset((" ", "-", "\n"))
_LINKS = frozenset(("et", "and"))
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


def in_words(text: str) -> list[Numeral]:
    """The numbers written in words up to 999 999: "dix-huit", "two hundred", "une vingtaine"."""
    words = [_Word(m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(text)]
    found: list[Numeral] = []
    index = 0
    while index < len(words):
        run = words[index : index + MOST_WORDS]
        value, length = max((_longest(text, run, t) for t in (_FRENCH, _ENGLISH)), key=_length)
        if length:
            start, last = run[0].start, run[length - 1]
            spelled = last.text not in _ROUND
            found.append(Numeral(Decimal(value), start, last.end, False, spelled, value == 1))
        index += length or 1
    return found


def _length(read: tuple[int, int]) -> int:
    return read[1]


def _longest(text: str, words: list[_Word], table: Mapping[str, int]) -> tuple[int, int]:
    """The number that the first words spell, and how many words it takes; (0, 0) where none."""
    first = words[0].text
    if first not in table and first not in _ARTICLES:
        return (0, 0)
    parts, length, linked = [table.get(first, 1)], 1, False
    for count, (before, word) in enumerate(pairwise(words), start=2):
        if text[before.end : word.start] not in _GAPS:
            break
        if word.text in _LINKS and not linked:
            linked = True
            continue
        if word.text in _ROUND and first in _ARTICLES and count == 2:
            return (_ROUND[word.text], count)
        if word.text not in table or not _goes_on(parts, table[word.text], linked):
            break
        parts.append(table[word.text])
        length, linked = count, False
    return (_sum(parts), length)


def _goes_on(parts: list[int], part: int, linked: bool) -> bool:
    """Whether a number may go on with this part; ``linked`` by "et" or "and"."""
    last = parts[-1]
    if linked and last < 100:
        return last >= 20 and part in (1, 11)
    if part == 1000:
        return part not in parts
    if part == 100:
        return last == 1000 or 1 < last < 100 or parts == [1]
    if last >= 100:
        return True
    return _adds(parts, part)


def _adds(parts: list[int], part: int) -> bool:
    """Whether a part below 100 adds to the one before: vingt-deux, dix-sept, quatre-vingt-dix."""
    last = parts[-1]
    if part == 20:
        return last == 4
    if part >= 10:
        return part < 20 and (last == 60 or parts[-2:] == [4, 20])
    return last >= 20 or (last == 10 and part >= 7)


def _sum(parts: list[int]) -> int:
    total = group = 0
    for before, part in pairwise((0, *parts)):
        if part == 1000:
            total, group = max(group, 1) * 1000, 0
        elif part == 100:
            group = max(group, 1) * 100
        elif part == 20 and before == 4:
            group += 76
        else:
            group += part
    return total + group
