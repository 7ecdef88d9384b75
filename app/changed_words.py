"""Word diff: which words of a text another text lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher


def runs(text: str, other: str) -> Iterator[tuple[str, bool]]:
    """The text in segments, each with whether the other one lacks it."""
    words, others = (re.findall(r"\s+|\S+", t) for t in (text, other))
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    for tag, a, b, _, _ in matcher.get_opcodes():
        if a < b:
            yield "".join(words[a:b]), tag != "equal"
