"""More than, at most, until: on which side of a figure a claim stands, and its source.

Knows nothing of what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.claims.ground import Stated
from text.figures import Figure, FigureKind, carries
from text.folding import fold

TIMES = frozenset({FigureKind.YEAR, FigureKind.DATE})
_LOOK = 24  # characters before a figure in which a comparison stands
# What may stand between a comparison and its figure: no share, which would be what is compared.
_BETWEEN = r"(?:(?!\b(?:half|moitie|tiers|quarts?|thirds?|quarters?|majorit[ey])\b)[^.;,]){0,16}"
_MORE = re.compile(
    r"\b(?:plus (?:de|d'|qu)|depass\w*|exce\w+|au-dela|au moins|superieure? a|more than|over|above|"
    r"exceed\w*|at least|upwards of|beyond|no (?:less|fewer) than|surpass\w*)\b"
    rf"{_BETWEEN}$",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:moins (?:de|d'|qu)|inferieure? a|au plus|jusqu'a|en dessous|sous la barre|less than|"
    r"fewer than|under|below|at most|up to|no more than|within|nearly|almost|just short of|"
    r"pres d(?:e|es|u)|presque|dans (?:les|un rayon de)|en moins de)\b"
    rf"{_BETWEEN}$",
    re.IGNORECASE,
)
_OR_MORE = re.compile(r"^[\w ]{0,12}\b(?:or more|at least|ou plus|au moins)\b", re.IGNORECASE)
_AT_MOST = re.compile(
    r"^[\w ]{0,12}\b(?:or less|at (?:the )?most|ou moins|au plus|au maximum)\b", re.IGNORECASE
)
_AT_THE_MOST = re.compile(
    r"(?:ne (?:peut|peuvent|doit|doivent) pas (?:depasser|exceder)|ne depass\w+ pas|"
    r"(?:cannot|can't|not|never) (?:exceed|go over|surpass))",
    re.IGNORECASE,
)
_DURING = re.compile(r"\bover (?:the (?:past |last )?)?$", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:before|prior to|until|till|up to|ahead of|avant|jusqu'(?:en|au|a la|a))"
    r"(?: fin| the end of)? $",
    re.IGNORECASE,
)


def other_side(text: str, claimed: Sequence[Figure], stretches: Sequence[Stated]) -> str | None:
    """An amount told as a bound from the other side: more than, where the source has less than."""
    for amount in (f for f in claimed if f.kind not in TIMES):
        mine = side(text, amount)
        told = {side(s.text, g) for s in stretches for g in s.figures if carries(g, amount)}
        if mine and told and mine not in told:
            return text[amount.start : amount.end]
    return None


def until(text: str, claimed: Sequence[Figure], stretches: Sequence[Stated]) -> str | None:
    """A time before which something is said to be, where the source has it otherwise."""
    for time in (f for f in claimed if f.kind in TIMES and _ends(text, f)):
        if not any(_ends(s.text, g) for s in stretches for g in s.figures if carries(g, time)):
            return text[time.start : time.end]
    return None


def _ends(text: str, time: Figure) -> bool:
    return _UNTIL.search(fold(text[max(0, time.start - _LOOK) : time.start]).text) is not None


def side(text: str, figure: Figure) -> int:
    """1 for more than, -1 for less than, 0 for neither."""
    before = _AT_THE_MOST.sub(
        "at most", fold(text[max(0, figure.start - _LOOK) : figure.start]).text
    )
    if figure.kind is FigureKind.DURATION:
        before = _DURING.sub(" ", before)
    after = fold(text[figure.end : figure.end + _LOOK]).text
    more = _MORE.search(before) or _OR_MORE.search(after)
    less = _LESS.search(before) or _AT_MOST.search(after)
    return 1 if more else -1 if less else 0
