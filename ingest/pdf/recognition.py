"""Text recognition (OCR) of scanned PDFs by a program of the machine: ocrmypdf, else tesseract.

Neither is required, and neither is started unless it is asked for. A program gets a file of its own
in a folder of its own, and so much time; what it says is read as data. Knows nothing of the store.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from domain.errors import SourceNotReadable
from domain.types import ParsedSource
from ingest.parsing.raw import Parser, Raw

PROGRAMS = ("ocrmypdf", "tesseract")
LANGUAGES = ("fra", "eng")
MOST_SECONDS = 1800  # for one file
DOTS = 300  # to an inch, of the pictures that tesseract is given
MOST_PAGES = 500  # that tesseract is given
SCAN = "it is a scan without text"


def program() -> str | None:
    """The name of the program that this machine has, ocrmypdf before tesseract."""
    return next((name for name in PROGRAMS if shutil.which(name)), None)


def recognising(parse: Parser, asked: bool) -> Parser:
    """A parser that has a scan recognised first where that is ``asked`` for, else offers it."""

    def parsed(raw: Raw) -> ParsedSource:
        try:
            return parse(raw)
        except SourceNotReadable as error:
            name = program()
            if not error.detail.startswith(SCAN) or name is None:
                raise
            if not asked:
                raise SourceNotReadable(
                    error.subject, f"{SCAN}: --ocr has {name} read it"
                ) from error
        return parse(replace(raw, data=recognised(raw.data, raw.name, name)))

    return parsed


def recognised(data: bytes, name: str, program: str) -> bytes:
    """A PDF with the text of its pictures; raises SourceNotReadable where the program fails."""
    with TemporaryDirectory(prefix="passerelle-") as folder:
        work = Path(folder)
        (work / "in.pdf").write_bytes(data)
        run: Callable[[Path], Sequence[str]] = _ocrmypdf if program == "ocrmypdf" else _tesseract
        try:
            done = subprocess.run(  # noqa: S603 - one of PROGRAMS, no shell
                run(work), cwd=work, capture_output=True, text=True, timeout=MOST_SECONDS
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise SourceNotReadable(name, f"{program} did not finish reading it") from error
        found = work / "out.pdf"
        if done.returncode or not found.exists():
            said = (done.stderr.strip().splitlines() or ["it gave nothing"])[-1][:160]
            raise SourceNotReadable(name, f"{program} cannot read it: {said}")
        return found.read_bytes()


def _ocrmypdf(_: Path) -> list[str]:
    return ["ocrmypdf", "--quiet", "--skip-text", "-l", _languages(), "in.pdf", "out.pdf"]


def _tesseract(work: Path) -> list[str]:
    """Tesseract reads pictures only, so each page is drawn first."""
    from pypdfium2 import PdfDocument

    pictures: list[str] = []
    document = PdfDocument(work / "in.pdf")
    for number in range(min(len(document), MOST_PAGES)):
        picture = document[number].render(scale=DOTS / 72, grayscale=True)
        height, width = picture.height, picture.width
        rows = bytes(picture.buffer)
        body = b"".join(
            rows[n * picture.stride : n * picture.stride + width] for n in range(height)
        )
        (work / f"{number}.pgm").write_bytes(b"P5 %d %d 255\n" % (width, height) + body)
        pictures.append(f"{number}.pgm")
    document.close()
    (work / "pages.txt").write_text("\n".join(pictures), encoding="ascii")
    return ["tesseract", "pages.txt", "out", "-l", _languages(), "pdf"]


def _languages() -> str:
    """French and English as far as tesseract knows them, else what it knows by default."""
    try:
        told = subprocess.run(
            ["tesseract", "--list-langs"],  # noqa: S607 capture_output=True, text=True, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return "eng"
    known = [name for name in LANGUAGES if name in str(told.stdout).split()]
    return "+".join(known) or "eng"
