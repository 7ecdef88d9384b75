"""Table grid: every cell at each place that it covers, row and column spans resolved.

The readers of HTML, Word, OpenDocument, PDF and Markdown give rows of cells in the order of the
file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_ACROSS = 100  # columns that one cell may cover; HTML allows 1000
MOST_PLACES = 200_000  # of a grid, beyond one for each cell


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as its file has it: ``across`` columns and ``down`` rows.

    ``head`` states that the format marks it as a head (``th``), ``strong`` that it is bold or
    marked by its class, ``shaded`` that it has a background of its own.
    """

    text: str
    across: int = 1
    down: int = 1
    head: bool = False
    strong: bool = False
    shaded: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A cell with the row and the column where it begins; the same object wherever it reaches."""

    cell: Cell
    row: int
    column: int

    @property
    def text(self) -> str:
        """The text of the cell."""
        return self.cell.text


Row = tuple[Placed | None, ...]
"""One place for each column; None where the file has no cell."""

Grid = tuple[Row, ...]


def is_too_large(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the spans of a table cover more places than a grid may have."""
    places = (min(max(1, c.across), MOST_ACROSS) * max(1, c.down) - 1 for row in rows for c in row)
    return sum(places) > MOST_PLACES


def resolve(rows: Sequence[Sequence[Cell]]) -> Grid:
    """The grid of a table; all rows are equally long. Where cells overlap, the later is cut.

    The rows must not be ``is_too_large``.
    """
    lines: list[list[Placed | None]] = []
    reaching: dict[int, tuple[Placed, int]] = {}
    for number, row in enumerate(rows):
        reaching = {column: span for column, span in reaching.items() if span[1] > 0}
        line = _line(number, row, reaching)
        lines.append(line)
        reaching = {column: (placed, left - 1) for column, (placed, left) in reaching.items()}
    width = max(map(len, lines), default=0)
    return tuple((*line, *[None] * (width - len(line))) for line in lines)


def _line(
    number: int, row: Sequence[Cell], reaching: dict[int, tuple[Placed, int]]
) -> list[Placed | None]:
    """The places of one row; ``reaching`` is the spans from above, and is extended."""
    line: dict[int, Placed] = {column: placed for column, (placed, _) in reaching.items()}
    column = 0
    for cell in row:
        while column in line:
            column += 1
        placed = Placed(cell, number, column)
        for _ in range(min(max(1, cell.across), MOST_ACROSS)):
            if column in line:
                break
            line[column] = placed
            reaching[column] = (placed, max(1, cell.down))
            column += 1
    return [line.get(place) for place in range(max(line, default=-1) + 1)]


def cells_of(row: Row) -> list[Placed]:
    """The cells of a row from the left, each once."""
    found: list[Placed] = []
    for placed in row:
        if placed is not None and placed not in found[-1:]:
            found.append(placed)
    return found


def texts_of(row: Row) -> tuple[str, ...]:
    """The text at each place of a row; empty where there is no cell."""
    return tuple(placed.text if placed is not None else "" for placed in row)


def joined(parts: Sequence[str]) -> str:
    """The lines or paragraphs of a cell as one line; two figures are never read as one."""
    text = ""
    for part in filter(None, (" ".join(part.split()) for part in parts)):
        figures = re.search(r"\d$", text) and part[0].isdigit()
        text = f"{text}{' / ' if figures else ' '}{part}" if text else part
    return text
