"""Line and column segmentation of a PDF page, in reading order, with the letters' size and weight.

Two columns are read one after the other, also where the file draws them line by line across. Small
raised figures after a word are note references, and dropped, or "2023" would read "20231". A ruled
table is read by its fields.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import fmean

from ingest.characters import superscript, tidy
from ingest.pdf.words import DRAWN_SPACE, SPACE, Word
from ingest.tables.grid import Cell

LONE_BULLET = re.compile(r"[•‣▪●○◦∙·\uf020-\uf0ff►–—*-]|(?:\d{1,2}|[a-z])[.)]")
_CALL = re.compile(r"[\d*†‡]{1,3}(,\d{1,3})*,?")
_LENGTH = re.compile(r"(?:^|[\s\d/(])[kcdm]?m$")
_TIMES_TEN = re.compile(r"[×xX·]\s?10$")
FRACTION = "\u2044"  # between the figures of a fraction such as 1⁄4
SAME_LINE = 0.45  # of the letters' size: how far apart parts of one line may be
RAISED = 0.8  # of the size: small letters are no higher above the word that they follow
OVERLAP = 0.3  # of the size: parts of one word reach no further into each other
SMALL = 0.8  # of the size beside it: a note's call is smaller
GAP = 1.0  # of the letters' size: a wider gap splits a line
FEWEST_LINES = 2  # of a column
MANY_LINES = 6  # of a column: fewer of them must surely be prose
COLUMN_CHARS = 15  # of its lines, on average: in a table there are fewer
FLOWS = 0.5  # share of a short column's lines that begin in the middle of a sentence
LONG_FLOWS = 0.25  # the same of a column of many lines
UNEVEN = 0.1  # of the letters' size: parts of a table's row are on one height
MOST_ROWS = 400  # a page with more is not split into columns
APART = 1.6  # of the distance between lines: a line beyond that belongs to no column


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line with room before and after it, from ``x`` to ``end`` in points.

    ``y`` is its own baseline, which may be a little off that of its line.
    """

    x: float
    end: float
    text: str
    bold: bool = False
    y: float = 0.0
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: ``x`` and ``end`` of its letters and their baseline in points, y upwards.

    ``table`` numbers the tables of a document, 0 is none; ``cells`` are a table's row.
    """

    text: str
    x: float
    y: float
    end: float
    size: float
    bold: bool
    page: int
    column: int = 0
    parts: tuple[Part, ...] = ()
    cells: tuple[Cell, ...] = ()
    table: int = 0


@dataclass(frozen=True)
class _Run:
    """Words of one line without wide room between them."""

    words: tuple[Word, ...]
    y: float

    @property
    def x(self) -> float:
        return self.words[0].x

    @cached_property
    def end(self) -> float:
        return max(word.end for word in self.words)

    @cached_property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @cached_property
    def text(self) -> str:
        return _text(self.words)


_Row = list[_Run]


def build_lines(words: Sequence[Word], page: int) -> list[Line]:
    """The lines of some words of a page in reading order; ``column`` is counted from 0."""
    rows = [_runs(row, y) for y, row in _rows(words)]
    found: list[Line] = []
    for column, column_rows in enumerate(_columns(rows)):
        found += (_line(row, page, column) for row in column_rows)
    return [line for line in found if line.text]


def lines_of(words: Sequence[Word]) -> list[str]:
    """The lines of a cell, each as its text without calls for notes."""
    return [" ".join(run.text for run in _runs(row, y)) for y, row in _rows(words)]


def _rows(words: Sequence[Word]) -> list[tuple[float, list[Word]]]:
    """The words of each line from the left, with the baseline of the largest; from the top."""
    rows: list[list[Word]] = []
    anchor: Word | None = None
    level = _levels(words)
    for word in sorted(words, key=lambda word: (-level[word.order], word.x)):
        near = SAME_LINE * max(word.size, anchor.size) if anchor is not None else 0.0
        at = level[word.order]
        if (
            anchor is not None
            and abs(at - anchor.y) <= near
            and _is_level(word, at, rows[-1], level)
        ):
            rows[-1].append(word)
            anchor = word if word.size > anchor.size else anchor
        else:
            rows.append([word])
            anchor = word
    whole = _with_raised(rows)
    return [(max(r, key=lambda w: w.size).y, sorted(r, key=lambda w: w.x)) for r in whole]


def _is_level(word: Word, at: float, row: Sequence[Word], level: Mapping[int, float]) -> bool:
    """Whether a word is no lower than the words of its size in a row, which a much larger
    letter may reach over.
    """
    alike = (other for other in row if abs(other.size - word.size) <= 0.1 * word.size)
    first = next(alike, None)
    return first is None or abs(level[first.order] - at) <= SAME_LINE * word.size


def _levels(words: Sequence[Word]) -> dict[int, float]:
    """The line of each word by its order: its baseline; that of the word that they follow for
    small letters above or below the line.
    """
    found: dict[int, float] = {}
    base: Word | None = None
    end, order = 0.0, -1
    for word in words:
        follows = base is not None and word.order == order + 1 and _hangs_on(word, base, end)
        if base is None or not follows:
            base = word
        end, order = word.end, word.order
        found[order] = base.y
    return found


def _hangs_on(small: Word, base: Word, end: float) -> bool:
    """Whether small letters are raised or lowered after a word or after what hangs on it."""
    if small.size >= SMALL * base.size or not 0 < abs(small.y - base.y) <= RAISED * base.size:
        return False
    reach = OVERLAP * base.size
    return base.end - reach <= small.x <= max(base.end, end) + reach


def _with_raised(rows: Sequence[list[Word]]) -> list[list[Word]]:
    """The rows, one of small letters that all follow a word of the row below put into that."""
    kept: list[list[Word]] = []
    for row in rows:
        above = kept[-1] if kept else []
        if above and all(_is_raised(small, row) for small in above):
            kept[-1] = [*above, *row]
        else:
            kept.append(row)
    return kept


def _is_raised(small: Word, row: Sequence[Word]) -> bool:
    return any(
        small.size < SMALL * word.size
        and 0 < small.y - word.y <= RAISED * word.size
        and -OVERLAP * word.size <= small.x - word.end <= SPACE * word.size
        for word in row
    )


def _runs(row: Sequence[Word], y: float) -> _Row:
    """The parts of a line, calls for notes left out."""
    usual = Counter[float]()
    for word in row:
        usual[word.size] += len(word.text)
    size = usual.most_common(1)[0][0]
    parts: list[list[Word]] = []
    for place, word in enumerate(row):
        last = parts[-1][-1] if parts else None
        below = row[place + 1].text if place + 1 < len(row) else ""
        if last is not None and _is_call(word, last, y, size) and below[:1] != FRACTION:
            if _is_power(word.text, _text(parts[-1][-2:])):
                parts[-1].append(replace(word, text=superscript(word.text)))
            else:
                parts[-1][-1] = replace(last, end=max(last.end, word.end))
            continue
        near = last is not None and word.x - last.end <= GAP * max(word.size, last.size)
        if near or (len(parts) == 1 and LONE_BULLET.fullmatch(_text(parts[0]))):
            parts[-1].append(word)
        else:
            parts.append([word])
    return [_Run(tuple(part), y) for part in parts]


def _is_power(raised: str, before: str) -> bool:
    """Whether raised figures are the power of what is before them: of a length, ten, a letter."""
    if raised in ("2", "3") and _LENGTH.search(before):
        return True
    letter = before[-1:].isalpha() and before[-2:-1] in ("", " ", "(")
    return raised.isdecimal() and (letter or _TIMES_TEN.search(before) is not None)


def _is_call(word: Word, last: Word, y: float, size: float) -> bool:
    """Whether a word is the call for a note after another; ``y`` and ``size`` are its line's."""
    raised = word.y > min(y, last.y) + 0.15 * size
    small = word.size < SMALL * size and _CALL.fullmatch(word.text) is not None
    return raised and small and word.x - last.end <= 0.5 * size


