"""Web page loader: the article as blocks, and its metadata.

trafilatura selects the article (ingest/html/extraction.py); the text is the page's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.document import Block, BlockKind, Loaded
from ingest.html.article import LITTLE, TIMES, choose
from ingest.html.extraction import extract, extracted, unseen
from ingest.html.linked_data import article_body, objects
from ingest.html.marks import drop_marks
from ingest.html.meta import Meta
from ingest.html.metadata import read_metadata
from ingest.html.official import marked
from ingest.html.page import SENTENCE_END, parse_page, read_pieces
from ingest.html.script_state import article_in_scripts
from ingest.html.titles import first_lines

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TEMPLATE = re.compile(r"\{\{.{0,200}?\}\}|\{%.{0,200}?%\}|<%.{0,200}?%>", re.DOTALL)
REAL_WORDS = 12  # a paragraph of as many words that ends like a sentence is prose
UNFILLED = "a script fills in this page: only its description was read"
MORE = 2  # times as many words in the page's data as in its text: the data has the article


def load_webpage(data: bytes, name: str) -> Loaded:
    """A page's article; raises SourceNotReadable for binary, SourceEmpty without content."""
    root = parse_page(data, name)
    drop_marks(root)
    found = read_pieces(root)
    pieces = [piece for piece in found if not _is_template(piece.block.text)]
    lines = extract(root)
    kept = choose(pieces, extracted(pieces, lines))
    blocks = [piece.block for piece, k in zip(pieces, kept, strict=True) if k]
    linked, meta = objects(root), Meta(root)
    hidden = lines if lines and unseen(pieces, lines) else article_body(linked)
    blocks = marked(_or_from_scripts(_or_from_data(blocks, hidden), root))
    blocks = _below_journal_head(blocks)
    metadata = read_metadata(root, meta, linked, pieces, blocks)
    if not blocks and len(pieces) < len(found):
        about = meta.first("description", "og:description") or metadata.title
        blocks = [Block(about)] if about else []
        return Loaded(name, "html", tuple(blocks), metadata, warnings=(UNFILLED,))
    return Loaded(name, "html", _from_title(blocks, metadata.title), metadata)


def _below_journal_head(blocks: list[Block]) -> list[Block]:
    """Without the row in which an official journal sets its name and number, above a title."""
    head = bool(blocks) and blocks[0].kind is BlockKind.ROW and bool(first_lines(blocks[1:]))
    return blocks[1:] if head else blocks


def load_chapter(data: bytes, name: str) -> tuple[Block, ...]:
    """All blocks of a page that is all text, such as a book chapter; raises as above."""
    root = parse_page(data, name)
    drop_marks(root)
    return tuple(p.block for p in read_pieces(root) if not (p.around or p.hidden))


def _or_from_data(blocks: list[Block], hidden: Sequence[str]) -> list[Block]:
    """The article from the page's structured data, where the page shows little of it."""
    if _words(hidden) < MORE * _words([block.text for block in blocks]):
        return blocks
    return [Block(text) for text in hidden if not _is_template(text)]


def _or_from_scripts(blocks: list[Block], root: HtmlElement) -> list[Block]:
    """The article from the page's scripts, where the page shows next to nothing."""
    shown = _words([block.text for block in blocks])
    lines = article_in_scripts(root) if shown < LITTLE else []
    if _words(lines) < max(LITTLE, TIMES * shown):
        return blocks
    return [Block(text) for text in lines if not _is_template(text)]


def _is_template(text: str) -> bool:
    """Whether a text is mostly a template's placeholders; a sentence may quote it."""
    return 2 * len(_TEMPLATE.sub("", text)) < len(text)


def _words(texts: Sequence[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _from_title(blocks: Sequence[Block], title: str | None) -> tuple[Block, ...]:
    """The blocks from the first main heading on, unless prose precedes it.

    Where the title consists of the first lines, the blocks below them.
    """
    lines = first_lines(blocks)
    if lines and title == " ".join(lines):
        return tuple(blocks[len(lines) :])
    for place, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING and block.level == 1:
            return tuple(blocks[place:])
        if len(block.text.split()) >= REAL_WORDS and SENTENCE_END.search(block.text):
            break
    return tuple(blocks)
