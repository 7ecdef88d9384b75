"""Numbered parts of laws and reports, in French and in English: "Article 2", "CHAPITRE IV", "§ 3".

Knows nothing of headings and paths.
"""

from __future__ import annotations

import re

# Single letters that number a part are capitals; "part a" is none.
DIVISION = re.compile(
    r"(?<!\w)(?P<word>(?i:art(?:icle|\.)?|section|sec\.|chap(?:itre|ter|\.)|titre|title|partie|part|livre|"
    r"book|annexe?|appendi(?:x|ce)|schedule|protocole?|rule|règle)\s+|§\s*)"
    r"(?P<number>(?:[LRDA]\.?\s?)?\d[\d.-]*\d|(?:[LRDA]\.?\s?)?\d|[IVXLC]+|[A-Z]|"
    r"(?i:premi(?:er|ère)|first|one|unique))"
    r"(?:er|re|ᵉʳ)?(?P<more>\s?(?:bis|ter))?(?!\w)\.?"
)
# "the book I read", "a rule I follow"; not "part I of the report".
_PRONOUN = re.compile(
    r"(?<!l['’])(?:article|section|chapter|title|part|book|annex|schedule|protocol|rule)\s+I "
    r"(?!(?:of|and|or|to|is|du|de|des|et|ou|a|est)\b)[a-z]"
)
# From the widest to the narrowest, by the first letters of their names.
_RANKS = ("liv boo ann app sch pro", "tit", "par", "cha", "sec", "art rul règ", "§")
# Article II is Article 2; "Annex C" and "Annex L" count by letters.
_ROMAN = re.compile(r"[ivx]|[ivxl]{2,}")
_FIRST = frozenset(("premier", "première", "first", "one", "unique", "i"))


def rank(name: str) -> int | None:
    """How narrow the numbered part is that a heading begins with, from 0; None for any other."""
    match = DIVISION.match(name)
    return _rank(match) if match else None


def named(text: str) -> frozenset[tuple[int, str]]:
    """The numbered parts that a text names, each as its rank and its number."""
    matches = (m for m in DIVISION.finditer(text) if not _PRONOUN.match(text, m.start()))
    found = ((_rank(match), _number(match)) for match in matches)
    return frozenset((rank, number) for rank, number in found if rank is not None)


def _rank(match: re.Match[str]) -> int | None:
    word = match["word"][:3].casefold().strip()
    return next((n for n, words in enumerate(_RANKS) if word in words.split()), None)


def _number(match: re.Match[str]) -> str:
    number = re.sub(r"[\s.]", "", match["number"] + (match["more"] or "")).casefold()
    if number in _FIRST:
        return "1"
    return str(_roman(number)) if _ROMAN.fullmatch(number) else number


def _roman(numeral: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[letter] for letter in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
