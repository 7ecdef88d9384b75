"""What a web page says of its article in JSON-LD (schema.org), where it says so."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ingest.decoding import one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES = ("Article", "BlogPosting", "Report", "WebPage")  # ends of schema.org's names, in order
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage")
LONGEST = 200_000  # characters of one script
MOST = 200  # objects that are looked at


def linked_data(root: HtmlElement) -> Mapping[str, Any]:
    """The object that describes the page's article; empty where there is none."""
    found = [item for script in _scripts(root) for item in _objects(script)]
    for end in _ARTICLES:
        for item in found:
            if any(name.endswith(end) for name in _types(item)):
                return item
    return {}


def words_of(value: Any) -> str | None:
    """A text, or the name of the first thing that has one."""
    for item in value if isinstance(value, list) else [value]:
        text = item.get("name") if isinstance(item, dict) else item
        if isinstance(text, str) and text.strip():
            return one_line(text)
    return None


def _scripts(root: HtmlElement) -> Iterator[Any]:
    for script in root.iter("script"):
        text = script.text or ""
        if script.get("type") != "application/ld+json" or len(text) > LONGEST:
            continue
        try:
            yield json.loads(text)
        except (ValueError, RecursionError):
            continue


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """The objects at the top, and those in what describes the page's main thing."""
    waiting, seen = [data], 0
    while waiting and seen < MOST:
        item = waiting.pop(0)
        seen += 1
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            yield item
            waiting.extend(item[key] for key in _NESTED if key in item)


def _types(item: Mapping[str, Any]) -> tuple[str, ...]:
    types = item.get("@type")
    found = types if isinstance(types, list) else [types]
    return tuple(name for name in found if isinstance(name, str))
