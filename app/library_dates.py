"""Dates of sources as a reader writes them, whole or in part."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from domain.types import Language

_FORMATS = {4: "y", 7: "LLLL y", 10: "long"}  # by the length of the ISO 8601 date

_LOCALES = {Language.FR: "fr_FR", Language.EN: "en_GB"}


def written(value: str, reader: Language) -> str:
    """A date of ISO 8601 in words, as much as it says; as it stands where it is none."""
    day = value[:10]
    try:
        first = date.fromisoformat(day + "-01" * ((10 - len(day)) // 3))
    except ValueError:
        return value
    return format_date(first, _FORMATS.get(len(day), "long"), locale=_LOCALES[reader])
