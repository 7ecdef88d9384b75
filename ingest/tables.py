"""A table's rows as lines that can be quoted by themselves: each value with its column's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.document import Block, BlockKind

LAYOUT_WORDS = 60  # a table with a longer cell lays the page out
HEADER_WORDS = 12  # a cell with more words names no column


def row(header: Sequence[str], cells: Sequence[str]) -> Block:
    """One row: "column: value; column: value"; a cell without a column's name stands alone."""
    names = [*header, *[""] * (len(cells) - len(header))]
    pairs = zip(names, cells, strict=False)
    text = "; ".join(f"{name}: {cell}" if name else cell for name, cell in pairs if cell)
    return Block(text, BlockKind.ROW)


def rows(table: Sequence[Sequence[str]], headed: bool) -> Iterator[Block]:
    """The rows of a table; the first one names the columns where the format says so, or where it
    looks like it. A table that only lays text out gives paragraphs.
    """
    filled = [cells for cells in table if any(cells)]
    if not filled:
        return
    if _is_layout(filled):
        yield from (Block(cell) for cells in filled for cell in cells if cell)
        return
    named = len(filled) > 1 and (headed or _names_columns(filled[0]))
    header = filled[0] if named else ()
    yield from (row(header, cells) for cells in (filled[1:] if named else filled))


def _is_layout(table: Sequence[Sequence[str]]) -> bool:
    single = max(len(cells) for cells in table) == 1
    return single or any(len(cell.split()) > LAYOUT_WORDS for cells in table for cell in cells)


def _names_columns(cells: Sequence[str]) -> bool:
    """Whether cells look like names: each filled (but for the corner), short, and no figure."""
    return all(cells[1:]) and all(
        len(cell.split()) <= HEADER_WORDS and not cell[:1].isdigit() for cell in cells
    )
