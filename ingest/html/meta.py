"""The <meta> elements of a page, read once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.decoding import one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_KEYS = ("property", "name", "itemprop", "http-equiv")


class Meta:
    """What the elements give as content, under each of their names in lower case."""

    def __init__(self, root: HtmlElement) -> None:
        self._said: list[tuple[frozenset[str], str]] = []
        for element in root.iter("meta"):
            content = one_line(element.get("content") or "")
            keys = " ".join(element.get(key) or "" for key in _KEYS).casefold().split()
            if content and keys:
                self._said.append((frozenset(keys), content))

    def all(self, *names: str) -> Iterator[str]:
        """The contents under any of the names (in lower case), in the order of the page."""
        wanted = frozenset(names)
        return (content for keys, content in self._said if keys & wanted)

    def first(self, *names: str) -> str | None:
        """The first of them; None where there is none."""
        return next(self.all(*names), None)
