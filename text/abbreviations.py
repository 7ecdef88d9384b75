"""Abbreviations: whether the full stop after one ends a sentence, in French and in English.

The lists are data (data/abbreviations.toml, which names its sources).
"""

from __future__ import annotations

import re
import tomllib
from enum import Enum
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "abbreviations.toml"
_LETTERS = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]")
_WORD = re.compile(r"[«“\"‘]?\s?(\w{2,}\b|\w\b(?!\.))(['’])?")
_NUMBER = re.compile(
    r"[-+−–]?\d|(?!I [a-z])[IVXLC]+\b(?!['’])|[A-Z]{1,2}[.-]? ?\d|n[°o]|\([A-Z]{1,5}\)"
)
_ZONE = re.compile(r"\d|[A-Z]{2,}\b|\w+ time\b")
_SURNAME = re.compile(r"(?:L[ea]|D[eu]|Des|Van|Von) [A-ZÀ-Þ]|[LD]['’][A-ZÀ-Þ]")
_CAPITALS = re.compile(r"[A-ZÀ-ÞŒ]{2,}\b")
_TITLES = frozenset(("MM", "DR", "MR", "MRS"))
_OPENS = re.compile(r"[«“\"‘]")


class Kind(Enum):
    """Where an abbreviation may occur in a sentence; the data file defines each kind."""

    INNER = "inner"
    NUMBER = "number"
    EITHER = "either"
    CLOCK = "clock"


def ends(word: str, text: str, following: int) -> bool:
    """Whether the full stop after a word ends a sentence, by what is at ``following``.

    ``word`` comes without that stop; the caller ensures that what follows is not in lower case.
    """
    kind = _kind(word)
    if kind is None:
        return True
    if _is_acronym(word) and not _CAPITALS.match(text, following):
        kind = Kind.NUMBER
    if kind is Kind.INNER:
        return False
    if kind is Kind.NUMBER:
        return _NUMBER.match(text, following) is None
    if kind is Kind.CLOCK:
        return _ZONE.match(text, following) is None and _next(text, following) not in _words("days")
    return opens(text, following) or (len(word) > 1 and _OPENS.match(text, following) is not None)


def opens(text: str, place: int) -> bool:
    """Whether the word at a place typically begins sentences: "The", "Il"."""
    return _next(text, place) in _words("openers")


def is_opener(word: str) -> bool:
    """The same of a word by itself, whatever its case."""
    return word.casefold() in _words("openers")


def is_unit(word: str) -> bool:
    """Whether a word that is abbreviated is a unit when a number precedes it: "Mt"."""
    return word.casefold() in _words("units")


def surname(text: str, place: int) -> bool:
    """Whether a surname with its particle may be at a place: "Le Roy", "De Vries"."""
    return _SURNAME.match(text, place) is not None


def _kind(word: str) -> Kind | None:
    """The kind of an abbreviation; None for any other word."""
    low = word.casefold()
    known = _kinds().get(low)
    if known is None and "." in low:
        parts = re.split(r"[.-]+", low)  # "lt.-col"; "example.org" is an address
        known = _kinds().get(parts[-1]) if all(map(_is_part, parts)) else None
    if known is not None:
        return known
    initials = (len(word) == 1 and word.isalpha()) or _LETTERS.fullmatch(word) is not None
    return Kind.EITHER if initials else None


def _is_part(word: str) -> bool:
    return len(word) == 1 or word in _kinds()


def _is_acronym(word: str) -> bool:
    """Whether a word in capitals is an acronym (ADM), not the abbreviation of a title."""
    return len(word) > 1 and word.isalpha() and word.isupper() and word not in _TITLES


def _next(text: str, following: int) -> str:
    """The next word, in lower case; "l'" of "L'usine"; "" for none."""
    match = _WORD.match(text, following)
    return match[1].casefold() + "'" * bool(match[2]) if match else ""


@cache
def _kinds() -> dict[str, Kind]:
    """Abbreviations, in lower case and without their last stop."""
    found = {word: Kind.EITHER for name in ("cldr_fr", "cldr_en") for word in _words(name)}
    for word in _words("words"):
        found.pop(word, None)
    return found | {word: kind for kind in reversed(Kind) for word in _words(kind.value)}


@cache
def _words(name: str) -> frozenset[str]:
    """One list of the data file."""
    return frozenset(word.rstrip(".").casefold() for word in _lists()[name].split())


@cache
def _lists() -> dict[str, str]:
    return tomllib.loads(_DATA.read_text("utf-8"))
