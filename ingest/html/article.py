"""Article extraction: the pieces that trafilatura selects, and those that belong to them.

Measured on real pages (benchmarks/real_pages.py): trafilatura omits the lead under a title, single
paragraphs, tables and headings, and includes lines that only lead to other pages. Parts of a page
named "related" or "share" are excluded; ingest/html/parts.py has the names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.document import BlockKind
from ingest.html.page import SENTENCE_END, Piece
from ingest.html.parts import is_aside_by_name, is_hidden, link_share
from text.dates import dates
from text.divisions import DIVISION

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PROSE_WORDS = 6  # a piece of as many words that ends like a sentence is prose
LEAD_WORDS = 12  # a lead may be without a full stop when it has as many words
LEAD_AHEAD = 12  # pieces under the title among which a lead is looked for
NO_HEADING = 9  # a level below all headings
SUBTITLE = 2  # the level of a heading that may be a page's title
LINK = 0.7  # share of a paragraph's characters that are links: it leads to another page
SOME_LINKS = 0.4
LAST_LEADS = 3  # at most as many lines at the end may lead to something not kept
SMALL = 500  # characters: a page with fewer is taken whole, as trafilatura needs more to judge
LITTLE = 60  # words: fewer of them may be no article
TIMES = 3  # ... where the page has as many times more prose
STORY_WORDS = 30  # an <article> with a title and fewer words is not surely the article
MOST = 0.4  # share of the words: less may be no <article>, as much is no aside
_FRAMED = ("figcaption", "table")


def choose(pieces: Sequence[Piece], taken: Sequence[bool]) -> list[bool]:
    """``taken`` marks the pieces that trafilatura selected; the result, the article's."""
    if _lies_around(pieces, taken):
        pieces = [replace(piece, around=False) for piece in pieces]
    kept = _without_links(pieces, taken)
    if sum(len(piece.block.text) for piece in pieces) < SMALL:
        kept = [_is_open(piece) or k for piece, k in zip(pieces, kept, strict=True)]
    else:
        kept = _instead_of_little(pieces, kept)
    if not any(kept):
        return kept
    _keep_to_story(pieces, kept)
    _drop_asides(pieces, kept)
    _add_lead(pieces, kept)
    _add_continued(pieces, kept)
    _add_siblings(pieces, kept)
    _add_definitions(pieces, kept)
    _add_headings(pieces, kept)
    _drop_last_leads(pieces, kept)
    return kept


def _without_links(pieces: Sequence[Piece], taken: Sequence[bool]) -> list[bool]:
    """What is taken, without what leads to other pages; all of it where all of it does."""
    away = [_leads_away(piece) for piece in pieces]
    for n in range(len(pieces) - 2, -1, -1):
        if away[n] and taken[n + 1] and not away[n + 1] and _heads(pieces[n], pieces[n + 1]):
            away[n] = False
    kept = [have and not leads for have, leads in zip(taken, away, strict=True)]
    return kept if any(kept) else list(taken)


def _heads(piece: Piece, below: Piece) -> bool:
    """Whether a piece is the heading of the prose below it in the same element."""
    heading = piece.block.kind is BlockKind.HEADING and not (piece.around or piece.hidden)
    holder = piece.element.getparent()
    return heading and is_prose(below) and below.element.getparent() is holder


def is_prose(piece: Piece) -> bool:
    """Whether a piece reads like a sentence or more."""
    text = piece.block.text
    return len(text.split()) >= PROSE_WORDS and SENTENCE_END.search(text) is not None


def _is_open(piece: Piece) -> bool:
    """Whether a piece is shown, in the page's own column."""
    return not (piece.around or piece.hidden) and piece.linked < SOME_LINKS


def _leads_away(piece: Piece) -> bool:
    if piece.around or piece.hidden:
        return not is_prose(piece) or piece.linked >= SOME_LINKS or _is_hidden_alone(piece)
    return piece.block.kind is not BlockKind.ITEM and piece.linked >= LINK


def _lies_around(pieces: Sequence[Piece], taken: Sequence[bool]) -> bool:
    """Whether most of what is taken lies in an <aside> or the like: misused markup."""
    words = Counter[bool]()
    for piece, have in zip(pieces, taken, strict=True):
        words[piece.around] += _words(piece) if have else 0
    return words[True] > words[False]


def _is_hidden_alone(piece: Piece) -> bool:
    """Whether a paragraph itself is hidden, not in a panel that opens at a click."""
    return piece.hidden and is_hidden(piece.element) and piece.element.tag == "p"


def _instead_of_little(pieces: Sequence[Piece], kept: list[bool]) -> list[bool]:
    """What is kept, or the largest column of the page where that has much more prose."""
    have = _total(pieces, kept)
    if have >= LITTLE:
        return kept
    column = _largest_column(pieces)
    return column if _total(pieces, column) >= TIMES * max(have, 1) else kept


