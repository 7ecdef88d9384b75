"""EPUB loader: a book's chapters in the order of its spine, read as web pages are.

Chapters that are only navigation are left out; copy protection (DRM) is reported as such.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from domain.errors import SourceEmpty
from ingest.document import Block, Loaded, Metadata
from ingest.html.webpage import load_chapter
from ingest.office.archive import Archive
from ingest.office.properties import sane_author, sane_date, sane_title

if TYPE_CHECKING:
    from lxml.etree import _Element

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_PAGES = frozenset(("application/xhtml+xml", "text/html"))
_FONTS = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")
MOST_CHAPTERS = 3000


def load_epub(data: bytes, name: str) -> Loaded:
    """A book as blocks; raises SourceNotReadable, SourceTooLarge, SourceEmpty."""
    archive = Archive(data, name)
    roots = archive.xml("META-INF/container.xml").iter(f"{_CONTAINER}rootfile")
    path = next((root.get("full-path") or "" for root in roots), "")
    if not path:
        archive.refuse("it is not an EPUB book")
    package = archive.xml(path)
    if _is_locked(archive):
        archive.refuse("it is password-protected")
    blocks = tuple(b for part in _spine(package, path) for b in _chapter(archive, part))
    if not blocks:
        raise SourceEmpty(name)
    return Loaded(name, "epub", blocks, _metadata(package))


def _is_locked(archive: Archive) -> bool:
    """Whether more than fonts is encrypted."""
    part = "META-INF/encryption.xml"
    if part not in archive:
        return False
    methods = [
        (e.get("Algorithm") or "").encode()
        for e in archive.xml(part).iter("{http://www.w3.org/2001/04/xmlenc#}EncryptionMethod")
    ]
    return any(method not in _FONTS for method in methods)


def _spine(package: _Element, path: str) -> Iterator[str]:
    """The names of the parts that contain the chapters, in reading order."""
    items = {item.get("id"): item for item in package.iter(f"{OPF}item")}
    for place in list(package.iter(f"{OPF}itemref"))[:MOST_CHAPTERS]:
        item = items.get(place.get("idref"))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        if "nav" not in (item.get("properties") or "").split():
            href = unquote((item.get("href") or "").split("#")[0])
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), href))


def _chapter(archive: Archive, part: str) -> tuple[Block, ...]:
    """The blocks of a chapter; one that is missing or empty gives none."""
    if part not in archive:
        return ()
    try:
        return load_chapter(archive.read(part), archive.name)
    except SourceEmpty:
        return ()


def _metadata(package: _Element) -> Metadata:
    def first(name: str) -> str | None:
        return next((e.text for e in package.iter(f"{DC}{name}") if e.text), None)

    return Metadata(
        title=sane_title(first("title")),
        author=sane_author(first("creator")),
        publisher=sane_author(first("publisher")),
        date=sane_date(first("date")),
        language=(first("language") or "").split("-")[0].casefold() or None,
    )
