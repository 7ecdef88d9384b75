"""In how many sentences a summary is asked for."""

from __future__ import annotations

import re

from text.folding import fold_text
from text.numerals import in_digits, in_words

MOST = 3
_COUNTED = re.compile(
    r"\b(?P<count>[\w-]+)\s+(?:[\w-]+\s+)?"
    r"(?:ph?rases?|sentences?|points?|idees?|ideas?|lignes?|lines?|bullets?)\b|"
    r"\b(?P<joined>\w+)-(?:sentence|line|point|bullet|idea)\b"
)


def sentences_asked_for(message: str) -> int:
    """1 to MOST; MOST where the message does not say."""
    for match in _COUNTED.finditer(fold_text(message)):
        word = match.group("joined") or match.group("count")
        if word in {"un", "une", "one", "a", "single"}:
            return 1
        for numeral in (*in_digits(word), *in_words(word)):
            return max(1, min(MOST, int(numeral.value)))
    return MOST
