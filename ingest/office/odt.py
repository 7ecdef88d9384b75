"""OpenDocument loader (.odt) with zipfile and lxml: headings, lists, tables, notes.

Deleted text, comments and tables of contents are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.characters import superscript, tidy
from ingest.document import Block, BlockKind, Loaded, Metadata
from ingest.office.archive import Archive
from ingest.office.properties import sane_author, sane_date, sane_title, without_shown_title
from ingest.tables.grid import Cell
from ingest.tables.rendering import blocks, cell_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TEXT, TABLE, STYLE, META = (_NS % n for n in ("office", "text", "table", "style", "meta"))
DC = "{http://purl.org/dc/elements/1.1/}"
DRAW = _NS % "drawing"
SVG = _NS % "svg-compatible"
_NOTES = (f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}ruby-text")
_FRAMES = (f"{DRAW}text-box", f"{TEXT}p", f"{SVG}title", f"{SVG}desc")
_UNSEEN = frozenset((*_NOTES, *_FRAMES))
_LISTS = frozenset(f"{TEXT}{name}" for name in ("list", "section", "list-item", "list-header"))
_RAISED = re.compile(r"[0-9+\u2212-]+")
_BREAKS = frozenset((f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"))
_LEFT_OUT = frozenset(
    f"{TEXT}{name}"
    for name in (
        "table-of-content illustration-index table-index object-index user-index "
        "alphabetical-index bibliography tracked-changes sequence-decls variable-decls "
        "user-field-decls"
    ).split()
)
MOST_DEPTH = 50
MOST_COLUMNS = 64
MOST_REPEATED = 100  # repetitions of a row
_ROW_GROUPS = frozenset(
    f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")
)
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_TABLE_HEADS = frozenset(("Table_20_Heading", "Table Heading"))


def load_odt(data: bytes, name: str) -> Loaded:
    """An OpenDocument text as blocks; raises SourceNotReadable, SourceTooLarge."""
    archive = Archive(data, name)
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read(
        "META-INF/manifest.xml"
    ):
        archive.refuse("it is password-protected")
    root = archive.xml("content.xml")
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        archive.refuse("it is not a text document")
    reader = _Reader(_styles(archive, root))
    found = [*reader.blocks(body), *reader.pending()]
    deeper = any(block.level == 0 for block in found)
    blocks = tuple(
        replace(b, level=b.level + 1) if deeper and b.level is not None else b for b in found
    )
    return Loaded(name, "odt", blocks, without_shown_title(_metadata(archive), blocks))


@dataclass(frozen=True, slots=True)
class _Styles:
    """The names of the styles of titles, and of those that set text in bold or head tables."""

    titles: frozenset[str]
    bold: frozenset[str]
    raised: frozenset[str]


def _styles(archive: Archive, content: _Element) -> _Styles:
    """The styles that are, or are based on, those that matter here."""
    roots = [content, archive.xml("styles.xml")] if "styles.xml" in archive else [content]
    found = [style for root in roots for style in root.iter(f"{STYLE}style")]
    base = {s.get(f"{STYLE}name") or "": s.get(f"{STYLE}parent-style-name") or "" for s in found}
    titles = {name for name in {*base, "Title"} if name == "Title" or base.get(name) == "Title"}
    bold = {s.get(f"{STYLE}name") or "" for s in found if _sets_bold(s)} | _TABLE_HEADS
    heirs = {name for name, parent in base.items() if parent in bold}
    raised = {s.get(f"{STYLE}name") or "" for s in found if _raises(s)}
    return _Styles(frozenset(titles), frozenset(bold | heirs), frozenset(raised))


def _sets_bold(style: _Element) -> bool:
    properties = style.find(f"{STYLE}text-properties")
    return properties is not None and properties.get(f"{FO}font-weight") in ("bold", "700", "800")


def _raises(style: _Element) -> bool:
    """Whether a style sets letters above the line."""
    properties = style.find(f"{STYLE}text-properties")
    place = properties.get(f"{STYLE}text-position") or "" if properties is not None else ""
    return place.startswith("super") or re.match(r"[1-9]", place) is not None


def _metadata(archive: Archive) -> Metadata:
    if "meta.xml" not in archive:
        return Metadata()
    found = archive.xml("meta.xml").find(f"{OFFICE}meta")
    if found is None:
        return Metadata()
    author = found.findtext(f"{META}initial-creator") or found.findtext(f"{DC}creator")
    return Metadata(
        title=sane_title(found.findtext(f"{DC}title")),
        author=sane_author(author),
        date=sane_date(found.findtext(f"{META}creation-date") or found.findtext(f"{DC}date")),
    )


@dataclass
class _Reader:
    """Walks the body; notes wait for the end of their section, so that they split no list."""

    styles: _Styles
    waiting: list[str] = field(default_factory=list)

    def blocks(self, parent: _Element, depth: int = 0, item: bool = False) -> Iterator[Block]:
        """The blocks of the body, a section, a list or a cell."""
        for element in parent if depth < MOST_DEPTH else ():
            if element.tag in _LEFT_OUT:
                continue
            if element.tag in (f"{TEXT}h", f"{TEXT}p"):
                yield from self._paragraph(element, item, depth)
            elif element.tag == f"{TABLE}table":
                yield from self._table(element, depth)
            elif element.tag == f"{TEXT}numbered-paragraph":
                yield from self.blocks(element, depth + 1, True)
            elif element.tag in _LISTS:
                listed = item or element.tag != f"{TEXT}section"
                yield from self.blocks(element, depth + 1, listed)

    def pending(self) -> Iterator[Block]:
        """The pending notes."""
        yield from (Block(text) for text in self.waiting if text)
        self.waiting.clear()

    def _paragraph(self, paragraph: _Element, item: bool, depth: int) -> Iterator[Block]:
        text = _text(paragraph, self.styles)
        titled = paragraph.get(f"{TEXT}style-name") in self.styles.titles
        if text and (titled or paragraph.tag == f"{TEXT}h"):
            level = paragraph.get(f"{TEXT}outline-level") or "1"
            yield from self.pending()
            yield Block(text, BlockKind.HEADING, 0 if titled else int(level[:1] or 1))
        elif text:
            yield Block(text, BlockKind.ITEM if item else BlockKind.PARAGRAPH)
        for body in paragraph.iter(f"{TEXT}note-body"):
            parts = (_text(part, self.styles) for part in body)
            self.waiting.append(" ".join(filter(None, parts)))
        for box in _boxes(paragraph):
            yield from self.blocks(box, depth + 1)

    def _table(self, table: _Element, depth: int) -> Iterator[Block]:
        """The rows of a table, then those of the tables in its cells."""
        inner: list[Block] = []
        heads: list[list[Cell]] = []
        body: list[list[Cell]] = []
        for row, head in _rows(table):
            times = min(_number(row, "number-rows-repeated"), MOST_REPEATED)
            cells = self._cells(row, inner, depth)
            (heads if head else body).extend([cells] * (times if any(c.text for c in cells) else 1))
        yield from blocks([*heads, *body], len(heads))
        yield from inner

    def _cells(self, row: _Element, inner: list[Block], depth: int) -> list[Cell]:
        """The cells of a row, except those that another cell covers."""
        cells: list[Cell] = []
        for element in row.iterchildren(f"{TABLE}table-cell"):
            text = cell_text(self.blocks(element, depth + 1), inner)
            across = _number(element, "number-columns-spanned")
            down = _number(element, "number-rows-spanned")
            cell = Cell(text, across, down, strong=self._is_strong(element))
            cells += [cell] * min(_number(element, "number-columns-repeated"), MOST_COLUMNS)
        return cells[:MOST_COLUMNS]

    def _is_strong(self, cell: _Element) -> bool:
        """Whether a cell's paragraphs are in a style for the heads of tables, or all bold."""
        paragraphs = [p for p in cell.iter(f"{TEXT}p") if _text(p, self.styles)]
        return bool(paragraphs) and all(self._is_bold(p) for p in paragraphs)

    def _is_bold(self, paragraph: _Element) -> bool:
        if paragraph.get(f"{TEXT}style-name") in self.styles.bold:
            return True
        spans = list(paragraph.iterchildren(f"{TEXT}span"))
        bare = (paragraph.text or "").strip() or any((e.tail or "").strip() for e in paragraph)
        return (
            bool(spans)
            and not bare
            and all(span.get(f"{TEXT}style-name") in self.styles.bold for span in spans)
        )


