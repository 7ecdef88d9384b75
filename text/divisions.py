"""Numbered parts of laws and reports, in both languages: "Article 2", "CHAPITRE IV", "§ 3"."""

from __future__ import annotations

import re

from text import roman

# Single letters that number a part are capitals; "part a" is not.
DIVISION = re.compile(
    r"(?<!\w)(?P<word>(?i:art(?:icle|\.)?|section|sec\.|chap(?:itre|ter|\.)|titre|title|partie|part|livre|"
    r"book|annexe?|appendi(?:x|ce)|schedule|protocole?|rule|règle)\s+|§\s*)"
    r"(?P<number>(?:[LRDA]\.?\s?\*?)?\d[\d.-]*\d|(?:[LRDA]\.?\s?\*?)?\d|[IVXLC]+|[A-Z]|"
    r"(?i:premi(?:er|ère)|first|one|unique))"
    r"(?:er|ère|re|ᵉʳ|e)?(?P<more>[a-z]|\s?(?:bis|ter|quater))?(?!\w)\.?"
)
# "the book I read", "a rule I follow"; not "part I of the report".
_PRONOUN = re.compile(
    r"(?<!l['’])(?:article|section|chapter|title|part|book|annex|schedule|protocol|rule)\s+I "
    r"(?!(?:of|and|or|to|is|du|de|des|et|ou|a|est)\b)[a-z]"
)
# From the widest to the narrowest, by the first letters of their names.
_RANKS = ("ann app sch pro", "par", "liv boo", "tit", "cha", "sec", "art rul règ", "§")
ARTICLE = 6  # the rank of an article or a rule
_FIRST = frozenset(("premier", "première", "first", "one", "unique"))
_LETTERS = frozenset("CL")  # alone they number "Annex C", not the hundredth


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
    written = match["number"]
    in_roman = roman.value(written) if written not in _LETTERS else None
    number = re.sub(r"[\s.*]", "", str(in_roman or written)).casefold()
    more = (match["more"] or "").strip().casefold()
    return ("1" if number in _FIRST else number) + more
