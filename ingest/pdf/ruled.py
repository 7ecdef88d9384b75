"""Ruled tables of a PDF: the words of each field, as rows of cells or as separate texts.

A line of text that only runs across a table is excluded. Columns are named elsewhere, where the
names are certain.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from ingest.pdf.lines import Line, build_lines, lines_of
from ingest.pdf.rules import Field, Ruled
from ingest.pdf.words import Word
from ingest.tables.grid import Cell, joined
from ingest.tables.heads import is_figure
from ingest.tables.rendering import LAYOUT_WORDS

LONG_COLUMN = 3  # lines in a field: so many may be a column of values
LINE_WORDS = 2  # of a line of text, on average: a column of values has fewer
WORD_SPACE = 0.45  # of the letters' size: wider than the space between two words


def ruled_rows(ruled: Ruled, words: Sequence[Word], page: int, number: int) -> list[Line]:
    """The rows of a ruled table with their cells; none where it is for layout only.

    ``number`` is the table's on its page, from 1; until `with_tables` it is kept negative.
    """
    by_field = list(_words_by_field(ruled, words))
    filled = [(field, found) for field, found in by_field if found]
    rows = {field.row for field, _ in filled}
    columns = {field.column for field, _ in filled}
    if len(rows) < 2 or len(columns) < 2 or len(filled) < 3:
        return []
    if is_layout(ruled, words):
        return []
    lines: list[Line] = []
    by_field.sort(key=lambda pair: (pair[0].row, pair[0].column))
    for _, row in groupby(by_field, key=lambda pair: pair[0].row):
        lines += _ruled_lines(list(row), page, ruled)
    return [replace(line, table=-number) for line in lines]


def is_layout(ruled: Ruled, words: Sequence[Word]) -> bool:
    """Whether a table is for layout only: a field contains a long text."""
    return any(len(found) > LAYOUT_WORDS for _, found in _words_by_field(ruled, words))


def laid_out(ruled: Ruled, words: Sequence[Word], page: int, column: int) -> list[Line]:
    """The lines of each field of a layout by itself; columns count from ``column``.

    None where the fields are not texts of their own: a line runs across the edge of one, a column
    of values is beside a long text, or most of the words are in short fields.
    """
    by_field = dict(_words_by_field(ruled, words))
    long = [field for field, found in by_field.items() if len(found) > LAYOUT_WORDS]
    if 2 * sum(len(by_field[field]) for field in long) < len(words) or _crossed(ruled, words):
        return []
    rows = {field.row for field in long}
    beside = [lines_of(found) for field, found in by_field.items() if found and field.row in rows]
    if not all(len(lines) < LONG_COLUMN or _is_text(lines) for lines in beside):
        return []
    lines: list[Line] = []
    for field in _in_order(list(by_field)):
        first = lines[-1].column + 1 if lines else column
        for line in build_lines(by_field[field], page):
            lines.append(replace(line, column=first + line.column))
    return lines


def _is_text(lines: Sequence[str]) -> bool:
    return sum(len(line.split()) for line in lines) >= LINE_WORDS * len(lines)


def _crossed(ruled: Ruled, words: Sequence[Word]) -> bool:
    rows = _by_row(ruled)
    return any(_runs_across(run, ruled, rows, run[0].size) for run in _runs(words))


def _in_order(fields: Sequence[Field]) -> list[Field]:
    """The fields as they are read: from the top where no field reaches over, else from the left."""
    for first, size in ((_row_of, _down_of), (_column_of, _across_of)):
        parts: list[list[Field]] = []
        end = -1
        for field in sorted(fields, key=first):
            if first(field) >= end:
                parts.append([])
            parts[-1].append(field)
            end = max(end, first(field) + size(field))
        if len(parts) > 1:
            return [field for part in parts for field in _in_order(part)]
    return list(fields)


_row_of, _down_of = attrgetter("row"), attrgetter("down")
_column_of, _across_of = attrgetter("column"), attrgetter("across")


def words_within(ruled: Ruled, words: Sequence[Word], whole: bool = False) -> list[Word]:
    """The words in a ruled table, without the lines that only run across it unless
    ``whole``.
    """
    left, bottom, right, top = ruled.xs[0], ruled.ys[0], ruled.xs[-1], ruled.ys[-1]
    inside = [
        word
        for word in words
        if left <= (word.x + word.end) / 2 <= right and bottom <= word.y + 0.3 * word.size <= top
    ]
    if whole:
        return inside
    sizes = Counter(word.size for word in inside)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    rows = _by_row(ruled)
    across = {
        word.order for run in _runs(inside) if _runs_across(run, ruled, rows, usual) for word in run
    }
    return [word for word in inside if word.order not in across]


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words drawn one after the other on a line in the same letters, a space between them."""
    run: list[Word] = []
    for word in words:
        if run and _follows(run[-1], word):
            run.append(word)
            continue
        if run:
            yield run
        run = [word]
    if run:
        yield run


