"""Header detection in tables: rows that the file marks, else those that certainly name columns.

A first row is certain where it is set apart (bold, shaded), where its corner is empty, or where it
has words or years above columns of figures. A list of pairs ("Capital | Selm") looks alike in two
columns, so there the figures below must all be of one form. Anything less names nothing: a false
pair of name and value is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.tables.grid import Grid, Placed, Row, cells_of, texts_of

MOST_HEADS = 5  # rows of heads
HEAD_WORDS = 12  # a cell with more words does not name a column
MOSTLY = 0.7  # of a column's cells are figures: it is a column of figures
_FIGURE = re.compile(
    r"[-+–−~<>≈±(]?\s?[$€£]?\s?\d[\d.,\s\u00a0\u202f/'’]*\)?\s?(?:%|‰|[$€£]|[^\W\d_]{1,3}[²³]?)?"
    r"|[-–—]|n/?[ad]\.?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:[^\W\d_]{1,2}\s?)?(?:1[89]|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?\*?")


def count_heads(grid: Grid, marked: int) -> int:
    """How many leading rows name the columns; ``marked`` are those marked by the format."""
    if len(grid) < 2:
        return 0
    count = max(marked if marked < len(grid) else 0, _leading_heads(grid))
    if not count:
        count = next((n for n in _candidates(grid) if _is_sure(grid, n)), 0)
    return _with_spans(grid, count) if count else 0


def renames_columns(row: Row) -> bool:
    """Whether a row among others marks all its cells as heads, without the figures of a total."""
    return is_head_row(row) and all(is_name(placed.text) for placed in cells_of(row)[1:])


def is_set_apart(row: Row) -> bool:
    """Whether all cells with text are bold, shaded, or marked as heads."""
    filled = [placed for placed in cells_of(row) if placed.text]
    return len(filled) > 1 and all(_is_set_apart(p) or p.cell.head for p in filled)


def is_head_row(row: Row) -> bool:
    """Whether the format marks all the cells of a row as heads, but for an unmarked corner."""
    cells = cells_of(row)
    after = [placed for placed in cells[1:] if placed.text]
    corner = cells[0] if cells else None
    if corner is None or not after or not all(placed.cell.head for placed in after):
        return False
    return corner.cell.head or not corner.text or len(after) > 1


def _leading_heads(grid: Grid) -> int:
    """The leading rows whose cells are all marked, except a total; none where all rows are."""
    if not is_head_row(grid[0]):
        return 0
    count = next((n for n, row in enumerate(grid) if n and not renames_columns(row)), len(grid))
    return count if count < len(grid) else 0


def _candidates(grid: Grid) -> Iterator[int]:
    """The rows that are set apart; else one row, or two where the first has cells that span."""
    strong = next((n for n, row in enumerate(grid) if not _is_strong(row)), len(grid))
    if 1 < strong <= MOST_HEADS and strong < len(grid):
        yield strong
    yield 1
    if len(grid) > 2 and any(c.cell.across > 1 or c.cell.down > 1 for c in cells_of(grid[0])):
        yield 2


def _is_sure(grid: Grid, count: int) -> bool:
    """Whether the first rows surely name the columns of the others."""
    heads = grid[:count]
    repeated = {texts_of(row) for row in heads}
    body = [row for row in grid[count:] if texts_of(row) not in repeated and not _is_across(row)]
    above = [placed for row in heads for placed in cells_of(row)]
    if any(len(placed.text.split()) > HEAD_WORDS for placed in above):
        return False
    if _reaches_below(grid, count):
        return False
    filled = [placed for placed in above if placed.text]
    if len(filled) > 1 and all(map(_is_set_apart, filled)):
        sure = len(body) > 1 or all(placed.cell.strong for placed in filled)
        if not any(_is_strong(row) for row in body):
            return sure
    named = [any(names) for names in zip(*map(texts_of, heads), strict=True)]
    if not all(named[1:]):
        return False
    if not all(is_name(placed.text) for placed in filled):
        return False
    spanned = any(placed.cell.across > 1 for placed in cells_of(heads[-1]))
    filled_below = all(texts_of(row)[0] for row in body)
    labels = any(p.text[0].islower() or p.text.endswith(":") for p in filled)
    if not named[0] and filled_below and not spanned and not labels:
        return True  # rests of sentences and labels of a form may leave a corner empty too
    return _above_figures(heads[-1], body)


def _is_across(row: Row) -> bool:
    """Whether a row is one text across the table, a note or a group's name: in no column."""
    return len(row) > 1 and len(cells_of(row)) == 1


def _reaches_below(grid: Grid, count: int) -> bool:
    """Whether a cell of the first rows goes on in the row below them."""
    above, below = grid[count - 1], grid[count]
    return any(a is not None and a is b for a, b in zip(above, below, strict=True))


def _is_strong(row: Row) -> bool:
    filled = [placed for placed in cells_of(row) if placed.text]
    return len(filled) > 1 and all(map(_is_set_apart, filled))


def _is_set_apart(placed: Placed) -> bool:
    return placed.cell.strong or placed.cell.shaded


def is_name(text: str) -> bool:
    """A word, or a year; a figure does not name a column."""
    return _YEAR.fullmatch(text) is not None or not is_figure(text)


def is_figure(text: str) -> bool:
    """Whether a cell contains a figure with at most a unit, or states that there is none."""
    return _FIGURE.fullmatch(text) is not None


def _above_figures(head: Row, body: Sequence[Row]) -> bool:
    """Whether a row names columns of figures; dates and years below do not count
    for a year above.
    """
    if len(body) < 2:
        return False
    columns = list(zip(*map(texts_of, body), strict=True))
    above = [placed.text if placed is not None else "" for placed in head]
    figures = [n for n, texts in enumerate(columns) if above[n] and _has_figures(texts)]
    contrast = [n for n in figures if not _alike(head[n], columns[n])]
    if len(contrast) < len(figures) or not contrast:
        return False
    if len(head) > 2 or len(contrast) == len(head):
        return True
    return len(body) > 2 and len({_form(text) for n in contrast for text in columns[n]}) == 1


def _has_figures(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    figures = sum(is_figure(text) for text in filled)
    return len(filled) > 1 and figures >= MOSTLY * len(filled)


def _alike(head: Placed | None, below: Sequence[str]) -> bool:
    """Whether a year is above years: the first row is a row like the others."""
    year = head is not None and _YEAR.fullmatch(head.text) is not None
    return year and any(_YEAR.fullmatch(text) for text in below)


def _form(figure: str) -> str:
    """A figure without its digits: its unit."""
    return re.sub(r"[\d.,\s\u00a0\u202f'’]", "", figure)


def _with_spans(grid: Grid, count: int) -> int:
    """The rows of heads with those that their cells reach into, or that part what they span."""
    whole = count
    while whole < min(len(grid) - 1, MOST_HEADS):
        if not _reaches_below(grid, whole) and not _parts_spans(grid, whole):
            return whole
        whole += 1
    return whole if whole < len(grid) and not _reaches_below(grid, whole) else count


def _parts_spans(grid: Grid, count: int) -> bool:
    """Whether the row below the heads names the parts of what a head spans."""
    spanned = [n for n, p in enumerate(grid[count - 1]) if p is not None and p.cell.across > 1]
    whole = len(cells_of(grid[count - 1])) == 1
    if not spanned or whole or len(grid) - count < 3:
        return False
    texts = texts_of(grid[count])
    if not all(texts[n] and is_name(texts[n]) for n in spanned):
        return False
    below = list(zip(*map(texts_of, grid[count + 1 :]), strict=True))
    return any(_has_figures(below[n]) for n in spanned)
