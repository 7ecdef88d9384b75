"""Word loader (.docx) with zipfile and lxml: headings, lists, tables, notes, properties.

The parts are read one by one: python-docx loads every part at once, without a limit, and gives no
notes. What Word stores but does not show (deleted or hidden text, tables of contents) is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.document import Block, BlockKind, Loaded, Metadata
from ingest.office.archive import Archive
from ingest.office.docx_styles import Styles, W, read_styles
from ingest.office.docx_tables import (
    HOLDERS,
    columns_before,
    columns_of,
    is_deleted,
    is_head,
    is_shaded,
    is_strong,
    shown_children,
    with_merged,
)
from ingest.office.docx_text import FALLBACK, is_placeholder, text_of
from ingest.office.properties import sane_author, sane_date, sane_title, without_shown_title
from ingest.tables.grid import Cell
from ingest.tables.rendering import blocks, cell_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_NOTES = (("footnoteReference", "footnotes"), ("endnoteReference", "endnotes"))
MOST_DEPTH = 50  # tables within tables, content controls within content controls


def load_docx(data: bytes, name: str) -> Loaded:
    """A Word document as blocks; raises SourceNotReadable, SourceTooLarge."""
    archive = Archive(data, name)
    body = archive.xml("word/document.xml").find(f"{W}body")
    if body is None:
        archive.refuse("it is not a Word document")
    styles = read_styles(archive.xml("word/styles.xml") if "word/styles.xml" in archive else None)
    reader = _Reader(styles, {kind: _notes(archive, kind) for _, kind in _NOTES})
    blocks = tuple(_levelled([*reader.blocks(body), *reader.pending()]))
    return Loaded(name, "docx", blocks, without_shown_title(_metadata(archive), blocks))


def _notes(archive: Archive, kind: str) -> dict[str, str]:
    """The text of each footnote or endnote, by its number."""
    part = f"word/{kind}.xml"
    if part not in archive:
        return {}
    return {
        note.get(f"{W}id") or "": " ".join(filter(None, map(text_of, note.iter(f"{W}p"))))
        for note in archive.xml(part)
        if note.get(f"{W}type") is None
    }


def _metadata(archive: Archive) -> Metadata:
    if "docProps/core.xml" not in archive:
        return Metadata()
    core = archive.xml("docProps/core.xml")
    return Metadata(
        title=sane_title(core.findtext(f"{_DC}title")),
        author=sane_author(core.findtext(f"{_DC}creator")),
        date=sane_date(core.findtext(f"{_TERMS}created")),
    )


def _levelled(blocks: list[Block]) -> Iterator[Block]:
    """The blocks with the headings one level deeper where a paragraph is styled as the title."""
    deeper = any(block.level == 0 for block in blocks)
    for block in blocks:
        yield replace(block, level=block.level + 1) if deeper and block.level is not None else block


@dataclass
class _Reader:
    """Walks the body; notes wait for the end of their section, so that they split no list."""

    styles: Styles
    notes: dict[str, dict[str, str]]

    def __post_init__(self) -> None:
        self._waiting: list[str] = []
        self._begun = ""

    def blocks(self, parent: _Element, depth: int = 0) -> Iterator[Block]:
        """The blocks of the body, a cell or a content control."""
        for element in parent if depth < MOST_DEPTH else ():
            if len(element) == 0:
                continue
            if element.tag == f"{W}p":
                yield from self._paragraph(element, depth)
            elif element.tag == f"{W}tbl":
                yield from self._table(element, depth)
            elif (
                element.tag in HOLDERS and not _is_contents(element) and not is_placeholder(element)
            ):
                yield from self.blocks(element, depth + 1)

    def pending(self) -> Iterator[Block]:
        """The pending notes."""
        yield from (Block(text) for text in self._waiting if text)
        self._waiting.clear()

    def _paragraph(self, paragraph: _Element, depth: int) -> Iterator[Block]:
        style, text = self.styles.of(paragraph), text_of(paragraph)
        if style.is_contents:
            return
        if _is_drop_cap(paragraph):
            self._begun += text
            return
        if _goes_on(paragraph):
            self._begun += f"{text} "
            return
        text, self._begun = f"{self._begun}{text}".strip(), "" if text else self._begun
        if text and style.heading is not None:
            yield from self.pending()
            yield Block(text, BlockKind.HEADING, style.heading)
        elif text:
            yield Block(text, BlockKind.ITEM if style.is_item else BlockKind.PARAGRAPH)
        for reference, kind in _NOTES:
            for mark in paragraph.iter(f"{W}{reference}"):
                self._waiting.append(self.notes[kind].get(mark.get(f"{W}id") or "", ""))
        for box in _boxes(paragraph):
            yield from self.blocks(box, depth + 1)

    def _table(self, table: _Element, depth: int) -> Iterator[Block]:
        """The rows of a table, then those of the tables in its cells."""
        inner: list[Block] = []
        found = [row for row in shown_children(table, f"{W}tr") if not is_deleted(row)]
        rows = with_merged([self._cells(row, inner, depth) for row in found])
        marked = next((n for n, row in enumerate(found) if not is_head(row)), len(found))
        yield from blocks(rows, marked or self.styles.has_head(table))
        yield from inner

    def _cells(
        self, row: _Element, inner: list[Block], depth: int
    ) -> list[tuple[_Element | None, Cell]]:
        """The cells of a row with their elements; rows of tables within them go to ``inner``."""
        cells: list[tuple[_Element | None, Cell]] = [(None, Cell(""))] * columns_before(row)
        for element in shown_children(row, f"{W}tc"):
            text = cell_text(self.blocks(element, depth + 1), inner)
            strong, shaded = is_strong(element), is_shaded(element)
            cell = Cell(text, columns_of(element), strong=strong, shaded=shaded)
            cells.append((element, cell))
        return cells


def _is_drop_cap(paragraph: _Element) -> bool:
    """Whether a paragraph is the large first letter of the one that follows it."""
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    return frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin")


def _goes_on(paragraph: _Element) -> bool:
    """Whether the end of a paragraph is deleted in a change that is tracked: the next goes on."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _is_contents(element: _Element) -> bool:
    """Whether a content control is a table of contents."""
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and "table of contents" in (gallery.get(f"{W}val") or "").casefold()


def _boxes(paragraph: _Element) -> Iterator[_Element]:
    """The text boxes anchored in a paragraph; each is stored twice, for old and new readers."""
    for box in paragraph.iter(f"{W}txbxContent"):
        around = list(box.iterancestors(FALLBACK, f"{W}txbxContent", f"{W}p"))
        if around and around[0] is paragraph:
            yield box
