"""Scans are named, and read by the machine's own program where that is asked for; programs are
scripts of the tests.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image

from app.commands.ingest import ingest
from domain.errors import UsageError
from domain.reports import IngestReport
from ingest.inputs import gather
from ingest.sync import Options, sync
from tests.fakes import HashEmbedder
from tests.ingest.documents import new_pdf, write
from vectorstore.store import Store

BODY = "The council of Oxwell opened a new quay in May and hired forty porters."


def scan(folder: Path) -> Path:
    pdf = FPDF()
    pdf.add_page()
    pdf.image(Image.new("L", (40, 60), 200), x=0, y=0, w=100)
    path = folder / "minutes.pdf"
    path.write_bytes(bytes(pdf.output()))
    return path


def program(folder: Path, last: str) -> None:
    """An ocrmypdf that writes a PDF with text where ``last`` says; it fails if that is empty."""
    made = new_pdf()
    write(made, BODY)
    (folder / "read.pdf").write_bytes(bytes(made.output()))
    script = folder / "ocrmypdf"
    copy = f"import shutil; shutil.copy({str(folder / 'read.pdf')!r}, {last!r})"
    act = copy if last else "sys.exit('the page is blank')"
    given = f"open({str(folder / 'given.txt')!r}, 'w').write(f'{{sys.argv}} {{os.environ}}')"
    script.write_text(f"#!{sys.executable}\nimport os, sys\n{given}\n{act}\n")
    script.chmod(0o755)
    tesseract = folder / "tesseract"
    tesseract.write_text(f"#!{sys.executable}\nprint('List of languages (2):\\nfra\\nosd')\n")
    tesseract.chmod(0o755)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An empty store, on a machine that has only the programs of the test."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return Store(tmp_path / "store", HashEmbedder())


def taken(store: Store, path: Path, ocr: bool) -> IngestReport:
    return sync(store, gather([str(path)]), Options(ocr=ocr))


@pytest.mark.parametrize("ocr", [False, True])
def test_a_scan_names_text_recognition_where_no_program_is(
    store: Store, tmp_path: Path, ocr: bool
) -> None:
    (failure,) = taken(store, scan(tmp_path), ocr).failed
    assert "it is a scan without text: run text recognition (OCR) on it" in failure.error


def test_a_program_of_the_machine_is_offered_and_started_only_when_asked(
    store: Store, tmp_path: Path
) -> None:
    program(tmp_path, "out.pdf")
    (failure,) = taken(store, scan(tmp_path), False).failed
    assert "use --ocr to have ocrmypdf read it" in failure.error
    assert taken(store, scan(tmp_path), True).failed == ()
    with store.reader() as generation:
        (passage,) = generation.catalog.passages_of("minutes.pdf")
    assert passage.text == BODY


def test_the_program_gets_the_languages_and_no_secret(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PASSERELLE_PASSWORD", "sesame")
    program(tmp_path, "out.pdf")
    taken(store, scan(tmp_path), True)
    given = (tmp_path / "given.txt").read_text()
    assert "'-l', 'fra', 'in.pdf'" in given
    assert "sesame" not in given
    assert capfd.readouterr().out == ""


def test_a_program_that_fails_is_reported_in_its_own_words(store: Store, tmp_path: Path) -> None:
    program(tmp_path, "")
    (failure,) = taken(store, scan(tmp_path), True).failed
    assert failure.error.endswith("(ocrmypdf cannot read it: the page is blank).")


def test_the_option_is_refused_where_no_program_is(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="install ocrmypdf"):
        ingest([str(scan(tmp_path))], ocr=True)
    assert not store.root.exists()
