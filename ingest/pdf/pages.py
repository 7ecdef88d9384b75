"""A PDF, read with pypdf: its text by page, in reading order, and what it says of itself.

A scan without text, a password and a broken file are each told as such. Nothing is rendered and
no image is decoded. This module knows nothing of lines and paragraphs.
"""

from __future__ import annotations

import logging
import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from domain.errors import SourceEmpty, SourceNotReadable
from ingest.characters import tidy
from ingest.document import Loaded, Metadata
from ingest.office.properties import sane_author, sane_date, sane_title, without_shown_title
from ingest.pdf.furniture import without_furniture
from ingest.pdf.lines import Line, read_lines
from ingest.pdf.paragraphs import build_blocks

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

# What pypdf lets through from a file that lies about itself, besides its own errors.
_HOSTILE: tuple[type[Exception], ...] = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, AssertionError,
    RecursionError, NotImplementedError, EOFError, OSError, struct.error, zlib.error,
)  # fmt: skip
_UNREADABLE = re.compile(r"[\ufffd\ue000-\uf8ff]")
MOST_UNREADABLE = 0.3  # share of characters without a letter behind them
FEW = 25  # characters a page: a scan has none, or a stamp's
MOST_OUTLINE = 5000  # bookmarks
MOST_DEPTH = 20  # bookmarks below bookmarks


def load_pdf(data: bytes, name: str) -> Loaded:
    """A PDF as blocks with their pages; raises SourceNotReadable, SourceEmpty."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    if b"%PDF-" not in data[:1024]:
        raise SourceNotReadable(name, "it is not a PDF")
    hostile: tuple[type[Exception], ...] = (PyPdfError, *_HOSTILE)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceNotReadable(name, "it is password-protected")
        pages = [(page, read_lines(page, number)) for number, page in enumerate(reader.pages, 1)]
        textless = _textless(pages)
        metadata, outline = _metadata(reader), _outline(reader)
    except (FileNotDecryptedError, DependencyError) as error:
        raise SourceNotReadable(name, "it is password-protected") from error
    except hostile as error:
        raise SourceNotReadable(name, "it is broken or cut short") from error
    lines = [line for _, found in pages for line in found]
    _check(lines, len(pages), textless, name)
    blocks = build_blocks(without_furniture(lines), outline)
    warnings = (f"pages without text, perhaps scanned: {_listed(textless)}",) if textless else ()
    return Loaded(name, "pdf", blocks, without_shown_title(metadata, blocks), warnings=warnings)


def _check(lines: Sequence[Line], pages: int, textless: Sequence[int], name: str) -> None:
    """Refuse a PDF without text, or whose characters mean nothing."""
    text = "".join(line.text for line in lines)
    if textless and len(text) < FEW * pages and len(textless) * 2 > pages:
        raise SourceNotReadable(name, "it is a scan without text: run text recognition (OCR) on it")
    if not text:
        raise SourceEmpty(name)
    if len(_UNREADABLE.findall(text)) > MOST_UNREADABLE * len(text):
        raise SourceNotReadable(name, "its fonts do not say which letters they show")


def _textless(pages: Sequence[tuple[PageObject, Sequence[Line]]]) -> list[int]:
    """The numbers of the pages that show an image and no text."""
    return [
        number
        for number, (page, lines) in enumerate(pages, 1)
        if sum(len(line.text) for line in lines) < FEW and _has_image(page)
    ]


def _has_image(page: PageObject) -> bool:
    objects = _value(_value(page.get("/Resources"), "get", "/XObject"), "values") or ()
    return any(_value(held, "get", "/Subtype") == "/Image" for held in objects)


def _value(holder: Any, method: str, *given: str) -> Any:
    """A call on what an indirect object stands for; None where it is of another kind."""
    called = getattr(_direct(holder), method, None)
    return _direct(called(*given)) if called is not None else None


def _direct(held: Any) -> Any:
    return held.get_object() if hasattr(held, "get_object") else held


def _metadata(reader: PdfReader) -> Metadata:
    info: Mapping[str, Any] = reader.metadata or {}
    return Metadata(
        title=sane_title(_written(info.get("/Title"))),
        author=sane_author(_written(info.get("/Author"))),
        date=sane_date(_written(info.get("/CreationDate"))),
    )


def _written(value: Any) -> str | None:
    held = _direct(value)
    return held if isinstance(held, str) else None


def _outline(reader: PdfReader) -> dict[str, int]:
    """The bookmarks, each with its depth from 1; the first of equal ones counts."""
    found: dict[str, int] = {}
    stack: list[tuple[Any, int]] = [(reader.outline, 0)]
    while stack and len(found) < MOST_OUTLINE:
        item, depth = stack.pop()
        if isinstance(item, list):
            stack.extend((child, depth + 1) for child in reversed(item) if depth < MOST_DEPTH)
        elif _written(getattr(item, "title", None)):
            found.setdefault(tidy(item.title), depth)
    return found


def _listed(pages: Sequence[int]) -> str:
    shown = ", ".join(map(str, pages[:10]))
    return shown if len(pages) <= 10 else f"{shown}..."
