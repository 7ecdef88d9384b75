"""Which elements of a web page are the article's, and which the page put around it.

Decided by tags, by the names that pages give to their furniture, and by size: an element that holds
much of the page is never furniture, whatever its name. Knows nothing of blocks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Words = Mapping["HtmlElement", int]

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
    "promo|sponsor\\w*|popup|modal|byline|kicker|dateline|paywall|toolbar"
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
ENOUGH = 0.4  # share of the page's words: an element that holds it is the article, or around it
CELL_WORDS = 60  # a table with a longer cell lays the page out


def count_words(root: HtmlElement) -> Words:
    """The words of every element, children included; nothing counts in what is never shown."""
    words: dict[HtmlElement, int] = {}
    for element in reversed(list(root.iter())):
        if not isinstance(element.tag, str) or element.tag in _DROPPED:
            words[element] = 0
            continue
        below = sum(words[child] + _count(child.tail) for child in element)
        words[element] = _count(element.text) + below
    return words


def find_article(root: HtmlElement, words: Words) -> HtmlElement:
    """The element that holds the article: <article>, <main>, else the body."""
    body = root.find("body")
    body = root if body is None else body
    for path in (".//article", ".//main", ".//*[@role='main']"):
        best = max(body.findall(path), key=lambda e: words[e], default=None)
        if best is not None and words[best] >= ENOUGH * max(words[body], 1):
            return best
    return body


def is_dropped(element: HtmlElement, words: Words, total: int) -> bool:
    """Whether an element is none of the article; ``total`` is how many words the page has."""
    tag = str(element.tag)
    if tag in _DROPPED or element.get("hidden") is not None:
        return True
    if element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style") or ""):
        return True
    if _UNSEEN.search(element.get("class") or ""):
        return True
    small = words[element] < ENOUGH * total
    return small and (tag == "form" or _is_furniture(element, tag))


def is_layout(table: HtmlElement, words: Words) -> bool:
    """Whether a table only puts parts of the page side by side."""
    if next(table.iterdescendants("table", "h1", "h2", "article"), None) is not None:
        return True
    return any(words[cell] > CELL_WORDS for cell in table.iterdescendants("td", "th"))


def _is_furniture(element: HtmlElement, tag: str) -> bool:
    """By its names; within a paragraph or a heading they are about the words, not the page."""
    if any(str(ancestor.tag) in _PROSE for ancestor in element.iterancestors()):
        return False
    if any(_CLASS.fullmatch(name) for name in (element.get("class") or "").split()):
        return True
    return tag not in HEADINGS and _ID.fullmatch(element.get("id") or "") is not None


def _count(text: str | None) -> int:
    return len(text.split()) if text else 0