def _follows(last: Word, word: Word) -> bool:
    alike = (word.y, word.size, word.bold) == (last.y, last.size, last.bold)
    return alike and 0 <= word.x - last.end <= WORD_SPACE * word.size


def _runs_across(
    run: Sequence[Word], ruled: Ruled, rows: Sequence[Sequence[float]], usual: float
) -> bool:
    """Whether a run crosses the edge of a field, and therefore is not the table's."""
    row = _row_at(ruled, run[0].y + 0.3 * run[0].size)
    edges = [x for x in rows[row] if run[0].x < x < run[-1].end] if row is not None else []
    if not edges or abs(run[0].size - usual) > 0.1 * usual:
        return bool(edges)
    reach = 0.25 * usual
    return any(w.x + reach < edge < w.end - reach for w in run for edge in edges)


def _by_row(ruled: Ruled) -> list[list[float]]:
    """The right edges of the fields at each row's height."""
    rows: list[list[float]] = [[] for _ in ruled.ys[1:]]
    for field in ruled.fields:
        for row in range(field.row, field.row + field.down):
            rows[row].append(field.box[2])
    return rows


def _row_at(ruled: Ruled, y: float) -> int | None:
    """The row at a height, counted from the top."""
    if not ruled.ys[0] <= y <= ruled.ys[-1]:
        return None
    last = len(ruled.ys) - 2
    return min(last + 1 - bisect_left(ruled.ys, y), last)


def _words_by_field(ruled: Ruled, words: Sequence[Word]) -> Iterator[tuple[Field, list[Word]]]:
    """Each field with the words in it, in the order in which they are drawn."""
    fields: dict[tuple[int, int], int] = {}
    for number, field in enumerate(ruled.fields):
        for row in range(field.row, field.row + field.down):
            for column in range(field.column, field.column + field.across):
                fields[row, column] = number
    contents: list[list[Word]] = [[] for _ in ruled.fields]
    for word in words:
        place = _row_at(ruled, word.y + 0.3 * word.size)
        column = bisect_right(ruled.xs, (word.x + word.end) / 2) - 1
        found = fields.get((place, column)) if place is not None else None
        if found is not None:
            contents[found].append(word)
    return zip(ruled.fields, contents, strict=True)


def _ruled_lines(
    row: Sequence[tuple[Field, list[Word]]], page: int, ruled: Ruled
) -> Iterator[Line]:
    """A row of fields as one line; as several where each field lists as many lines of figures."""
    texts = [lines_of(found) for _, found in row]
    counts = {len(lines) for lines in texts if lines}
    figures = any(lines and all(map(is_figure, lines)) for lines in texts)
    listed = len(counts) == 1 and figures and all(field.down == 1 for field, _ in row)
    times = counts.pop() if listed else 1
    y = row[0][0].box[3] if row else 0.0
    for n in range(times):
        cells = tuple(
            Cell(
                lines[n : n + 1][0] if listed and lines else joined(lines),
                field.across,
                field.down,
                strong=bool(found) and all(word.bold for word in found),
            )
            for (field, found), lines in zip(row, texts, strict=True)
        )
        size = max((word.size for _, found in row for word in found), default=0.0)
        text = " ".join(cell.text for cell in cells if cell.text)
        bold = all(cell.strong for cell in cells if cell.text)
        yield Line(text, ruled.xs[0], y - n, ruled.xs[-1], size, bold, page, cells=cells)