def _largest_column(pieces: Sequence[Piece]) -> list[bool]:
    """From the first to the last prose of the element that has most prose of its own."""
    words_in: Counter[HtmlElement | None] = Counter()
    for piece in pieces:
        if is_prose(piece) and not piece.hidden and piece.linked < SOME_LINKS:
            words_in[piece.element.getparent()] += _words(piece)
    if not words_in:
        return [False] * len(pieces)
    best = words_in.most_common(1)[0][0]
    own = [n for n, piece in enumerate(pieces) if piece.element.getparent() is best]
    return [
        own[0] <= n <= own[-1] and best in piece.element.iterancestors()
        for n, piece in enumerate(pieces)
    ]


def _total(pieces: Sequence[Piece], kept: Sequence[bool]) -> int:
    """How many words are kept."""
    return sum(_words(piece) for piece, k in zip(pieces, kept, strict=True) if k)


def _keep_to_story(pieces: Sequence[Piece], kept: list[bool]) -> None:
    """Where one <article> contains the main title and much of the prose, drop what is outside."""
    stories = _outermost(pieces, "article")
    titled = {s for s, p in zip(stories, pieces, strict=True) if p.block.level == 1} - {None}
    if len(titled) != 1:
        return
    inside = [story in titled for story in stories]
    within = [k and i for k, i in zip(kept, inside, strict=True)]
    if _total(pieces, within) >= max(STORY_WORDS, MOST * _total(pieces, kept)):
        kept[:] = within


def _outermost(pieces: Sequence[Piece], tag: str) -> list[HtmlElement | None]:
    """For each piece, the outermost element of a tag around it."""
    known: dict[HtmlElement, HtmlElement | None] = {}
    return [_found(piece.element, tag, known) for piece in pieces]


def _found(
    start: HtmlElement, tag: str, known: dict[HtmlElement, HtmlElement | None]
) -> HtmlElement | None:
    path, element = [], start
    while element is not None and element not in known:
        path.append(element)
        element = element.getparent()
    found = known[element] if element is not None else None
    for inner in reversed(path):
        found = inner if found is None and inner.tag == tag else found
        known[inner] = found
    return found


def _drop_asides(pieces: Sequence[Piece], kept: list[bool]) -> None:
    """Drop small parts whose names mark them as about other pages or the reader."""
    words_in: Counter[HtmlElement] = Counter()
    asides: dict[HtmlElement, tuple[HtmlElement, ...]] = {}
    for piece, k in zip(pieces, kept, strict=True):
        if k:
            named = _named(piece.element, asides)
            words_in.update(dict.fromkeys(named, _words(piece)))
    total = _total(pieces, kept)
    small = {element for element, words in words_in.items() if words < MOST * total}
    for n, piece in enumerate(pieces):
        kept[n] = kept[n] and not small.intersection(asides.get(piece.element, ()))


def _named(
    start: HtmlElement, known: dict[HtmlElement, tuple[HtmlElement, ...]]
) -> tuple[HtmlElement, ...]:
    """The elements around one, itself included, whose names mark them as asides."""
    path, element = [], start
    while element is not None and element not in known:
        path.append(element)
        element = element.getparent()
    named = known[element] if element is not None else ()
    for inner in reversed(path):
        named = (*named, inner) if is_aside_by_name(inner) else named
        known[inner] = named
    return named


def _add_lead(pieces: Sequence[Piece], kept: list[bool]) -> None:
    """Prose between the main title and the first prose that is kept."""
    if True not in kept:
        return
    first = next((n for n, k in enumerate(kept) if k and is_prose(pieces[n])), kept.index(True))
    title = _title_above(pieces, first)
    if title is None:
        return
    heading = pieces[title].block.text
    for n in range(title + 1, min(first, title + 1 + LEAD_AHEAD)):
        lead = _is_open(pieces[n]) and _is_lead(pieces[n]) and heading not in pieces[n].block.text
        kept[n] = kept[n] or lead


def _title_above(pieces: Sequence[Piece], first: int) -> int | None:
    """The place of the main heading above the first prose: the last one near it, else the first."""
    levels = {n: _level(pieces[n]) for n in range(first) if not pieces[n].around}
    heads = {n: level for n, level in levels.items() if level <= SUBTITLE}
    near = {n: level for n, level in heads.items() if n >= first - LEAD_AHEAD}
    chosen = near or heads
    tops = [n for n, level in chosen.items() if level == min(chosen.values())]
    return (tops[-1] if near else tops[0]) if tops else None


def _level(piece: Piece) -> int:
    return piece.block.level or NO_HEADING


def _is_lead(piece: Piece) -> bool:
    """Prose, or a line that is as long and not a by-line with its date."""
    return is_prose(piece) or (_words(piece) >= LEAD_WORDS and not dates(piece.block.text))


