"""An OpenDocument text (.odt), read with zipfile and lxml: headings, lists, tables, notes.

Deleted text, comments and tables of contents are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest import tables
from ingest.characters import tidy
from ingest.document import Block, BlockKind, Loaded, Metadata
from ingest.office.archive import Archive
from ingest.office.properties import sane_author, sane_date, sane_title, without_shown_title

if TYPE_CHECKING:
    from lxml.etree import _Element

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TEXT, TABLE, STYLE, META = (_NS % n for n in ("office", "text", "table", "style", "meta"))
DC = "{http://purl.org/dc/elements/1.1/}"
_UNSEEN = frozenset((f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}ruby-text"))
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
    reader = _Reader(_titles(archive, root))
    found = [*reader.blocks(body), *reader.pending()]
    deeper = any(block.level == 0 for block in found)
    blocks = tuple(
        replace(b, level=b.level + 1) if deeper and b.level is not None else b for b in found
    )
    return Loaded(name, "odt", blocks, without_shown_title(_metadata(archive), blocks))


def _titles(archive: Archive, content: _Element) -> frozenset[str]:
    """The names of the styles that are, or are based on, the one for a document's title."""
    roots = [content, archive.xml("styles.xml")] if "styles.xml" in archive else [content]
    base = {
        style.get(f"{STYLE}name") or "": style.get(f"{STYLE}parent-style-name") or ""
        for root in roots
        for style in root.iter(f"{STYLE}style")
    }
    titles = {name for name in {*base, "Title"} if name == "Title" or base.get(name) == "Title"}
    return frozenset(titles)


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
    """Walks the body; notes wait for the end of their section, so that they part no list."""

    titles: frozenset[str]
    waiting: list[str] = field(default_factory=list)

    def blocks(self, parent: _Element, depth: int = 0, item: bool = False) -> Iterator[Block]:
        """The blocks of the body, a section, a list or a cell."""
        for element in parent if depth < MOST_DEPTH else ():
            if element.tag in _LEFT_OUT:
                continue
            if element.tag in (f"{TEXT}h", f"{TEXT}p"):
                yield from self._paragraph(element, item)
            elif element.tag == f"{TABLE}table":
                yield from tables.rows(*self._table(element, depth))
            elif element.tag in (f"{TEXT}list", f"{TEXT}section", f"{TEXT}list-item"):
                listed = item or element.tag != f"{TEXT}section"
                yield from self.blocks(element, depth + 1, listed)

    def pending(self) -> Iterator[Block]:
        """The notes that wait."""
        yield from (Block(text) for text in self.waiting if text)
        self.waiting.clear()

    def _paragraph(self, paragraph: _Element, item: bool) -> Iterator[Block]:
        text = _text(paragraph)
        titled = paragraph.get(f"{TEXT}style-name") in self.titles
        if text and (titled or paragraph.tag == f"{TEXT}h"):
            level = paragraph.get(f"{TEXT}outline-level") or "1"
            yield from self.pending()
            yield Block(text, BlockKind.HEADING, 0 if titled else int(level[:1] or 1))
        elif text:
            yield Block(text, BlockKind.ITEM if item else BlockKind.PARAGRAPH)
        for body in paragraph.iter(f"{TEXT}note-body"):
            self.waiting.append(" ".join(filter(None, map(_text, body))))

    def _table(self, table: _Element, depth: int) -> tuple[list[list[str]], bool]:
        rows = [
            row
            for row in table.iter(f"{TABLE}table-row")
            if next(row.iterancestors(f"{TABLE}table"), None) is table
        ]
        headed = table.find(f"{TABLE}table-header-rows") is not None
        return [self._cells(row, depth) for row in rows], headed

    def _cells(self, row: _Element, depth: int) -> list[str]:
        cells: list[str] = []
        for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            text = " ".join(block.text for block in self.blocks(cell, depth + 1))
            times = cell.get(f"{TABLE}number-columns-repeated") or "1"
            cells += [text] * (int(times) if re.fullmatch(r"[1-9]\d?", times) else 1)
        return cells[:MOST_COLUMNS]


def _text(paragraph: _Element) -> str:
    """What a reader sees of a paragraph; walked without recursion."""
    parts = [paragraph.text or ""]
    stack: list[_Element | str] = [e for child in reversed(paragraph) for e in _tail_first(child)]
    while stack:
        element = stack.pop()
        if isinstance(element, str):
            parts.append(element)
        elif element.tag in _BREAKS:
            parts.append(" ")
        elif element.tag not in _UNSEEN:
            parts.append(element.text or "")
            stack += [e for child in reversed(element) for e in _tail_first(child)]
    return tidy("".join(parts))


def _tail_first(element: _Element) -> tuple[_Element | str, ...]:
    """What to put on the stack for an element: it comes off before the text that follows it."""
    return (element.tail or "", element)
