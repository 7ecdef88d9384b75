"""A PDF page to lines in reading order, with the place, size and weight of their letters.

Two columns are read one after the other, also where the file draws them line by line across. Small
raised figures after a word are calls for notes: they go, or "2023" would read "20231".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.characters import tidy
from ingest.pdf.pieces import Piece, read_pieces

if TYPE_CHECKING:
    from pypdf import PageObject

_CALL = re.compile(r"\s*[\d*†‡]{1,3}([,\s]+\d{1,3})*\s*")
SAME_LINE = 0.45  # of the letters' size: how far apart parts of one line may stand
SMALL = 0.8  # of the size beside it: a note's call is smaller
COLUMN_LINES = 6  # lines that begin at one place: a column
COLUMN_CHARS = 18  # characters of such a line, on average: in a table there are fewer
LETTER = 0.46  # of their size: the usual width of letters
ROOM = 0.5  # of the letters' size: as much before a part of a line makes it a cell
GAP = 1.2  # of the letters' size: less room than that parts no columns


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a line with room before and after it; ``end`` is estimated."""

    x: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: ``x`` and ``y`` of its first letter in points, y upwards; ``end`` is the
    estimated x of its last. ``table`` numbers the tables of a document; 0 is none."""

    text: str
    x: float
    y: float
    end: float
    size: float
    bold: bool
    page: int
    column: int = 0
    cells: tuple[Cell, ...] = ()
    table: int = 0


def read_lines(page: PageObject, number: int) -> list[Line]:
    """The lines of a page in reading order; what pypdf raises goes through."""
    pieces = read_pieces(page)
    starts = _column_starts(_rows(pieces, ()))
    lines = [_line(row, number, starts) for row in _rows(pieces, starts)]
    return _in_order([line for line in lines if line.text], starts)


def _rows(pieces: Sequence[Piece], starts: Sequence[float]) -> list[list[Piece]]:
    """Pieces of one line together, in the order in which they were drawn."""
    rows: list[list[Piece]] = []
    for piece in pieces:
        if rows and _continues(rows[-1], piece, starts):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _continues(row: Sequence[Piece], piece: Piece, starts: Sequence[float]) -> bool:
    last = row[-1]
    level = abs(piece.y - row[0].y) <= SAME_LINE * max(piece.size, row[0].size)
    if not level or piece.x < last.x - 1:
        return False
    return not any(abs(piece.x - start) <= 1.5 and row[0].x < start - 10 for start in starts[1:])


def _line(row: Sequence[Piece], number: int, starts: Sequence[float]) -> Line:
    size = Counter[float]()
    for piece in row:
        size[round(piece.size * 2) / 2] += len(piece.text.strip())
    common = size.most_common(1)[0][0]
    kept = [p for n, p in enumerate(row) if not (n and _is_call(p, row[0].y, common))]
    letters = sum(len(p.text.strip()) for p in kept)
    bold = sum(len(p.text.strip()) for p in kept if p.bold)
    first, last = row[0], row[-1]
    column = sum(first.x >= start - 1.5 for start in starts[1:])
    text = tidy("".join(p.text for p in kept))
    weight = bold > letters / 2
    return Line(text, first.x, first.y, last.end, common, weight, number, column, _cells(kept))


def _cells(row: Sequence[Piece]) -> tuple[Cell, ...]:
    """The parts of a line, parted where more room is left than a word needs."""
    cells: list[Cell] = []
    for piece in row:
        end = piece.x + LETTER * piece.size * len(piece.text.strip())
        if cells and piece.x - cells[-1].end < ROOM * piece.size:
            last = cells[-1]
            cells[-1] = Cell(last.x, end, tidy(f"{last.text}{piece.text}"))
        else:
            cells.append(Cell(piece.x, end, tidy(piece.text)))
    return tuple(cells)


def _is_call(piece: Piece, y: float, size: float) -> bool:
    """Whether a piece is the call for a note."""
    raised = piece.y > y + 0.15 * size
    return raised and piece.size < SMALL * size and _CALL.fullmatch(piece.text) is not None


def _column_starts(rows: Sequence[Sequence[Piece]]) -> tuple[float, ...]:
    """Where the columns of a page begin, from the left; a single one where prose does not part.

    A column is a place where many long lines begin, whose left neighbours end before it.
    """
    pieces = [piece for row in rows for piece in row]
    found: Counter[float] = Counter()
    lengths: Counter[float] = Counter()
    for row in rows:
        for place, piece in enumerate(row):
            if place == 0 or piece.x - row[place - 1].end > -GAP * piece.size:
                found[round(piece.x)] += 1
                lengths[round(piece.x)] += len(piece.text.strip())
    starts: list[float] = []
    for start in sorted(found):
        prose = found[start] >= COLUMN_LINES and lengths[start] >= COLUMN_CHARS * found[start]
        if prose and (not starts or _parts(pieces, starts[-1], start)):
            starts.append(float(start))
    return tuple(starts)


def _parts(pieces: Sequence[Piece], left: float, start: float) -> bool:
    """Whether lines from ``left`` end before ``start``: a real gutter, no mere indent."""
    near = [p for p in pieces if left - 1.5 <= p.x < start - 10]
    if start - left < 100 or len(near) < COLUMN_LINES:
        return False
    crossing = sum(p.x + 0.4 * p.size * len(p.text.strip()) > start for p in near)
    return crossing <= 0.2 * len(near)


def _in_order(lines: list[Line], starts: Sequence[float]) -> list[Line]:
    """The lines as drawn, unless they jump between the columns: then column by column."""
    if len(starts) < 2:
        return lines
    jumps = sum(a.column != b.column for a, b in pairwise(lines))
    return lines if jumps <= 2 * len(starts) else list(_by_column(lines, starts))


def _by_column(lines: Sequence[Line], starts: Sequence[float]) -> Iterator[Line]:
    """Lines that cross a gutter part the page into bands; in a band columns follow each other."""
    band: list[Line] = []
    for line in lines:
        if _crosses(line, starts):
            yield from sorted(band, key=lambda held: held.column)
            band = []
            yield line
        else:
            band.append(line)
    yield from sorted(band, key=lambda held: held.column)


def _crosses(line: Line, starts: Sequence[float]) -> bool:
    reach = line.x + 0.4 * line.size * len(line.text)
    return any(line.x < start - 10 and reach > start + 20 for start in starts[1:])
