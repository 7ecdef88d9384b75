"""PDF reading with pdfium: text by page, in reading order, and metadata.

A scan without text, a password and a broken file are each reported as such. Nothing is rendered and
no image is decoded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from domain.errors import SourceEmpty, SourceNotReadable
from ingest.characters import tidy
from ingest.document import Loaded, Metadata
from ingest.office.properties import sane_author, sane_date, sane_title, without_shown_title
from ingest.pdf.lines import Line, build_lines
from ingest.pdf.paragraphs import build_blocks
from ingest.pdf.ruled import is_layout, laid_out, ruled_rows, words_within
from ingest.pdf.rules import Ruled, has_image, read_ruled
from ingest.pdf.running_heads import without_running_heads
from ingest.pdf.words import Word, read_words

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_UNREADABLE = re.compile(r"[\ufffd\ue000-\uf8ff]")
MOST_UNREADABLE = 0.3  # share of characters without a Unicode mapping
FEW = 25  # characters a page: a scan has none, or a stamp's
MOST_OUTLINE = 5000  # bookmarks
MOST_DEPTH = 20  # bookmarks below bookmarks
MOST_COLUMNS = 1000  # of a page: those within a frame are counted from there
_PASSWORD = 4  # pdfium's number for a password that is wrong or missing


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page, whether it shows an image, and whether it is broken."""

    lines: list[Line]
    image: bool
    broken: bool = False


def load_pdf(data: bytes, name: str) -> Loaded:
    """A PDF as blocks with their pages; raises SourceNotReadable, SourceEmpty."""
    from pypdfium2 import PdfiumError

    if b"%PDF-" not in data[:1024]:
        raise SourceNotReadable(name, "it is not a PDF")
    with closing(_opened(data, name)) as document:
        try:
            pages = [_read_page(document, number) for number in range(len(document))]
            metadata, outline = _metadata(document), _outline(document)
        except PdfiumError as error:
            raise SourceNotReadable(name, "it is broken or cut short") from error
    broken = [number for number, page in enumerate(pages, 1) if page.broken]
    if broken and len(broken) == len(pages):
        raise SourceNotReadable(name, "it is broken or cut short")
    lines = [line for page in pages for line in page.lines]
    textless = _textless(pages)
    _check(lines, len(pages), textless, name)
    blocks = build_blocks(without_running_heads(lines), outline)
    noted = (("pages without text, perhaps scanned", textless), ("pages that are broken", broken))
    warnings = tuple(f"{what}: {_listed(numbers)}" for what, numbers in noted if numbers)
    return Loaded(name, "pdf", blocks, without_shown_title(metadata, blocks), warnings=warnings)


def _opened(data: bytes, name: str) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(data)
    except PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD
        reason = "it is password-protected" if locked else "it is broken or cut short"
        raise SourceNotReadable(name, reason) from error


def _read_page(document: PdfDocument, place: int) -> _Page:
    """A page, read; one that cannot be loaded has no lines."""
    from pypdfium2 import PdfiumError

    try:
        page = document[place]
        text = page.get_textpage()
    except PdfiumError:
        return _Page([], False, broken=True)
    try:
        words = read_words(text)
        lines = _lines(page, words, place + 1)
        few = sum(len(line.text) for line in lines) < FEW
        return _Page(lines, few and has_image(page))
    finally:
        text.close()
        page.close()


def _lines(page: PdfPage, words: list[Word], number: int) -> list[Line]:
    """The lines of a page in reading order, each ruled table at its own height."""
    tables: list[tuple[Ruled, list[Line]]] = []
    for ruled in read_ruled(page):
        table_words = words_within(ruled, words)
        rows = ruled_rows(ruled, table_words, number, len(tables) + 1)
        if not rows and is_layout(ruled, table_words):
            table_words = words_within(ruled, words, whole=True)
            rows = laid_out(ruled, table_words, number, MOST_COLUMNS * (len(tables) + 1))
        if rows:
            tables.append((ruled, rows))
            taken = {word.order for word in table_words}
            words = [word for word in words if word.order not in taken]
    lines = build_lines(words, number)
    for ruled, rows in tables:
        place = _place(lines, ruled)
        lines[place:place] = rows
    return lines


def _place(lines: Sequence[Line], ruled: Ruled) -> int:
    """The position of a ruled table among lines: after those above its foot, in its own column."""
    above = [n for n, line in enumerate(lines) if line.y > ruled.ys[0]]
    column = [n for n in above if lines[n].x < ruled.xs[-1] and lines[n].end > ruled.xs[0]]
    return max(column or above, default=-1) + 1


def _check(lines: Sequence[Line], pages: int, textless: Sequence[int], name: str) -> None:
    """Refuse a PDF without text, or without a Unicode mapping."""
    text = "".join(line.text for line in lines)
    if textless and len(text) < FEW * pages and len(textless) * 2 > pages:
        raise SourceNotReadable(name, "it is a scan without text: run text recognition (OCR) on it")
    if not text:
        raise SourceEmpty(name)
    if len(_UNREADABLE.findall(text)) > MOST_UNREADABLE * len(text):
        raise SourceNotReadable(name, "its fonts do not say which letters they show")


def _textless(pages: Sequence[_Page]) -> list[int]:
    """The numbers of the pages that show an image and no text."""
    return [number for number, page in enumerate(pages, 1) if page.image]


def _metadata(document: PdfDocument) -> Metadata:
    info = document.get_metadata_dict(skip_empty=True)
    return Metadata(
        title=sane_title(info.get("Title")),
        author=sane_author(info.get("Author")),
        date=sane_date(info.get("CreationDate")),
    )


def _outline(document: PdfDocument) -> dict[str, int]:
    """The bookmarks, each with its depth from 1; the first of equal ones counts."""
    found: dict[str, int] = {}
    for item in islice(document.get_toc(max_depth=MOST_DEPTH), MOST_OUTLINE):
        title = tidy(item.get_title() or "")
        if title:
            found.setdefault(title, item.level + 1)
    return found


def _listed(pages: Sequence[int]) -> str:
    shown = ", ".join(map(str, pages[:10]))
    return shown if len(pages) <= 10 else f"{shown}..."
