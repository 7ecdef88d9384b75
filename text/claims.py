"""Whether two sentences about one thing differ in a figure or a date.

Knows nothing of what the sentences are about: that they speak of one thing is for the caller to
know.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.types import Language
from text.figures import figures
from text.folding import fold
from text.quantity import Figure, FigureKind, carried

_TIMES = (FigureKind.YEAR, FigureKind.DATE)
# Folded words before a figure that make it round: it stands for all that rounds to it.
_HEDGE = re.compile(
    r"(?:environ|pres de|pres d'|quelque|autour de|a peu pres|plus de|plus d'|moins de|moins d'|"
    r"presque|jusqu'a|au moins|au plus|about|around|roughly|nearly|almost|some|approximately|"
    r"more than|less than|over|under|at least|at most|up to|as many as|c\.)\s*[^\w\s]?\s*$",
    re.IGNORECASE,
)
_LOOK_BACK = 18  # characters before a figure


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as it is told; ``step`` is the worth of its last digit that counts.

    24.1 million has the step 100,000; behind a hedge, noughts at the end do not count.
    """

    figure: Figure
    step: Decimal

    @property
    def key(self) -> tuple[FigureKind, str | None]:
        """What it can be compared with; times at any precision are compared."""
        timed = self.figure.kind in _TIMES
        return (FigureKind.DATE, None) if timed else (self.figure.kind, self.figure.unit)

    @property
    def timed(self) -> bool:
        """Whether it is a date or a year."""
        return self.figure.kind in _TIMES


def told(sentence: str, language: Language) -> tuple[Told, ...]:
    """The figures and dates of a sentence, in order."""
    found = []
    for figure in figures(sentence, language):
        before = fold(sentence[max(0, figure.start - _LOOK_BACK) : figure.start]).text
        written = sentence[figure.start : figure.end]
        found.append(Told(figure, _step(figure.value, written, bool(_HEDGE.search(before)))))
    return tuple(found)


def _step(value: Decimal, written: str, hedged: bool) -> Decimal:
    digits = re.match(r"\D*(\d[\d.,   ]*)", written)
    significant = len(re.sub(r"\D", "", digits[1]).lstrip("0")) if digits else None
    least = len(value.normalize().as_tuple().digits)
    if hedged or significant is None:
        significant = least if hedged else max(least, value.adjusted() + 1)
    return Decimal(10) ** (value.adjusted() - max(significant, least) + 1)


def differing(a: Sequence[Told], b: Sequence[Told]) -> tuple[Told, Told] | None:
    """The first figure of ``a`` and that of ``b`` which cannot both be right of one thing.

    None where they agree, where nothing can be compared, or where the two speak of other times: a
    figure for 2019 does not contradict one for 2022. Times themselves differ only where no other
    figure is compared. The outcome is the same for ``b`` and ``a``, turned round.
    """
    keys = {x.key for x in a} & {x.key for x in b}
    times = [key for key in keys if key[0] is FigureKind.DATE]
    others = sorted((key for key in keys if key not in times), key=str)
    apart = {key: _apart(a, b, key) for key in keys}
    if others:
        if any(apart[key] for key in times):
            return None
        return next((found for key in others if (found := apart[key])), None)
    return next((found for key in times if (found := apart[key])), None)


def _apart(
    a: Sequence[Told], b: Sequence[Told], key: tuple[FigureKind, str | None]
) -> tuple[Told, Told] | None:
    """A figure of each that the other sentence lacks; None where any figure is shared."""
    mine, theirs = ([x for x in side if x.key == key] for side in (a, b))
    agree = _borne_out if key[0] is FigureKind.DATE else _near
    if agree(mine, theirs) or agree(theirs, mine):
        return None
    return (mine[0], theirs[0])


def _borne_out(by: Sequence[Told], times: Sequence[Told]) -> bool:
    """Whether one of these times bears out one of those."""
    claimed = {time.figure.says for time in times}
    return any(not claimed.isdisjoint(carried(time.figure)) for time in by)


def _near(told: Sequence[Told], others: Sequence[Told]) -> bool:
    """Whether one of the others rounds to one of these figures."""
    values = sorted(other.figure.value for other in others)
    for x in told:
        place = bisect_left(values, x.figure.value - x.step / 2)
        if place < len(values) and values[place] <= x.figure.value + x.step / 2:
            return True
    return False
