"""Removal of note marks ([12], a raised 3, [edit]) from a page's text.

Other raised figures become superscript characters: 10⁶ is not read as 106.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.characters import superscript

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_INLINE = ("sup", "a", "span", "small", "cite")
_BRACKETED = re.compile(
    r"(\s*\[\s*(\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]+|(note|nb|n|ref|réf|fn)\.?\s*\d{1,3}|[^\[\]\d]{0,40}"
    r"(needed|nécessaires?|souhaitée?|manquante?|who\?|qui \?))\s*\](\s*[,;])?)+\s*",
    re.IGNORECASE,
)
_RAISED = re.compile(
    r"\s*[\[(]?\s*(\d{1,3}|[*†‡§]+|[a-z])\s*[\])]?(\s*[,;]\s*\d{1,3})*\s*", re.IGNORECASE
)
_ROUND = re.compile(r"\s*\(\s*(\d{1,3}|\*+)\s*\)\s*")
_NOTE = re.compile(r"#.*(note|ref|cite|fn|ftn|nt[rc])", re.IGNORECASE)
_SECTION_LINK = re.compile(r"\s*\[[^\[\]]{1,40}\]\s*")  # [edit] beside a heading
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_POWER = re.compile(r"\s*[+−-]?[0-9]{1,3}\s*")
LONGEST = 60  # characters of a mark


def drop_marks(root: HtmlElement) -> None:
    """Remove the marks from the tree; the text after them and other raised figures stay."""
    for element in [e for e in root.iter(*_INLINE) if _is_mark(e)]:
        if element.getparent() is not None:
            element.drop_tree()
    for element in root.iter("sup"):
        if not len(element) and _POWER.fullmatch(element.text or ""):
            element.text = superscript((element.text or "").strip())


def _is_mark(element: HtmlElement) -> bool:
    text = element.text_content()
    if not text.strip() or len(text) > LONGEST:
        return False
    if element.tag == "sup":
        return _is_raised_mark(element, text)
    if _links_to_note(element) and _BRACKETED.fullmatch(text):
        return True
    if element.tag == "a" and _NOTE.search(element.get("href") or "") and _ROUND.fullmatch(text):
        return True
    near = (element.getparent(), element.getprevious(), element.getnext())
    within = any(other is not None and other.tag in _HEADINGS for other in near)
    return within and _SECTION_LINK.fullmatch(text) is not None and _links(element)


def _is_raised_mark(element: HtmlElement, text: str) -> bool:
    """Bracketed, linked to a note, or a number after the end of a sentence."""
    if _BRACKETED.fullmatch(text):
        return True
    if not _RAISED.fullmatch(text):
        return False
    parent = element.getparent()
    linked = parent is not None and parent.text_content().strip() == text.strip()
    if any(map(_leads_to_note, (*_inner_links(element), parent if linked else None))):
        return True
    return text.strip()[:1] in "([" or _before(element).rstrip("»”\"') ")[-1:] in tuple(".!?…")


def _links_to_note(element: HtmlElement) -> bool:
    return any(map(_leads_to_note, (element, *_inner_links(element))))


def _leads_to_note(element: HtmlElement | None) -> bool:
    if element is None or element.tag != "a":
        return False
    href = element.get("href") or ""
    return href.startswith("#") or _NOTE.search(href) is not None


def _inner_links(element: HtmlElement) -> Iterator[HtmlElement]:
    yield from element.iterdescendants("a")


def _links(element: HtmlElement) -> bool:
    return element.tag == "a" or next(_inner_links(element), None) is not None


def _before(element: HtmlElement) -> str:
    """The text just before an element, within its parent."""
    sibling, parent = element.getprevious(), element.getparent()
    if sibling is not None:
        return str(sibling.tail or sibling.text_content())
    return str(parent.text or "") if parent is not None else ""
