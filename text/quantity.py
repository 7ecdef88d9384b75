"""Quantities: parsed figures as values in a base unit, comparable across notations."""

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
    VOLTAGE = "voltage"
    SPEED = "speed"
    TEMPERATURE = "temperature"


Says = tuple[FigureKind, str | None, Decimal]
"""A kind, a unit and a value."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text; text[start:end] is how it is written, unit included.

    ``unit`` is None for NUMBER and YEAR, an ISO 4217 code for MONEY, "%" for SHARE, and the base
    unit of the kind otherwise ("metre", "watt", "month" or "second"...): 2 km has the value 2000.
    For DATE it is the precision: "day" (value YYYYMMDD), "month" (YYYYMM), "day of year" (MMDD),
    "quarter" or "half-year" (the year and then its number: 20203), "decade" (its first year) or
    "century" (its number).
    """

    value: Decimal
    unit: str | None
    kind: FigureKind
    start: int
    end: int

    @property
    def says(self) -> Says:
        """Its value without its position."""
        return (self.kind, self.unit, self.value)


def same(a: Figure, b: Figure) -> bool:
    """Whether two figures are equal, however and in whichever language they are written."""
    return a.says == b.says


def carries(stated: Figure, claimed: Figure) -> bool:
    """Whether a stated figure entails a claimed one: equal, or the same at a lower precision.

    March 2020 entails Q1 2020 and 2020, and 24 billion euros entails 24 billion; never the reverse.
    A bare four-digit number may be read as a year on one side and as a count on the other.
    """
    return same(stated, claimed) or claimed.says in carried(stated)


def carried(stated: Figure) -> frozenset[Says]:
    """All that a figure entails, each as a value without position."""
    value, kind = stated.value, stated.kind
    less: set[Says] = {(other, None, value) for other in _IMPLIED_KINDS.get(kind, ())}
    if kind is FigureKind.DATE and stated.unit in ("day", "month"):
        month = value // 100 if stated.unit == "day" else value
        less |= {(FigureKind.YEAR, None, month // 100), (kind, "month", month)}
        less |= _parts_of_year(month // 100, month % 100)
        if stated.unit == "day":
            less.add((kind, "day of year", value % 10_000))
    if kind is FigureKind.DATE and stated.unit in ("quarter", "half-year"):
        less.add((FigureKind.YEAR, None, value // 10))
        if stated.unit == "quarter":
            less |= _parts_of_year(value // 10, value % 10 * 3)
    return frozenset({stated.says, *less})


def _parts_of_year(year: Decimal, month: Decimal) -> set[Says]:
    """The quarter and the half of a year in which a month lies."""
    quarter, half = year * 10 + (month + 2) // 3, year * 10 + (month + 5) // 6
    return {(FigureKind.DATE, "quarter", quarter), (FigureKind.DATE, "half-year", half)}


_IMPLIED_KINDS = {
    FigureKind.MONEY: (FigureKind.NUMBER,),
    FigureKind.YEAR: (FigureKind.NUMBER,),
    FigureKind.NUMBER: (FigureKind.YEAR,),
}
