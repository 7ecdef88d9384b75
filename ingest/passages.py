"""Chunking: sections to passages; a passage is a paragraph, or whole sentences of a long one.

Passages never cross a section and never split a sentence; they have at most 120 words unless a
single sentence is longer. A list stays with its lead-in line. A passage is in the language detected
from its own words, if clear. Offsets are code points into the cleaned text.
"""

from __future__ import annotations

import hashlib
import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from domain.types import Language, Passage, Section
from text import sentences
from text.language import of_plain_words

SPLITTER_VERSION = "3"
MOST_WORDS = 120


def split(
    sections: Sequence[Section],
    source_id: str,
    language: Language,
    pages: Sequence[tuple[int, int]] = (),
    declared: bool = False,
) -> tuple[Passage, ...]:
    """The passages of a source, in order; ``pages`` lists where in its text each page begins.

    A language that was ``declared`` for this very source is that of every passage.
    """
    begins = [offset for offset, _ in pages]
    passages: list[Passage] = []
    seen: Counter[str] = Counter()
    paragraph = -1
    for section in sections:
        for lead, text in _paragraphs(section):
            paragraph += 1
            for start, end in _pack(text):
                words = text[start:end]
                page = bisect_right(begins, lead + start) - 1
                passages.append(
                    Passage(
                        id=passage_id(source_id, words, seen[words]),
                        source_id=source_id,
                        section_path=section.path,
                        text=words,
                        start=lead + start,
                        end=lead + end,
                        language=(None if declared else of_plain_words(words)) or language,
                        ordinal=len(passages),
                        paragraph=paragraph,
                        page=pages[max(page, 0)][1] if pages else None,
                    )
                )
                seen[words] += 1
    return tuple(passages)


def passage_id(source_id: str, text: str, occurrence: int) -> str:
    """Stable while the text is unchanged, wherever it is: 20 hexadecimal digits."""
    content = "\x1f".join((source_id, text, str(occurrence)))
    return hashlib.sha256(content.encode()).hexdigest()[:20]


def _paragraphs(section: Section) -> Iterator[tuple[int, str]]:
    """Each paragraph with its offset into the source's text."""
    for match in re.finditer(r"\S(?:(?!\n\n).)*", section.text, re.DOTALL):
        yield section.start + match.start(), match.group()


def _pack(text: str) -> Iterator[tuple[int, int]]:
    """Spans of whole sentences, of similar length, each within the limit where sentences allow."""
    total = len(text.split())
    if total <= MOST_WORDS:
        yield 0, len(text)
        return
    target = total / math.ceil(total / MOST_WORDS)
    start, words, end = None, 0, 0
    for left, right in sentences.split(text):
        length = len(text[left:right].split())
        if start is not None and (words + length > MOST_WORDS or words >= target):
            yield start, end
            start, words = None, 0
        start = left if start is None else start
        words, end = words + length, right
    if start is not None:
        yield start, end
