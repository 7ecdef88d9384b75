"""A table of a web page as rows of cells, with the spans and the heads that its markup gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.decoding import one_line
from ingest.document import Block
from ingest.tables.grid import Cell, joined
from ingest.tables.rendering import blocks

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LINES = frozenset("address blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre ul".split())
_UNSEEN = frozenset("script style noscript template".split())
_NOTE = re.compile(r"\[[\w ]{1,8}\]|[*†‡]")
_BOLD = frozenset("b strong".split())
_HEAD_CLASS = re.compile(r"(?:^|[\s_-])(?:head(?:er|ing)?|th|thead)(?:$|[\s_-])", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


def table_blocks(table: HtmlElement) -> Iterator[Block]:
    """The caption as a paragraph, then the rows with the names of their columns."""
    for caption in table.iterchildren("caption"):
        if text := one_line(" ".join(_lines(caption))):
            yield Block(text)
    found = _rows(table)
    marked = sum(inside for _, _, inside in found)
    rows = [_cells(row, left) for row, left, _ in found]
    yield from blocks(rows, marked)


def _rows(table: HtmlElement) -> list[tuple[HtmlElement, int, bool]]:
    """The rows of a table, none of a table within it: heads first, feet last. With each, how many
    rows are left in its group, which no cell outgrows, and whether that is the group of heads.
    """
    groups: list[tuple[str, list[HtmlElement]]] = []
    for child in table:
        if child.tag == "tr":
            if not groups or groups[-1][0] != "":
                groups.append(("", []))
            groups[-1][1].append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            groups.append((str(child.tag), [row for row in child if row.tag == "tr"]))
    order = {"thead": 0, "tfoot": 2}
    groups.sort(key=lambda group: order.get(group[0], 1))
    return [
        (row, len(rows) - place, tag == "thead")
        for tag, rows in groups
        for place, row in enumerate(rows)
    ]


def _cells(row: HtmlElement, left: int) -> list[Cell]:
    """The cells of a row; a row span of 0 reaches to the end of the group."""
    return [
        Cell(
            joined(_lines(cell)),
            _span(cell, "colspan") or 1,
            min(_span(cell, "rowspan") or left, left),
            cell.tag == "th",
            _is_marked(row) or _is_strong(cell),
        )
        for cell in row
        if cell.tag in ("td", "th") and not _is_hidden(cell)
    ]


def _span(cell: HtmlElement, name: str) -> int:
    """A span, 1 where the page gives none or nonsense."""
    given = cell.get(name)
    if given is None:
        return 1
    written = given.strip()
    return int(written) if re.fullmatch(r"[0-9]{1,4}", written) else 1


def _lines(cell: HtmlElement) -> list[str]:
    """The text of a cell, parted where the page begins a line; walked without recursion."""
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
        seen = isinstance(element.tag, str) and element.tag not in _UNSEEN
        parts[-1] += (element.text or "") if seen and not _is_hidden(element) else ""
        stack.append((element, True))
        if seen and not _is_hidden(element):
            stack.extend((child, False) for child in reversed(element))
    return [line for line in map(one_line, parts) if line]


def _is_hidden(element: HtmlElement) -> bool:
    """Whether an element is not shown, or is the mark of a note: "90[1]" is no figure."""
    if element.tag == "sup" and _NOTE.fullmatch(element.text_content().strip()):
        return True
    style = (element.get("style") or "").replace(" ", "").casefold()
    return element.get("hidden") is not None or "display:none" in style


def _is_marked(element: HtmlElement) -> bool:
    """Whether a row or a cell is a head by its class, its ground or its style."""
    if not element.attrib:
        return False
    if _HEAD_CLASS.search(element.get("class") or "") or element.get("bgcolor"):
        return True
    return _BOLD_STYLE.search(element.get("style") or "") is not None


def _is_strong(cell: HtmlElement) -> bool:
    """Whether a cell looks like a head: by its class, its ground or its bold letters."""
    if _is_marked(cell):
        return True
    if (cell.text or "").strip() or not len(cell):
        return False
    return all(e.tag in _BOLD and not (e.tail or "").strip() for e in cell if e.tag != "br")
