"""Heading detection in legal texts: divisions (Title, Chapter, Article 2) become headings.

Journals set them as plain paragraphs. A division is a line by itself, and the line under it its
name, unless it is a sentence; or it precedes its text, "Art. 2. – The fee is...".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.document import Block, BlockKind
from ingest.html.page import STOP
from text import divisions

WIDEST = 2  # the level of the heading of the widest part
NAME_WORDS = 20
FEW = 2  # articles: with fewer, similar lines are not divisions
LONGEST = 150  # characters of a name
_GAP = re.compile(r"\s*[:.–—−-][\s:.–—−-]*(?=\S)")
SENTENCE_WORDS = 4  # what follows a division and ends like a sentence is its text, else its name


def marked(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with divisions and their names as headings where the text has several."""
    parted = [part for block in blocks for part in _parted(block)]
    ranks = [_rank(block) for block in parted]
    if ranks.count(divisions.ARTICLE) < FEW:
        return list(blocks)
    found: list[Block] = []
    for place, (block, rank) in enumerate(zip(parted, ranks, strict=True)):
        above = ranks[place - 1] if place else None
        if rank is not None:
            found.append(block.as_heading(_level(rank)))
        elif above is not None and _is_name(block):
            found.append(block.as_heading(_level(above) + 1))
        else:
            found.append(block)
    return found


def _level(rank: int) -> int:
    """Every second level, so that a division's name lies between it and the next narrower one."""
    return WIDEST + 2 * rank


def _rank(block: Block) -> int | None:
    """The rank of a line that is a division, alone or with its name; None for any other."""
    match = _division(block)
    if match is None:
        return None
    rest = _after(block, match)
    gap = _GAP.match(rest)
    name = rest[gap.end() :] if gap else ""
    bare = rest.strip(" .") == ""
    named = name and len(name) <= LONGEST and not _is_sentence(name)
    return divisions.rank(block.text) if bare or named else None


def _division(block: Block) -> re.Match[str] | None:
    """The division that a line begins with, with a capital as headings do."""
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or block.text[:1].islower():
        return None
    return divisions.DIVISION.match(block.text)


def _parted(block: Block) -> Iterator[Block]:
    """A paragraph "Art. 2. – The fee is..." as its division and its text, any other as it is."""
    match = _division(block) if block.kind is BlockKind.PARAGRAPH else None
    rest = _after(block, match) if match else ""
    gap = _GAP.match(rest)
    if match is None or gap is None or not _is_sentence(rest[gap.end() :]):
        yield block
        return
    yield Block(match.group().rstrip("."))
    yield Block(rest[gap.end() :])


def _after(block: Block, match: re.Match[str]) -> str:
    """What follows a division's number, its full stop included."""
    return block.text[match.end() - match.group().endswith(".") :]


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= SENTENCE_WORDS and STOP.search(text) is not None


def _is_name(block: Block) -> bool:
    short = len(block.text.split()) <= NAME_WORDS and not STOP.search(block.text)
    return short and block.kind is not BlockKind.ITEM and block.kind is not BlockKind.ROW
