"""What a web page says of itself: its <meta> elements, its title, its language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.decoding import one_line
from ingest.document import Block, BlockKind, Metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{4}-\d{2}|\d{4}")


def read_metadata(root: HtmlElement, blocks: Sequence[Block]) -> Metadata:
    """The page's own word for its title, language, date, author, publisher and address."""
    heads = [b.text for b in blocks if b.kind is BlockKind.HEADING and b.level == 1]
    language = (root.get("lang") or "").split("-")[0].casefold()
    written = _meta(root, "article:published_time", "datePublished", "date", "dc.date") or next(
        (t.get("datetime") for t in root.iter("time") if t.get("datetime")), ""
    )
    date = _DATE.match(written or "")
    canonical = root.xpath("//link[@rel='canonical']/@href")
    return Metadata(
        title=(heads[0] if heads else None) or _meta(root, "og:title") or _title(root),
        language=language or None,
        date=date.group() if date else None,
        author=_meta(root, "author", "article:author"),
        publisher=_meta(root, "og:site_name", "publisher"),
        url=_web_address(canonical) or _web_address([_meta(root, "og:url") or ""]),
    )


def _web_address(found: Sequence[str]) -> str | None:
    """The first address that a reader can open in a browser."""
    addresses = (one_line(str(address)) for address in found)
    return next((a for a in addresses if a.startswith(("http://", "https://"))), None)


def _meta(root: HtmlElement, *names: str) -> str | None:
    wanted = {name.casefold() for name in names}
    for element in root.iter("meta"):
        keys = (element.get("property"), element.get("name"), element.get("itemprop"))
        if any(key and key.casefold() in wanted for key in keys) and element.get("content"):
            return one_line(element.get("content") or "") or None
    return None


def _title(root: HtmlElement) -> str | None:
    found = root.find(".//title")
    return one_line(found.text_content()) or None if found is not None else None
