"""A saved HTML page, read with lxml: the article's headings, paragraphs, lists and tables.

Scripts, styles, forms, navigation, asides and hidden elements never yield text. Nothing is run,
fetched or rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from domain.errors import SourceEmpty, SourceNotReadable
from ingest.decoding import decode, one_line
from ingest.document import Block, BlockKind, Loaded, Metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_DROPPED = frozenset(
    "script style noscript template nav aside footer form button select textarea iframe svg math "
    "object embed video audio canvas dialog menu head figure input label".split()
)
_BLOCKS = frozenset(
    "address article blockquote body center dd details div dl dt fieldset figcaption header hgroup "
    "hr main ol p pre section summary table tbody td tfoot th thead tr ul li h1 h2 h3 h4 h5 h6 "
    "br".split()
)
_FURNITURE = re.compile(
    r"(^|[-_\s])(share|sharing|social|related|trending|recommend\w*|newsletter|subscribe|cookies?|"
    r"consent|advert\w*|ads?|banner|sidebar|breadcrumbs?|comments?|promo|sponsor\w*|popup|modal|"
    r"skip-link|screen-reader-text|sr-only|visually-hidden)([-_\s]|$)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{4}-\d{2}|\d{4}")
MOST_DEPTH = 200
ENOUGH = 0.4  # share of the body's words that an <article> or <main> has to hold to be it


def load_webpage(data: bytes, name: str) -> Loaded:
    """A page as blocks; raises SourceNotReadable for binary, SourceEmpty without content."""
    from lxml import etree, html

    declared = _CHARSET.search(data[:4096])
    text = decode(data, name, declared.group(1).decode("ascii") if declared else None)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    if not text.strip():
        raise SourceEmpty(name)
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceNotReadable(name, "it is not HTML") from error
    blocks = tuple(_blocks(_content(root)))
    return Loaded(name, "html", blocks, _metadata(root, blocks))


def _content(root: HtmlElement) -> HtmlElement:
    """The element that holds the article: <article>, <main>, else the body."""
    body = root.find("body")
    body = root if body is None else body
    whole = len(body.text_content().split()) or 1
    for path in (".//article", ".//main", ".//*[@role='main']"):
        found = [(len(e.text_content().split()), n, e) for n, e in enumerate(body.findall(path))]
        words, _, best = max(found, default=(0, 0, body))
        if words >= ENOUGH * whole:
            return best
    return body


def _blocks(root: HtmlElement) -> Iterator[Block]:
    """Walk without recursion: a page of deep nesting is only cut at MOST_DEPTH."""
    buffer: list[str] = []
    kind: tuple[BlockKind, int | None] = (BlockKind.PARAGRAPH, None)
    stack: list[tuple[HtmlElement, bool, int]] = [(root, False, 0)]
    while stack:
        element, closing, depth = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if not closing and (not tag or _dropped(element, tag) or depth > MOST_DEPTH):
            buffer.append(element.tail or "")
            continue
        if tag in _BLOCKS:
            yield from _flush(buffer, kind)
            kind = _kind(element, tag, closing, kind)
        if closing:
            buffer.append((element.tail or "") if element is not root else "")
            continue
        if tag == "table":
            for row in _rows(element):
                yield Block(row, BlockKind.ROW)
            buffer.append(element.tail or "")
            continue
        buffer.append(element.text or "")
        stack.append((element, True, depth))
        stack.extend((child, False, depth + 1) for child in reversed(element))
    yield from _flush(buffer, kind)


def _dropped(element: HtmlElement, tag: str) -> bool:
    if tag in _DROPPED or element.get("hidden") is not None:
        return True
    if element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style") or ""):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return tag not in ("body", "article", "main") and _FURNITURE.search(names) is not None


def _kind(
    element: HtmlElement, tag: str, closing: bool, current: tuple[BlockKind, int | None]
) -> tuple[BlockKind, int | None]:
    """What the text from here on is; after a closing tag, what its ancestors say."""
    if tag == "br":
        return current
    inside = [element, *element.iterancestors()] if not closing else list(element.iterancestors())
    for ancestor in inside:
        name = str(ancestor.tag)
        if re.fullmatch(r"h[1-6]", name):
            return (BlockKind.HEADING, int(name[1]))
        if name == "li":
            return (BlockKind.ITEM, None)
    return (BlockKind.PARAGRAPH, None)


def _flush(buffer: list[str], kind: tuple[BlockKind, int | None]) -> Iterator[Block]:
    text = one_line("".join(buffer))
    buffer.clear()
    if text:
        yield Block(text, *kind)


def _rows(table: HtmlElement) -> Iterator[str]:
    """Rows with their column names: "column: value; column: value"."""
    header: list[str] = []
    for row in table.iter("tr"):
        cells = [one_line(cell.text_content()) for cell in row if cell.tag in ("td", "th")]
        if all(cell.tag == "th" for cell in row if cell.tag in ("td", "th")) and not header:
            header = cells
        elif any(cells):
            names = [*header, *[""] * len(cells)]
            yield "; ".join(
                f"{n}: {c}" if n else c for n, c in zip(names, cells, strict=False) if c
            )


def _metadata(root: HtmlElement, blocks: Sequence[Block]) -> Metadata:
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
        url=one_line(str(canonical[0])) if canonical else None,
    )


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
