"""Paragraph segmentation of PDFs: headings by their letters, paragraphs by their gaps, whole lists.

A paragraph may go on over a column or a page; the block keeps where each page begins in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from ingest.document import Block, BlockKind
from ingest.pdf.asides import ENDS, after_sentences
from ingest.pdf.hyphenation import Vocabulary
from ingest.pdf.lines import Line
from ingest.pdf.lists import BULLET, SIGN, with_bullets, with_items
from ingest.pdf.margins import Margins
from ingest.pdf.tables import with_tables
from ingest.tables.rendering import blocks as table_blocks

_STOP = re.compile(r"[.!?…][»”\"')\]\s]*$")
_LETTER_BULLET = re.compile(r"[^\W\d_]\s+[^\W\d_]*[A-Z]")
_LETTER = re.compile(r"[^\W\d_]")
LARGER = 1.08  # of the body's size: a heading's letters
WIDER = 1.25  # of the body's distance between lines: a gap between paragraphs
UNEVEN = 1.7  # of that distance: a sentence may go on over so much
FULL = 0.75  # of a full line's length: a shorter line ends its paragraph, if it ends a sentence
HEADING_WORDS = 30
INNERMOST = 6  # level of a heading
Style = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class _Body:
    """The look of most of the text, and which bookmarks name its headings."""

    size: float
    bold: bool
    pitch: float
    full: float
    margins: Margins
    outline: Mapping[str, int]


def build_blocks(lines: Sequence[Line], outline: Mapping[str, int]) -> tuple[Block, ...]:
    """The blocks of all pages in reading order; ``outline`` gives bookmarks their depth."""
    marked = with_tables(with_bullets(lines))
    body = _body(marked, outline)
    groups: list[list[Line]] = []
    found = with_items(marked, body.margins)
    for line, below in zip_longest(found, found[1:]):
        if groups and _belongs(groups[-1], line, below, body):
            groups[-1].append(line)
        else:
            groups.append([line])
    words = Vocabulary(line.text for line in lines)
    groups, asides = after_sentences(groups)
    heads = [group for group in groups if id(group) not in asides and _is_heading(group, body)]
    level = {id(group): n for group, n in zip(heads, _levels(heads, body), strict=True)}
    return tuple(block for group in groups for block in _blocks(group, words, level.get(id(group))))


def _body(lines: Sequence[Line], outline: Mapping[str, int]) -> _Body:
    styles: Counter[Style] = Counter()
    for line in lines:
        styles[line.size, line.bold] += len(line.text)
    size, bold = styles.most_common(1)[0][0] if styles else (0.0, False)
    own = [line for line in lines if line.size == size]
    lengths = sorted(len(line.text) for line in own) or [0]
    full = lengths[int(0.9 * (len(lengths) - 1))]
    gaps: Counter[float] = Counter()
    for a, b in pairwise(own):
        if a.page == b.page and 0 < a.y - b.y < 4 * size and len(a.text) >= FULL * full:
            gaps[round((a.y - b.y) * 2) / 2] += 1
    pitch = gaps.most_common(1)[0][0] if gaps else 1.3 * size
    return _Body(
        size, bold, pitch, full, Margins(lines), {_plain(name): n for name, n in outline.items()}
    )


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _is_heading(group: Sequence[Line], body: _Body) -> bool:
    text = _text(group)
    if group[0].table:
        return False
    if body.outline and _plain(text) in body.outline:
        return True
    larger = group[0].size >= LARGER * body.size
    bold = group[0].bold and not body.bold and group[0].size >= 0.95 * body.size
    bold = bold and SIGN.match(text) is None
    if not (larger or bold) or len(text.split()) > HEADING_WORDS or not _LETTER.search(text):
        return False
    return larger or (len(group) <= 3 and not re.search(r"[.;,…-][»”\"')\]\s]*$", text))


def _belongs(group: Sequence[Line], line: Line, below: Line | None, body: _Body) -> bool:
    """Whether a line goes on with the block above it."""
    last = group[-1]
    if last.table or line.table:
        return last.table == line.table
    head, next_head = _is_heading(group, body), _is_heading([line], body)
    if (last.size, last.bold) != (line.size, line.bold) and (head or next_head):
        return False
    if abs(last.size - line.size) > 0.15 * body.size or (BULLET.match(line.text) and not head):
        return False
    if (last.page, last.column) != (line.page, line.column) or line.y > last.y + line.size:
        return not head and _goes_on(last, line, below, body)
    pitch = max(body.pitch, 1.2 * line.size * (body.pitch / (1.2 * body.size or 1)))
    if last.y - line.y > WIDER * pitch:
        near = last.y - line.y <= UNEVEN * pitch
        whole = line.text[:1].islower() or len(last.text) >= FULL * body.full
        return near and whole and not head and not ENDS.search(last.text)
    if head:
        return True
    ended = _STOP.search(last.text) is not None
    short = body.margins.had_room(last, line)
    if BULLET.match(group[0].text) is not None and last.x >= group[0].x - 1:
        under = below is not None and below.column == line.column and below.x < group[0].x - 1
        if line.x < group[0].x - 1 or (ended and under):
            return not (ended or short)
        return True
    indented = len(group) > 1 and line.x > last.x + 0.8 * line.size
    return _is_rest(line) or not (ended and (indented or short))


def _is_rest(line: Line) -> bool:
    """Whether a line begins in the middle of a sentence; a letter may be a bullet."""
    return line.text[:1].islower() and _LETTER_BULLET.match(line.text) is None


def _goes_on(last: Line, line: Line, below: Line | None, body: _Body) -> bool:
    """Whether a paragraph goes on in the next column or on the next page.

    A line that begins with a capital and is alone there is a caption.
    """
    if line.text[:1].islower():
        return True
    beside = below is not None and (below.page, below.column) == (line.page, line.column)
    alone = below is None or not beside or line.y - below.y > WIDER * body.pitch
    return not ENDS.search(last.text) and not (alone and body.margins.is_short(line))


def _text(group: Sequence[Line]) -> str:
    return group[0].text if len(group) == 1 else " ".join(line.text for line in group)


def _levels(heads: Sequence[Sequence[Line]], body: _Body) -> list[int]:
    """The level of each heading: its bookmark's, else the larger its letters, the further out.

    Where bookmarks name the headings, one above them all is the title; any other has the level of
    those that look like it, else the innermost.
    """
    styles = [(head[0].size, head[0].bold) for head in heads]
    depths = [body.outline.get(_plain(_text(head))) for head in heads]
    named = [depth for depth in depths if depth is not None]
    if len(named) < 2 or len(named) < len(body.outline) / 2:
        ranked = sorted(set(styles), reverse=True)
        return [min(ranked.index(style) + 1, INNERMOST) for style in styles]
    title = depths[0] is None
    alike = {s: depth for s, depth in zip(styles, depths, strict=True) if depth is not None}
    inner = max(named) + 1
    found = [
        depth if depth is not None else 0 if title and n == 0 else alike.get(style, inner)
        for n, (style, depth) in enumerate(zip(styles, depths, strict=True))
    ]
    return [min(depth + title, INNERMOST) for depth in found]


def _blocks(group: Sequence[Line], words: Vocabulary, level: int | None) -> Iterator[Block]:
    """The block of a group of lines, or the rows of its table."""
    if not group[0].table:
        yield _block(group, words, level)
        return
    pages = ((0, group[0].page),)
    yield from (replace(row, pages=pages) for row in table_blocks([line.cells for line in group]))


def _block(group: Sequence[Line], words: Vocabulary, level: int | None) -> Block:
    text, pages = _joined(group, words)
    if level is not None:
        return Block(text, BlockKind.HEADING, level, pages)
    bullet = BULLET.match(text)
    if bullet is None:
        return Block(text, BlockKind.PARAGRAPH, None, pages)
    cut = bullet.end()
    moved = tuple((max(offset - cut, 0), page) for offset, page in pages)
    return Block(text[cut:], BlockKind.ITEM, None, moved)


def _joined(group: Sequence[Line], words: Vocabulary) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of some lines, and where in it each page begins."""
    text, pages = group[0].text, [(0, group[0].page)]
    for line in group[1:]:
        text = words.joined(text, line.text)
        if line.page != pages[-1][1]:
            pages.append((len(text) - len(line.text), line.page))
    return text, tuple(pages)
