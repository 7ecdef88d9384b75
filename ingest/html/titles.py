"""Title extraction: what a page's heading, metadata and first lines agree on, without the site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.decoding import one_line
from ingest.document import Block, BlockKind
from ingest.html.linked_data import LinkedObject, headlines, site_names
from ingest.html.meta import Meta
from ingest.html.page import STOP, Piece
from ingest.office.properties import sane_title

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SEPARATED = re.compile(r"\s+[|·•–—»:-]\s+|\s*\|\s*")
_REFERENCE = re.compile(r"[A-Z][\w. ]{1,20} ?: \S+$")  # "NOR : TREX2400312A" under a title
FIRST_LINES = 6  # blocks at the top whose first lines may be the title of a document
LINE_WORDS = 60


def best_title(
    root: HtmlElement,
    meta: Meta,
    linked: Sequence[LinkedObject],
    pieces: Sequence[Piece],
    blocks: Sequence[Block],
    site: str | None,
    guessed: str | None,
) -> str | None:
    """The title; None where no candidate is reliable.

    ``site`` is the site's name, ``guessed`` what trafilatura takes for the title.
    """
    pieces = [p for p in pieces if p.block.kind is BlockKind.HEADING and not p.hidden]
    claims = [c for c in _claims(root, meta, linked, guessed) if sane_title(c)]
    names = _site_names(meta, linked, site, list(_claims(root, meta, linked, None)), pieces)
    heads = [p for p in pieces if p.block.level == 1 and _key(p.block.text)]
    for head in heads:
        if any(_within(head.block.text, claim) for claim in claims) and not _is_site(head, names):
            return head.block.text
    for claim in claims:
        shown = _shown(claim, [p for p in pieces if not _is_site(p, names)])
        if shown is not None:
            return shown
    own = [p.block.text for p in heads if not _is_site(p, names) and not p.around]
    if own:
        return own[0]
    return _without_site(claims, names) or " ".join(first_lines(blocks)) or _first(blocks, names)


def _site_names(
    meta: Meta,
    linked: Sequence[LinkedObject],
    site: str | None,
    claims: Sequence[str],
    headings: Sequence[Piece],
) -> set[str]:
    """The names of the site: those declared, and those beside the title."""
    given = [site or "", *meta.all("og:site_name", "application-name"), *site_names(linked)]
    given += [p.block.text for p in headings if p.block.level == 1 and _is_site(p, set())]
    return {*map(_key, given), *_beside_title(claims, headings)} - {""}


def _beside_title(claims: Sequence[str], headings: Sequence[Piece]) -> Iterator[str]:
    """Ends of the claims whose other part is another claim, or a heading below such an end."""
    shown = [_key(piece.block.text) for piece in headings]
    tops = {_key(piece.block.text) for piece in headings if piece.block.level == 1}
    whole = set(map(_key, claims))
    for claim in claims:
        parts = [_key(part) for part in _SEPARATED.split(claim)]
        if len(parts) < 2:
            continue
        first, last = parts[0], parts[-1]
        yield from (end for end, other in ((last, first), (first, last)) if other in whole)
        if last in tops and set(parts[:-1]) & set(shown[shown.index(last) + 1 :]):
            yield last


def _first(blocks: Sequence[Block], names: set[str]) -> str | None:
    """The heading that the article begins with."""
    for block in blocks:
        if block.kind is not BlockKind.HEADING:
            return None
        if _key(block.text) not in names:
            return block.text
    return None


def _claims(
    root: HtmlElement, meta: Meta, linked: Sequence[LinkedObject], guessed: str | None
) -> Iterator[str]:
    """Title candidates outside the text, the most reliable first."""
    yield from headlines(linked)
    yield from meta.all("og:title", "twitter:title", "dc.title", "citation_title")
    title = root.find(".//title")
    if title is not None:
        yield one_line(title.text_content())
    if guessed:
        yield one_line(guessed)


def _shown(claim: str, pieces: Sequence[Piece]) -> str | None:
    """The heading that a claim agrees with; None where there is none."""
    for text in (piece.block.text for piece in pieces):
        if _key(text) == _key(claim) or _key(text) in map(_key, _SEPARATED.split(claim)):
            return text if len(text.split()) > 1 or _key(text) == _key(claim) else None
    return None


def _within(heading: str, claim: str) -> bool:
    """Whether a claim is the heading, or the heading with the site's name."""
    return _key(heading) in (_key(claim), *map(_key, _SEPARATED.split(claim))) or (
        len(heading.split()) > 2 and _key(heading) in _key(claim)
    )


def _is_site(head: Piece, names: set[str]) -> bool:
    """Whether a heading is the site's: its name, or a link to its first page."""
    if _key(head.block.text) in names:
        return True
    around = (head.element, *head.element.iterancestors("a"), *head.element.iterdescendants("a"))
    links = (element.get("href") or "" for element in around)
    return any(re.fullmatch(r"(https?://[^/]+)?/?(index\.\w+)?", href) for href in links if href)


def _without_site(claims: Sequence[str], names: set[str]) -> str | None:
    for claim in claims:
        parts = [part for part in _SEPARATED.split(claim) if _key(part) not in names]
        whole = parts[0] if len(parts) == 1 else claim
        if _key(whole) not in names and sane_title(whole):
            return whole
    return None


def first_lines(blocks: Sequence[Block]) -> list[str]:
    """The lines before the first sentence, where they are few: an official document's title."""
    lines: list[str] = []
    for block in blocks[: FIRST_LINES + 1]:
        if STOP.search(block.text) or block.kind is not BlockKind.PARAGRAPH:
            break
        if lines and _REFERENCE.match(block.text):
            break
        lines.append(block.text)
    words = sum(len(line.split()) for line in lines)
    few = 0 < len(lines) <= FIRST_LINES and len(lines) < len(blocks)
    return lines if few and 3 < words <= LINE_WORDS else []


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
