"""Ordinals in words, up to 31, in French and in English; folded and in lower case."""

from __future__ import annotations

from collections.abc import Mapping

_TO_TWENTY = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
_RANKS = """
premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme
onzieme douzieme treizieme quatorzieme quinzieme seizieme dix-septieme dix-huitieme dix-neuvieme
vingtieme"""
_DAYS = """premier deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze
seize dix-sept dix-huit dix-neuf vingt"""


def _counted(words: str) -> dict[str, int]:
    return {word: number for number, word in enumerate(words.split(), start=1)}


_ENGLISH, _FRENCH = _counted(_TO_TWENTY), _counted(_DAYS)
ENGLISH = (
    _ENGLISH
    | {f"twenty-{word}": 20 + number for word, number in _ENGLISH.items() if number < 10}
    | {"thirtieth": 30, "thirty-first": 31}
)
"""first ... thirty-first"""
FRENCH = _counted(_RANKS) | {"vingt et unieme": 21, "vingt-et-unieme": 21}
"""premier ... vingt et unieme"""
FRENCH_DAYS = (
    _FRENCH
    | {f"vingt-{word}": 20 + number for word, number in _FRENCH.items() if 1 < number < 10}
    | {"vingt et un": 21, "vingt-et-un": 21, "trente": 30, "trente et un": 31, "trente-et-un": 31}
)
"""Of the days of a month only the first has an ordinal in French."""
PARTS = {
    word: number
    for number, words in enumerate(
        (
            "first premier 1er 1st i",
            "second deuxieme 2e 2nd 2eme ii",
            "third troisieme 3e 3rd 3eme iii",
            "fourth quatrieme 4e 4th 4eme iv",
        ),
        start=1,
    )
    for word in words.split()
}
"""Of the quarters and halves of a year, in digits too."""


def pattern(words: Mapping[str, int]) -> str:
    """A pattern of any of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
