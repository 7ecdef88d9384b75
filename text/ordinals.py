"""Ordinals in French and in English: "third", "3rd", "troisième", "3e", as the numbers they are.

The first is left out: "premier" is "main" as often as "first", in either language. Works on text as
it is written; knows nothing of what is ranked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from text.folding import fold

_ENGLISH = (
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_FRENCH = (
    "deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme "
    "douzieme treizieme quatorzieme quinzieme seizieme dix-septieme dix-huitieme dix-neuvieme "
    "vingtieme"
).split()
_TENS = (("thirtieth", 30), ("fortieth", 40), ("fiftieth", 50), ("hundredth", 100))
_DIZAINES = (("trentieme", 30), ("quarantieme", 40), ("cinquantieme", 50), ("centieme", 100))
_NAMED = {
    **{word: number for words in (_ENGLISH, _FRENCH) for number, word in enumerate(words, start=2)},
    **dict((*_TENS, *_DIZAINES)),
    "seconde": 2,
    "thirdly": 3,
}
_WRITTEN = re.compile(
    rf"\b(?:(?P<word>{'|'.join(sorted(_NAMED, key=len, reverse=True))})s?|"
    r"(?P<digits>\d{1,3})(?:st|nd|rd|th|e|eme|de)s?)\b(?!-(?!\w+est\b|most\b|ranked\b|placed\b))|"
    r"\b(?P<compound>twenty|thirty|forty|fifty)-(?P<unit>first|second|third|fourth|fifth|sixth|"
    r"seventh|eighth|ninth)\b",
    re.IGNORECASE,
)
_COMPOUND = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A rank at [start, end) of the text; from 2 on."""

    value: int
    start: int
    end: int


def ordinals(text: str) -> tuple[Ordinal, ...]:
    """The ordinals of a text, in order."""
    folded = fold(text)
    at = folded.offsets
    return tuple(
        Ordinal(value, at[match.start()], at[match.end()])
        for match in _WRITTEN.finditer(folded.text)
        if (value := _value(match)) > 1
    )


def _value(match: re.Match[str]) -> int:
    if match["compound"]:
        unit = match["unit"].lower()
        return _COMPOUND[match["compound"].lower()] + (1 if unit == "first" else _NAMED[unit])
    return int(match["digits"]) if match["digits"] else _NAMED[match["word"].lower()]
