"""Table detection from the lines that a PDF page draws.

A table is a set of lines that cross each other; its cells are the fields between them, and where a
line is missing between two fields a cell covers both. A frame around text is not a table.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

NEAR = 3.0  # points: lines so close are one, and ends so close meet
SHORTEST = 4.0  # points
MOST_LINES = 6000  # a page with more of them is a drawing
MOST_MERGED = 600  # lines across or down a page, those at one place put together
MOST_DEPTH = 4  # forms within forms
MOST_FIELDS = 20_000
Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across (``at`` is its y) or down the page (``at`` is its x), in points."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of a ruled table: its first row and column, how many it covers, and its box."""

    row: int
    column: int
    down: int
    across: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table by its lines: the places of its columns' edges from the left, and its fields."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fields: tuple[Field, ...]


def has_image(page: PdfPage) -> bool:
    """Whether a page shows an image."""
    from pypdfium2 import raw

    return any(raw.FPDFPageObj_GetType(o) == raw.FPDF_PAGEOBJ_IMAGE for o, _ in _objects(page, raw))


def read_ruled(page: PdfPage) -> list[Ruled]:
    """The ruled tables of a page, from its top."""
    across, down = map(_merged, _rules(page))
    if max(len(across), len(down)) > MOST_MERGED:
        return []
    tables = [_ruled(a, d) for a, d in _connected(across, down)]
    return sorted((t for t in tables if t is not None), key=lambda table: -table.ys[-1])


def _objects(page: PdfPage, raw: Any) -> Iterator[tuple[Any, Matrix]]:
    """What a page draws, also within its forms, each with its transformation matrix."""
    stack: list[tuple[Any, Matrix, int]] = [
        (raw.FPDFPage_GetObject(page.raw, n), _PLAIN, 0)
        for n in range(min(raw.FPDFPage_CountObjects(page.raw), 10 * MOST_LINES))
    ]
    while stack:
        obj, matrix, depth = stack.pop()
        yield obj, matrix
        if raw.FPDFPageObj_GetType(obj) == raw.FPDF_PAGEOBJ_FORM and depth < MOST_DEPTH:
            inner = _times(_matrix(obj, raw), matrix)
            count = min(raw.FPDFFormObj_CountObjects(obj), MOST_LINES)
            stack += [(raw.FPDFFormObj_GetObject(obj, n), inner, depth + 1) for n in range(count)]


def _rules(page: PdfPage) -> tuple[list[Rule], list[Rule]]:
    """The lines across and down a page; none where there are too many for a table."""
    from pypdfium2 import raw

    across: list[Rule] = []
    down: list[Rule] = []
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    for obj, outer in _objects(page, raw):
        if raw.FPDFPageObj_GetType(obj) != raw.FPDF_PAGEOBJ_PATH:
            continue
        raw.FPDFPath_GetDrawMode(obj, mode, stroke)
        if not mode.value and not stroke.value:
            continue
        for (x, y), (x2, y2) in _strokes(obj, _times(_matrix(obj, raw), outer), raw):
            if abs(y - y2) < 1 and abs(x - x2) >= SHORTEST:
                across.append(Rule((y + y2) / 2, min(x, x2), max(x, x2)))
            elif abs(x - x2) < 1 and abs(y - y2) >= SHORTEST:
                down.append(Rule((x + x2) / 2, min(y, y2), max(y, y2)))
        if len(across) + len(down) > MOST_LINES:
            return [], []
    return across, down


