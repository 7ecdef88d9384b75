"""Files that are empty, broken, hostile or of another kind than they say, made in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from fpdf import FPDF
from fpdf.enums import EncryptionMethod

from domain.errors import (
    SourceEmpty,
    SourceError,
    SourceKindUnknown,
    SourceNotReadable,
    SourceTooLarge,
)
from ingest.document import Block
from tests.ingest.documents import Article, as_docx, as_epub, as_html, as_markdown, as_odt, as_pdf

ARTICLE = Article(
    "Le phare",
    (Block("Le phare de la baie éclaire depuis 1912."), Block("On le visite en été, dit-on.")),
)
SUBTITLES = """WEBVTT

00:01.000 --> 00:04.000
Le phare de la baie

00:04.000 --> 00:06.000
éclaire depuis 1912.
"""
VALID = {
    ".txt": "Le phare de la baie éclaire depuis 1912.\n".encode(),
    ".md": as_markdown(ARTICLE),
    ".html": as_html(ARTICLE),
    ".pdf": as_pdf(ARTICLE),
    ".docx": as_docx(ARTICLE),
    ".odt": as_odt(ARTICLE),
    ".epub": as_epub(ARTICLE),
    ".vtt": SUBTITLES.encode(),
}
SUFFIXES = tuple(VALID)
ARCHIVES = (".docx", ".odt", ".epub")
PART = {".docx": "word/document.xml", ".odt": "content.xml", ".epub": "META-INF/container.xml"}
BINARY = bytes(range(256)) * 16
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "phare">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><r>&j;</r>"
).encode()
SENTENCE = "Le phare de la baie éclaire depuis 1912. "


@dataclass(frozen=True, slots=True)
class Bad:
    """A file, the kind of its error, and words of the English line."""

    name: str
    data: bytes
    kind: type[SourceError]
    words: str = ""


def all_bad() -> Iterator[Bad]:
    """Every one under a name of its own."""
    for suffix in SUFFIXES:
        name = f"{suffix[1:]}{suffix}"
        yield Bad(f"empty-{name}", b"", SourceEmpty)
        yield Bad(f"blank-{name}", b" \n\t\r\n " * 50, SourceEmpty)
        yield Bad(f"binary-{name}", BINARY, SourceNotReadable)
        yield Bad(f"nul-{name}", bytes(5000), SourceNotReadable)
        yield Bad(f"picture-{name}", b"\x89PNG\r\n\x1a\n" + BINARY, SourceNotReadable)
    yield from _texts()
    yield from _archives()
    yield from _pdfs()


def _texts() -> Iterator[Bad]:
    for suffix in (".txt", ".md", ".html"):
        name = f"{suffix[1:]}{suffix}"
        yield Bad(f"mark-{name}", b"\xef\xbb\xbf", SourceEmpty)
        yield Bad(f"controls-{name}", b"\x01\x02\x03\x04" * 100, SourceNotReadable, "binary")
        yield Bad(
            f"halved-{name}", b"\xff\xfe" + SENTENCE.encode("utf-16-le")[:-1], SourceNotReadable
        )
        yield Bad(f"bare-{name}", SENTENCE.encode("utf-16-le"), SourceNotReadable, "binary")
        yield Bad(f"wide-{name}", SENTENCE.encode("utf-32-le"), SourceNotReadable, "binary")
        yield Bad(f"invisible-{name}", "\u202e\u200b\u2060\ufeff".encode() * 30, SourceEmpty)
    yield Bad("front.md", b"---\ntitle: [unclosed\n---\nLe phare.", SourceNotReadable, "YAML")
    yield Bad(
        "python.md", b"---\na: !!python/object/apply:os.getpid []\n---\nA.", SourceNotReadable
    )
    yield Bad("rules.md", b"---\n" * 400, SourceEmpty)
    yield Bad(
        "scripts.html", b"<html><script>alert(1)</script><style>p{}</style></html>", SourceEmpty
    )
    yield Bad("comment.html", b"<html><!-- " + SENTENCE.encode() * 20, SourceEmpty)
    yield Bad("deep.html", b"<div>" * 5000 + SENTENCE.encode(), SourceEmpty)
    yield Bad("tags.html", b"<div>" * 50_000, SourceEmpty)
    yield Bad("picture.svg", b"<svg/>", SourceKindUnknown, ".pdf")
    yield Bad("archive.zip", _zipped({"a.txt": b"a"}), SourceKindUnknown)


def _archives() -> Iterator[Bad]:
    for suffix in ARCHIVES:
        name, good, part = f"{suffix[1:]}{suffix}", VALID[suffix], PART[suffix]
        yield Bad(f"cut-{name}", good[: len(good) // 2], SourceNotReadable, "cut short")
        yield Bad(f"magic-{name}", good[:4] + BINARY, SourceNotReadable)
        yield Bad(f"other-{name}", _zipped({"a.txt": b"a"}), SourceNotReadable)
        yield Bad(f"nested-{name}", _zipped({"a.zip": _zipped({"a": good})}), SourceNotReadable)
        yield Bad(f"text-{name}", SENTENCE.encode(), SourceNotReadable)
        yield Bad(
            f"old-{name}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), SourceNotReadable
        )
        yield Bad(f"bomb-{name}", _with(good, part, b" " * 30_000_000), SourceTooLarge, "unpacked")
        yield Bad(f"entities-{name}", _with(good, part, ENTITIES), SourceNotReadable, "entities")
        yield Bad(f"unclosed-{name}", _with(good, part, b"<a><b>" * 100), SourceNotReadable)
        yield Bad(f"deep-{name}", _with(good, part, b"<a>" * 50_000), SourceNotReadable)
        yield Bad(f"no-part-{name}", _with(good, part, None), SourceNotReadable)
        yield Bad(f"crc-{name}", _flipped(good), SourceNotReadable)


def _pdfs() -> Iterator[Bad]:
    good = VALID[".pdf"]
    yield Bad("first.pdf", good[:9], SourceNotReadable)
    yield Bad("head.pdf", good[:200], SourceNotReadable)
    yield Bad("text.pdf", SENTENCE.encode(), SourceNotReadable, "not a PDF")
    yield Bad("word.pdf", VALID[".docx"], SourceNotReadable, "not a PDF")
    yield Bad("pageless.pdf", _objects(0), SourceNotReadable, "broken")
    yield Bad("objects.pdf", _objects(50_000), SourceNotReadable, "broken")
    yield Bad("locked.pdf", _locked(), SourceNotReadable, "password")


def _zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def _with(archive: bytes, part: str, data: bytes | None) -> bytes:
    """The archive with a part put in place of its own, or without it."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist() if name != part}
    return _zipped(parts | ({part: data} if data is not None else {}))


def _flipped(archive: bytes) -> bytes:
    """With the stored bytes of every part changed: no checksum holds."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        spans = [
            (i.header_offset + 30 + len(i.filename), i.compress_size) for i in opened.infolist()
        ]
    data = bytearray(archive)
    for start, size in spans:
        data[start : start + size] = bytes(b ^ 0x5A for b in data[start : start + size])
    return bytes(data)


def _objects(count: int) -> bytes:
    """A well-formed PDF without a page and with so many objects more."""
    parts = [b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [] /Count 0>>"]
    parts += [b"<</A [%d 0 R]>>" % (n + 1) for n in range(3, 3 + count)]
    body, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj %s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    tail = b"trailer <</Root 1 0 R /Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, len(body))
    return bytes(body) + head + table + tail


def _locked() -> bytes:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica")
    pdf.cell(text="Le phare")
    pdf.set_encryption("owner", "secret", EncryptionMethod.RC4)
    return bytes(pdf.output())
