"""Table linearisation: rows as lines that can be quoted alone, each value with its column's name.

"Country: Estria; Type: Long; Days: 365". Without certain column names the cells stay as
they are: "Estria; Long; 365".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.document import Block, BlockKind
from ingest.tables.grid import (
    Cell,
    Grid,
    Placed,
    Row,
    cells_of,
    is_too_large,
    joined,
    resolve,
    texts_of,
)
from ingest.tables.heads import count_heads, is_set_apart, renames_columns

LAYOUT_WORDS = 60  # a table with a longer cell is for layout
GROUP_WORDS = 12  # a line across the table with more words is a note, not the name of rows
_COLON = re.compile(r"[\s\u00a0\u202f]*:$")
_STOP = re.compile(r"[.!?…][»”\"')\]\s]*$")
Names = Sequence[tuple[str, ...]]
"""The heads above each column, from the outermost in."""


def cell_text(found: Iterable[Block], inner: list[Block]) -> str:
    """The text of a cell from the blocks in it; rows of a table within it go to ``inner``."""
    lines = []
    for block in found:
        if block.kind is BlockKind.ROW:
            inner.append(block)
        else:
            lines.append(block.text)
    return joined(lines)


def blocks(rows: Sequence[Sequence[Cell]], marked: int = 0) -> Iterator[Block]:
    """A table as blocks; ``marked`` is how many leading rows the format marks as heads.

    A layout table gives paragraphs; a line across it gives a paragraph where it
    is above the heads, and else begins each of the rows below it. The rows of a grid that is
    too large stay as they are.
    """
    if is_too_large(rows):
        lines = ("; ".join(cell.text for cell in row if cell.text) for row in rows)
        yield from (Block(line, BlockKind.ROW) for line in lines if line)
        return
    resolved = resolve(rows)
    grid = tuple(row for row in resolved if _has_text(row))
    marked = sum(map(_has_text, resolved[:marked]))
    if not grid:
        return
    if _is_layout(grid):
        for cell in _once(grid):
            yield Block(cell.text)
        return
    while len(grid) > 1 and _is_across(grid[0]):
        yield Block(cells_of(grid[0])[0].text)
        grid, marked = grid[1:], marked - 1
    count = count_heads(grid, max(marked, 0))
    yield from _body(grid[:count], grid[count:])


def _has_text(row: Row) -> bool:
    return any(placed is not None and placed.text for placed in row)


def _is_layout(grid: Grid) -> bool:
    width = len(grid[0])
    return width == 1 or any(len(p.text.split()) > LAYOUT_WORDS for p in _once(grid))


def _once(grid: Grid) -> list[Placed]:
    """Every cell with text, once."""
    found = {id(p): p for row in grid for p in row if p is not None and p.text}
    return list(found.values())


def _is_across(row: Row) -> bool:
    """Whether one cell covers the whole width of the table, or is alone in its row."""
    first = row[0]
    return len(row) > 1 and first is not None and all(p is first or p is None for p in row)


def _is_group(row: Row) -> bool:
    """Whether a row has nothing but a first cell that is set apart: the name of rows below it."""
    first, rest = row[0], row[1:]
    if first is None or not first.text or any(p is not None and p.text for p in rest):
        return False
    apart = first.cell.strong or first.cell.shaded or first.cell.head
    return len(row) > 2 and apart and not any(p is first for p in rest)


def _body(heads: Grid, body: Grid) -> Iterator[Block]:
    """The rows below the heads; repeated heads are dropped, new ones replace the old."""
    names = _names(heads)
    group, fresh = "", False
    last = _last_values(body)
    for place, row in enumerate(body):
        if _is_across(row) or _is_group(row):
            text = cells_of(row)[0].text
            note = len(text.split()) > GROUP_WORDS or _STOP.search(text) is not None
            below = body[place + 1 :]
            group = "" if note or not below else text
            if note or not below or _is_across(below[0]) or _is_group(below[0]):
                yield Block(text, BlockKind.ROW)
        elif heads and texts_of(row) in map(texts_of, heads):
            continue
        elif renames_columns(row) and place < last:
            names = _names((*heads, row)) if fresh else _names((row,))
            heads, fresh = (*heads, row) if fresh else (row,), True
            continue
        else:
            group = "" if is_set_apart(row) else group  # a total does not belong to the last group
            text = _sentence(row, names)
            yield Block(f"{group}; {text}" if group else text, BlockKind.ROW)
        fresh = False


def _last_values(body: Grid) -> int:
    """The place of the last row that has values; -1 where all rows are names."""
    values = (
        n
        for n, row in enumerate(body)
        if not (_is_across(row) or _is_group(row) or renames_columns(row))
    )
    return max(values, default=-1)


def _names(heads: Grid) -> Names:
    columns = range(len(heads[0])) if heads else range(0)
    return [_name([row[column] for row in heads]) for column in columns]


def _name(above: Sequence[Placed | None]) -> tuple[str, ...]:
    """The heads above a column; one that reaches over several rows counts once."""
    parts: list[str] = []
    for placed in above:
        text = _COLON.sub("", placed.text) if placed is not None else ""
        if text and text not in parts[-1:]:
            parts.append(text)
    return tuple(parts)


def _sentence(row: Row, names: Names) -> str:
    """A row as "name: value; name: value"."""
    cells = cells_of(row)
    if not any(names) and len(cells) > 1 and _is_row_head(cells):
        rest = "; ".join(placed.text for placed in cells[1:] if placed.text)
        return f"{_COLON.sub('', cells[0].text)}: {rest}" if rest else cells[0].text
    filled = [placed for placed in cells if placed.text]
    if filled == cells[:1] and len(row) > 2:
        return cells[0].text  # the name of the rows below it, not a value of the first column
    pairs = [(_name_of(placed, row, names), placed.text) for placed in filled]
    parts = [f"{name}: {text}" if name else text for name, text in pairs]
    return "; ".join(parts).replace(":; ", ": ")


def _is_row_head(cells: Sequence[Placed]) -> bool:
    """Whether the first cell alone is marked as a head: it names the row."""
    return cells[0].cell.head and bool(cells[0].text) and not any(p.cell.head for p in cells[1:])


def _name_of(placed: Placed, row: Row, names: Names) -> str:
    """The name of the columns that a cell covers: what their heads have in common."""
    covered = [names[n] for n, other in enumerate(row) if other is placed and n < len(names)]
    if not covered:
        return ""
    common = covered[0]
    for name in covered[1:]:
        same = next((n for n, (a, b) in enumerate(zip(common, name, strict=False)) if a != b), None)
        common = common[: min(len(common), len(name)) if same is None else same]
    return ", ".join(common)
