"""Tables of a PDF, told by gaps within lines: each row becomes one line that knows its cells.

A table is a line of short names with at least two rows below it, drawn row by row, whose cells
stand under the names, with figures in one column at least: without figures, prose in several fonts
looks alike. A cell of several lines is put together. Knows nothing of what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf.lines import Cell, Line

Row = list[list[Cell]]
"""The cells of each column; several where the text goes on below."""

FEWEST_ROWS = 2
NAME_WORDS = 6
MOSTLY = 0.7  # share of a column's cells that are figures
_FIGURE = re.compile(
    r"[-+–−~<>≈]?\s?[$€£]?\s?\d[\d.,\s]*\s?(?:%|‰|[$€£]|[^\W\d_]{1,3})?|[-–—]|n/?[ad]"
)
APART = 6.0  # of the letters' size: rows further apart are not of one table


def with_tables(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of each table as one line a row with its ``cells`` and a ``table``."""
    kept: list[Line] = []
    place, number = 0, 0
    while place < len(lines):
        rows, after = _table(lines, place)
        if len(rows) > FEWEST_ROWS:
            number += 1
            kept += (replace(_whole(row, lines[place]), table=number) for row in rows)
            place = after
        else:
            kept.append(lines[place])
            place += 1
    return kept


def _table(lines: Sequence[Line], start: int) -> tuple[list[Row], int]:
    """The rows of the table that begins with a line, and the place of the line after it."""
    head = lines[start]
    if len(head.cells) < 2 or not _names(head) or not _follow(head, lines[start + 1 : start + 4]):
        return [], start
    columns = [[cell] for cell in head.cells]
    rows: list[Row] = [[[cell] for cell in head.cells]]
    place = start + 1
    for line in lines[start + 1 :]:
        before = lines[place - 1]
        near = abs(before.y - line.y) <= APART * line.size
        found = _placed(line.cells, columns) if line.page == head.page and near else None
        if found is None:
            break
        if 0 in found:
            rows.append([[] for _ in columns])
        for column, cell in found.items():
            rows[-1][column].append(cell)
            if len(found) == len(columns):
                columns[column].append(cell)
        place += 1
    return (rows, place) if _has_figures(rows[1:]) else ([], start)


def _names(line: Line) -> bool:
    """Whether the cells of a line may name columns: short, with letters, no sentence."""
    texts = [cell.text for cell in line.cells]
    return all(
        len(text.split()) <= NAME_WORDS and re.match(r"[^\W\d_]", text) and text[-1] not in ".,;"
        for text in texts
    )


def _has_figures(rows: Sequence[Row]) -> bool:
    """Whether a column after the first holds little but figures."""
    for column in range(1, len(rows[0]) if rows else 0):
        texts = [" ".join(c.text for c in row[column]) for row in rows]
        figures = sum(_FIGURE.fullmatch(text) is not None for text in texts)
        if figures >= max(FEWEST_ROWS, MOSTLY * len(texts)):
            return True
    return False


def _follow(head: Line, below: Sequence[Line]) -> bool:
    """Whether a line of as many cells stands soon below a line."""
    return any(len(line.cells) == len(head.cells) and line.page == head.page for line in below)


def _placed(cells: Sequence[Cell], columns: Sequence[Sequence[Cell]]) -> dict[int, Cell] | None:
    """Each cell with its column; None where they do not stand under the table's columns."""
    if len(cells) == len(columns):
        apart = all(
            cells[n].end <= min(c.x for c in columns[n + 1]) + 2 for n in range(len(cells) - 1)
        )
        return dict(enumerate(cells)) if apart else None
    found: dict[int, Cell] = {}
    for cell in cells:
        spans = [(min(c.x for c in column), max(c.end for c in column)) for column in columns]
        under = [n for n, (x, end) in enumerate(spans) if cell.x < end + 2 and cell.end > x - 2]
        if len(under) != 1 or under[0] in found:
            return None
        found[under[0]] = cell
    return found


def _whole(row: Row, head: Line) -> Line:
    """A row as one line with a cell for each column."""
    cells = tuple(Cell(0.0, 0.0, " ".join(c.text for c in column)) for column in row)
    text = " ".join(cell.text for cell in cells if cell.text)
    return replace(head, text=text, cells=cells)
