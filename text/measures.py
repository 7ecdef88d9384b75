"""Units and scales around a number: scales (million, Md, bn), currencies, per cents and units.

Works on folded text. Values are converted into one base unit per kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from text import currencies
from text.quantity import FigureKind


@dataclass(frozen=True, slots=True)
class Unit:
    """A kind, its base unit, and how many base units one of this unit is."""

    kind: FigureKind
    base: str
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Measure:
    """What follows a number up to ``end``; ``unit`` is None for a scale alone or nothing at all.

    ``glued`` means that letters of no known unit follow the number at once (5G, 3rd); ``more`` is
    to be added to the number itself: 0.5 for "and a half".
    """

    scale: Decimal
    unit: Unit | None
    end: int
    glued: bool = False
    more: Decimal = Decimal(0)


PERCENT = Unit(FigureKind.SHARE, "%")
_SCALE_WORDS = {
    "hundred": 2, "thousand": 3, "mille": 3, "milliers": 3, "million": 6, "millions": 6,
    "milliard": 9, "milliards": 9, "billion": 9, "billions": 9, "trillion": 12, "trillions": 12,
    "mn": 6, "mln": 6, "mio": 6, "bn": 9, "bln": 9, "md": 9, "mds": 9, "mrd": 9, "tn": 12,
    "trn": 12,
}  # fmt: skip
# French counts billions by 10^12: it is French where "de" follows.
_LONG_SCALE = {"billion": 12, "billions": 12, "trillion": 18, "trillions": 18}
# Letters that scale an amount of money only.
_SCALE_LETTERS = {"k": 3, "K": 3, "M": 6, "m": 6, "B": 9, "b": 9, "G": 9}


def _row(kind: FigureKind, base: str, factor: str, *names: str) -> dict[str, Unit]:
    plain = Decimal(format(Decimal(factor), "f"))
    return {name: Unit(kind, base, plain) for name in names}


def _metric(kind: FigureKind, base: str, symbol: str, *names: str) -> dict[str, Unit]:
    prefixes = (("", "", "1"), ("kilo", "k", "1e3"), ("mega", "M", "1e6"), ("giga", "G", "1e9"))
    rows: dict[str, Unit] = {}
    for prefix, letter, factor in (*prefixes, ("tera", "T", "1e12")):
        spelled = [prefix + name + end for name in names for end in ("", "s")]
        rows |= _row(kind, base, factor, *spelled)
        rows |= _row(kind, base, factor, letter + symbol)
    return rows


def _qualified(*names: str) -> list[str]:
    """Five working days, three consecutive years."""
    kinds = "working business calendar consecutive full whole school".split()
    return [f"{kind} {name}" for kind in kinds for name in names]


_K = FigureKind
_BARREL = "158.987294928"
# Names are lower case; symbols keep their case. Plurals are spelled out.
_UNITS: dict[str, Unit] = {
    **_row(_K.SHARE, "%", "1", "%", "per cent", "percent", "pour cent", "pct"),
    **_row(_K.SHARE, "%", "0.1", "‰"),
    **_row(_K.SHARE, "point", "1", "percentage point", "percentage points", "pp"),
    **_row(_K.SHARE, "point", "1", "point de pourcentage", "points de pourcentage"),
    **_row(_K.DURATION, "second", "1", "seconde", "secondes", "second", "seconds"),
    **_row(_K.DURATION, "second", "60", "minute", "minutes", "min"),
    **_row(_K.DURATION, "second", "3600", "heure", "heures", "hour", "hours", "h"),
    **_row(_K.DURATION, "second", "86400", "jour", "jours", "day", "days"),
    **_row(_K.DURATION, "second", "604800", "semaine", "semaines", "week", "weeks"),
    **_row(_K.DURATION, "month", "1", "mois", "month", "months"),
    **_row(_K.DURATION, "month", "12", "an", "ans", "annee", "annees", "year", "years"),
    **_row(_K.DURATION, "month", "120", "decennie", "decennies", "decade", "decades"),
    **_row(_K.DURATION, "month", "1200", "siecle", "siecles", "century", "centuries"),
    **_row(_K.DURATION, "second", "86400", *_qualified("day", "days")),
    **_row(_K.DURATION, "second", "604800", *_qualified("week", "weeks")),
    **_row(_K.DURATION, "month", "1", *_qualified("month", "months")),
    **_row(_K.DURATION, "month", "12", *_qualified("year", "years")),
    **_metric(_K.LENGTH, "metre", "m", "metre", "meter"),
    **_row(_K.LENGTH, "metre", "0.01", "centimetre", "centimetres", "centimeter", "centimeters"),
    **_row(_K.LENGTH, "metre", "0.01", "cm"),
    **_row(_K.LENGTH, "metre", "0.001", "millimetre", "millimetres", "millimeter", "millimeters"),
    **_row(_K.LENGTH, "metre", "0.001", "mm"),
    **_row(_K.LENGTH, "metre", "1609.344", "mile", "miles"),
    **_row(_K.LENGTH, "metre", "0.3048", "foot", "feet", "pied", "pieds", "ft"),
    **_row(_K.AREA, "square metre", "1", "metre carre", "metres carres", "square metre"),
    **_row(_K.AREA, "square metre", "1", "square metres", "square meter", "square meters"),
    **_row(_K.AREA, "square metre", "1", "m²", "m2", "sq m"),
    **_row(_K.AREA, "square metre", "1e6", "kilometre carre", "kilometres carres"),
    **_row(_K.AREA, "square metre", "1e6", "square kilometre", "square kilometres"),
    **_row(_K.AREA, "square metre", "1e6", "square kilometer", "square kilometers"),
    **_row(_K.AREA, "square metre", "1e6", "km²", "km2", "sq km"),
    **_row(_K.AREA, "square metre", "1e4", "hectare", "hectares", "ha"),
    **_row(_K.VOLUME, "litre", "1", "litre", "litres", "liter", "liters", "l", "L"),
    **_row(_K.VOLUME, "litre", "1e3", "metre cube", "metres cubes", "cubic metre"),
    **_row(_K.VOLUME, "litre", "1e3", "cubic metres", "cubic meter", "cubic meters", "m³", "m3"),
    **_row(_K.VOLUME, "litre", _BARREL, "baril", "barils", "barrel", "barrels", "bbl", "bbls"),
    # Oil by the day is written so; the day is left out as it is of "barrels per day".
    **_row(_K.VOLUME, "litre", _BARREL, "b/d", "b/j", "bpd", "bbl/d"),
    **_row(_K.VOLUME, "litre", f"{_BARREL}e3", "kb/d", "kb/j", "kbd", "kbpd"),
    **_row(_K.VOLUME, "litre", f"{_BARREL}e3", "mbbl", "Mbbl", "kbbl"),
    **_row(_K.VOLUME, "litre", f"{_BARREL}e6", "mb/d", "Mb/d", "mb/j", "Mb/j", "mbd", "mbpd"),
    **_row(_K.VOLUME, "litre", f"{_BARREL}e6", "MMbbl", "mmbbl", "mmb/d", "MMb/d"),
    # Gas: a cubic metre or foot with a scale before it, "billion cubic metres".
    **_row(_K.VOLUME, "litre", "1e9", "mcm", "Mm³", "Mm3", "mmcm"),
    **_row(_K.VOLUME, "litre", "1e12", "bcm", "Gm³", "Gm3", "bcma", "bcm/y", "bcm/a", "bcm/an"),
    **_row(_K.VOLUME, "litre", "1e15", "tcm", "Tm³", "Tm3"),
    **_row(_K.VOLUME, "litre", "28.316846592", "cubic foot", "cubic feet", "pied cube"),
    **_row(_K.VOLUME, "litre", "28.316846592", "pieds cubes", "cu ft"),
    **_row(_K.VOLUME, "litre", "28.316846592e9", "bcf"),
    **_row(_K.VOLUME, "litre", "28.316846592e12", "tcf"),
    **_row(_K.VOLUME, "litre", "1e2", "hl", "hectolitre", "hectolitres"),
    **_metric(_K.MASS, "gram", "g", "gramme", "gram"),
    **_row(_K.MASS, "gram", "1e6", "tonne", "tonnes", "ton", "tons", "t"),
    **_row(_K.MASS, "gram", "1e9", "kt", "kilotonne", "kilotonnes"),
    **_row(_K.MASS, "gram", "1e12", "Mt", "megatonne", "megatonnes", "Mtpa", "Mt/an", "MtCO2"),
    **_row(_K.MASS, "gram", "1e12", "MtCO2e", "MtCO2eq", "Mteq"),
    **_row(_K.MASS, "gram", "1e15", "Gt", "gigatonne", "gigatonnes", "GtCO2", "GtCO2e"),
    **_row(_K.MASS, "gram", "1e6", "tCO2", "tCO2e"),
    **_row(_K.MASS, "gram", "1e5", "quintal", "quintaux", "quintals"),
    **_row(_K.MASS, "gram", "1e6", "metric ton", "metric tons", "tonne metrique"),
    **_row(_K.MASS, "gram", "1e6", "metric tonne", "metric tonnes", "tonnes metriques"),
    **_metric(_K.POWER, "watt", "W", "watt"),
    **_metric(_K.ENERGY, "watt-hour", "Wh", "wattheure", "watt-heure", "watt-hour", "watt hour"),
    **_row(_K.ENERGY, "watt-hour", "11.63e6", "tep", "toe"),
    **_row(_K.ENERGY, "watt-hour", "11.63e9", "ktep", "ktoe"),
    **_row(_K.ENERGY, "watt-hour", "11.63e12", "Mtep", "Mtoe"),
    # No larger ones: "TV" is rarely a teravolt.
    **_row(_K.VOLTAGE, "volt", "1", "V", "volt", "volts"),
    **_row(_K.VOLTAGE, "volt", "1e3", "kV", "kilovolt", "kilovolts"),
    **_row(_K.SPEED, "km/h", "1", "km/h", "kilometres a l'heure", "kilometres par heure"),
    **_row(_K.SPEED, "km/h", "1", "kilometres per hour", "kilometers per hour"),
    **_row(_K.TEMPERATURE, "°C", "1", "°C", "degre celsius", "degres celsius"),
    **_row(_K.TEMPERATURE, "°C", "1", "degrees celsius"),
}

_SPACE = re.compile(r" {0,2}\n? ?")
_TOKEN = re.compile(
    r"[$€£¥₸₽]|[%‰]|°C|[A-Za-z]+(?:[²³$€£¥]|[23](?!\d))?(?:[/'-](?=[A-Za-z]))?(?!\d)"
)
_OF = re.compile(r" {1,2}(?:de |d'|of )", re.IGNORECASE)
_DE = re.compile(r" {1,2}(?:de |d')", re.IGNORECASE)
MOST_WORDS = 4


_AND_A_HALF = re.compile(r"[ \n](?:et demie?|and a half)\b(?!-)|-and-a-half\b", re.IGNORECASE)
_HALF = Decimal("0.5")
# "1.4 mb/d", "67 bcm/an": the time is left out, as it is of "barrels per day".
_PER_TIME = re.compile(r"/(?=(?:d|j|day|jour|y|yr|year|a|an|month|mois)\b)")


def after(text: str, start: int, money: bool = False) -> Measure:
    """The scale and the unit that follow a number; ``money``: its currency went before it.

    "And a half" may follow the number, its scale or its unit.
    """
    more, at = _half(text, start)
    scale, end = _scale(text, at, money)
    if end > at and not more:
        more, end = _half(text, end)
    linked = _OF.match(text, end) if end > at or more else None
    unit, stop = (None, end) if money else _unit(text, linked.end() if linked else end)
    if unit is None and end == start:
        return _money_by_letter(text, start)
    if unit is not None and not more:
        more, stop = _half(text, stop)
    return Measure(scale, unit, stop if unit else end, more=more)


def _half(text: str, start: int) -> tuple[Decimal, int]:
    match = _AND_A_HALF.match(text, start)
    return (_HALF, match.end()) if match else (Decimal(0), start)


def before(text: str, end: int) -> tuple[Unit | None, int]:
    """The currency written before a number, and where it starts."""
    match = _PREFIX.search(text, max(0, end - 8), end)
    code = currencies.signs().get(match.group(1)) if match else None
    if match is None or code is None:
        return (None, end)
    return (Unit(FigureKind.MONEY, code), match.start(1))


_PREFIX = re.compile(r"(?<![A-Za-z$])([A-Za-z]{0,3}[$€£¥₸₽]|[A-Z]{3}) ?$")


def _scale(text: str, start: int, money: bool) -> tuple[Decimal, int]:
    """The product of the scale words that follow: "24 thousand million"."""
    exponent, end = 0, start
    while (token := _token(text, end)) is not None:
        word = token.group()
        power = _SCALE_WORDS.get(word.lower())
        if power is None and money and exponent == 0:
            power = _SCALE_LETTERS.get(word)
        if power is None or exponent > 9:
            break
        if _DE.match(text, token.end()):
            power = _LONG_SCALE.get(word.lower(), power)
        exponent, end = exponent + power, token.end()
    return (Decimal(10) ** exponent, end)


def _money_by_letter(text: str, start: int) -> Measure:
    """24 M€, 24 M d'euros, 5k EUR, 3 M de tonnes; otherwise no measure."""
    glued = text[start : start + 1].isalnum()
    token = _token(text, start)
    if token is None:
        return Measure(Decimal(1), None, start, glued)
    for length in (3, 2, 1):
        letters = token.group()[:length]
        power = _SCALE_WORDS.get(letters.lower()) or _SCALE_LETTERS.get(letters)
        if power is None:
            continue
        at = token.start() + length
        linked = _OF.match(text, at)
        unit, end = _unit(text, linked.end() if linked else at)
        if unit is not None and unit.kind is FigureKind.MONEY:
            return Measure(Decimal(10) ** power, unit, end)
        if letters == "M" and _DE.match(text, at):  # "2,5 M de tonnes", "2,5 M d'habitants"
            return Measure(Decimal(10) ** power, unit, end if unit else at)
    return Measure(Decimal(1), None, start, glued)


