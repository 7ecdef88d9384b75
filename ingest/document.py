"""Document model of the loaders: blocks of text in reading order, and metadata."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

SCAN = "it is a scan without text"
"""How the reason begins for which a PDF without text is refused: text recognition would read it."""


class BlockKind(StrEnum):
    """Layout role of a block."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text without line breaks; ``level`` is a heading's, from 1 (outermost).

    ``pages`` lists where in the text each page begins: (offset, page counted from 1); the first
    offset is 0. It is empty where the format has no pages.
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
    """Declared metadata; ``date`` is ISO 8601, ``twin`` a file name,
    ``based_on`` what it states it is derived from, verbatim."""

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

    ``authored`` states that it was written as a source (it has front matter): no web page added
    anything around it. ``warnings`` are details, in the words of domain/details.py, for the readers
    of the source.
    """

    name: str
    kind: str
    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    authored: bool = False
    warnings: tuple[str, ...] = ()
