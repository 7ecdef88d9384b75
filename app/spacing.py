"""French typography: no-break spaces before ; : ! ? » % €, and after «; the decimal comma.

For display only; stored, queried and quoted text stays unchanged.
"""

from __future__ import annotations

import re

from domain.types import Language

_BEFORE = re.compile(r"(?<=\S) (?=[;:!?»%€]+(?:[\s.,;:)»\]]|$))")
_AFTER = re.compile(r"(?<=«) (?=\S)")
_KEPT = "\N{NO-BREAK SPACE}"


def bound(text: str) -> str:
    """The text with those spaces, of unchanged length, so that punctuation stays on its line."""
    return _AFTER.sub(_KEPT, _BEFORE.sub(_KEPT, text))


def decimal(value: float, language: Language, places: int = 1) -> str:
    """A number with so many decimals, in the notation of the language."""
    written = f"{value:.{places}f}"
    return written.replace(".", ",") if language is Language.FR else written
