"""Number parsing: numbers written in words, up to 999 999, in French and in English.

Works on folded text (no accents, plain spaces).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from text.digits import Numeral

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
NUMBER_WORDS = sorted({*_FRENCH, *_ENGLISH}, key=len, reverse=True)
_ARTICLES = frozenset("un une a an one".split())
_FIRST = _ARTICLES | _FRENCH.keys() | _ENGLISH.keys()
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
        if words[index].text not in _FIRST:
            index += 1
            continue
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
