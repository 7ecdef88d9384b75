"""Which characters of a text are already read, so that nothing is read twice.

Asking costs the length of the stretch, however much is taken. Knows nothing of what is read.
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
