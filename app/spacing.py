"""French spaces that must not begin a line: before ; : ! ? » % €, and after «.

Only what is shown is set so; what is kept, asked or quoted stays as it was written.
"""

from __future__ import annotations

import re

_BEFORE = re.compile(r"(?<=\S) (?=[;:!?»%€]+(?:[\s.,;:)»\]]|$))")
_AFTER = re.compile(r"(?<=«) (?=\S)")
_KEPT = "\N{NO-BREAK SPACE}"


def bound(text: str) -> str:
    """The text with those spaces, as long as it was, so that the signs stay on their line."""
    return _AFTER.sub(_KEPT, _BEFORE.sub(_KEPT, text))
