"""Table detection in a PDF: those without ruling lines by the gaps between columns.

A table without rules is a run of lines whose parts are in the same columns. A part alone
in its line goes to the nearer row; where that is not clear it stays a row of its own: no value is
assigned to a wrong row. Columns are named elsewhere, where the names are certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from ingest.pdf.lines import UNEVEN, Line, Part
from ingest.tables.grid import Cell, joined, resolve
from ingest.tables.heads import count_heads, is_figure

FEWEST_ROWS = 3  # of a table without rules
APART = 4.0  # of the letters' size: lines further apart are not of one table
CLEARLY = 0.15  # of the letters' size: so much nearer to one row than to the other
FLOWING_WORDS = 6  # of a line of prose, at least and on average
FLOWING = 1 / 3  # of the lines of prose begin in the middle of a sentence
PART_WORDS = 12  # of most parts of a table's line: longer ones are prose
HEAD_PITCH = 2.2  # of the letters' size: rows of heads are no further apart
CELL_PITCH = 1.45  # of the letters' size: lines of one cell are no further apart
SAME_PLACE = 6.0  # points: edges of a table that goes on on the next page


def with_tables(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of each table as one line a row with its ``cells`` and a ``table``."""
    kept: list[Line] = []
    place, number = 0, 0
    while place < len(lines):
        if lines[place].table:
            ruled = _of_table(lines, place)
            above = _last_table(kept, number)
            number += not (above and _is_continued(above, ruled))
            kept += (replace(row, table=number) for row in ruled)
            place += len(ruled)
            continue
        rows = _unruled(lines, place)
        if rows is None:
            kept += _levelled(lines[place])
            place += 1
            continue
        above = _last_table(kept, number)
        goes_on = above and _is_carried_on(above, rows[0])
        number += not goes_on
        over = _spanning(kept[-1], rows[0][0]) if kept and not goes_on else None
        if over is not None:
            kept[-1] = replace(over, table=number)
        kept += (replace(row, table=number) for row in rows[0])
        place = rows[1]
    return kept


def _last_table(kept: Sequence[Line], number: int) -> list[Line]:
    """The rows of a table that the lines end with; none where they end with anything else."""
    rows = takewhile(lambda line: number and line.table == number, reversed(kept))
    return list(rows)[::-1]


def _of_table(lines: Sequence[Line], start: int) -> list[Line]:
    """The rows of the ruled table that begins with a line."""
    first = lines[start]
    after = (lines[n] for n in range(start, len(lines)))
    rows = takewhile(lambda row: (row.page, row.table) == (first.page, first.table), after)
    return list(rows)


def _is_continued(above: Sequence[Line], rows: Sequence[Line]) -> bool:
    """Whether a ruled table goes on with that of the page before: as wide, with no other heads."""
    last, first = above[-1], rows[0]
    if first.page != last.page + 1 or abs(last.x - first.x) > SAME_PLACE:
        return False
    wide = sum(cell.across for cell in last.cells) == sum(cell.across for cell in first.cells)
    if not wide or abs(last.end - first.end) > SAME_PLACE:
        return False
    return _has_no_other_heads(above, rows)


def _is_carried_on(above: Sequence[Line], rows: Sequence[Line]) -> bool:
    """Whether a table without rules goes on with that of the page before: parts below parts."""
    last, first = above[-1], rows[0]
    if first.page != last.page + 1 or len(last.parts) != len(first.parts):
        return False
    level = zip(last.parts, first.parts, strict=True)
    if not all(a.x < b.end and b.x < a.end for a, b in level):
        return False
    return _has_no_other_heads(above, rows)


def _has_no_other_heads(above: Sequence[Line], rows: Sequence[Line]) -> bool:
    """Whether rows begin with the heads of those above, or with none."""
    repeated = [cell.text for cell in above[0].cells] == [cell.text for cell in rows[0].cells]
    return repeated or not count_heads(resolve([row.cells for row in rows]), 0)


