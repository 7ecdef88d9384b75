"""JSON-LD (schema.org) of a page: text, headline, authors, publication."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import TYPE_CHECKING, Any

from ingest.decoding import one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LinkedObject = dict[str, Any]
LONGEST = 200_000  # characters of one script
MOST = 200  # objects that are looked at
_TAG = re.compile(r"<[^<>]*>")
_PARAGRAPH_END = re.compile(r"</p>|<br ?/?>|</h\d>|</li>|\n", re.IGNORECASE)


def article_body(linked: Sequence[LinkedObject]) -> list[str]:
    """The paragraphs of the longest ``articleBody``; none where there is none."""
    bodies = [item["articleBody"] for item in linked if _is_text(item.get("articleBody"))]
    parts = _PARAGRAPH_END.split(max(bodies, key=len, default=""))
    lines = (one_line(unescape(_TAG.sub("", part))) for part in parts)
    return [line for line in lines if line]


def published(linked: Sequence[LinkedObject]) -> Iterator[str]:
    """``datePublished`` of the page's articles, then of other objects."""
    found = [item for item in linked if _is_text(item.get("datePublished"))]
    for item in sorted(found, key=lambda item: not _is_article(item)):
        yield item["datePublished"]


def created(linked: Sequence[LinkedObject]) -> Iterator[str]:
    """``dateCreated`` of the page's articles."""
    return (i["dateCreated"] for i in linked if _is_article(i) and _is_text(i.get("dateCreated")))


def site_names(linked: Sequence[LinkedObject]) -> Iterator[str]:
    """The names of the site that the data describes."""
    for item in linked:
        if item.get("@type") == "WebSite" and _is_text(item.get("name")):
            yield one_line(unescape(item["name"]))


def headlines(linked: Sequence[LinkedObject]) -> Iterator[str]:
    """``headline`` of the page's articles."""
    for item in linked:
        if _is_article(item) and _is_text(item.get("headline")):
            yield one_line(unescape(item["headline"]))


def name_of(linked: Sequence[LinkedObject], key: str) -> str | None:
    """The name that an article gives for its ``author`` or ``publisher``."""
    for item in filter(_is_article, linked):
        value = item.get(key)
        for one in value if isinstance(value, list) else [value]:
            name = one.get("name") if isinstance(one, dict) else one
            if isinstance(name, str) and name.strip():
                return one_line(unescape(name))
    return None


def _is_article(item: LinkedObject) -> bool:
    types = item.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(n, str) and n.endswith(("Article", "Posting", "Report")) for n in names)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _scripts(root: HtmlElement) -> Iterator[Any]:
    for script in root.iter("script"):
        text = script.text or ""
        if script.get("type") != "application/ld+json" or len(text) > LONGEST:
            continue
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue


def objects(root: HtmlElement) -> list[LinkedObject]:
    """All objects of the page's data, the outermost first."""
    waiting: list[Any] = list(_scripts(root))
    found: list[LinkedObject] = []
    for item in waiting:
        if len(found) >= MOST or len(waiting) > MOST * 10:
            break
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            found.append(item)
            waiting.extend(value for value in item.values() if isinstance(value, (dict, list)))
    return found
