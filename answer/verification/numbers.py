"""Numeric consistency: figures and dates in digits in a claim that its evidence does not state.

Exact comparison of values, across notations and languages (text/quantity.py defines which supports
which). Whether a figure is the right one is the entailment model's to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from domain.types import Language
from text.figures import Figure, FigureKind, carries, figures
from text.folding import fold
from text.numerals import in_digits, in_words

COUNTED = 12
"""A smaller number without a unit may count a list: 3 ministers, 2 reasons."""


def unstated(
    claim: str, language: Language, texts: Iterable[str], spoken: Language | None = None
) -> str | None:
    """The first figure of a claim that no text states, as it is written; None for none.

    ``spoken``: the language of the texts, where it is one.

    Decades and centuries may sum up dates; they are left to the model.
    """
    texts = list(texts)
    stated = [figure for text in texts for figure in figures(text, spoken)]
    numbers = frozenset(value for text in texts for value in _numbers(text))
    for figure in figures(claim, language):
        written = claim[figure.start : figure.end]
        if not re.search(r"\d", written):
            continue
        if figure.kind is FigureKind.NUMBER and abs(figure.value) <= COUNTED:
            continue
        if figure.unit in ("decade", "century"):
            continue
        if any(carries(other, figure) for other in stated) or _in_parts(figure, stated):
            continue
        alike = any(f.kind is figure.kind for f in stated)
        if not alike and figure.kind is not FigureKind.DATE and _numbers(written) <= numbers:
            continue  # the same number, read as something else there
        return written
    return None


def _numbers(text: str) -> frozenset[Decimal]:
    """The numbers of a text as they are written, whatever they count."""
    plain = fold(text).text
    return frozenset(n.value for n in (*in_digits(plain), *in_words(plain)))


def _in_parts(figure: Figure, stated: Sequence[Figure]) -> bool:
    """Whether a date is stated in parts: "in 1997 [...] on 28 April of that year"."""
    if figure.kind is not FigureKind.DATE or figure.unit != "day":
        return False
    year, day = divmod(figure.value, Decimal(10_000))
    stated_values = {(f.kind, f.unit, f.value) for f in stated}
    years = {f.value // 10_000 for f in stated if f.unit == "day" and f.kind is FigureKind.DATE}
    years |= {f.value for f in stated if f.kind is FigureKind.YEAR}
    return (FigureKind.DATE, "day of year", day) in stated_values and year in years
