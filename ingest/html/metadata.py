"""Metadata extraction from a web page: title, date, language, author, checked against its text.

trafilatura and htmldate read the elements that sites use; their results are accepted only where the
text of the page does not contradict them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from copy import deepcopy
from typing import TYPE_CHECKING

from domain.errors import SourceNotReachable
from ingest.decoding import one_line
from ingest.document import Block, Metadata
from ingest.html.dates import publication_date
from ingest.html.linked_data import LinkedObject, name_of
from ingest.html.meta import Meta
from ingest.html.page import Piece
from ingest.html.titles import best_title
from ingest.web.address import canonical
from text.language import detect_or_none

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_,])")
ENOUGH_WORDS = 25  # of a text: from here on its language is detected, not taken from an attribute


def read_metadata(
    root: HtmlElement,
    meta: Meta,
    linked: Sequence[LinkedObject],
    pieces: Sequence[Piece],
    blocks: Sequence[Block],
) -> Metadata:
    """``pieces`` are all of the page, ``blocks`` those of its article."""
    found = _library(root)
    publisher = meta.first("og:site_name", "publisher") or name_of(linked, "publisher")
    named = meta.first("author", "article:author")
    author = found.get("author") or name_of(linked, "author") or named
    publisher = publisher or found.get("sitename")
    canonical = [str(href) for href in root.xpath("//link[@rel='canonical']/@href")]
    return Metadata(
        title=best_title(root, meta, linked, pieces, blocks, publisher, found.get("title")),
        language=_language(root, meta, blocks),
        date=publication_date(root, meta, linked, pieces, found.get("date")),
        author=one_line(author) if author and "://" not in author else None,
        publisher=one_line(publisher) if publisher else None,
        url=_web_address([*canonical, meta.first("og:url") or ""]),
    )


def _library(root: HtmlElement) -> dict[str, str]:
    """What trafilatura reads, of title, author, sitename and date (htmldate's, of markup and text);
    empty for a page that it cannot process.
    """
    from trafilatura.metadata import extract_metadata
    from trafilatura.settings import set_date_params

    options = set_date_params(False) | {"original_date": True}
    try:
        found = extract_metadata(deepcopy(root), date_config=options)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - the page is still read by our own means
        return {}
    read = {name: getattr(found, name, None) for name in ("title", "author", "sitename", "date")}
    return {name: value for name, value in read.items() if isinstance(value, str)}


def _language(root: HtmlElement, meta: Meta, blocks: Sequence[Block]) -> str | None:
    """The language of the text where it is long enough to detect, else the declared one."""
    text = " ".join(block.text for block in blocks)
    declared = _declared_language(root, meta)
    spoken = detect_or_none(text) if len(text.split()) >= ENOUGH_WORDS else None
    if spoken is None or declared not in (None, "fr", "en"):
        return declared
    return spoken.value


def _declared_language(root: HtmlElement, meta: Meta) -> str | None:
    """The primary subtag of <html lang>, else of other declarations."""
    said = (root.get("lang"), root.get("xml:lang"), meta.first("content-language", "og:locale"))
    found = (_LANGUAGE.match((value or "").strip().casefold()) for value in said)
    return next((match.group() for match in found if match), None)


def _web_address(found: Sequence[str]) -> str | None:
    """The first http(s) address."""
    for address in map(one_line, found):
        with suppress(SourceNotReachable):
            canonical(address)
            return address
    return None
