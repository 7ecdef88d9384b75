"""HTML tables as rows of cells, with the spans and the header cells of the markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.decoding import one_line
from ingest.document import Block
from ingest.tables.grid import Cell, joined
from ingest.tables.rendering import blocks

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_CELLS = frozenset(("td", "th"))
_ROWS = _CELLS | {"tr"}
_CLOSED = _CELLS | {"table", "caption"}  # their content is not a row of the table
_LINES = frozenset("address blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre ul".split())
_UNSEEN = frozenset("script style noscript template".split())
_NOTE = re.compile(r"\[[\w ]{1,8}\]|[*†‡]")
_BOLD = frozenset("b strong".split())
_HEAD_CLASS = re.compile(r"(?:^|[\s_-])(?:head(?:er|ing)?|th|thead)(?:$|[\s_-])", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


def table_blocks(table: HtmlElement) -> Iterator[Block]:
    """The caption as a paragraph, then the rows with the names of their columns.

    The rows of tables within its cells follow, with names of their own.
    """
    for caption in table.iterchildren("caption"):
        if text := one_line(" ".join(_lines(caption))):
            yield Block(text)
    rows, marked = _rows(table)
    yield from blocks(rows, marked)
    for inner in _tables_within(table):
        yield from table_blocks(inner)


def names_columns(table: HtmlElement) -> bool:
    """Whether the first row is several cells that are all marked as heads and contain no table."""
    first = next(table.iterdescendants("tr"), None)
    cells = list(_parts(first, _CELLS)) if first is not None else []
    return len(cells) > 1 and all(
        cell.tag == "th" and next(cell.iterdescendants("table"), None) is None for cell in cells
    )


def own_text(cell: HtmlElement) -> str:
    """The text of a cell without that of tables within it."""
    return " ".join(_lines(cell))


def _tables_within(table: HtmlElement) -> Iterator[HtmlElement]:
    """The tables in the cells of a table that are shown, none of those within them."""
    stack = list(reversed(table))
    while stack:
        element = stack.pop()
        if element.tag == "table":
            yield element
        elif isinstance(element.tag, str) and element.tag != "caption" and not _is_hidden(element):
            stack.extend(reversed(element))


def _rows(table: HtmlElement) -> tuple[list[list[Cell]], int]:
    """The rows of a table, heads first, feet last, and how many of them are marked as heads."""
    groups: list[tuple[str, list[HtmlElement]]] = []
    for part in _parts(table, _GROUPS | _ROWS):
        if part.tag in _GROUPS:
            groups.append((str(part.tag), list(_parts(part, _ROWS))))
        elif groups and groups[-1][0] == "":
            groups[-1][1].append(part)
        else:
            groups.append(("", [part]))
    order = {"thead": 0, "tfoot": 2}
    groups.sort(key=lambda group: order.get(group[0], 1))
    found = [(tag, _rows_of(parts)) for tag, parts in groups]
    marked = sum(len(rows) for tag, rows in found if tag == "thead")
    return [row for _, rows in found for row in rows], marked


def _parts(parent: HtmlElement, tags: frozenset[str]) -> Iterator[HtmlElement]:
    """The elements of some tags, also in elements that do not belong in a table, such as forms;
    none of a table within the table.
    """
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag in tags:
            yield element
        elif isinstance(element.tag, str) and element.tag not in _CLOSED:
            stack.extend(reversed(element))


def _rows_of(parts: Sequence[HtmlElement]) -> list[list[Cell]]:
    """The rows of a group; cells without a row of their own are one."""
    rows: list[tuple[HtmlElement | None, list[HtmlElement]]] = []
    for part in parts:
        if part.tag == "tr":
            rows.append((part, list(_parts(part, _CELLS))))
        elif rows and rows[-1][0] is None:
            rows[-1][1].append(part)
        else:
            rows.append((None, [part]))
    return [_cells(row, cells, len(rows) - place) for place, (row, cells) in enumerate(rows)]


def _cells(row: HtmlElement | None, cells: Sequence[HtmlElement], left: int) -> list[Cell]:
    """The cells of a row that are shown; a row span of 0 reaches to the end of the group, of which
    so many rows are ``left``.
    """
    return [
        Cell(
            joined(_lines(cell)),
            _span(cell, "colspan") or 1,
            min(_span(cell, "rowspan") or left, left),
            cell.tag == "th",
            (row is not None and _is_marked(row)) or _is_strong(cell),
            (row is not None and bool(row.get("bgcolor"))) or bool(cell.get("bgcolor")),
        )
        for cell in cells
        if not _is_hidden(cell)
    ]


def _span(cell: HtmlElement, name: str) -> int:
    """A span, 1 where the page gives none or nonsense."""
    given = cell.get(name)
    if given is None:
        return 1
    written = given.strip()
    return int(written) if re.fullmatch(r"[0-9]{1,4}", written) else 1


def _lines(cell: HtmlElement) -> list[str]:
    """The text of a cell, parted where the page begins a line, without tables within it; walked
    without recursion.
    """
    if not len(cell):
        return [one_line(cell.text)] if cell.text and not cell.text.isspace() else []
    parts = [""]
    stack: list[tuple[HtmlElement, bool]] = [(cell, False)]
    while stack:
        element, closing = stack.pop()
        breaks = element is not cell and element.tag in _LINES
        if breaks:
            parts.append("")
        if closing:
            parts[-1] += (element.tail or "") if element is not cell else ""
            continue
        if element.tag == "table":
            parts.append("")
            parts[-1] += element.tail or ""
            continue
        seen = isinstance(element.tag, str) and element.tag not in _UNSEEN
        parts[-1] += (element.text or "") if seen and not _is_hidden(element) else ""
        stack.append((element, True))
        if seen and not _is_hidden(element):
            stack.extend((child, False) for child in reversed(element))
    return [line for line in map(one_line, parts) if line]


def _is_hidden(element: HtmlElement) -> bool:
    """Whether an element is not shown, or is the mark of a note: "90[1]" is not a figure."""
    if element.tag == "sup" and _NOTE.fullmatch(element.text_content().strip()):
        return True
    style = (element.get("style") or "").replace(" ", "").casefold()
    return element.get("hidden") is not None or "display:none" in style


def _is_marked(element: HtmlElement) -> bool:
    """Whether a row or a cell is a head by its class or its style."""
    if not element.attrib:
        return False
    if _HEAD_CLASS.search(element.get("class") or ""):
        return True
    return _BOLD_STYLE.search(element.get("style") or "") is not None


def _is_strong(cell: HtmlElement) -> bool:
    """Whether a cell looks like a head: by its class or its bold letters."""
    if _is_marked(cell):
        return True
    if (cell.text or "").strip() or not len(cell):
        return False
    return all(e.tag in _BOLD and not (e.tail or "").strip() for e in cell if e.tag != "br")