def _text(words: Sequence[Word]) -> str:
    """Words as text; where no room is left between two, they are one."""
    text, last = "", None
    for word in words:
        text += " " if last is not None and not _touch(last, word, text) else ""
        text, last = text + word.text, word
    return tidy(text)


def _touch(last: Word, word: Word, before: str) -> bool:
    """Whether two parts of a word were drawn apart, or one of them is raised; the number of a note
    that its text follows is not raised.
    """
    if word.text[0] == FRACTION and last.text.isdecimal():
        return True
    if before == last.text and last.size < SMALL * word.size and _CALL.fullmatch(before):
        return False
    beside = word.order == last.order + 1 and abs(word.y - last.y) <= 0.1 * word.size
    room = DRAWN_SPACE if beside else SPACE
    size = min(word.size, last.size)
    return -OVERLAP * size <= word.x - last.end <= room * size


def _line(row: _Row, page: int, column: int) -> Line:
    sizes, weight = Counter[float](), 0
    for word in (word for run in row for word in run.words):
        sizes[word.size] += len(word.text)
        weight += len(word.text) * (1 if word.bold else -1)
    parts = tuple(
        Part(
            run.x,
            run.end,
            run.text,
            all(word.bold for word in run.words),
            run.words[0].y,
            run.words[0].size,
        )
        for run in row
    )
    text = " ".join(part.text for part in parts)
    size = sizes.most_common(1)[0][0]
    return Line(text, row[0].x, row[0].y, row[-1].end, size, weight > 0, page, column, parts)


