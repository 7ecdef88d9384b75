"""Currency names and symbols in French and in English, from the Unicode CLDR (through babel).

Names and symbols are folded (no accents).
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from domain.types import Language
from text.folding import fold

if TYPE_CHECKING:
    from babel import Locale

# Bare names that several currencies share, and the one that is meant in articles of this field.
_MEANT = {
    "dollar": "USD",
    "euro": "EUR",
    "franc": "CHF",
    "pound": "GBP",
    "rouble": "RUB",
    "ruble": "RUB",
    "yuan": "CNY",
    "yen": "JPY",
    "roupie": "INR",
    "rupee": "INR",
}
# Codes that are words or names in capitals ("COP 29", "TOP 10").
_WORDS = frozenset(("ALL", "COP", "CUP", "TOP"))
_SYMBOLS = {"US$": "USD", "C$": "CAD", "A$": "AUD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_SYMBOLS |= {"₸": "KZT", "₽": "RUB"}
_SAID_OTHERWISE = {
    "dollar americain": "USD",
    "dollars americains": "USD",
    "american dollars": "USD",
    "pounds sterling": "GBP",
    "pound sterling": "GBP",
    "renminbi": "CNY",
}


@cache
def names() -> dict[str, str]:
    """Lower-case names, singular and plural, to ISO 4217 codes."""
    full = {
        name: code
        for locale in _locales()
        for code in _current()
        for name in _forms(code, locale)
        if "(" not in name
    }
    return _heads(full) | full | _SAID_OTHERWISE


@cache
def signs() -> dict[str, str]:
    """Symbols and ISO 4217 codes, case as written, to codes."""
    from babel.numbers import get_currency_symbol

    found = {code: code for code in _current() - _WORDS}
    for locale in _locales():
        for code in _current():
            symbol = fold(get_currency_symbol(code, locale)).text
            if not symbol.isalpha():
                found.setdefault(symbol, code)
    return found | _SYMBOLS


@cache
def _current() -> frozenset[str]:
    """The currencies that are legal tender somewhere today."""
    from babel.core import get_global

    return frozenset(
        code
        for uses in get_global("territory_currencies").values()
        for code, _, until, tender in uses
        if until is None and tender
    )


def _locales() -> tuple[Locale, ...]:
    from babel import Locale

    return tuple(Locale(language) for language in Language)


def _forms(code: str, locale: Locale) -> tuple[str, ...]:
    from babel.numbers import get_currency_name

    counted = (get_currency_name(code, count=count, locale=locale) for count in (1, 2))
    return tuple(fold(name).text.lower() for name in counted)


def _heads(full: dict[str, str]) -> dict[str, str]:
    """First and last words that name one currency only, and those that _MEANT decides."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for name, code in full.items():
        for word in (name.split()[0], name.split()[-1]):
            codes[word].add(code)
    heads = {word: found.pop() for word, found in codes.items() if len(found) == 1}
    meant = {form: code for word, code in _MEANT.items() for form in (word, word + "s")}
    return {word: heads[word] for word in heads if word in _WORTH} | meant


# Single words that name a currency by themselves; other words of the names are adjectives.
_WORTH = frozenset(
    """
    tenge tenges som soms soum soums somoni somonis manat manats lari laris dram drams
    hryvnia hryvnias zloty zlotys leu lei lev forint forints shekel shekels rand rands rial rials
    baht dong ringgit tugrik tugriks naira nairas taka dirham dirhams afghani afghanis
""".split()
)
