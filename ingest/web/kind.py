"""Content type detection of a web response: by its bytes, then its type, then its name.

The kind is the suffix of a loader.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from domain.errors import SourceKindUnknown
from ingest.loaders import SUFFIXES

HTML, TEXT, MARKDOWN = ".html", ".txt", ".md"
TEXTS = frozenset((HTML, TEXT, MARKDOWN, ".htm", ".xhtml", ".text", ".markdown"))
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|main|div|h[1-6]|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_PACKED = (  # what a ZIP file contains near its beginning or in its list of members -> suffix
    (b"mimetypeapplication/epub+zip", ".epub"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", ".odt"),
    (b"word/document", ".docx"),
)
_TYPES = {
    "text/html": HTML,
    "application/xhtml+xml": HTML,
    "text/markdown": MARKDOWN,
    "text/x-markdown": MARKDOWN,
    "text/vtt": ".vtt",
    "application/x-subrip": ".srt",
    "text/plain": None,
    "application/octet-stream": None,
    "binary/octet-stream": None,
    "": None,
}
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_LOOK = 64 * 1024  # bytes at either end that are examined


def suffix_of(data: bytes, content_type: str, url: str) -> str:
    """The suffix of the loader for some bytes; raises SourceKindUnknown."""
    own = PurePosixPath(unquote(urlsplit(url).path)).suffix.lower()
    if b"%PDF-" in data[:1024]:
        return ".pdf"
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, url)
    if _is_binary(data) or content_type not in _TYPES:
        raise SourceKindUnknown(url, ", ".join(SUFFIXES))
    if _MARKUP.match(data[:_LOOK]):
        return HTML
    return _TYPES[content_type] or (own if own in TEXTS else TEXT)


def file_name(url: str, suffix: str) -> str:
    """A file name for a page: the last part of its path, else its host."""
    split = urlsplit(url)
    last = PurePosixPath(unquote(split.path)).name
    stem = PurePosixPath(last).stem if PurePosixPath(last).suffix.lower() in SUFFIXES else last
    return (stem or split.hostname or "page") + suffix


def _packed(data: bytes, url: str) -> str:
    ends = data[:_LOOK] + data[-_LOOK:]
    found = next((suffix for sign, suffix in _PACKED if sign in ends), None)
    if found is None:
        raise SourceKindUnknown(url, ", ".join(SUFFIXES))
    return found


def _is_binary(data: bytes) -> bool:
    return b"\x00" in data[:8192] and not data.startswith(_MARKS)
