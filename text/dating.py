"""Date formatting for display (2 mai 2024, May 2024, 2024), from Unicode CLDR through babel."""

from __future__ import annotations

import re
from datetime import date

from domain.types import Language

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DAY, _MONTH = "d MMMM y", "MMMM y"  # in both languages


def written(iso: str, language: Language) -> str:
    """An ISO 8601 date (YYYY, YYYY-MM or YYYY-MM-DD, a time after it is dropped), in words.

    A value that is not a date is returned unchanged.
    """
    from babel.dates import format_date

    found = _ISO.match(iso)
    if not found or not found[2]:
        return found[1] if found else iso
    try:
        day = date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return iso
    formatted = format_date(day, _DAY if found[3] else _MONTH, locale=language.value)
    first = found[3] == "01" and language is Language.FR
    return formatted.replace("1 ", "1er ", 1) if first else formatted