def _unruled(lines: Sequence[Line], start: int) -> tuple[list[Line], int] | None:
    """The rows of the table without rules that begins with a line, and the place after it."""
    if len(lines[start].parts) < 2:
        return None
    end = start + 1
    columns = [(part.x, part.end) for part in lines[start].parts]
    while end < len(lines):
        grown = _placed(lines[end - 1], lines[end], columns)
        if grown is None:
            break
        columns = grown
        end += 1
    while end > start and not _ends_table(lines[end - 2], lines[end - 1], columns):
        end -= 1
    found, beside, columns = _without_axis(lines[start:end], columns)
    several = [line for line in found if len(line.parts) > 1]
    if len(several) < FEWEST_ROWS or len(columns) < 2 or _is_prose(several) or _flows(found):
        return None
    return [*_rows(found, columns), *beside], end


def _without_axis(
    lines: Sequence[Line], columns: Sequence[tuple[float, float]]
) -> tuple[list[Line], list[Line], list[tuple[float, float]]]:
    """The lines and columns without the figures of a chart's axis in the last column, and these as
    lines of their own.
    """
    last = [line for line in lines if len(line.parts) > 1 and line.parts[-1].end > columns[-1][0]]
    if len(last) < FEWEST_ROWS or 2 * sum(map(_ends_off, last)) <= len(last):
        return list(lines), [], list(columns)
    kept, axis = [], []
    for line in lines:
        on_it = line.parts[-1].end > columns[-1][0]
        kept += [_with_parts(line, line.parts[:-1])] if len(line.parts) > 1 and on_it else []
        kept += [] if on_it else [line]
        axis += [_with_parts(line, line.parts[-1:])] if on_it else []
    return kept, axis, list(columns[:-1])


def _ends_off(line: Line) -> bool:
    """Whether a line ends with a figure in other letters at another height: an axis label."""
    first, last = line.parts[0], line.parts[-1]
    off = abs(first.y - last.y) > UNEVEN * first.size
    return off and abs(first.size - last.size) > UNEVEN * first.size and is_figure(last.text)


def _with_parts(line: Line, parts: tuple[Part, ...]) -> Line:
    text, size = " ".join(part.text for part in parts), parts[0].size
    return replace(line, text=text, x=parts[0].x, end=parts[-1].end, size=size, parts=parts)


def _levelled(line: Line) -> list[Line]:
    """A line, and the figure of an axis at its end as one of its own; prose stays as it is."""
    prose = len(line.parts[0].text.split()) >= FLOWING_WORDS if line.parts else True
    if len(line.parts) < 2 or prose or not _ends_off(line):
        return [line]
    return [_with_parts(line, line.parts[:-1]), _with_parts(line, line.parts[-1:])]


