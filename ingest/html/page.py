"""A saved HTML page, read with lxml: the article's headings, paragraphs, lists and tables.

Scripts, styles, navigation, asides and hidden elements never yield text. Nothing is run, fetched
or rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from domain.errors import SourceEmpty, SourceNotReadable
from ingest.decoding import decode, one_line
from ingest.document import Block, BlockKind, Loaded
from ingest.html.metadata import read_metadata
from ingest.html.parts import (
    BLOCKS,
    HEADINGS,
    Counts,
    count_words,
    find_article,
    is_dropped,
    is_layout,
)
from ingest.html.table import table_blocks

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Kind = tuple[BlockKind, int | None]
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_LINE_BREAK = "\v"  # stands for <br> until a block is finished
_SENTENCE_END = re.compile(r"[.!?…:;][»”\"')\s]*$")
MOST_DEPTH = 200
REAL_WORDS = 12  # a paragraph of as many words that ends like a sentence is prose


def load_webpage(data: bytes, name: str) -> Loaded:
    """A page as blocks; raises SourceNotReadable for binary, SourceEmpty without content."""
    from lxml import etree, html

    declared = _CHARSET.search(data[:4096])
    text = decode(data, name, declared.group(1).decode("ascii") if declared else None)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    if not text.strip():
        raise SourceEmpty(name)
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceNotReadable(name, "it is not HTML") from error
    counts = count_words(root)
    blocks = _from_title(tuple(_blocks(find_article(root, counts.words), counts)))
    return Loaded(name, "html", blocks, read_metadata(root, blocks))


def _from_title(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks from the first main heading on, unless prose stands above it."""
    for place, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING and block.level == 1:
            return blocks[place:]
        if len(block.text.split()) >= REAL_WORDS and _SENTENCE_END.search(block.text):
            break
    return blocks


def _blocks(root: HtmlElement, counts: Counts) -> Iterator[Block]:
    """Walk without recursion: below MOST_DEPTH elements are only text."""
    total = counts.words[root]
    buffer: list[str] = []
    kind: Kind = (BlockKind.PARAGRAPH, None)
    stack: list[tuple[HtmlElement, bool, int]] = [(root, False, 0)]
    while stack:
        element, closing, depth = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if not closing and element is not root and _skipped(element, tag, counts, total):
            buffer.append(element.tail or "")
            continue
        if tag in BLOCKS:
            yield from _flush(buffer, kind)
            kind = _kind(element, closing)
        if closing:
            buffer.append((element.tail or "") if element is not root else "")
            continue
        if tag == "table" and not is_layout(element, counts.words):
            yield from table_blocks(element)
            buffer.append(element.tail or "")
            continue
        buffer.append(_LINE_BREAK if tag == "br" else element.text or "")
        stack.append((element, True, depth))
        if depth < MOST_DEPTH:
            stack.extend((child, False, depth + 1) for child in reversed(element))
        else:
            buffer.extend(f" {child.text_content()} {child.tail or ''}" for child in element)
    yield from _flush(buffer, kind)


def _skipped(element: HtmlElement, tag: str, counts: Counts, total: int) -> bool:
    return not tag or is_dropped(element, counts, total)


def _kind(element: HtmlElement, closing: bool) -> Kind:
    """What the text from here on is; after a closing tag, what its ancestors say."""
    inside = [element, *element.iterancestors()] if not closing else list(element.iterancestors())
    for ancestor in inside:
        name = str(ancestor.tag)
        if name in HEADINGS:
            return (BlockKind.HEADING, int(name[1]))
        if name == "li":
            return (BlockKind.ITEM, None)
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
        if part and not blank and part[0].islower() and not _SENTENCE_END.search(lines[-1]):
            lines[-1] = f"{lines[-1]} {part}"
        elif part:
            lines.append(part)
        blank = not part
    return lines
