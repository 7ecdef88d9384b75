"""Running heads, feet and page numbers go: what stands at the same place on page after page.

Decided by place and repetition, figures aside; a lone page number goes on any page. On a single
page, where nothing repeats, small print at its top or bottom that is no sentence goes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ingest.pdf_lines import Line

_NUMBER = re.compile(
    r"(?:page|p\.?)?\s*[-–—|]?\s*(\d{1,4}|[ivxlc]{1,7})\s*(?:(?:/|of|sur|de)\s*\d{1,4})?\s*[-–—|]?",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?…:;,][»”\"')\]\s]*$")
OUTERMOST = 3  # lines at the top and at the bottom of a page that may be furniture
FEW_PAGES = 4  # in so short a document twice is often enough
SMALL = 0.85  # of the body's size
SAME_PLACE = 3.0  # points


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines without what the page adds; the order stays."""
    pages: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    body = _body_size(lines)
    edges = {number: list(_edges(found)) for number, found in pages.items()}
    seen = Counter(key for found in edges.values() for key in {k for _, _, k in found})
    enough = 2 if len(pages) <= FEW_PAGES else 3
    dropped: set[int] = set()
    for found in edges.values():
        going = {"top": True, "bottom": True}
        for side, line, key in found:
            repeats = _repeats(line, key, seen, enough, body)
            lone = len(pages) == 1 and _is_small_print(line, body)
            if going[side] and (repeats or lone or _is_number(line, body)):
                dropped.add(id(line))
            elif not _beside(line, found, dropped):
                going[side] = False
    return [line for line in lines if id(line) not in dropped]


def _body_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _edges(lines: Sequence[Line]) -> Iterator[tuple[str, Line, tuple[str, str, int]]]:
    """The outermost lines of a page from outside inwards, each with its side and what it is."""
    across = sorted(lines, key=lambda line: -line.y)
    most = min(OUTERMOST, (len(across) + 1) // 2)
    for side, outermost in (("top", across[:most]), ("bottom", across[::-1][:most])):
        for line in outermost:
            key = re.sub(r"\d+", "#", line.text.casefold())
            yield side, line, (side, key, round(line.y / SAME_PLACE))


def _repeats(
    line: Line, key: tuple[str, str, int], seen: Counter[tuple[str, str, int]], enough: int,
    body: float,
) -> bool:  # fmt: skip
    side, text, place = key
    times = sum(seen[side, text, near] for near in (place - 1, place, place + 1))
    return times >= enough and (line.size <= body or "#" not in text)


def _is_number(line: Line, body: float) -> bool:
    """Whether a line is a page's number; the number may be counted from another page."""
    return line.size <= body * 1.2 and _NUMBER.fullmatch(line.text) is not None


def _is_small_print(line: Line, body: float) -> bool:
    return line.size <= SMALL * body and not _STOP.search(line.text)


def _beside(
    line: Line, found: Sequence[tuple[str, Line, tuple[str, str, int]]], dropped: set[int]
) -> bool:
    """Whether a line stands at the height of one that went: the other end of a running head."""
    return any(id(o) in dropped and abs(o.y - line.y) <= 1 for _, o, _ in found)
