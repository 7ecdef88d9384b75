"""What a loader makes of a file: blocks of text in reading order, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

SCAN = "it is a scan without text"
"""How the reason begins for which a PDF without text is refused: text recognition would read it."""


class BlockKind(StrEnum):
    """What a block is in the layout of its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text without line breaks; ``level`` is a heading's, from 1 (outermost).

    ``pages`` says where in the text which page begins: (offset, page counted from 1); the first
    offset is 0. It is empty where the format knows no pages.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    pages: tuple[tuple[int, int], ...] = ()

    def as_heading(self, level: int) -> Block:
        """The same text as a heading."""
        return replace(self, kind=BlockKind.HEADING, level=level)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself; ``date`` is ISO 8601, ``twin`` a file name,
    ``based_on`` what it was made from, in its own words."""

    title: str | None = None
    language: str | None = None
    date: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    twin: str | None = None
    based_on: str | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document as loaded; ``name`` is the file's, ``kind`` the loader's.

    ``authored`` says that it was written as a source (it has front matter): no web page put
    anything around it. ``warnings`` are details, in the words of domain/details.py, of what a
    reader should know although the source is taken in.
    """

    name: str
    kind: str
    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    authored: bool = False
    warnings: tuple[str, ...] = ()
