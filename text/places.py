"""Occupied spans: which characters of a text are already parsed, so that none is parsed twice.

A query costs the length of the span, however many are taken.
"""

from __future__ import annotations


class Places:
    """The characters of one text; all are free at first."""

    def __init__(self, text: str) -> None:
        self._taken = bytearray(len(text))

    def free(self, start: int, end: int) -> bool:
        """Whether nothing of [start, end) is taken."""
        return self._taken.find(1, start, end) < 0

    def take(self, start: int, end: int) -> None:
        """Take [start, end)."""
        self._taken[start:end] = b"\x01" * (end - start)
