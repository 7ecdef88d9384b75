"""The text that trafilatura takes for a page's article, and which pieces of the page it is.

trafilatura chooses; the words, headings, lists and tables stay those of the page itself, so that
what is quoted is what the page says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from ingest.html.page import Piece

if TYPE_CHECKING:
    from lxml.html import HtmlElement

GRAM = 3  # words in a row that are looked up
SAME = 0.5  # the least share of a piece's rows of words that the extracted text has
_WORD = re.compile(r"\w+")


def extract(root: HtmlElement) -> list[str]:
    """The lines of the article; none where nothing is found. The tree is not changed."""
    import trafilatura

    found = trafilatura.bare_extraction(
        deepcopy(root), include_comments=False, include_tables=True, fast=FAST
    )
    text = getattr(found, "text", None) or ""
    return [line for line in text.splitlines() if line.strip()]

FAST = False

def words(text: str) -> tuple[str, ...]:
    """The words of a text without case."""
    return tuple(_WORD.findall(text.casefold()))


def extracted(pieces: Sequence[Piece], lines: Sequence[str]) -> list[bool]:
    """Which pieces of the page the extracted lines hold."""
    whole = words(" ".join(lines))
    grams = set(zip(whole, whole[1:], whole[2:]))
    alone = Counter(map(words, lines))
    return [_holds(words(piece.block.text), grams, alone) for piece in pieces]


def _holds(piece: tuple[str, ...], grams: set[tuple[str, ...]], alone: Counter[tuple[str, ...]]) -> bool:
    if len(piece) < GRAM:
        return piece in alone
    found = sum(gram in grams for gram in zip(piece, piece[1:], piece[2:]))
    return found >= SAME * (len(piece) - GRAM + 1)