def _ends_table(above: Line, line: Line, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line is a table's last one: a row, or the rest of a cell that is none of the first
    column.
    """
    near = above.y - line.y <= CELL_PITCH * line.size
    return len(line.parts) > 1 or (near and line.parts[0].x > columns[0][1])


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether most parts are long: sentences beside each other, not cells."""
    parts = [part for line in lines for part in line.parts]
    return sum(len(part.text.split()) > PART_WORDS for part in parts) > len(parts) / 4


def _flows(lines: Sequence[Line]) -> bool:
    """Whether the first parts are lines of prose with something in the margin beside them: long,
    and many of them begin in the middle of a sentence.
    """
    texts = [line.parts[0].text for line in lines]
    long = sum(len(text.split()) for text in texts) >= FLOWING_WORDS * len(texts)
    return long and sum(text[:1].islower() for text in texts) >= FLOWING * len(texts)


def _placed(
    above: Line, line: Line, columns: Sequence[tuple[float, float]]
) -> list[tuple[float, float]] | None:
    """The columns widened by the parts of a line; None where it is not under them.

    A part that reaches over two columns, or a line of more parts than there are columns, ends it.
    """
    if line.table or (line.page, line.column) != (above.page, above.column):
        return None
    if above.y - line.y > APART * line.size or abs(above.size - line.size) > 0.2 * line.size:
        return None
    grown = [[x, end] for x, end in columns]
    taken: list[list[float]] = []
    for part in line.parts:
        under = [column for column in grown if part.x < column[1] and part.end > column[0]]
        if not under and len(line.parts) >= max(2, len(columns)):
            under = [[part.x, part.end]]
            grown.append(under[0])
        if len(under) != 1 or under[0] in taken:
            return None
        taken.append(under[0])
        under[0][:] = min(under[0][0], part.x), max(under[0][1], part.end)
    grown.sort()
    if any(a[1] > b[0] for a, b in pairwise(grown)):
        return None
    return [(x, end) for x, end in grown]


def _spanning(above: Line, head: Line) -> Line | None:
    """The line above a table as a row of heads that span its columns; None where it is not one.

    Each of its parts is above two columns at least, and none above the first.
    """
    apart = (above.page, above.column) != (head.page, head.column) or above.table
    if apart or not 0 < above.y - head.y <= HEAD_PITCH * head.size:
        return None
    between = [(a.end + b.x) / 2 for a, b in pairwise(head.parts)]
    columns = list(zip([head.x, *between], [*between, head.end + head.size], strict=True))
    cells, place = [Cell("")], 1
    for part in above.parts:
        least = 0.15 * (part.end - part.x)
        under = [
            n for n, (x, end) in enumerate(columns) if min(part.end, end) - max(part.x, x) > least
        ]
        if len(under) < 2 or under[0] < place or len(head.parts) != len(head.cells):
            return None
        cells += [Cell("")] * (under[0] - place)
        cells.append(Cell(part.text, len(under), strong=part.bold))
        place = under[-1] + 1
    return replace(above, cells=(*cells, *[Cell("")] * (len(columns) - place)))


def _rows(lines: Sequence[Line], columns: Sequence[tuple[float, float]]) -> Iterator[Line]:
    """Lines as rows with a cell for each column; a line that goes on with one joins it."""
    rows: list[list[Line]] = []
    waiting: list[Line] = []
    for place, line in enumerate(lines):
        above = lines[place - 1] if place else None
        below = lines[place + 1] if place + 1 < len(lines) else None
        side = _side(line, above, below, columns)
        if place == 1 and below is not None and _are_heads(lines[0], line, below):
            side = -1
        elif side == 0 and below is not None and _begins(line, below, lines[place + 2 :], above):
            side = 1
        if side < 0 and rows and not waiting:
            rows[-1].append(line)
        elif side > 0:
            waiting.append(line)
        else:
            rows.append([*waiting, line])
            waiting = []
    rows += [[line] for line in waiting]
    yield from (_row(row, columns) for row in rows)


def _side(
    line: Line, above: Line | None, below: Line | None, columns: Sequence[tuple[float, float]]
) -> int:
    """-1 for a line that goes on with the row above it, 1 with the one below, 0 for a row."""
    if above is None or len(line.parts) == len(columns) or _has_figures(line):
        return 0
    if line.parts[0].x <= columns[0][1]:
        return 0
    up = above.y - line.y
    down = line.y - below.y if below is not None else float("inf")
    if up < down - CLEARLY * line.size:
        return -1
    if down < up - CLEARLY * line.size:
        return 1
    return -1 if line.text[:1].islower() else 0


def _begins(line: Line, below: Line, after: Sequence[Line], above: Line | None) -> bool:
    """Whether a line is the beginning of the label of the row below it: both are closer to each
    other than rows are.
    """
    if len(line.parts) > 1 or len(below.parts) < 2 or not after or _has_figures(line):
        return False
    if is_figure(below.parts[0].text) or line.parts[0].x > below.parts[0].end:
        return False
    room = below.y - after[0].y
    if above is not None:
        room = min(room, above.y - line.y)
    down = line.y - below.y
    return down <= CELL_PITCH * line.size and down < room - CLEARLY * line.size


def _are_heads(above: Line, line: Line, below: Line) -> bool:
    """Whether two lines of words close to each other are heads: figures are well below them."""
    up, down = above.y - line.y, line.y - below.y
    close = up <= CELL_PITCH * line.size and up < down - CLEARLY * line.size
    words = not _has_figures(above) and not _has_figures(line)
    return close and words and len(line.parts) < len(above.parts) and _has_figures(below)


def _has_figures(line: Line) -> bool:
    return any(is_figure(part.text) for part in line.parts)


def _row(lines: Sequence[Line], columns: Sequence[tuple[float, float]]) -> Line:
    texts: list[list[Part]] = [[] for _ in columns]
    for part in (part for line in lines for part in line.parts):
        place = next(n for n, (x, end) in enumerate(columns) if part.x < end and part.end > x)
        texts[place].append(part)
    cells = tuple(
        Cell(
            joined([part.text for part in parts]), strong=bool(parts) and all(p.bold for p in parts)
        )
        for parts in texts
    )
    text = " ".join(cell.text for cell in cells if cell.text)
    return replace(lines[0], text=text, cells=cells)
