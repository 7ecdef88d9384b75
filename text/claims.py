"""Numeric contradiction: whether two sentences differ in a figure or a date.

The caller ensures that both sentences are about the same thing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from domain.types import Language
from text.figures import figures
from text.folding import fold
from text.quantity import Figure, FigureKind, carried

_TIMES = (FigureKind.YEAR, FigureKind.DATE)
_PARTS_OF_YEAR = ("quarter", "half-year")
# Folded words before a figure that make it round: it matches all that rounds to it.
_HEDGE = re.compile(
    r"(?:environ|pres de|pres d'|quelque|autour de|a peu pres|plus de|plus d'|moins de|moins d'|"
    r"presque|jusqu'a|au moins|au plus|about|around|roughly|nearly|almost|some|approximately|"
    r"more than|less than|over|under|at least|at most|up to|as many as|c\.)\s*[^\w\s]?\s*$",
    re.IGNORECASE,
)
_LOOK_BACK = 18  # characters before a figure


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as stated; ``step`` is the unit of its last significant digit.

    24.1 million has the step 100,000; after a hedge, trailing zeros are not significant.
    """

    figure: Figure
    step: Decimal

    @property
    def key(self) -> tuple[FigureKind, str | None]:
        """Its comparison class; times at any precision are compared."""
        timed = self.figure.kind in _TIMES
        return (FigureKind.DATE, None) if timed else (self.figure.kind, self.figure.unit)

    @property
    def timed(self) -> bool:
        """Whether it is a date or a year."""
        return self.figure.kind in _TIMES


def stated_figures(sentence: str, language: Language) -> tuple[StatedFigure, ...]:
    """The figures and dates of a sentence, in order."""
    found = []
    for figure in figures(sentence, language):
        before = fold(sentence[max(0, figure.start - _LOOK_BACK) : figure.start]).text
        written = sentence[figure.start : figure.end]
        found.append(
            StatedFigure(figure, _step(figure.value, written, bool(_HEDGE.search(before))))
        )
    return tuple(found)


def _step(value: Decimal, written: str, hedged: bool) -> Decimal:
    digits = re.match(r"\D*(\d[\d.,   ]*)", written)
    significant = len(re.sub(r"\D", "", digits[1]).lstrip("0")) if digits else None
    least = len(value.normalize().as_tuple().digits)
    if hedged or significant is None:
        significant = least if hedged else max(least, value.adjusted() + 1)
    return Decimal(10) ** (value.adjusted() - max(significant, least) + 1)


class Comparable:
    """The figures of a sentence, by what they can be compared with."""

    def __init__(self, found: Sequence[StatedFigure]) -> None:
        # The year of "Q1 2020" is a figure beside it, and is no other time.
        years = {x.figure.value // 10 for x in found if x.figure.unit in _PARTS_OF_YEAR}
        self.times = tuple(x for x in found if x.timed and not _is_year(x, years))
        self.others: dict[tuple[FigureKind, str | None], list[StatedFigure]] = {}
        for x in found:
            if not x.timed:
                self.others.setdefault(x.key, []).append(x)
        self._values = {k: sorted(x.figure.value for x in v) for k, v in self.others.items()}
        self._said = {x.figure.says for x in self.times}
        self._carried = {says for x in self.times for says in carried(x.figure)}

    def at_other_times(self, other: Comparable) -> bool:
        """Whether both have times and no time of one is compatible with one of the other's."""
        if not self.times or not other.times:
            return False
        mine, theirs = self._said & other._carried, other._said & self._carried
        return not mine and not theirs

    def apart(self, other: Comparable, key: tuple[FigureKind, str | None]) -> bool:
        """Whether no figure of one rounds to a figure of the other; both have such figures."""
        return not (
            _near(self.others[key], other._values[key])
            or _near(other.others[key], self._values[key])
        )


def _is_year(x: StatedFigure, years: Set[Decimal]) -> bool:
    return x.figure.kind is FigureKind.YEAR and x.figure.value in years


def differing(a: Comparable, b: Comparable) -> tuple[StatedFigure, StatedFigure] | None:
    """The first figure of ``a`` and that of ``b`` that contradict each other.

    None where they agree, where nothing can be compared, or where the two are about different
    times: a figure for 2019 does not contradict one for 2022. Times are compared only if no other
    figure is. The relation is symmetric.
    """
    keys = a.others.keys() & b.others.keys()
    if a.at_other_times(b):
        return None if keys else (a.times[0], b.times[0])
    for key in sorted(keys, key=str) if len(keys) > 1 else keys:
        if a.apart(b, key):
            return a.others[key][0], b.others[key][0]
    return None


def _near(found: Sequence[StatedFigure], values: Sequence[Decimal]) -> bool:
    """Whether one of the values, in order, rounds to one of these figures."""
    for x in found:
        place = bisect_left(values, x.figure.value - x.step / 2)
        if place < len(values) and values[place] <= x.figure.value + x.step / 2:
            return True
    return False
