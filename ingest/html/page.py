"""HTML parsing with lxml: all its headings, paragraphs, lists and tables, in order.

Scripts and styles never yield text. Nothing is run, fetched or rendered. The article is selected
in ingest/html/article.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from domain.errors import SourceEmpty, SourceNotReadable
from ingest.decoding import decode, one_line
from ingest.document import Block, BlockKind
from ingest.html.parts import (
    AROUND,
    BLOCKS,
    HEADINGS,
    MARKER,
    NO_TEXT,
    is_hidden,
    is_layout,
    is_link,
    link_share,
)
from ingest.html.table import table_blocks

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Kind = tuple[BlockKind, int | None]
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_LINE_BREAK = "\v"  # represents <br> until a block is finished
STOP = re.compile(r"[.!?…;:,]$")
SENTENCE_END = re.compile(r"[.!?…:;][»”\"')\s]*$")
MOST_DEPTH = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of text with the element that contains it.

    ``around``: it is in a navigation, an aside or a footer. ``hidden``: it is not shown
    when the page opens. ``linked``: the share of its characters that are links, 0 to 1.
    """

    block: Block
    element: HtmlElement
    around: bool
    hidden: bool
    linked: float


@dataclass(slots=True)
class _Open:
    """The block that is being read: its text so far, and how much of it is links."""

    element: HtmlElement
    kind: Kind
    around: bool
    hidden: bool
    parts: list[str] = field(default_factory=list)
    linked: int = 0

    def add(self, text: str | None, linked: bool) -> None:
        if text:
            self.parts.append(text)
            self.linked += len(text.strip()) if linked else 0

    def finished(self) -> Iterator[Piece]:
        """The pieces read so far, one for each line."""
        if not any(part.strip() for part in self.parts):
            self.parts.clear()
            return
        length = sum(len(part.strip()) for part in self.parts)
        share = self.linked / length if length else 0.0
        for block in _flush(self.parts, self.kind):
            yield Piece(block, self.element, self.around, self.hidden, share)


class _State(NamedTuple):
    """State that an element inherits from its ancestors."""

    depth: int = 0
    around: bool = False
    hidden: bool = False
    linked: bool = False

    def within(self, element: HtmlElement, tag: str) -> _State:
        return _State(
            self.depth + 1,
            self.around or tag in AROUND,
            self.hidden or (bool(element.attrib) and is_hidden(element)),
            self.linked or is_link(element),
        )


def parse_page(data: bytes, name: str) -> HtmlElement:
    """The tree of a page; raises SourceNotReadable for binary, SourceEmpty without content."""
    from lxml import etree, html

    declared = _CHARSET.search(data[:4096])
    text = decode(data, name, declared.group(1).decode("ascii") if declared else None)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    if not text.strip():
        raise SourceEmpty(name)
    try:
        # A comment within a paragraph, as scripts leave them, makes trafilatura lose its text.
        parser = html.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True)
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceNotReadable(name, "it is not HTML") from error
    return root


def read_pieces(root: HtmlElement) -> list[Piece]:
    """All text of a page, in reading order."""
    body = root.find("body")
    return list(_with_markers(_pieces(root if body is None else body)))


def _with_markers(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """A marker that is laid out in a cell of its own, "(1)", joined to the text that it marks."""
    marker: Piece | None = None
    for piece in pieces:
        if marker is not None:
            block = piece.block
            joined = Block(f"{marker.block.text} {block.text}", BlockKind.ITEM)
            same_row = _row_of(marker) is _row_of(piece) and block.kind is BlockKind.PARAGRAPH
            if not same_row:
                yield marker
            piece, marker = (replace(piece, block=joined) if same_row else piece), None
        if MARKER.fullmatch(piece.block.text) and _row_of(piece) is not None:
            marker = piece
            continue
        yield piece
    if marker is not None:
        yield marker


def _row_of(piece: Piece) -> HtmlElement | None:
    return next((e for e in (piece.element, *piece.element.iterancestors()) if e.tag == "tr"), None)


def _pieces(root: HtmlElement) -> Iterator[Piece]:
    """Walk without recursion: below MOST_DEPTH elements are only text."""
    current = _Open(root, (BlockKind.PARAGRAPH, None), False, False)
    stack: list[tuple[HtmlElement, bool, _State]] = [(root, False, _State())]
    while stack:
        element, closing, state = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        tail = element.tail if element is not root else None
        if not closing and (not tag or tag in NO_TEXT):
            current.add(tail, state.linked)
            continue
        inner = state if closing else state.within(element, tag)
        if tag in BLOCKS:
            yield from current.finished()
            current = _opened(element, closing, inner)
        if closing:
            current.add(tail, state.linked)
            continue
        rows = list(table_blocks(element)) if tag == "table" and not is_layout(element) else []
        if rows:
            linked = link_share(element)
            for block in rows:
                yield Piece(block, element, inner.around, inner.hidden, linked)
            current = _opened(element, True, state)
            current.add(tail, state.linked)
            continue
        current.add(_LINE_BREAK if tag == "br" else element.text, inner.linked)
        stack.append((element, True, state))
        if inner.depth <= MOST_DEPTH:
            stack.extend((child, False, inner) for child in reversed(element))
        else:
            for child in element:
                current.add(f" {child.text_content()} {child.tail or ''}", inner.linked)
    yield from current.finished()


def _opened(element: HtmlElement, closing: bool, state: _State) -> _Open:
    """The next block: in the element that opens, or around the one that closes."""
    parent = element.getparent() if closing else element
    holder = element if parent is None else parent
    return _Open(holder, _kind(element, closing), state.around, state.hidden)


def _kind(element: HtmlElement, closing: bool) -> Kind:
    """Kind of the text from here on; after a closing tag, by its ancestors."""
    inside = [element, *element.iterancestors()] if not closing else list(element.iterancestors())
    for ancestor in inside:
        name = str(ancestor.tag)
        if name in HEADINGS:
            return (BlockKind.HEADING, int(name[1]))
        if name == "li":
            return (BlockKind.ITEM, None)
        if name == "article":  # whole articles are listed too; their paragraphs are not items
            break
    return (BlockKind.PARAGRAPH, None)


def _flush(buffer: list[str], kind: Kind) -> Iterator[Block]:
    text = "".join(buffer)
    buffer.clear()
    if kind[0] is not BlockKind.PARAGRAPH:
        text = text.replace(_LINE_BREAK, " ")
    for line in _lines(text.split(_LINE_BREAK)):
        yield Block(line, *kind)


def _lines(parts: Sequence[str]) -> list[str]:
    """The lines between <br>s; one that goes on in the middle of a sentence is joined to it."""
    lines: list[str] = []
    blank = True
    for part in map(one_line, parts):
        if part and not blank and part[0].islower() and not SENTENCE_END.search(lines[-1]):
            lines[-1] = f"{lines[-1]} {part}"
        elif part:
            lines.append(part)
        blank = not part
    return lines
