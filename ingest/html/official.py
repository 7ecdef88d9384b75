"""The divisions of an official text (Title, Chapter, Article 2) as headings.

Journals set them as plain paragraphs. A division is a line by itself; the line under it, where it
is no sentence, is its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Block, BlockKind
from ingest.html.page import STOP

_NUMBER = (
    r"(?:(?:[LRDA]\.? ?\*?)?\d{1,4}(?:[-.]\d+)*(?:er|ère|re|e)?|[IVXLC]+(?:er)?|premi(?:er|ère)|"
    r"first|[A-Z])(?: ?(?:bis|ter|quater|[a-z]))?"
)
ARTICLE = 6  # the level of an article's heading
_DIVISIONS: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(rf"(?:{names})\s+{_NUMBER}(?:\s*[:.–—-]\s*.{{3,150}})?\.?", re.IGNORECASE), level)
    for names, level in (
        (r"annexe|annex|part|partie|livre|book", 2),
        (r"titre|title", 3),
        (r"chapitre|chapter", 4),
        (r"section", 5),
        (r"article|art\.", ARTICLE),
    )
)
# After its number a division may have a name; one of so many words with a full stop is its text.
_SENTENCE = re.compile(r"[-–—:.]\s+(?:[^\s]+\s+){3,}[^\s]+[.!?»”;]$")
NAME_LEVEL = 7  # of the line that names a division
NAME_WORDS = 20
FEW = 2  # articles: with fewer, lines that look like one are no divisions of the text


def marked(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with divisions and their names as headings where the text has several."""
    levels = [_level(block) for block in blocks]
    if levels.count(ARTICLE) < FEW:
        return list(blocks)
    found: list[Block] = []
    for place, (block, level) in enumerate(zip(blocks, levels, strict=True)):
        named = place > 0 and levels[place - 1] is not None
        if level is not None:
            found.append(block.as_heading(level))
        elif named and _is_name(block):
            found.append(block.as_heading(NAME_LEVEL))
        else:
            found.append(block)
    return found


def _level(block: Block) -> int | None:
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return None
    if block.text.startswith(("article ", "section ", "part ", "title ")):
        return None
    if _SENTENCE.search(block.text):
        return None
    return next((level for form, level in _DIVISIONS if form.fullmatch(block.text)), None)


def _is_name(block: Block) -> bool:
    short = len(block.text.split()) <= NAME_WORDS and not STOP.search(block.text)
    return short and block.kind is not BlockKind.ITEM and block.kind is not BlockKind.ROW