def _add_siblings(pieces: Sequence[Piece], kept: list[bool]) -> None:
    """Prose, captions, lists and tables beside prose that is kept, in the same element."""
    pairs = list(zip(pieces, kept, strict=True))
    places = [n for n, k in enumerate(kept) if k]
    holders = {piece.element.getparent() for piece, k in pairs if k and is_prose(piece)}
    shares: dict[HtmlElement, float] = {}
    tables = {piece.element for piece, k in pairs if k and piece.element.tag == "table"}
    for n, (piece, have) in enumerate(pairs):
        if have or not places or n < places[0] or not _is_open(piece):
            continue
        if piece.element.tag == "table":
            kept[n] = piece.element in tables or _is_within(piece, holders)
        elif piece.block.kind is BlockKind.ITEM:
            kept[n] = kept[n - 1] and _is_listed(piece, holders, shares)
        elif n < places[-1] and is_prose(piece):
            kept[n] = _is_within(piece, holders)
        if kept[n] and is_prose(piece):
            holders.add(piece.element.getparent())


def _add_continued(pieces: Sequence[Piece], kept: list[bool]) -> None:
    """Prose in elements of the very tag and class of the one that contains most of what is kept."""
    words: Counter[HtmlElement] = Counter()
    for piece, k in zip(pieces, kept, strict=True):
        holder = piece.element.getparent()
        if k and is_prose(piece) and holder is not None and holder.get("class"):
            words[holder] += _words(piece)
    if not words:
        return
    main, count = words.most_common(1)[0]
    if count < LITTLE:
        return
    for n, piece in enumerate(pieces):
        holder = piece.element.getparent()
        if not kept[n] and holder is not None and _is_open(piece) and is_prose(piece):
            kept[n] = holder.tag == main.tag and holder.get("class") == main.get("class")


def _add_definitions(pieces: Sequence[Piece], kept: list[bool]) -> None:
    """Definitions of the kept terms of a definition list: "Address:" is nothing without it."""
    terms = {_around(piece.element, "dt") for piece, k in zip(pieces, kept, strict=True) if k}
    terms.discard(None)
    for n, piece in enumerate(pieces) if terms else ():
        value = _around(piece.element, "dd")
        if value is not None and not kept[n] and _is_open(piece):
            kept[n] = next(value.itersiblings("dt", preceding=True), None) in terms


def _around(element: HtmlElement, tag: str) -> HtmlElement | None:
    """The innermost element of a tag that is one or lies around one."""
    return element if element.tag == tag else next(element.iterancestors(tag), None)


def _is_listed(
    piece: Piece, holders: set[HtmlElement | None], shares: dict[HtmlElement, float]
) -> bool:
    """Whether an item's list lies in one of the elements and does not lead to other pages.

    ``shares`` keeps the share of links of each list.
    """
    outer = next(piece.element.iterancestors("ul", "ol"), None)
    if outer is None or outer.getparent() not in holders:
        return False
    if outer not in shares:
        shares[outer] = link_share(outer)
    return shares[outer] < SOME_LINKS


def _is_within(piece: Piece, holders: set[HtmlElement | None]) -> bool:
    """Whether a piece, or the figure around it, lies in one of the elements."""
    parent = piece.element.getparent()
    if parent is not None and parent.tag in ("figure", "div") and piece.element.tag in _FRAMED:
        return parent in holders or parent.getparent() in holders
    if parent is not None and parent.tag == "section" and not is_aside_by_name(parent):
        return parent in holders or parent.getparent() in holders
    return parent in holders


def _add_headings(pieces: Sequence[Piece], kept: list[bool]) -> None:
    """Headings right before pieces that are kept, below the title."""
    tops = (n for n, piece in enumerate(pieces) if kept[n] or piece.block.level == 1)
    top = next(tops, len(pieces))
    for n in range(len(pieces) - 2, -1, -1):
        piece = pieces[n]
        if not kept[n] and _is_heading(piece) and _is_open(piece):
            below = piece.element.getparent() in pieces[n + 1].element.iterancestors()
            kept[n] = kept[n + 1] and below and n > top


def _is_heading(piece: Piece) -> bool:
    """Whether a piece is a heading, or a line such as "Article 2" that numbers what is below it."""
    block = piece.block
    numbers = block.kind is BlockKind.PARAGRAPH and DIVISION.fullmatch(block.text)
    return block.kind is BlockKind.HEADING or bool(numbers)


def _drop_last_leads(pieces: Sequence[Piece], kept: list[bool]) -> None:
    """The last headings and short lines with a colon, which lead to something not kept."""
    places = [n for n, k in enumerate(kept) if k]
    for n in reversed(places[-LAST_LEADS:]):
        if not _leads_in(pieces[n]):
            return
        kept[n] = False


def _leads_in(piece: Piece) -> bool:
    if piece.block.kind is BlockKind.HEADING:
        return not is_prose(piece)
    return piece.block.text.endswith(":") and _words(piece) < LEAD_WORDS


def _words(piece: Piece) -> int:
    return len(piece.block.text.split())
