"""Word tables: rows and cells, content controls, merged cells, heads and deleted rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.office.docx_styles import W
from ingest.tables.grid import MOST_ACROSS, Cell

if TYPE_CHECKING:
    from lxml.etree import _Element

HOLDERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)
"""Elements that lie around paragraphs, rows or cells and show their content."""

_OFF = ("0", "false", "off")
_NO_GROUND = ("auto", "ffffff", "")


def shown_children(parent: _Element, tag: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, also those in content controls."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag == tag and element.find(f"{W}tcPr/{W}cellDel") is None:
            yield element
        elif element.tag in HOLDERS:
            stack.extend(reversed(element))


def is_head(row: _Element) -> bool:
    """Whether a row is repeated as a head on every page."""
    return _is_on(row.find(f"{W}trPr/{W}tblHeader"))


def is_deleted(row: _Element) -> bool:
    """Whether a row is deleted in a change that is tracked."""
    return row.find(f"{W}trPr/{W}del") is not None


def columns_before(row: _Element) -> int:
    """The columns that a row leaves out at its start."""
    return _number(row.find(f"{W}trPr/{W}gridBefore"), 0)


def columns_of(cell: _Element) -> int:
    """The columns that a cell covers."""
    return max(_number(cell.find(f"{W}tcPr/{W}gridSpan"), 1), 1)


def is_strong(cell: _Element) -> bool:
    """Whether all letters of a cell are bold."""
    runs = [run for run in cell.iter(f"{W}r") if any((t.text or "").strip() for t in run)]
    return bool(runs) and all(_is_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def is_shaded(cell: _Element) -> bool:
    """Whether a cell is shaded."""
    ground = cell.find(f"{W}tcPr/{W}shd")
    return ground is not None and (ground.get(f"{W}fill") or "").casefold() not in _NO_GROUND


def with_merged(rows: Sequence[Sequence[tuple[_Element | None, Cell]]]) -> list[list[Cell]]:
    """The cells of each row; a vertically merged one extends the cell above it."""
    kept: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        kept.append([])
        column, begun = 0, dict[int, tuple[int, int]]()
        for element, cell in row:
            if kept[number] and _is_merged(element, "hMerge"):
                kept[number][-1] = replace(kept[number][-1], across=kept[number][-1].across + 1)
                column += cell.across
                continue
            place = above.get(column) if _is_merged(element, "vMerge") else None
            if place is None:
                place = number, len(kept[number])
                kept[number].append(cell)
            else:
                long = kept[place[0]][place[1]]
                kept[place[0]][place[1]] = replace(long, down=long.down + 1)
            begun[column] = place
            column += cell.across
        above = begun
    return kept


def _is_merged(cell: _Element | None, name: str) -> bool:
    """Whether a cell is merged with the one above (vMerge) or before it (hMerge)."""
    merged = cell.find(f"{W}tcPr/{W}{name}") if cell is not None else None
    return merged is not None and merged.get(f"{W}val") != "restart"


def _is_on(property: _Element | None) -> bool:
    return property is not None and property.get(f"{W}val") not in _OFF


def _number(element: _Element | None, default: int) -> int:
    value = element.get(f"{W}val") or "" if element is not None else ""
    return min(int(value), MOST_ACROSS) if re.fullmatch(r"\d{1,3}", value) else default