def _strokes(path: Any, matrix: Matrix, raw: Any) -> Iterator[tuple[Point, Point]]:
    """The straight strokes of a path, in the page's points."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    start: Point | None = None
    last: Point | None = None
    for n in range(min(raw.FPDFPath_CountSegments(path), MOST_LINES)):
        segment = raw.FPDFPath_GetPathSegment(path, n)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield last, point
        last = point
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            yield point, start
            last = start


def _matrix(obj: Any, raw: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(obj, found):
        return _PLAIN
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )  # fmt: skip


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Lines at one place as one line where they touch."""
    places = _snapped([rule.at for rule in rules])
    found: list[Rule] = []
    for rule in sorted((Rule(places[r.at], r.start, r.end) for r in rules), key=_by_place):
        last = found[-1] if found else None
        if last is not None and last.at == rule.at and rule.start <= last.end + NEAR:
            found[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            found.append(rule)
    return found


def _by_place(rule: Rule) -> tuple[float, float]:
    return rule.at, rule.start


def _snapped(places: Sequence[float]) -> dict[float, float]:
    """Each place with the first of those so near that they count as one."""
    found: dict[float, float] = {}
    first = float("-inf")
    for place in sorted(set(places)):
        if place - first > NEAR:
            first = place
        found[place] = first
    return found


def _connected(
    across: Sequence[Rule], down: Sequence[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The lines in sets of those that cross or touch each other."""
    left = set(range(len(down)))
    waiting = set(range(len(across)))
    while waiting:
        queue = [waiting.pop()]
        rows, columns = [], []
        while queue:
            row = across[queue.pop()]
            rows.append(row)
            new = [n for n in left if _meet(row, down[n])]
            left.difference_update(new)
            columns += [down[n] for n in new]
            for n in [w for w in waiting if any(_meet(across[w], down[c]) for c in new)]:
                waiting.discard(n)
                queue.append(n)
        yield rows, columns


def _meet(across: Rule, down: Rule) -> bool:
    return (
        across.start - NEAR <= down.at <= across.end + NEAR
        and down.start - NEAR <= across.at <= down.end + NEAR
    )


def _ruled(across: Sequence[Rule], down: Sequence[Rule]) -> Ruled | None:
    """The table between some lines, open sides closed; None where they make no table."""
    if not across or not down:
        return None
    xs = _edges([d.at for d in down], [v for a in across for v in (a.start, a.end)])
    ys = _edges([a.at for a in across], [v for d in down for v in (d.start, d.end)])
    if len(xs) < 3 or len(ys) < 3 or (len(xs) - 1) * (len(ys) - 1) > MOST_FIELDS:
        return None
    fields = _fields(xs, ys, across, down)
    return Ruled(tuple(xs), tuple(ys), tuple(fields)) if len(fields) >= 4 else None


def _edges(places: Sequence[float], ends: Sequence[float]) -> list[float]:
    """Where the lines are, with the outer ends of those that cross them."""
    found = sorted(set(places))
    if min(ends) < found[0] - 2 * NEAR:
        found.insert(0, min(ends))
    if max(ends) > found[-1] + 2 * NEAR:
        found.append(max(ends))
    return found


def _fields(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]
) -> list[Field]:
    """The cells; none where one is not a rectangle. Rows are counted from the top."""
    rows, columns = len(ys) - 1, len(xs) - 1
    rules = _by_places(across), _by_places(down)
    parent = list(range(rows * columns))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for row in range(rows):
        top, bottom = ys[rows - row], ys[rows - row - 1]
        for column in range(columns):
            place = row * columns + column
            y, x = (top + bottom) / 2, (xs[column] + xs[column + 1]) / 2
            if column + 1 < columns and not _drawn(rules[1], xs[column + 1], y):
                parent[root(place + 1)] = root(place)
            if row + 1 < rows and not _drawn(rules[0], bottom, x):
                parent[root(place + columns)] = root(place)
    groups: dict[int, list[tuple[int, int]]] = {}
    for place in range(rows * columns):
        groups.setdefault(root(place), []).append(divmod(place, columns))
    found = [_field(group, xs, ys) for group in groups.values()]
    return [field for field in found if field is not None] if all(found) else []


def _by_places(rules: Sequence[Rule]) -> dict[float, list[Rule]]:
    found: dict[float, list[Rule]] = {}
    for rule in rules:
        found.setdefault(rule.at, []).append(rule)
    return found


def _drawn(rules: Mapping[float, Sequence[Rule]], at: float, along: float) -> bool:
    return any(r.start - NEAR <= along <= r.end + NEAR for r in rules.get(at, ()))


def _field(
    group: Sequence[tuple[int, int]], xs: Sequence[float], ys: Sequence[float]
) -> Field | None:
    first, last = min(r for r, _ in group), max(r for r, _ in group)
    left, right = min(c for _, c in group), max(c for _, c in group)
    down, across = last - first + 1, right - left + 1
    if down * across != len(group):
        return None
    top, bottom = ys[len(ys) - 1 - first], ys[len(ys) - 2 - last]
    return Field(first, left, down, across, (xs[left], bottom, xs[right + 1], top))
