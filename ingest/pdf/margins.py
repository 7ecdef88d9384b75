"""Hard line breaks in a PDF: whether the first word of the next line had room on the line.

Automatic line wrapping leaves no such room; a break of the author's does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ingest.pdf.lines import Line

LETTER = 0.45  # of the letters' size: their usual width
LONG_WORD = 10  # letters
MOSTLY = 0.9  # of the lines of a column end before its edge or at it


class Margins:
    """The right edge of the text in each column of each page, in points."""

    def __init__(self, lines: Sequence[Line]) -> None:
        ends: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
        for line in lines:
            if not line.table:
                ends[line.page, line.column].append(line.end)
        self._right = {
            place: sorted(found)[round(MOSTLY * (len(found) - 1))] for place, found in ends.items()
        }

    def had_room(self, last: Line, line: Line) -> bool:
        """Whether the first word of a line would have fitted on the one above it."""
        word = line.text.removeprefix("• ").partition(" ")[0]
        return self._room(last) > (len(word) + 1) * LETTER * line.size

    def is_short(self, line: Line) -> bool:
        """Whether a long word would have fitted on a line."""
        return self._room(line) > LONG_WORD * LETTER * line.size

    def _room(self, line: Line) -> float:
        return self._right.get((line.page, line.column), line.end) - line.end
