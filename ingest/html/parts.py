"""Classification of HTML elements: text, boilerplate around it, and hidden parts.

Based on tags and attributes that HTML defines, and on a few names that sites give to parts about
other pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.html.table import names_columns, own_text
from ingest.tables.rendering import LAYOUT_WORDS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure footer form header hgroup hr li main nav ol p pre section summary table tbody td tfoot "
    "th thead tr ul h1 h2 h3 h4 h5 h6".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
NO_TEXT = frozenset(
    "script style template noscript select textarea iframe svg math object embed video audio "
    "canvas head input button menu dialog label".split()
)
AROUND = frozenset("nav aside footer".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FOR_SCREEN_READERS = re.compile(
    r"(^|\s)(skip-link|screen-reader-text|sr-only|visually-hidden|visuallyhidden)(\s|$)",
    re.IGNORECASE,
)
_ASIDES = re.compile(
    r"related|recommend\w*|share|sharing|newsletter|subscribe|comments|promos?|promoted|"
    r"sponsor(?:ed|s)?|advert\w*|outbrain|taboola",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"[a-z]{1,3}|article|articles|post|posts|page|story|stories|content|entry|block|box|section|"
    r"list|bar|links?|buttons?|container|wrapper|area|form|icons?|inner|outer|item|items|news|"
    r"signup|module|component|inline|tools?|top|bottom|right|left",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")  # of paths-like-this and namesLikeThis
_NEVER_ASIDES = frozenset("article main body html p td th li h1 h2 h3 h4 h5 h6".split())
MARKER = re.compile(r"\((\d{1,3}|[a-z]{1,4})\)|(\d{1,3}|[a-z])[.)]|[—–•-]")  # of an item in a table


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element is not shown when the page opens: a panel, a copy for screen readers."""
    if element.get("hidden") is not None:
        return True
    if _HIDDEN.search(element.get("style") or ""):
        return True
    return _FOR_SCREEN_READERS.search(element.get("class") or "") is not None


def is_aside_by_name(element: HtmlElement) -> bool:
    """Whether the names of a part (not of a paragraph or the article) mark it as an aside."""
    if element.tag in _NEVER_ASIDES or not element.attrib:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(map(_names_aside, names))


def _names_aside(name: str) -> bool:
    """Whether a name consists only of words for asides and for parts of a layout."""
    words = _NAME_WORD.findall(name)
    others = [word for word in words if not _ASIDES.fullmatch(word)]
    return len(others) < len(words) and all(map(_PARTS.fullmatch, others))


def is_layout(table: HtmlElement) -> bool:
    """Whether a table is for layout only.

    One that contains tables is, unless its first row names columns.
    """
    if next(table.iterdescendants("h1", "h2", "article"), None) is not None:
        return True
    if next(table.iterdescendants("table"), None) is not None:
        cells = table.iterdescendants("td", "th")
        return not names_columns(table) or any(map(_is_long, map(own_text, cells)))
    cells = list(table.iterdescendants("td", "th"))
    if len(cells) > 1 and all(MARKER.fullmatch(c.text_content().strip()) for c in cells[::2]):
        return True
    return any(_is_long(cell.text_content()) for cell in cells)


def _is_long(text: str) -> bool:
    return len(text.split()) > LAYOUT_WORDS


def is_link(element: HtmlElement) -> bool:
    """Whether an element leads elsewhere: not an anchor, a script or a heading's link to itself."""
    href = element.get("href") if element.tag == "a" else None
    if href and href.strip().casefold().startswith("javascript:"):
        return False
    if not href or not href.startswith("#"):
        return bool(href)
    around = next(element.iterancestors(*HEADINGS), None)
    return around is None and next(element.iterdescendants(*HEADINGS), None) is None


def link_share(element: HtmlElement) -> float:
    """The share of an element's characters that are links, from 0 to 1."""
    links = filter(is_link, element.iterdescendants("a"))
    linked = sum(len(link.text_content().strip()) for link in links)
    return linked / max(len(element.text_content().strip()), 1)
