"""Loader registry: a table of suffix -> loader, from bytes or a file to blocks and metadata.

A new kind of source is a new row. A suffix is accepted only after a check of the bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePath

from domain.errors import SourceEmpty, SourceKindUnknown, SourceTooLarge
from ingest.document import Loaded
from ingest.html.webpage import load_webpage
from ingest.markdown import load_markdown
from ingest.office.docx import load_docx
from ingest.office.epub import load_epub
from ingest.office.odt import load_odt
from ingest.pdf.pages import load_pdf
from ingest.plaintext import load_text
from ingest.reading import read_bytes, too_large
from ingest.subtitles import load_subtitles
from text.wellformed import wellformed

Loader = Callable[[bytes, str], Loaded]

LOADERS: tuple[tuple[str, Loader], ...] = (
    (".txt", load_text),
    (".text", load_text),
    (".md", load_markdown),
    (".markdown", load_markdown),
    (".html", load_webpage),
    (".htm", load_webpage),
    (".xhtml", load_webpage),
    (".pdf", load_pdf),
    (".docx", load_docx),
    (".odt", load_odt),
    (".epub", load_epub),
    (".vtt", load_subtitles),
    (".srt", load_subtitles),
)
SUFFIXES = tuple(suffix for suffix, _ in LOADERS)
LARGEST = 50 * 1024 * 1024  # bytes
_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b",
    re.I | re.S,
)


def load(data: bytes, name: str) -> Loaded:
    """Load some bytes under their original name.

    Raises SourceKindUnknown, SourceTooLarge, SourceEmpty, SourceNotReadable.
    """
    if len(data) > LARGEST:
        raise SourceTooLarge(name, too_large(len(data), LARGEST))
    if not data.strip():
        raise SourceEmpty(name)
    return _loader(data, name)(data, name)


def read_file(path: Path) -> Loaded:
    """Load a file; raises as load does, SourceNotReadable for what cannot be opened."""
    return load(read_bytes(path, LARGEST), wellformed(path.name))


def _loader(data: bytes, name: str) -> Loader:
    suffix = PurePath(name).suffix.lower()
    if data[:64].lstrip().startswith(b"%PDF-") and suffix in ("", *SUFFIXES):
        return load_pdf
    if suffix in ("", ".txt", ".text", ".pdf") and _PAGE.match(data[:2048]):
        return load_webpage
    found = next((loader for known, loader in LOADERS if known == (suffix or ".txt")), None)
    if found is None:
        raise SourceKindUnknown(name, ", ".join(SUFFIXES))
    return found
