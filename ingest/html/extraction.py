"""Alignment of trafilatura's extracted text with the pieces of the page.

trafilatura only selects; the words, headings, lists and tables are those of the page itself, so
that quotations are verbatim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from ingest.decoding import one_line
from ingest.html.page import Piece

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONG = 6  # words of a line that cannot be in a page by chance
GRAM = 3  # words of an n-gram
SAME = 0.5  # the least share of a piece's n-grams in the extracted text
_SPANNING = "//*[@rowspan or @colspan]"
_WORD = re.compile(r"\w+")


def extract(root: HtmlElement) -> list[str]:
    """The lines of the article; none where nothing is found or the library fails.

    The tree is not changed.
    """
    import trafilatura

    tree = _without_spans(root)
    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - the page is still read by our own means
        return []
    text = getattr(found, "text", None) or ""
    return [line for line in map(one_line, text.splitlines()) if line]


def _without_spans(root: HtmlElement) -> HtmlElement:
    """The tree, or a copy in which no cell spans others: trafilatura fills each place that a cell
    claims, millions where a page is hostile.
    """
    if not root.xpath(_SPANNING):
        return root
    tree = deepcopy(root)
    for cell in tree.xpath(_SPANNING):
        for name in ("rowspan", "colspan"):
            cell.attrib.pop(name, None)
    return tree


def extracted(pieces: Sequence[Piece], lines: Sequence[str]) -> list[bool]:
    """Which pieces of the page are in the extracted lines."""
    looked_up = _Text(lines)
    return [looked_up.holds(piece.block.text) for piece in pieces]


def unseen(pieces: Sequence[Piece], lines: Sequence[str]) -> bool:
    """Whether most of the lines are in no piece: they come from the page's data or its scripts.

    Rows of tables do not count, as pieces give them in another form.
    """
    page = _Text([piece.block.text for piece in pieces])
    long = [line for line in lines if len(line.split()) >= LONG and not line.startswith("|")]
    missing = sum(len(line) for line in long if not page.holds(line))
    return bool(long) and 2 * missing > sum(map(len, long))


class _Text:
    """An n-gram index of a text, case-insensitive."""

    def __init__(self, lines: Sequence[str]) -> None:
        split = [_words(line) for line in lines]
        whole = [word for words in split for word in words]
        self._grams = set(zip(whole, whole[1:], whole[2:], strict=False))
        self._lines = frozenset(split)

    def holds(self, line: str) -> bool:
        """Whether at least half of a line occurs; a line of one or two words, as a whole."""
        words = _words(line)
        if len(words) < GRAM:
            return words in self._lines
        found = sum(gram in self._grams for gram in zip(words, words[1:], words[2:], strict=False))
        return found >= SAME * (len(words) - GRAM + 1)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))
