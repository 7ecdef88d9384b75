"""Which elements of a web page are the article's, and which the page put around it.

Decided by tags, by the names that pages give to their furniture, by the share of their words that
are links, and by size: an element that holds much of the page is never furniture, whatever its
name. Knows nothing of blocks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Words = Mapping["HtmlElement", int]


@dataclass(frozen=True, slots=True)
class Counts:
    """The words of every element, children included, and those of them that are links."""

    words: Words
    linked: Words


BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figure form "
    "header hgroup hr main ol p pre section summary table tbody td tfoot th thead tr ul li "
    "h1 h2 h3 h4 h5 h6".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_DROPPED = frozenset(
    "script style noscript template nav aside footer button select textarea iframe svg math "
    "object embed video audio canvas dialog menu head input label figcaption".split()
)
_PROSE = frozenset(("p", "li", "blockquote", "td", "th", "dd", *HEADINGS))
_NAMES = (
    "share|sharing|shares|social|related|trending|recommend\\w*|newsletter|subscribe|"
    "subscription|cookies?|consent|gdpr|advert\\w*|ads?|banner|sidebar|breadcrumbs?|comments?|"
    "promo|sponsor\\w*|popup|modal|byline|kicker|dateline|paywall|toolbar|tags|read-(?:also|next|"
    "more)|lire-aussi|most-(?:read|popular)|teasers?|author-(?:bio|box|card|info)|skip-link|"
    "footer|navbar|menu|masthead|toc"
)
_PARTS = (
    "block|box|section|list|bar|links?|buttons?|widget|container|wrapper|area|form|articles?|"
    "posts?|stories|icons?|inner|outer|item|\\d+"
)
_CLASS = re.compile(
    rf"(?!(?:has|no|with|without|is|category|tag|post)-)(?:\w+?[-_]+)*(?:{_NAMES})(?:[-_]+\w+)*",
    re.IGNORECASE,
)
_ID = re.compile(rf"(?:{_NAMES})(?:[-_]+(?:{_PARTS}|{_NAMES}))*", re.IGNORECASE)
_UNSEEN = re.compile(
    r"(^|\s)(skip-link|screen-reader-text|sr-only|visually-hidden|visuallyhidden)(\s|$)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LISTS = frozenset("ul ol dl div section".split())
MOSTLY = 0.8  # share of a list's words that are links: it leads to other pages
SOME_LINKS = 2
ENOUGH = 0.4  # share of the page's words: an element that holds it is the article, or around it
CELL_WORDS = 60  # a table with a longer cell lays the page out


def count_words(root: HtmlElement) -> Counts:
    """The words of every element; nothing counts in what is never shown."""
    words: dict[HtmlElement, int] = {}
    linked: dict[HtmlElement, int] = {}
    for element in reversed(list(root.iter())):
        if not isinstance(element.tag, str) or element.tag in _DROPPED:
            words[element] = linked[element] = 0
            continue
        below = sum(words[child] + _count(child.tail) for child in element)
        words[element] = _count(element.text) + below
        within = sum(linked[child] for child in element)
        linked[element] = words[element] if element.tag == "a" else within
    return Counts(words, linked)


def find_article(root: HtmlElement, words: Words) -> HtmlElement:
    """The element that holds the article: <article>, <main>, else the body."""
    body = root.find("body")
    body = root if body is None else body
    for path in (".//article", ".//main", ".//*[@role='main']"):
        best = max(body.findall(path), key=lambda e: words[e], default=None)
        if best is not None and words[best] >= ENOUGH * max(words[body], 1):
            return best
    return body


def is_dropped(element: HtmlElement, counts: Counts, total: int) -> bool:
    """Whether an element is none of the article; ``total`` is how many words the page has."""
    tag, words = str(element.tag), counts.words
    if tag in _DROPPED or element.get("hidden") is not None:
        return True
    if element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style") or ""):
        return True
    if _UNSEEN.search(element.get("class") or ""):
        return True
    if words[element] >= ENOUGH * total:
        return False
    if tag == "time" and not _in_prose(element):
        return True
    return tag == "form" or _is_furniture(element, tag) or _leads_elsewhere(element, tag, counts)


def _leads_elsewhere(element: HtmlElement, tag: str, counts: Counts) -> bool:
    """Whether an element is a list of links, or the heading of one."""
    if tag in HEADINGS - {"h1"}:
        below = element.getnext()
        return below is not None and _is_links(below, str(below.tag), counts)
    return _is_links(element, tag, counts)


def _is_links(element: HtmlElement, tag: str, counts: Counts) -> bool:
    if tag not in _LISTS or counts.linked[element] < MOSTLY * max(counts.words[element], 1):
        return False
    return sum(1 for _ in element.iter("a")) >= SOME_LINKS


def is_layout(table: HtmlElement, words: Words) -> bool:
    """Whether a table only puts parts of the page side by side."""
    if next(table.iterdescendants("table", "h1", "h2", "article"), None) is not None:
        return True
    return any(words[cell] > CELL_WORDS for cell in table.iterdescendants("td", "th"))


def _is_furniture(element: HtmlElement, tag: str) -> bool:
    """By its names; within a paragraph or a heading they are about the words, not the page."""
    if _in_prose(element):
        return False
    if any(_CLASS.fullmatch(name) for name in (element.get("class") or "").split()):
        return True
    return tag not in HEADINGS and _ID.fullmatch(element.get("id") or "") is not None


def _in_prose(element: HtmlElement) -> bool:
    return any(str(ancestor.tag) in _PROSE for ancestor in element.iterancestors())


def _count(text: str | None) -> int:
    return len(text.split()) if text else 0
