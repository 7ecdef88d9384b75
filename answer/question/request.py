"""Requested summary length, in sentences."""

from __future__ import annotations

import re

from text.folding import fold_text
from text.numerals import in_digits, in_words

MOST = 3
_UNITS = r"(?:ph?rases?|sentences?|points?|idees?|ideas?|lignes?|lines?|bullets?)\b"
_COUNTED = (
    re.compile(rf"\b([\w]+)[\s-]{_UNITS}"),
    re.compile(rf"\b([\w]+)\s+[\w-]+\s+{_UNITS}"),  # "three key points"
)
_SHORTER = re.compile(r"\b(plus (court|bref)|shorter|more briefly)\b")


def sentences_asked_for(message: str) -> int:
    """1 to MOST; MOST where the message gives none."""
    folded = fold_text(message)
    if _SHORTER.search(folded):
        return 1
    for rule in _COUNTED:
        for word in rule.findall(folded):
            if word in {"un", "une", "one", "single"}:
                return 1
            if word in {"a", "in", "en"}:
                continue
            for numeral in (*in_digits(word), *in_words(word)):
                return max(1, min(MOST, int(numeral.value)))
    return MOST
