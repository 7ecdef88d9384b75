"""Removal of running heads, feet and page numbers: text at the same place on page after page.

Decided by place and repetition, figures aside; a lone page number is dropped on any page, as is the
outermost line that begins or ends with it. On a single page, where nothing repeats, small print at
its top or bottom that is not a sentence is dropped. So are the lines of a table of contents.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.pdf.lines import Line

_NUMBER = re.compile(
    r"(?:page|p\.?)?\s*[-–—|]?\s*(\d{1,4}|[ivxlc]{1,7})\s*(?:(?:/|of|sur|de)\s*\d{1,4})?\s*[-–—|]?",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?…:;,][»”\"')\]\s]*$")
SENTENCE_WORDS = 6  # as many words with a stop at the end are not a running head
OUTERMOST = 3  # lines at the top and at the bottom of a page that may be a running head
FEW_PAGES = 4  # in so short a document twice is often enough
SOME_PAGES = 3  # as many numbered pages show how a document counts them
_LEADER = re.compile(r"(?:[.…·_]\s?){5,}\s*(?:\d{1,4}|[ivxlc]{1,7})?$")
HEAD = 1.15  # of the body's size: larger letters are a heading's
TABLE_ROWS = 3  # of a table that is the document's own: a smaller one may be a running head
SMALL = 0.85  # of the body's size
SAME_PLACE = 3.0  # points


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the top or the bottom of its page; ``text`` has # for each of its figures."""

    line: Line
    side: str
    text: str
    figures: tuple[int, ...]
    first: bool


def without_running_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines without running heads and feet; the order stays."""
    pages: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    body = _body_size(lines)
    edges = {number: list(_edges(found)) for number, found in pages.items()}
    alike: defaultdict[tuple[str, str], list[_Edge]] = defaultdict(list)
    for edge in (edge for found in edges.values() for edge in found):
        alike[edge.side, edge.text].append(edge)
    enough = 2 if len(pages) <= FEW_PAGES else 3
    offset = _offset(edges)
    dropped = {id(line) for line in lines if _LEADER.search(line.text)}
    for found in edges.values():
        going = {"top": True, "bottom": True}
        for edge in found:
            repeats = _repeats(edge, alike[edge.side, edge.text], enough, body)
            lone = len(pages) == 1 and _is_small_print(edge.line, body)
            counted = edge.first and offset is not None and _counts(edge, offset, body)
            if going[edge.side] and (repeats or lone or counted or _is_number(edge.line, body)):
                dropped.add(id(edge.line))
            elif not _beside(edge.line, found, dropped):
                going[edge.side] = False
    return [line for line in lines if id(line) not in dropped]


def _body_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _edges(lines: Sequence[Line]) -> Iterator[_Edge]:
    """The outermost lines of a page, from outside inwards; except rows of a table."""
    rows = Counter(line.table for line in lines)
    own = [line for line in lines if not line.table or rows[line.table] < TABLE_ROWS]
    across = sorted(own, key=lambda line: -line.y)
    most = min(OUTERMOST, (len(across) + 1) // 2)
    for side, outermost in (("top", across[:most]), ("bottom", across[::-1][:most])):
        for place, line in enumerate(outermost):
            figures = tuple(int(figure) for figure in re.findall(r"[0-9]{1,9}", line.text))
            yield _Edge(
                line, side, re.sub(r"[0-9]{1,9}", "#", line.text.casefold()), figures, not place
            )


def _repeats(edge: _Edge, alike: Sequence[_Edge], enough: int, body: float) -> bool:
    """Whether a line is there on enough pages, unchanged or counting as the pages do."""
    near = [e for e in alike if abs(e.line.y - edge.line.y) <= SAME_PLACE]
    if len({e.line.page for e in near if e.figures == edge.figures}) >= enough:
        return True
    counts = Counter(
        (place, figure - e.line.page) for e in near for place, figure in enumerate(e.figures)
    )
    own = [(place, figure - edge.line.page) for place, figure in enumerate(edge.figures)]
    sentence = len(edge.text.split()) >= SENTENCE_WORDS and _STOP.search(edge.text) is not None
    return (
        edge.line.size <= HEAD * body
        and not sentence
        and any(counts[offset] >= enough for offset in own)
    )


def _offset(edges: Mapping[int, Sequence[_Edge]]) -> int | None:
    """The offset between printed page numbers and page indexes."""
    offsets = Counter(
        offset
        for found in edges.values()
        for offset in {n - e.line.page for e in found if e.first for n in _outer(e)}
    )
    most = offsets.most_common(1)
    return most[0][0] if most and most[0][1] >= max(SOME_PAGES, len(edges) / 2) else None


def _outer(edge: _Edge) -> set[int]:
    """The figures that a line begins and ends with."""
    found = re.findall(r"^[0-9]{1,4}\b|\b[0-9]{1,4}$", edge.line.text)
    return set(map(int, found))


def _counts(edge: _Edge, offset: int, body: float) -> bool:
    return edge.line.size <= body and edge.line.page + offset in _outer(edge)


def _is_number(line: Line, body: float) -> bool:
    """Whether a line is a page's number; the number may be counted from another page."""
    return line.size <= body * 1.2 and _NUMBER.fullmatch(line.text) is not None


def _is_small_print(line: Line, body: float) -> bool:
    return line.size <= SMALL * body and not _STOP.search(line.text)


def _beside(line: Line, found: Sequence[_Edge], dropped: set[int]) -> bool:
    """Whether a line is at the height of a dropped one: the other end of a running head."""
    return any(id(e.line) in dropped and abs(e.line.y - line.y) <= 1 for e in found)
