"""Markdown, read with markdown-it-py: headings, paragraphs, lists, tables, and front matter.

Inline markup becomes its plain text; images and raw HTML go. Nothing is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

from domain.errors import SourceNotReadable
from ingest.decoding import decode, one_line
from ingest.document import Block, BlockKind, Loaded, Metadata

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_KEPT = ("text", "code_inline", "softbreak", "hardbreak")


def load_markdown(data: bytes, name: str) -> Loaded:
    """A Markdown document as blocks; raises SourceNotReadable for binary or broken front matter."""
    from markdown_it import MarkdownIt

    text = decode(data, name)
    front = _FRONT.match(text)
    metadata = _metadata(front.group(1), name) if front else Metadata()
    body = text[front.end() :] if front else text
    tokens = MarkdownIt("commonmark", {"maxNesting": 20}).enable("table").parse(body)
    return Loaded(name, "markdown", tuple(_blocks(tokens)), metadata, authored=front is not None)


def _metadata(text: str, name: str) -> Metadata:
    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        reason = " ".join(str(error).split())[:120]
        raise SourceNotReadable(name, f"its front matter is not YAML: {reason}") from error
    if not isinstance(data, dict):
        return Metadata()
    fields = ("title", "language", "date", "author", "publisher", "url", "twin")
    return Metadata(**{field: _plain(data.get(field)) for field in fields})


def _plain(value: Any) -> str | None:
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return one_line(str(value)) or None
    return None


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    open_: list[str] = []
    header: list[str] = []
    cells: list[str] = []
    for token in tokens:
        if token.nesting > 0:
            open_.append(token.type)
        if token.type == "inline":
            text = one_line(_inline(token))
            if open_ and open_[-1] in ("th_open", "td_open"):
                cells.append(text)
            elif text:
                yield _block(text, token, open_, tokens)
        elif token.type in ("fence", "code_block") and token.content.strip():
            yield Block(one_line(token.content))
        if token.nesting < 0:
            open_.pop()
            if token.type == "tr_close":
                if "thead_open" in open_:
                    header = cells
                elif any(cells):
                    yield Block(_row(header, cells), BlockKind.ROW)
                cells = []


def _block(text: str, token: Token, open_: list[str], tokens: Sequence[Token]) -> Block:
    if open_[-1:] == ["heading_open"]:
        level = next(t.tag for t in tokens if t.type == "heading_open" and t.map == token.map)
        return Block(text, BlockKind.HEADING, int(level[1]))
    return Block(text, BlockKind.ITEM if "list_item_open" in open_ else BlockKind.PARAGRAPH)


def _inline(token: Token) -> str:
    parts = [c.content if c.content else " " for c in token.children or () if c.type in _KEPT]
    return "".join(parts)


def _row(header: Sequence[str], cells: Sequence[str]) -> str:
    """A row that can be quoted by itself: each value with the name of its column."""
    names = [*header, *[""] * (len(cells) - len(header))]
    pairs = zip(names, cells, strict=False)
    return "; ".join(f"{name}: {cell}" if name else cell for name, cell in pairs if cell)