def _columns(rows: list[_Row]) -> list[list[_Row]]:
    """The rows in reading order: those of a column together, those across the page apart."""
    band = _widest_band(rows) if len(rows) <= MOST_ROWS else None
    if band is None:
        return [rows] if rows else []
    first, last, gutter = band
    left = [[run for run in row if run.x < gutter] for row in rows[first:last]]
    right = [[run for run in row if run.x >= gutter] for row in rows[first:last]]
    return [
        *_columns(rows[:first]),
        *_columns([row for row in left if row]),
        *_columns([row for row in right if row]),
        *_columns(rows[last:]),
    ]


def _widest_band(rows: Sequence[_Row]) -> tuple[int, int, float] | None:
    """The rows from ``first`` up to ``last`` that a gutter splits into columns of prose; None
    where there are none. The longest such band counts.
    """
    starts = Counter(round(run.x) for row in rows for run in row[1:])
    best: tuple[int, int, float] | None = None
    for start, _ in starts.most_common(12):
        gutter = start - 2.0
        for first, last in _bands(rows, gutter):
            longer = best is None or last - first > best[1] - best[0]
            if longer and _is_prose(rows[first:last], gutter):
                best = first, last, gutter
    return best


def _bands(rows: Sequence[_Row], gutter: float) -> list[tuple[int, int]]:
    """Runs of rows that do not cross a gutter, ended where its two sides end."""
    found: list[tuple[int, int]] = []
    first = 0
    for place in range(len(rows) + 1):
        if place < len(rows) and not _crosses(rows[place], gutter):
            continue
        band = _trimmed(rows, first, place, gutter)
        if band is not None:
            found.append(band)
        first = place + 1
    return found


def _crosses(row: _Row, gutter: float) -> bool:
    return any(run.x < gutter < run.end + 0.3 * run.size for run in row)


def _trimmed(rows: Sequence[_Row], first: int, last: int, gutter: float) -> tuple[int, int] | None:
    """A band without the rows at its ends that are on one side only and at a distance from it."""
    both = [n for n in range(first, last) if _sides(rows[n], gutter) == (True, True)]
    if len(both) < FEWEST_LINES:
        return None
    steps = sorted(rows[n][0].y - rows[n + 1][0].y for n in range(both[0], both[-1]))
    pitch = steps[len(steps) // 2]
    start, end = both[0], both[-1] + 1
    while start > first and _goes_with(rows[start - 1], rows[start], pitch, gutter):
        start -= 1
    while end < last and _goes_with(rows[end], rows[end - 1], pitch, gutter):
        end += 1
    return start, end


def _goes_with(row: _Row, other: _Row, pitch: float, gutter: float) -> bool:
    """Whether a row at the end of a band belongs to it: it is near, in letters of the same size.

    What is right of the gutter alone can be nothing else.
    """
    if row[0].x >= gutter:
        return True
    near = abs(row[0].y - other[0].y) <= APART * pitch
    return near and abs(row[0].size - other[0].size) <= 0.1 * other[0].size


def _sides(row: _Row, gutter: float) -> tuple[bool, bool]:
    return row[0].x < gutter, row[-1].x >= gutter


def _is_prose(rows: Sequence[_Row], gutter: float) -> bool:
    """Whether both sides of a gutter are columns of prose, none of them a table's."""
    left = [[run for run in row if run.x < gutter] for row in rows]
    right = [[run for run in row if run.x >= gutter] for row in rows]
    sides = [[row for row in side if row] for side in (left, right)]
    prose = [_is_column(side) for side in sides]
    if not any(prose) or not _is_aligned(sides[1]):
        return False
    return all(prose) or _are_uneven(left, right)


def _are_uneven(left: Sequence[_Row], right: Sequence[_Row]) -> bool:
    """Whether most lines beside each other are on different heights, unlike rows of a table."""
    beside = [(a[-1], b[0]) for a, b in zip(left, right, strict=True) if a and b]
    off = [abs(a.words[-1].y - b.words[0].y) > UNEVEN * a.size for a, b in beside]
    return len(beside) >= MANY_LINES and sum(off) > len(off) / 2


def _is_aligned(rows: Sequence[_Row]) -> bool:
    starts = Counter(round(row[0].x / 3) for row in rows)
    near = max(starts[n] + starts[n + 1] for n in starts)
    return near >= 0.5 * len(rows)


def _is_column(rows: Sequence[_Row]) -> bool:
    """Whether lines are prose: long, and many of them begin in the middle of a sentence."""
    texts = [row[0].text for row in rows]
    if len(texts) < FEWEST_LINES or fmean(map(len, texts)) < COLUMN_CHARS:
        return False
    flowing = sum(text[:1].islower() for text in texts[1:]) / (len(texts) - 1)
    drawn = _is_drawn_whole(rows)
    if len(texts) < MANY_LINES and not drawn:
        return flowing >= FLOWS
    return flowing >= LONG_FLOWS


def _is_drawn_whole(rows: Sequence[_Row]) -> bool:
    """Whether the file draws these lines one after the other, nothing else between them."""
    orders = [word.order for row in rows for run in row for word in run.words]
    return max(orders) - min(orders) < 1.1 * len(orders)
