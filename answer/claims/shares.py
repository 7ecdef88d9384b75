"""Parts of a whole in whatever words: "one in three", "un éleveur sur trois", "a third", "33 %".

A generous reading, for bearing out a share that is read elsewhere; and what it is a share of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from answer.claims.ground import Stated
from text.figures import Figure, FigureKind, carries
from text.folding import fold
from text.numerals import in_digits, in_words

_NUMBER = r"(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)"
_IN = re.compile(
    rf"\b(?=(?P<part>{_NUMBER}) (?:[a-z'-]+ ){{0,3}}?(?:sur|in|out of|of every) "
    rf"(?P<whole>{_NUMBER})\b)"
)
_STRICT = re.compile(
    rf"\b(?=(?P<part>{_NUMBER}) (?P<of>(?:[a-z'-]+ )??(?:sur|in|out of)) (?P<whole>{_NUMBER})\b)"
)
_WHOLES = {
    "half": 2, "halves": 2, "moitie": 2, "demi": 2, "demie": 2, "third": 3, "thirds": 3, "tiers": 3,
    "quarter": 4, "quarters": 4, "quart": 4, "quarts": 4, "fifth": 5, "fifths": 5,
    "cinquieme": 5, "cinquiemes": 5, "sixth": 6, "sixieme": 6, "eighth": 8, "huitieme": 8,
    "tenth": 10, "tenths": 10, "dixieme": 10, "dixiemes": 10,
}  # fmt: skip
_PART = re.compile(rf"\b(?:(?P<part>{_NUMBER})[ -])?(?P<whole>{'|'.join(_WHOLES)})\b")
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?) ?(?:%|(?:per cent|percent|pour cent)\b)")

_OF_WHAT = re.compile(
    r"\s(?:of|de|des|du|d['’])\s?(?:the |all |la |les |le |l['’])?"
    r"(?P<what>[^\W\d_]{4,}(?: [^\W\d_]{4,})?)"
)
Held = Callable[[str, Sequence[Stated]], int | None]
"""How many content words of a stretch of the claim some sentences say; None where it has none."""


@lru_cache(maxsize=2048)
def shares(text: str) -> frozenset[Fraction]:
    """All parts of a whole that a text may tell of, in ]0, 1[; two thirds are 66 or 67 % too."""
    plain = fold(text).text.lower()
    found: set[Fraction] = set()
    for match in _PART.finditer(plain):
        part = _value(match["part"] or "")
        found.add(Fraction(part if part and part > 1 else 1, _WHOLES[match["whole"]]))
    for match in _IN.finditer(plain):
        part, whole = _value(match["part"]), _value(match["whole"])
        if part and whole and 0 < part < whole:
            found.add(Fraction(part, whole))
    found |= {Fraction(near(share * 100), 100) for share in found for near in (int, round)}
    found |= {Fraction(match[1].replace(",", ".")) / 100 for match in _PERCENT.finditer(plain)}
    return frozenset(share for share in found if 0 < share < 1)


def other_part(claim: str, source: str) -> str | None:
    """ "Two in three" of a claim whose source only has one in three; None for none."""
    told = {(part, whole) for _, part, whole in _parts(source)}
    for written, part, whole in _parts(claim):
        others = any(whole == theirs and part != ours for ours, theirs in told)
        if others and Fraction(part, whole) not in shares(source):
            return written
    return None


def _parts(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _STRICT.finditer(fold(text).text.lower()):
        part, whole = _value(match["part"]), _value(match["whole"])
        if part and whole and part < whole:
            yield f"{match['part']} {match['of']} {match['whole']}", part, whole


def _value(word: str) -> int | None:
    if word in ("un", "une", "a", "an", "one"):
        return 1
    numerals = [*in_digits(word), *in_words(word)]
    return int(numerals[0].value) if len(numerals) == 1 else None


def shared_out(
    text: str, claimed: Sequence[Figure], sentences: Sequence[Stated], held: Held
) -> str | None:
    """A share with what it is a share of, where the sentences that state it speak of other things.

    ``sentences``: of a passage, in order; the one before may name what is shared.
    """
    for share in (f for f in claimed if f.kind is FigureKind.SHARE):
        found = _OF_WHAT.match(text, share.end)
        if found is None:
            continue
        telling = [n for n, s in enumerate(sentences) if any(carries(g, share) for g in s.figures)]
        around = [sentences[k] for n in telling for k in (n, n - 1) if k >= 0]
        if around and held(found["what"], around) == 0:
            return text[share.start : found.end()]
    return None
