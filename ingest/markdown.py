"""Markdown loader (markdown-it-py): headings, paragraphs, lists, tables, and front matter.

Inline markup becomes its plain text; images and raw HTML are dropped, except HTML tables. Nothing
is rendered.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

from domain.errors import SourceNotReadable
from ingest.decoding import decode, one_line
from ingest.document import Block, BlockKind, Loaded, Metadata
from ingest.html.marks import drop_marks
from ingest.html.table import table_blocks
from ingest.tables.grid import Cell, joined
from ingest.tables.rendering import blocks

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_HOSTILE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)  # of odd scalars
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
_BR = re.compile(r"<br\b", re.IGNORECASE)
_TABLE_TAG = re.compile(r"<(/?)table\b", re.IGNORECASE)
_RAW = ("html_block", "code_block", "inline")
_BREAK = "\v"  # represents <br> until a block is finished
_KEPT = ("text", "code_inline", "softbreak", "hardbreak")


def load_markdown(data: bytes, name: str) -> Loaded:
    """A Markdown document as blocks; raises SourceNotReadable for binary or broken front matter."""
    from markdown_it import MarkdownIt

    text = decode(data, name)
    front = _FRONT.match(text)
    metadata = _metadata(front.group(1), name) if front else Metadata()
    body = text[front.end() :] if front else text
    tokens = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table").parse(body)
    return Loaded(name, "markdown", tuple(_blocks(tokens)), metadata, authored=front is not None)


def _metadata(text: str, name: str) -> Metadata:
    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, *_HOSTILE) as error:
        reason = " ".join(str(error).split())[:120]
        raise SourceNotReadable(name, f"its front matter is not YAML: {reason}") from error
    if not isinstance(data, dict):
        return Metadata()
    fields = (
        "title", "language", "date", "author", "publisher", "url", "twin", "based_on"
    )  # fmt: skip
    found = {field: _plain(data.get(field)) for field in fields}
    dated = _DATE.fullmatch(found["date"] or "")
    return Metadata(**found | {"date": dated.group() if dated else None})


def _plain(value: Any) -> str | None:
    """A scalar on one line, without characters that YAML escapes introduce; None for all else."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, int) and abs(value) >= 10**15:
        return None
    kept = "".join(
        c for c in str(value) if unicodedata.category(c) not in ("Cc", "Cs") or c in "\n\t"
    )
    return unicodedata.normalize("NFC", one_line(kept)) or None


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    open_: list[Token] = []
    rows: list[list[Cell]] = []
    for token in _with_whole_tables(tokens):
        if token.nesting > 0:
            open_.append(token)
        if token.type == "inline":
            if open_ and open_[-1].type in ("th_open", "td_open"):
                head = open_[-1].type == "th_open"
                rows[-1].append(Cell(joined(_inline(token).split(_BREAK)), head=head))
            elif text := one_line(_inline(token)):
                yield _block(text, open_)
        elif token.type in ("fence", "code_block") and token.content.strip():
            yield Block(one_line(token.content))
        elif token.type == "html_block" and "<table" in token.content.casefold():
            yield from _html_tables(token.content)
        if token.nesting < 0:
            open_.pop()
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            yield from blocks(rows, 1 if any(cell.text for cell in rows[0]) else 0)
            rows = []


def _with_whole_tables(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens; a table of raw HTML that blank lines split is merged into one."""
    place = 0
    while place < len(tokens):
        token = tokens[place]
        parts = [token.content]
        place += 1
        if token.type == "html_block" and "<table" in token.content.casefold():
            end = _end_of_table(tokens, place - 1)
            parts += (later.content for later in tokens[place:end])
            place = end
        yield token.copy(content="\n".join(parts)) if len(parts) > 1 else token


def _end_of_table(tokens: Sequence[Token], start: int) -> int:
    """The place after the table that a token opens; the next place where it is never closed."""
    opened = 0
    for place in range(start, len(tokens)):
        found = _TABLE_TAG.findall(tokens[place].content if tokens[place].type in _RAW else "")
        opened += sum(-1 if tag else 1 for tag in found)
        if opened <= 0:
            return place + 1
    return start + 1


def _html_tables(content: str) -> Iterator[Block]:
    """The tables in raw HTML, without nested ones."""
    from lxml import etree, html

    try:
        root = html.document_fromstring(f"<div>{content}</div>")
    except (etree.ParserError, ValueError):
        return
    drop_marks(root)
    for table in root.iter("table"):
        if next(table.iterancestors("table"), None) is None:
            yield from table_blocks(table)


def _block(text: str, open_: Sequence[Token]) -> Block:
    if open_ and open_[-1].type == "heading_open":
        return Block(text, BlockKind.HEADING, int(open_[-1].tag[1]))
    item = any(token.type == "list_item_open" for token in open_)
    return Block(text, BlockKind.ITEM if item else BlockKind.PARAGRAPH)


def _inline(token: Token) -> str:
    return "".join(
        _BREAK if c.type == "html_inline" and _BR.match(c.content) else c.content or " "
        for c in token.children or ()
        if c.type in _KEPT or (c.type == "html_inline" and _BR.match(c.content))
    )
