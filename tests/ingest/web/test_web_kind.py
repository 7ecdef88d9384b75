import io
import zipfile

import pytest

from domain.errors import SourceKindUnknown
from ingest.web.kind import file_name, suffix_of

HTML, WORDS, PDF = b"<!DOCTYPE html><p>Words.</p>", b"Words of an article.", b"%PDF-1.7 ..."


def archive(*members: tuple[str, bytes]) -> bytes:
    """A ZIP file of stored members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, data in members:
            file.writestr(name, data)
    return buffer.getvalue()


DOCX = archive(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>"))
ODT = archive(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<o/>"))
EPUB = archive(("mimetype", b"application/epub+zip"), ("a.xhtml", b"<html/>"))


@pytest.mark.parametrize(
    ("data", "content_type", "path", "suffix"),
    [
        (PDF, "text/html", "/a.html", ".pdf"),
        (b"\n" * 200 + PDF, "application/pdf", "/a", ".pdf"),
        (DOCX, "text/html", "/a.html", ".docx"),
        (DOCX, "application/octet-stream", "/a", ".docx"),
        (ODT, "application/zip", "/a.zip", ".odt"),
        (EPUB, "", "/a", ".epub"),
        (HTML, "text/plain", "/a.txt", ".html"),
        (HTML, "", "/a", ".html"),
        (b"\xef\xbb\xbf \n<?xml version='1.0'?><!-- a --><HTML>", "", "/a", ".html"),
        (b"<article><p>Words.</p></article>", "", "/a", ".html"),
        (WORDS, "text/html", "/a", ".html"),
        (WORDS, "application/xhtml+xml", "/a.txt", ".html"),
        (WORDS, "text/plain", "/a", ".txt"),
        (WORDS, "text/plain", "/a.md", ".md"),
        (WORDS, "text/plain", "/a.php", ".txt"),
        (WORDS, "", "/a%2Emd", ".md"),
        (WORDS, "text/markdown", "/a.txt", ".md"),
        (WORDS, "", "/a", ".txt"),
        ("Words.".encode("utf-16"), "", "/a", ".txt"),
        (b"1 < 2, and <b> is a tag", "", "/a", ".txt"),
    ],
)
def test_the_bytes_are_believed_then_the_type_then_the_name(
    data: bytes, content_type: str, path: str, suffix: str
) -> None:
    assert suffix_of(data, content_type, f"https://example.org{path}?b=c.pdf") == suffix


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "text/html"),
        (b"\x00\x01\x02", ""),
        (archive(("a.txt", b"Words.")), "application/zip"),
        (b"PK\x03\x04", "text/html"),
        (b'{"words": 1}', "application/json"),
        (b"body {}", "text/css"),
        (b"GIF89a", "image/gif"),
    ],
)
def test_what_no_loader_reads_is_refused(data: bytes, content_type: str) -> None:
    with pytest.raises(SourceKindUnknown, match=r"https://example\.org/a .*\.txt"):
        suffix_of(data, content_type, "https://example.org/a")


@pytest.mark.parametrize(
    ("url", "suffix", "name"),
    [
        ("https://example.org/", ".html", "example.org.html"),
        ("https://example.org/news/", ".html", "news.html"),
        ("https://example.org/a.htm?x", ".html", "a.html"),
        ("https://example.org/report-1.2", ".pdf", "report-1.2.pdf"),
        ("https://example.org/%C3%A9t%C3%A9.pdf", ".pdf", "\u00e9t\u00e9.pdf"),
    ],
)
def test_a_page_has_the_name_of_a_file(url: str, suffix: str, name: str) -> None:
    assert file_name(url, suffix) == name