def _rows(table: _Element) -> Iterator[tuple[_Element, bool]]:
    """The rows of a table, none of a table within it, each with whether it is a head."""
    stack = [(child, False) for child in reversed(table)]
    while stack:
        element, head = stack.pop()
        if element.tag == f"{TABLE}table-row":
            yield element, head
        elif element.tag in _ROW_GROUPS:
            inside = head or element.tag == f"{TABLE}table-header-rows"
            stack.extend((child, inside) for child in reversed(element))


def _number(element: _Element, name: str) -> int:
    """A count that an element gives, from 1."""
    written = element.get(f"{TABLE}{name}") or "1"
    return int(written) if re.fullmatch(r"[1-9]\d{0,3}", written) else 1


def _boxes(paragraph: _Element) -> Iterator[_Element]:
    """The text boxes anchored in a paragraph, none of those within them."""
    for box in paragraph.iter(f"{DRAW}text-box"):
        around = next(box.iterancestors(f"{TEXT}p", f"{TEXT}h"), None)
        if around is paragraph:
            yield box


def _text(paragraph: _Element, styles: _Styles) -> str:
    """The visible text of a paragraph; walked without recursion."""
    parts = [paragraph.text or ""]
    stack: list[_Element | str] = [e for child in reversed(paragraph) for e in _tail_first(child)]
    while stack:
        element = stack.pop()
        if isinstance(element, str):
            parts.append(element)
        elif element.tag in _BREAKS:
            parts.append(" ")
        elif element.tag not in _UNSEEN and element.get(f"{TEXT}is-hidden") != "true":
            raised = element.get(f"{TEXT}style-name") in styles.raised
            text = element.text or ""
            parts.append(superscript(text) if raised and _RAISED.fullmatch(text) else text)
            stack += [e for child in reversed(element) for e in _tail_first(child)]
    return tidy("".join(parts))


def _tail_first(element: _Element) -> tuple[_Element | str, ...]:
    """What to put on the stack for an element: it comes off before the text that follows it."""
    return (element.tail or "", element)
