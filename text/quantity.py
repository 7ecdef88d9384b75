"""What a figure is once it is read: a value in a base unit, comparable across notations.

This module knows nothing of how figures are written; text.figures reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class FigureKind(StrEnum):
    """What a figure measures; NUMBER counts things."""

    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    YEAR = "year"
    DATE = "date"
    DURATION = "duration"
    LENGTH = "length"
    AREA = "area"
    VOLUME = "volume"
    MASS = "mass"
    POWER = "power"
    ENERGY = "energy"
    SPEED = "speed"
    TEMPERATURE = "temperature"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text; text[start:end] is how it is written, unit included.

    ``unit`` is None for NUMBER and YEAR, an ISO 4217 code for MONEY, "%" for SHARE, and the base
    unit of the kind otherwise ("metre", "watt", "month" or "second"...): 2 km has the value 2000.
    For DATE it is the precision: "day" (value YYYYMMDD), "month" (YYYYMM), "day of year" (MMDD),
    "decade" (its first year) or "century" (its number).
    """

    value: Decimal
    unit: str | None
    kind: FigureKind
    start: int
    end: int


def same(a: Figure, b: Figure) -> bool:
    """Whether two figures say the same, however and in whichever language they are written."""
    return (a.kind, a.unit, a.value) == (b.kind, b.unit, b.value)


def carries(stated: Figure, claimed: Figure) -> bool:
    """Whether a stated figure bears out a claimed one: the same, or the same told with less.

    March 2020 bears out 2020, and 24 billion euros bears out 24 billion; never the other way. A
    bare four-digit number may be read as a year on one side and as a count on the other.
    """
    if same(stated, claimed):
        return True
    if stated.kind is FigureKind.DATE:
        return _within(stated, claimed)
    kinds = (stated.kind, claimed.kind)
    return kinds in _TOLD_WITH_LESS and stated.value == claimed.value


_TOLD_WITH_LESS = (
    (FigureKind.MONEY, FigureKind.NUMBER),
    (FigureKind.YEAR, FigureKind.NUMBER),
    (FigureKind.NUMBER, FigureKind.YEAR),
)


def _within(stated: Figure, claimed: Figure) -> bool:
    """Whether a day or a month lies in the month, the year or on the yearly day that is claimed."""
    if stated.unit not in ("day", "month"):
        return False
    month = stated.value // 100 if stated.unit == "day" else stated.value
    if claimed.kind is FigureKind.YEAR:
        return month // 100 == claimed.value
    if claimed.unit == "day of year":
        return stated.unit == "day" and stated.value % 10_000 == claimed.value
    return claimed.unit == "month" and month == claimed.value
