"""Words of measure in the two languages: scales, units, months, small numbers, currencies.

Currencies come from CLDR (through babel); the rest is short enough to stand here.
"""

from __future__ import annotations

from functools import cache

SCALES: dict[str, int] = {
    "mille": 10**3, "milliers": 10**3, "thousand": 10**3, "thousands": 10**3,
    "million": 10**6, "millions": 10**6, "m": 10**6, "mn": 10**6,
    "milliard": 10**9, "milliards": 10**9, "billion": 10**9, "billions": 10**9,
    "bn": 10**9, "md": 10**9, "mds": 10**9, "mrd": 10**9, "trillion": 10**12, "trillions": 10**12,
}  # fmt: skip

# unit -> (kind, factor to the kind's base: metres, square metres, kilograms, watts, days)
UNITS: dict[str, tuple[str, int]] = {
    "kilomètres": ("length", 1000), "kilomètre": ("length", 1000), "kilometres": ("length", 1000),
    "kilometre": ("length", 1000), "kilometers": ("length", 1000), "kilometer": ("length", 1000),
    "km": ("length", 1000), "mètres": ("length", 1), "mètre": ("length", 1), "metres": ("length", 1),
    "metre": ("length", 1), "meters": ("length", 1), "meter": ("length", 1),
    "hectares": ("area", 10**4), "hectare": ("area", 10**4), "km²": ("area", 10**6),
    "kilomètres carrés": ("area", 10**6), "square kilometres": ("area", 10**6),
    "square kilometers": ("area", 10**6), "tonnes": ("mass", 1000), "tonne": ("mass", 1000),
    "kilos": ("mass", 1), "kilogrammes": ("mass", 1), "kilograms": ("mass", 1), "kg": ("mass", 1),
    "mégawatts": ("power", 10**6), "megawatts": ("power", 10**6), "mégawatt": ("power", 10**6),
    "megawatt": ("power", 10**6), "mw": ("power", 10**6), "gigawatts": ("power", 10**9),
    "gw": ("power", 10**9), "ans": ("duration", 365), "an": ("duration", 365),
    "années": ("duration", 365), "année": ("duration", 365), "years": ("duration", 365),
    "year": ("duration", 365), "mois": ("duration", 30), "months": ("duration", 30),
    "month": ("duration", 30), "semaines": ("duration", 7), "semaine": ("duration", 7),
    "weeks": ("duration", 7), "week": ("duration", 7), "jours": ("duration", 1),
    "jour": ("duration", 1), "days": ("duration", 1), "day": ("duration", 1),
}  # fmt: skip

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "janvier january jan janv", "février fevrier february feb févr", "mars march",
            "avril april avr apr", "mai may", "juin june", "juillet july juil jul",
            "août aout august aug", "septembre september sept sep", "octobre october oct",
            "novembre november nov", "décembre decembre december dec déc",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

COUNTS: dict[str, int] = {
    word: number
    for number, words in (
        (2, "deux two"), (3, "trois three"), (4, "quatre four"), (5, "cinq five"), (6, "six"),
        (7, "sept seven"), (8, "huit eight"), (9, "neuf nine"), (10, "dix ten"),
        (11, "onze eleven"), (12, "douze twelve"), (13, "treize thirteen"),
        (14, "quatorze fourteen"), (15, "quinze fifteen"), (16, "seize sixteen"),
        (17, "dix-sept seventeen"), (18, "dix-huit eighteen"), (19, "dix-neuf nineteen"),
        (20, "vingt twenty"), (30, "trente thirty"), (40, "quarante forty"),
        (50, "cinquante fifty"), (60, "soixante sixty"), (70, "soixante-dix seventy"),
        (80, "quatre-vingts eighty"), (90, "quatre-vingt-dix ninety"), (100, "cent hundred"),
    )
    for word in words.split()
}  # fmt: skip

# The currencies that news names; CLDR gives their names and symbols in both languages.
_CODES = "EUR USD GBP CHF JPY CNY RUB KZT CAD AUD NOK SEK DKK PLN TRY INR BRL MAD KRW UAH".split()


@cache
def currencies() -> dict[str, str]:
    """Lower-case names, codes and symbols -> ISO 4217 code, in both languages."""
    from babel.numbers import get_currency_name, get_currency_symbol

    found: dict[str, str] = {"dollar": "USD", "dollars": "USD", "$": "USD", "us$": "USD"}
    for code in _CODES:
        found.setdefault(code.casefold(), code)
        for locale in ("fr", "en"):
            found.setdefault(get_currency_symbol(code, locale).casefold(), code)
            for count in (None, 1, 2):
                found.setdefault(get_currency_name(code, count, locale).casefold(), code)
    return found
