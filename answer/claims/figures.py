"""Figures, dates and ranks in a claim: each has to be stated by a cited passage, of the same time.

An amount that the sources tell of one year is not shown for another, even if the passage names that
year elsewhere. Knows nothing of names and meanings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from answer.claims import bounds
from answer.claims.bounds import TIMES
from answer.claims.ground import Stated
from answer.claims.shares import other_part, shares
from domain.types import Language
from text.figures import Figure, FigureKind, carries, figures
from text.folding import fold
from text.numerals import in_digits, in_words
from text.ordinals import Ordinal, ordinals

_A_PART = re.compile(r"\b(?:a|one)\s$", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged?|over|under|above|below)[ -]$", re.IGNORECASE)
_ENDS_THERE = re.compile(r"s?(?:[.,;:)]|$| (?:and|or)\b)")
_WRITTEN = re.compile(r"\d+(?:[.,]\d+)*")


def anchors(claim: Sequence[Figure], stretches: Sequence[Stated]) -> tuple[Stated, ...]:
    """The stretches that state figures of the claim which are no times; times where it has none."""
    amounts = [f for f in claim if f.kind not in TIMES]
    return tuple(
        s for s in stretches if any(carries(g, f) for f in amounts or claim for g in s.figures)
    )


def unstated(text: str, language: Language, stretches: Sequence[Stated]) -> str | None:
    """The first figure or rank of a claim that the stretches do not state; None for none."""
    claimed = figures(text, language)
    return (
        _absent(text, claimed, stretches)
        or _rank(text, claimed, stretches)
        or _unread(text, claimed, stretches)
        or _other_time(text, claimed, stretches)
        or _crossed(text, claimed, stretches)
        or other_part(text, " ".join(s.text for s in stretches))
        or bounds.other_side(text, claimed, stretches)
        or bounds.until(text, claimed, stretches)
    )


def _absent(text: str, claimed: Iterable[Figure], stretches: Sequence[Stated]) -> str | None:
    for figure in claimed:
        if any(carries(g, figure) for s in stretches for g in s.figures):
            continue
        if shares(text[figure.start : figure.end]) and _shared(text, figure, stretches):
            continue
        if not _elliptic(text, figure, claimed, stretches):
            return text[figure.start : figure.end]
    return None


def _shared(text: str, part: Figure | Ordinal, stretches: Sequence[Stated]) -> bool:
    """Whether a part of a whole is told in other words: a third, one in three."""
    told = shares(text[part.start : part.end])
    return any(told & shares(s.text) for s in stretches)


def _elliptic(
    text: str, figure: Figure, claimed: Iterable[Figure], stretches: Sequence[Stated]
) -> bool:
    """Whether one of the two leaves out a unit that stands beside it: "eleven hours, now three"."""
    if figure.kind in TIMES:
        return False
    stated = [(s, g) for s in stretches for g in s.figures]
    if figure.kind is FigureKind.NUMBER:
        units = {(f.kind, f.unit) for f in claimed}
        alike = [_written(s.text, g) for s, g in stated if (g.kind, g.unit) in units]
        alike += [_bare(s) for s in stretches]
        if _AGED.search(text, 0, figure.start) and _ENDS_THERE.match(text, figure.end):
            stands = bounds.side(text, figure)
            years = [(s, g) for s, g in stated if g.kind is FigureKind.DURATION]
            alike += [
                _written(s.text, g) for s, g in years if bounds.side(s.text, g) in (stands, 0)
            ]
        return any(_written(text, figure) & written for written in alike)
    unit = (figure.kind, figure.unit, _scale(text, figure))
    if unit not in {(g.kind, g.unit, _scale(s.text, g)) for s, g in stated}:
        return False
    return any(_written(text, figure) & _bare(s) for s in stretches)


def _written(text: str, figure: Figure) -> frozenset[Decimal]:
    """The number of a figure as it is written; its value, where that has no unit to convert."""
    if figure.kind in (FigureKind.NUMBER, FigureKind.MONEY, FigureKind.SHARE):
        return frozenset((figure.value,))
    return _numerals(text[figure.start : figure.end])


def _scale(text: str, figure: Figure) -> Decimal | None:
    """What a figure with a unit is of that for each one written: 24 hours a day; else None."""
    written = _numerals(text[figure.start : figure.end])
    if figure.kind is not FigureKind.DURATION or len(written) != 1:
        return None
    (number,) = written
    return figure.value / number if number else None


def _bare(stretch: Stated) -> frozenset[Decimal]:
    """The numbers of a stretch that have no unit, those that count nothing among them."""
    text = stretch.text
    for figure in stretch.figures:
        text = text[: figure.start] + " " * (figure.end - figure.start) + text[figure.end :]
    counts = (f.value for f in stretch.figures if f.kind is FigureKind.NUMBER)
    return _numerals(text) | frozenset(counts)


def _numerals(written: str) -> frozenset[Decimal]:
    folded = fold(written).text
    return frozenset(n.value for n in (*in_digits(folded), *in_words(folded)))


def _rank(text: str, claimed: Sequence[Figure], stretches: Sequence[Stated]) -> str | None:
    for ordinal in ordinals(text):
        inside = any(f.start < ordinal.end and ordinal.start < f.end for f in claimed)
        if inside or any(ordinal.value in s.ranks for s in stretches):
            continue
        if not _A_PART.search(text, 0, ordinal.start) or not _shared(text, ordinal, stretches):
            return text[ordinal.start : ordinal.end]
    return None


def _unread(text: str, claimed: Sequence[Figure], stretches: Sequence[Stated]) -> str | None:
    """Digits that make no figure (CO2, A-12, 5G) stand in the passage as they are written."""
    for match in _WRITTEN.finditer(text):
        if any(f.start <= match.start() < f.end for f in claimed):
            continue
        if any(o.start <= match.start() < o.end for o in ordinals(text)):
            continue
        word = re.compile(rf"(?<!\d){re.escape(match.group())}(?!\d)")
        if not any(word.search(s.text) for s in stretches):
            return match.group()
    return None


def _other_time(text: str, claimed: Sequence[Figure], stretches: Sequence[Stated]) -> str | None:
    """A time of the claim, where all that states its amounts speaks of other times."""
    times = [f for f in claimed if f.kind in TIMES]
    for amount in (f for f in claimed if f.kind not in TIMES):
        telling = [s for s in stretches if any(carries(g, amount) for g in s.figures)]
        if not telling:  # told with its unit left out
            continue
        dated = [s for s in telling if any(g.kind in TIMES for g in s.figures)]
        if len(dated) < len(telling):
            continue
        for time in times:
            if not any(carries(g, time) for s in dated for g in s.figures):
                return text[time.start : time.end]
    return None


def _crossed(text: str, claimed: Sequence[Figure], stretches: Sequence[Stated]) -> str | None:
    """One amount and one time of the claim that each belong to another one in the source.

    A sentence that tells as many amounts as times, "54 % in 2017, 88 % in 2023", pairs them in
    order.
    """
    amounts, times = _parted(claimed)
    if len(amounts) != 1 or len(times) != 1:
        return None
    telling = [s for s in stretches if any(carries(g, amounts[0]) for g in s.figures)]
    for stretch in telling:
        stated_amounts, stated_times = _parted(stretch.figures)
        if not 1 < len(stated_amounts) == len(stated_times):
            return None
        pairs = zip(stated_amounts, stated_times, strict=True)
        if any(carries(a, amounts[0]) and carries(t, times[0]) for a, t in pairs):
            return None
    return text[times[0].start : times[0].end] if telling else None


def _parted(found: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Amounts and times."""
    return ([f for f in found if f.kind not in TIMES], [f for f in found if f.kind in TIMES])
