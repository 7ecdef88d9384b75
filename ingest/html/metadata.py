"""What a web page says of itself: its <meta> elements and JSON-LD, its title and language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from domain.errors import SourceNotReachable
from ingest.decoding import one_line
from ingest.document import Block, BlockKind, Metadata
from ingest.html.linked_data import linked_data, words_of
from ingest.web.address import canonical

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{4}-\d{2}|\d{4}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_,])")


def read_metadata(root: HtmlElement, blocks: Sequence[Block]) -> Metadata:
    """The page's own word for its title, language, date, author, publisher and address."""
    heads = [b.text for b in blocks if b.kind is BlockKind.HEADING and b.level == 1]
    data = linked_data(root)
    linked = root.xpath("//link[@rel='canonical']/@href")
    return Metadata(
        title=(heads[0] if heads else None) or _meta(root, "og:title") or _title(root),
        language=_language(root),
        date=_date(root, data),
        author=_author(root) or words_of(data.get("author")),
        publisher=_meta(root, "og:site_name", "publisher") or words_of(data.get("publisher")),
        url=_web_address(linked) or _web_address([_meta(root, "og:url") or ""]),
    )


def _language(root: HtmlElement) -> str | None:
    """The primary subtag of <html lang>, else of what else declares it."""
    said = (root.get("lang"), root.get("xml:lang"), _meta(root, "content-language", "og:locale"))
    found = (_LANGUAGE.match((value or "").strip().casefold()) for value in said)
    return next((match.group() for match in found if match), None)


def _date(root: HtmlElement, data: Mapping[str, Any]) -> str | None:
    """When it was published: what is said of the article, else the first <time> of the page."""
    times = (element.get("datetime") for element in root.iter("time"))
    said = (
        _meta(root, "article:published_time", "datePublished", "date", "dc.date"),
        words_of(data.get("datePublished")),
        next((time for time in times if time), None),
    )
    found = (_DATE.match((value or "").strip()) for value in said)
    return next((match.group() for match in found if match), None)


def _author(root: HtmlElement) -> str | None:
    """A name: many pages give the address of a profile instead."""
    names = (_meta(root, "author"), _meta(root, "article:author"))
    return next((name for name in names if name and "://" not in name), None)


def _web_address(found: Sequence[str]) -> str | None:
    """The first address that a reader can open in a browser."""
    for address in (one_line(str(address)) for address in found):
        with suppress(SourceNotReachable):
            canonical(address)
            return address
    return None


def _meta(root: HtmlElement, *names: str) -> str | None:
    wanted = {name.casefold() for name in names}
    for element in root.iter("meta"):
        keys = tuple(map(element.get, ("property", "name", "itemprop", "http-equiv")))
        if any(key and key.casefold() in wanted for key in keys) and element.get("content"):
            return one_line(element.get("content") or "") or None
    return None


def _title(root: HtmlElement) -> str | None:
    found = root.find(".//title")
    return one_line(found.text_content()) or None if found is not None else None
