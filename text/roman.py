"""Roman numerals up to a few hundred, as in numbers of chapters and centuries."""

from __future__ import annotations

import re

ROMAN = r"(?=[CLXVI])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
"""A pattern for one in capitals; it must be bounded by what surrounds it."""
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_WELL_FORMED = re.compile(ROMAN)


def value(numeral: str) -> int | None:
    """The value of a Roman numeral in capitals; None where it is not one."""
    if not _WELL_FORMED.fullmatch(numeral):
        return None
    values = [_VALUES[letter] for letter in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
