"""Text matching: a passage against a gold quote, a citation against its evidence.

Ignores case, accents, the shape of apostrophes and the width of spaces.
"""

from __future__ import annotations

import math
import re
import unicodedata

MOST_WORDS = 120  # a longer text is not a passage, unless it is a single sentence
MOST = 0.6  # of a quote's characters, in one stretch: the quote for the most part
FEW_WORDS = 5  # this many words of a gold quote are a real part of it

_QUOTES = str.maketrans("’‘«»", "''\"\"")


def fold(text: str) -> str:
    """Lower case, no accents, straight apostrophes and quotes, single spaces."""
    text = unicodedata.normalize("NFD", text.casefold())
    text = "".join(c for c in text if unicodedata.category(c) != "Mn")
    return re.sub(r"\s+", " ", text.translate(_QUOTES)).strip()


def holds(passage: str, quote: str) -> bool:
    """Whether a passage contains a quotation, whole or for the most part."""
    passage, quote = fold(passage), fold(quote)
    if len(passage.split()) > MOST_WORDS and re.search(r"[.!?]\s", passage):
        return False
    length = math.ceil(MOST * len(quote))
    starts = range(len(quote) - length + 1)
    return any(quote[start : start + length] in passage for start in starts)


def same_evidence(quote: str, gold: str) -> bool:
    """Whether a citation quotes the gold evidence: most of it, or a real part of it."""
    if holds(quote, gold):
        return True
    part, whole = fold(quote), fold(gold)
    enough = len(part.split()) >= FEW_WORDS or len(part) >= MOST * len(whole)
    return enough and part in whole


def says(text: str, wordings: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the wordings that occur in a text."""
    folded = fold(text)
    return tuple(wording for wording in wordings if fold(wording) in folded)
