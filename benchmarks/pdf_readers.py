"""How well PDFs are read: ours, pypdf, pdfplumber and pdfium's own text, side by side.

    python -m benchmarks.pdf_readers [FOLDER]

The shapes of tests/ingest/pdf/drawn.py: F1 over the words, and the share of the words in one common
sequence; for tables the share of rows with all values on a line, and with the columns' names too.
With a FOLDER of PDFs also the words, seconds and megabytes of each reader in a process of its own.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

from domain.errors import SourceError
from ingest.pdf.pages import load_pdf
from tests.ingest.pdf.drawn import SHAPES

MOST_PAGES = 30  # of a file in a folder
Reader = Callable[[bytes], str]


def ours(data: bytes) -> str:
    """A line for each block."""
    return "\n".join(block.text for block in load_pdf(data, "a.pdf").blocks)


def pypdf(data: bytes) -> str:
    """The text of the first pages."""
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages[:MOST_PAGES])


def pdfplumber(data: bytes) -> str:
    """The text of the first pages."""
    import pdfplumber as plumber

    with plumber.open(BytesIO(data)) as document:
        return "\n".join(page.extract_text() for page in document.pages[:MOST_PAGES])


def pdfium(data: bytes) -> str:
    """The text of the first pages."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(data)
    count = min(len(document), MOST_PAGES)
    return "\n".join(document[n].get_textpage().get_text_bounded() for n in range(count))


READERS: tuple[Reader, ...] = (ours, pypdf, pdfplumber, pdfium)


def main() -> None:
    """The shapes, then the files of a folder."""
    print("shape                 " + "".join(f"{r.__name__:>20}" for r in READERS))
    for name, shape in SHAPES.items():
        pdf, expected = shape()
        data = bytes(pdf.output())
        cells = [_scored(read(data), expected, "table" in name) for read in READERS]
        print(f"{name:22}" + "".join(f"{cell:>20}" for cell in cells))
    for folder in sys.argv[1:]:
        for reader in READERS:
            with get_context("spawn").Pool(1) as pool:
                print(f"{reader.__name__:12}", pool.apply(_measured, (reader, folder)))


def _scored(text: str, expected: list[str], table: bool) -> str:
    """Words and order; of a table the rows with their values, and those with the names as well."""
    if table:
        lines = [Counter(_words(line)) for line in text.splitlines()]
        named = [Counter(_words(row)) for row in expected]
        values = [
            Counter(_words(" ".join(c.split(": ")[-1] for c in r.split("; ")))) for r in expected
        ]
        return " ".join(
            f"{sum(any(row <= line for line in lines) for row in rows) / len(rows):.2f}"
            for rows in (values, named)
        )
    found, wanted = _words(text), _words(" ".join(expected))
    same = (Counter(found) & Counter(wanted)).total()
    order = SequenceMatcher(None, found, wanted, autojunk=False)
    kept = sum(match.size for match in order.get_matching_blocks()) / len(wanted)
    return f"{2 * same / (len(found) + len(wanted) or 1):.2f} {kept:.2f}"


def _words(text: str) -> list[str]:
    return text.replace(";", " ").replace(":", " ").split()


def _measured(reader: Reader, folder: str) -> str:
    files = sorted(Path(folder).glob("*.pdf"))
    started, words, failed = time.process_time(), 0, 0
    for file in files:
        try:
            words += len(reader(file.read_bytes()).split())
        except (SourceError, Exception):  # noqa: BLE001 - every library has errors of its own
            failed += 1
    seconds = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return f"{len(files)} files, {failed} refused, {words} words, {seconds:.1f} s, {memory} MB"


if __name__ == "__main__":
    main()
