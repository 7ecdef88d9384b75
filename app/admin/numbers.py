"""Number formatting for display, from the Unicode CLDR through babel."""

from __future__ import annotations

from domain.types import Language


def grouped(number: int, reader: Language) -> str:
    """A number with its thousands apart: 12 345 in French, 12,345 in English."""
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=reader.value))


def milliseconds(value: float, reader: Language) -> str:
    """A time given in milliseconds, in seconds from one second on."""
    if value < 1_000:
        return f"{value:.0f}\N{NO-BREAK SPACE}ms"
    return f"{_tenths(value / 1_000, reader)}\N{NO-BREAK SPACE}s"


def size(number: int, reader: Language) -> str:
    """A number of bytes in megabytes."""
    unit = "Mo" if reader is Language.FR else "MB"
    return f"{_tenths(number / 1e6, reader)}\N{NO-BREAK SPACE}{unit}"


def _tenths(value: float, reader: Language) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(value, "#,##0.0", locale=reader.value))