def _token(text: str, start: int) -> re.Match[str] | None:
    space = _SPACE.match(text, start)
    at = space.end() if space else start
    if at == start and text[start : start + 1] == "-":
        at += 1
    return _TOKEN.match(text, at)


def _unit(text: str, start: int) -> tuple[Unit | None, int]:
    """The longest name of a unit or a currency that starts here, and its end."""
    words: list[str] = []
    found: tuple[Unit | None, int] = (None, start)
    at = start
    while len(words) < MOST_WORDS and (token := _token(text, at)) is not None:
        gap = text[at : token.start()]
        words.append((gap if gap == "-" and words else " " * bool(words and gap)) + token.group())
        at = token.end()
        name = "".join(words)
        unit = _named(name)
        if unit is not None:
            found = (unit, at)
        elif name.endswith("/") and _PER_TIME.match(text, at - 1) and (unit := _named(name[:-1])):
            found = (unit, at - 1)
    return found


def _named(name: str) -> Unit | None:
    return _UNITS.get(name) or _spelled().get(name.lower()) or _signs().get(name)


@cache
def _spelled() -> Mapping[str, Unit]:
    """Names of several letters, whatever their case, and names of currencies."""
    money = {name: Unit(FigureKind.MONEY, code) for name, code in currencies.names().items()}
    return money | {name: unit for name, unit in _UNITS.items() if name.islower() and len(name) > 3}


@cache
def _signs() -> Mapping[str, Unit]:
    return {sign: Unit(FigureKind.MONEY, code) for sign, code in currencies.signs().items()}
