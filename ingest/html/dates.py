"""When a page was published: what its markup says of publication, then what its text says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.html.linked_data import published
from ingest.html.page import Piece
from text.dates import dates
from text.folding import fold_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}|\d{4}-\d{2}|\d{4}")
_PUBLISHED = frozenset(
    "article:published_time og:published_time og:article:published_time datepublished "
    "article:published publication_date pubdate dc.date.issued dcterms.issued "
    "citation_publication_date".split()
)
_GENERAL = frozenset("date dc.date dcterms.date dc.date.created dcterms.created".split())
_SAYS = re.compile(
    r"\b(?:publiee?s?|parue?|mise? en ligne|postee?|diffusee?|published|posted|issued|released|"
    r"(?:date|data) (?:de |of )?(?:publication|parution))\b[^.\d]{0,30}"
)
_CHANGED = re.compile(r"\b(?:modifie|mise? a jour|actualise|maj|updated|modified|revised|changed)")
NEAR = 40  # pieces around the title among which the text may say it
LINE_WORDS = 12  # a line that is only a date, with a weekday, an hour or a place
LONGEST = 250  # characters of a line that says when a page was published


def publication_date(root: HtmlElement, pieces: Sequence[Piece], guessed: str | None) -> str | None:
    """ISO 8601, to the day, month or year; ``guessed`` is what htmldate makes of the markup."""
    texts = [piece.block.text for piece in pieces]
    saying = _said(texts)
    for value in (*_of_publication(root), saying, *_general(root), _shown(root)):
        found = _ISO.match((value or "").strip())
        if found:
            return found.group()
    if guessed and guessed not in _changes(texts):
        return guessed
    return _alone(pieces)


def _of_publication(root: HtmlElement) -> Iterator[str | None]:
    """What the markup calls the date of publication."""
    yield from _metas(root, _PUBLISHED)
    yield from published(root)
    for element in root.iter("time", "span", "abbr"):
        named = (element.get("itemprop") or element.get("property") or "").casefold()
        if named.endswith("datepublished") or element.get("pubdate") is not None:
            yield element.get("datetime") or element.get("content")


def _general(root: HtmlElement) -> Iterator[str | None]:
    yield from _metas(root, _GENERAL)


def _metas(root: HtmlElement, names: frozenset[str]) -> Iterator[str | None]:
    for element in root.iter("meta"):
        keys = map(element.get, ("property", "name", "itemprop"))
        if any(key and key.casefold() in names for key in keys):
            yield element.get("content")


def _shown(root: HtmlElement) -> str | None:
    """The first <time> that is not said to be of a change."""
    for element in root.iter("time"):
        around = fold_text(f"{element.get('itemprop') or ''} {element.get('class') or ''}")
        if element.get("datetime") and not re.search("modif|updat", around):
            return str(element.get("datetime"))
    return None


def _said(texts: Sequence[str]) -> str | None:
    """The date after "Publié le" or the like, in a line near the title."""
    for text in filter(_may_hold_date, texts):
        folded = fold_text(text)
        match = _SAYS.search(folded)
        if match:
            rest = _CHANGED.split(folded[match.end() :])[0]
            found = _days(rest)
            if found and found[0][1] <= 1:
                return found[0][0]
    return None


def _may_hold_date(text: str) -> bool:
    return len(text) < LONGEST and any(map(str.isdigit, text))


def _changes(texts: Sequence[str]) -> set[str]:
    """The dates that the text gives for a change."""
    folded = map(fold_text, filter(_may_hold_date, texts))
    rests = (text[match.end() :] for text in folded if (match := _CHANGED.search(text)))
    return {day for rest in rests for day, _ in _days(rest)[:1]}


def _alone(pieces: Sequence[Piece]) -> str | None:
    """The first line near the top that is only a date, with its weekday or hour."""
    for piece in pieces[:NEAR]:
        folded = fold_text(piece.block.text)
        found = _days(folded) if len(folded.split()) <= LINE_WORDS and not piece.around else []
        if len(found) == 1 and len(re.findall(r"[a-z]{3,}", folded)) <= 3:
            return found[0][0]
    return None


def _days(folded: str) -> list[tuple[str, int]]:
    """The days that a folded text names, in ISO 8601, and where each starts."""
    found = ((str(figure.value), figure) for figure in dates(folded) if figure.unit == "day")
    return [(f"{v[:4]}-{v[4:6]}-{v[6:]}", f.start) for v, f in found if len(v) == 8]
