"""Optical character recognition (OCR) of scanned PDFs by ocrmypdf, if installed.

Optional, and run only on request. It gets a file of its own in a folder of its own, none of the
environment's secrets, and a time limit; its output is read as data.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from domain.errors import SourceNotReadable
from domain.types import ParsedSource
from ingest.document import SCAN
from ingest.parsing.raw import Parser, Raw
from ingest.parsing.sandbox import environment

PROGRAM = "ocrmypdf"
LANGUAGES = ("fra", "eng")
MOST_SECONDS = 1800  # for one file
MOST_WRITTEN = 10_000  # bytes of its errors that are read


def available() -> bool:
    """Whether this machine has ocrmypdf."""
    return shutil.which(PROGRAM) is not None


def recognising(parse: Parser, asked: bool) -> Parser:
    """A parser that has a scan recognised first where that is ``asked`` for, else offers it."""

    def parsed(raw: Raw) -> ParsedSource:
        try:
            return parse(raw)
        except SourceNotReadable as error:
            if not error.detail.startswith(SCAN) or not available():
                raise
            if not asked:
                raise SourceNotReadable(
                    error.subject, f"{SCAN}: use --ocr to have {PROGRAM} read it"
                ) from error
        return parse(replace(raw, data=recognised(raw.data, raw.name)))

    return parsed


def recognised(data: bytes, name: str) -> bytes:
    """A PDF with the text of its pictures; raises SourceNotReadable where the program fails."""
    with TemporaryDirectory(prefix="passerelle-") as folder:
        work = Path(folder)
        (work / "in.pdf").write_bytes(data)
        try:
            code = _run(work)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise SourceNotReadable(name, f"{PROGRAM} did not finish reading it") from error
        found = work / "out.pdf"
        if code or not found.exists():
            raise SourceNotReadable(name, f"{PROGRAM} cannot read it: {_reason(work)}")
        return found.read_bytes()


def _run(work: Path) -> int:
    """Run the program in a folder and give its exit code; what it started ends with it."""
    with (work / "errors.txt").open("wb") as errors:
        process = subprocess.Popen(  # noqa: S603
            [PROGRAM, "--quiet", "--skip-text", "-l", _languages(), "in.pdf", "out.pdf"],
            cwd=work,
            env=environment("TESSDATA_"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )
        try:
            return process.wait(MOST_SECONDS)
        finally:
            with suppress(OSError):  # all of them have ended
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _reason(work: Path) -> str:
    """The last line that the program wrote of its errors."""
    with (work / "errors.txt").open("rb") as errors:
        errors.seek(max(0, errors.seek(0, os.SEEK_END) - MOST_WRITTEN))
        written = errors.read().decode("utf-8", "replace")
    return (written.strip().splitlines() or ["it gave nothing"])[-1][:160]


def _languages() -> str:
    """French and English as far as tesseract, which ocrmypdf uses, has them; else English."""
    try:
        listing = subprocess.run(
            ["tesseract", "--list-langs"],  # noqa: S607
            env=environment("TESSDATA_"),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired):
        return "eng"
    known = [name for name in LANGUAGES if name in listing.stdout.split()]
    return "+".join(known) or "eng"
