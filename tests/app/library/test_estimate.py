"""How long an addition takes is told from outside, and learned."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from app.library.estimate import FIXED, Paces, kilobytes
from ingest.inputs import UploadInput
from ingest.web.url_input import UrlInput


def packed(size: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", "a" * size)
        parts.writestr("word/media/image.png", b"b" * size * 9)
    return file.getvalue()


def embed(texts: Sequence[str]) -> object:
    return texts


def test_the_work_in_a_file_is_its_text() -> None:
    assert kilobytes(UploadInput("a.txt", b"a" * 5000)) == 5
    assert kilobytes(UploadInput("a.PDF", b"a" * 5000)) < 5
    assert 1 < kilobytes(UploadInput("a.docx", packed(100_000))) < 100
    assert kilobytes(UploadInput("a.docx", b"no archive")) > 0


def test_the_pace_is_that_of_the_last_ingests_and_outlives_the_server(tmp_path: Path) -> None:
    book = [UploadInput("book.txt", b"a" * 1_000_000)]
    fresh = Paces(tmp_path, embed)
    assert fresh.seconds(book) >= FIXED
    for seconds in (101.5, 201.5, 301.5):
        fresh.learn(book, seconds)
    fresh.learn([UploadInput("note.txt", b"a")], 900)
    fresh.learn([UrlInput("http://a.example/")], 900)
    assert round(Paces(tmp_path, embed).seconds(book), 3) == 201.5
    (tmp_path / "pages" / "pace.json").write_text("[null", "utf-8")
    assert Paces(tmp_path, embed).seconds(book) < 201.5
