"""Repetition detection: ends a degenerate stream ("the port of the port of...")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LOOK_BACK = 600
"""Characters of the end that are looked at."""
EVERY = 80
"""Characters after which it is looked at again."""
_REPEATED = re.compile(r"(?P<unit>.{6,140}?)(?P=unit){3,}(?P<rest>.{0,139})$", re.DOTALL)
"""Something that occurs four times in a row or more, and what follows it."""


class RepetitionGuard:
    """Ends a stream where it repeats itself; ``found``: whether it did."""

    def __init__(self) -> None:
        self.found = False

    def watched(self, pieces: Iterable[str]) -> Iterator[str]:
        """The stream up to there."""
        tail, since = "", 0
        for piece in pieces:
            yield piece
            tail, since = (tail + piece)[-LOOK_BACK:], since + len(piece)
            if since >= EVERY:
                since = 0
                if repeats(tail):
                    self.found = True
                    return


def repeats(text: str) -> bool:
    """Whether the end of a text is some words again and again."""
    found = _REPEATED.search(text)
    if found is None or not re.search(r"\w", found["unit"]):
        return False
    return found["unit"].startswith(found["rest"])
