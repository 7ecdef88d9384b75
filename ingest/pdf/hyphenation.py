"""Dehyphenation: words split at the end of a line are joined; hyphens that belong to a word stay.

The document's own words are the evidence: what it writes elsewhere in one word, or with a hyphen,
is written so here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CUT = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)-$")
_BEGINS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# What French attaches to a verb or pronoun with a hyphen; English prefixes that often keep theirs.
_HUNG = frozenset("il ils elle elles on je tu nous vous ce là ci même mêmes être t y en".split())


class Vocabulary:
    """The words of a document, as it writes them inside its lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines

    @cached_property
    def _words(self) -> Counter[str]:
        """How often each word occurs; counted at the first split word."""
        inside = (_CUT.sub("", line) for line in self._lines)
        return Counter(word.casefold() for line in inside for word in _WORD.findall(line))

    def joined(self, text: str, line: str) -> str:
        """Two lines as one: with a space, or where a word was cut, without it."""
        if not text.endswith("-"):
            return f"{text} {line}"
        cut, begins = _CUT.search(text), _BEGINS.match(line)
        if cut is None or begins is None:
            return f"{text}{line}" if re.search(r"\w-$", text) else f"{text} {line}"
        left, right = cut.group(1), begins.group()
        return f"{text}{line}" if self._is_hyphened(left, right) else f"{text[:-1]}{line}"

    def _is_hyphened(self, left: str, right: str) -> bool:
        """Whether the hyphen between two parts is the word's own."""
        if not right[0].islower():
            return True
        whole, hyphened = f"{left}{right}".casefold(), f"{left}-{right}".casefold()
        if self._words[whole] != self._words[hyphened]:
            return self._words[hyphened] > self._words[whole]
        if right.split("-")[0].casefold() in _HUNG:
            return True
        both = self._words[left.casefold()] and self._words[right.casefold()]
        return bool(both) and min(len(left), len(right)) >= 4
