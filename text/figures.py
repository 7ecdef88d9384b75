"""Quantity extraction: numbers, amounts, shares, dates, durations and measures, in two languages.

Values are normalised so that they compare across notations and languages: "24 milliards d'euros"
equals "EUR 24bn". Ordinals, "un", "a" and "one" are not figures, nor are "les deux" and "the two".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest

from domain.types import Language
from text.dates import dates, is_year
from text.folding import fold
from text.measures import PERCENT, Measure, Unit, after, before
from text.numerals import Numeral, in_digits, in_words
from text.places import Places
from text.quantity import Figure, FigureKind, carries, same

__all__ = ["Figure", "FigureKind", "carries", "figures", "same"]


@lru_cache(maxsize=4096)
def figures(text: str, language: Language | None = None) -> tuple[Figure, ...]:
    """The figures of a text, in order, without overlaps; offsets are into the text as given.

    ``language`` only decides between 1,234 read as 1234 and as 1.234, where both are possible.
    """
    folded = fold(text)
    numerals = _numerals(folded.text, language)
    found: list[Figure] = []
    places = Places(folded.text)
    for figure in (*dates(folded.text), *_fractions(folded.text), *_read(folded.text, numerals)):
        if places.free(figure.start, figure.end):
            places.take(figure.start, figure.end)
            found.append(figure)
    found.sort(key=lambda figure: figure.start)
    at = folded.offsets
    return tuple(replace(f, start=at[f.start], end=at[f.end]) for f in found)


def _numerals(text: str, language: Language | None) -> list[Numeral]:
    """In order; "un", "a" and "one" only where a scale or a per cent makes numbers of them."""
    parts = [part for part in _part_numerals(text) if _has_measure(after(text, part.end))]
    parts += [Numeral(Decimal(6), *match.span()) for match in _HALF_DOZEN.finditer(text)]
    within = {place for part in parts for place in range(part.start, part.end + 1)}
    numerals = in_digits(text, language)
    for numeral in in_words(text):
        if numeral.start in within:
            continue
        measure = after(text, numeral.end) if numeral.opened else None
        if measure is None or measure.scale != 1 or measure.more or measure.unit == PERCENT:
            numerals.append(numeral)
    return sorted((*numerals, *parts), key=lambda numeral: numeral.start)


_HALF_OF = re.compile(
    r"\b(?:half an?\b|(?:un|une|a|(?<!and )one)[ -](?:demi|half)\b)(?=[ -])|"
    r"(?<!and a )(?<!and-a-)(?<!and one[ -])\bhalf(?=[ -](?:[mb]illion|thousand)\b)|"
    r"\b(?:half of a|la moitie d'un)(?= [mb]il(?:lion|liard)\b)",
    re.IGNORECASE,
)


def _part_numerals(text: str) -> Iterator[Numeral]:
    """Parts of what follows: "half a" million, "un demi"-million, "two thirds of a" million."""
    for match in _HALF_OF.finditer(text):
        yield Numeral(Decimal("0.5"), match.start(), match.end())
    for match in _SPELLED_OF.finditer(text):
        part, whole = _part(match)
        yield Numeral(Decimal(part) / whole, match.start(), match.end())


_HALF_DOZEN = re.compile(r"\bhalf[ -](?:a[ -])?dozen\b|\bdemi-douzaine\b", re.IGNORECASE)


def _has_measure(measure: Measure) -> bool:
    return measure.scale != 1 or measure.unit is not None


def _read(text: str, numerals: Sequence[Numeral]) -> Iterator[Figure]:
    """Each numeral with its context; those that count nothing are left out."""
    shared: Unit | None = None
    for numeral, following in zip_longest(numerals, numerals[1:]):
        currency, start = before(text, numeral.start)
        currency = currency or shared
        measure = after(text, numeral.end, money=currency is not None)
        linked = following is not None and _linked(text, numeral, following)
        if linked and following and measure.end == numeral.end and not is_year(text, numeral):
            reached = after(text, following.end, money=currency is not None)
            measure = replace(reached, end=numeral.end)
        shared = currency if linked else None
        figure = _figure(text, numeral, replace(measure, unit=currency or measure.unit))
        if figure is not None:
            yield replace(figure, start=start)


_LINK = re.compile(r" ?[-–—] ?| (?:a|to|ou|or) ")
_ENCLOSED = re.compile(r" (?:et|and) ")
_BETWEEN = re.compile(r"\b(?:entre|between) [$€£A-Z ]{0,4}$", re.IGNORECASE)


def _linked(text: str, numeral: Numeral, following: Numeral) -> bool:
    """Whether two numerals make a range, whose unit may appear once: "40 à 50 %"."""
    if _LINK.fullmatch(text, numeral.end, following.start):
        return True
    between = _BETWEEN.search(text, max(0, numeral.start - 12), numeral.start)
    return bool(between and _ENCLOSED.fullmatch(text, numeral.end, following.start))


def _figure(text: str, numeral: Numeral, measure: Measure) -> Figure | None:
    unit, value = measure.unit, (numeral.value + measure.more) * measure.scale
    value = value.to_integral_value() if value == value.to_integral_value() else value
    if measure.glued:
        return None
    if unit is not None:
        value = _signed(text, numeral, value * unit.factor)
        return Figure(value, unit.base, unit.kind, numeral.start, measure.end)
    if is_year(text, numeral) and measure.scale == 1:
        return Figure(value, None, FigureKind.YEAR, numeral.start, numeral.end)
    if numeral.spelled and measure.scale == 1 and not measure.more and not _counts(text, numeral):
        return None
    value = _signed(text, numeral, value)
    return Figure(value, None, FigureKind.NUMBER, numeral.start, measure.end)


# "minus 3.5", "moins 3,5 %"; not "au moins 3", "plus or minus 3", "10 moins 3".
_MINUS = re.compile(
    r"(?:^|[\s(])-$|(?:^|(?<![\d%])[\s(])–$|"
    r"(?<!\bau )(?<!\bdu )(?<!\bou )(?<!\bor )(?<!\ble )(?<!heures )(?<!heure )(?<!\d )(?<!% )"
    r"\b(?:minus|moins) $",
    re.IGNORECASE,
)


def _signed(text: str, numeral: Numeral, value: Decimal) -> Decimal:
    before = _MINUS.search(text, max(0, numeral.start - 16), numeral.start)
    return -value if before else value


_NOUN = re.compile(r"[ \n-]\n?([A-Za-z]{2,})")
_POINTING = re.compile(
    r"\b(?:les|ces|leurs|ses|nos|vos|tous|toutes|the|these|those|its|their|our)[ \n]$", re.I
)
_VERBAL = re.compile(r"\b(?:to|will|can|could|would|must|should|may|might|and|we|they)[ \n]$", re.I)
_FUNCTION = frozenset(
    """
    and are as at au aux avec by car ce ces chez comme dans de des donc du elle en est et etait
    etaient for from had has have he if il ils in into is la le les leur mais ne nor not of on or
    ou par pas pour qu que qui sa sans se ses si so son sont sous sur than that the their them
    then there they this to un une upon vers was were which while who will with
    """.split()
)


def _counts(text: str, numeral: Numeral) -> bool:
    """Whether a number in words counts a noun; "les deux" and "the two" only refer."""
    noun = _NOUN.match(text, numeral.end)
    if noun is None or noun[1].lower() in _FUNCTION:
        return False
    lead = text[max(0, numeral.start - 8) : numeral.start]
    if numeral.value == 2 and _POINTING.search(lead):
        return False
    seized = text[numeral.start : numeral.end].lower() == "seize" and _VERBAL.search(lead)
    return not seized


_WORDS = (
    "un une one a deux two trois three quatre four cinq five six sept seven huit eight neuf nine"
)
_PARTS = {
    2: "half moitie halves moities",
    3: "tiers third thirds",
    4: "quart quarts quarter quarters",
    5: "cinquieme cinquiemes fifth fifths",
    6: "sixieme sixiemes sixth sixths",
    8: "huitieme huitiemes eighth eighths",
    10: "dixieme dixiemes tenth tenths",
}
_WHOLES = {word: whole for whole, words in _PARTS.items() for word in words.split()}
_FRACTION = rf"\b({'|'.join(_WORDS.split())})[ -]({'|'.join(_WHOLES)})\b"
_OF_SCALE = r" (?:of a|de|d'un)(?= [mb]il(?:lion|liard)\b)"
_SPELLED = re.compile(
    rf"{_FRACTION}(?! d'heure| of an hour|{_OF_SCALE})(?P<of> (?:of|des?|du|d')\b)?",
    re.IGNORECASE,
)
_SPELLED_OF = re.compile(_FRACTION + _OF_SCALE, re.IGNORECASE)
_HALF = re.compile(
    r"(?<!first )(?<!second )(?<!other )\bhalf(?= (?:of|the|its|their)\b)|"
    r"\bla moitie(?= (?:des?|du|d')\b)",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?<![\w/.,-])([1-9])/([2-9]|10)(?![\w/]|[.,]\d)")


def _fractions(text: str) -> Iterator[Figure]:
    """Fractions as shares: "deux tiers", "a quarter of", "half of", 2/3."""
    for match in _SLASHED.finditer(text):
        if int(match[1]) < int(match[2]):
            yield _share(int(match[1]), int(match[2]), match.start(), match.end())
    for match in _HALF.finditer(text):
        if _HALF_OF.match(text, match.start()):
            continue
        yield _share(1, 2, match.start(), match.end())
    for match in _SPELLED.finditer(text):
        part, whole = _part(match)
        if part > 1 or match["of"]:
            yield _share(part, whole, match.start(), match.end(2))


def _part(match: re.Match[str]) -> tuple[int, int]:
    return int(in_words(match[1])[0].value), _WHOLES[match[2].lower()]


def _share(part: int, whole: int, start: int, end: int) -> Figure:
    return Figure(Decimal(100 * part) / whole, "%", FigureKind.SHARE, start, end)
