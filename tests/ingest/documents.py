"""One article written in every kind of file that is read: the fixtures are made here, not kept."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import docx
from fpdf import FPDF

from ingest.document import Block, BlockKind

UNDERLINES = "=-~^\"'"


@dataclass(frozen=True, slots=True)
class Article:
    """A title, and blocks whose headings begin at level 2."""

    title: str
    blocks: tuple[Block, ...]


def as_text(article: Article) -> bytes:
    """Headings underlined, lists with dashes."""
    parts = [f"{article.title}\n{'=' * len(article.title)}"]
    for kind, block in _grouped(article.blocks):
        if kind is BlockKind.HEADING:
            mark = UNDERLINES[(block[0].level or 2) - 1]
            parts.append(f"{block[0].text}\n{mark * len(block[0].text)}")
        elif kind is BlockKind.ITEM:
            parts.append("\n".join(f"- {item.text}" for item in block))
        else:
            parts += [b.text for b in block]
    return "\n\n".join(parts).encode()


def as_markdown(article: Article) -> bytes:
    parts = [f"# {article.title}"]
    for kind, block in _grouped(article.blocks):
        if kind is BlockKind.HEADING:
            parts.append(f"{'#' * (block[0].level or 2)} {block[0].text}")
        elif kind is BlockKind.ITEM:
            parts.append("\n".join(f"- {item.text}" for item in block))
        else:
            parts += [b.text for b in block]
    return "\n\n".join(parts).encode()


def html_body(article: Article) -> str:
    parts = [f"<h1>{html.escape(article.title)}</h1>"]
    for kind, block in _grouped(article.blocks):
        if kind is BlockKind.HEADING:
            parts.append(f"<h{block[0].level}>{html.escape(block[0].text)}</h{block[0].level}>")
        elif kind is BlockKind.ITEM:
            items = "".join(f"<li>{html.escape(item.text)}</li>" for item in block)
            parts.append(f"<ul>{items}</ul>")
        else:
            parts += [f"<p>{html.escape(b.text)}</p>" for b in block]
    return "\n".join(parts)


def as_html(article: Article) -> bytes:
    return f"<!DOCTYPE html><html><body>{html_body(article)}</body></html>".encode()


class _Paged(FPDF):
    """A PDF with a running head and a page number."""

    head = ""

    def header(self) -> None:
        self.set_font("Helvetica", size=8)
        self.cell(0, 8, self.head, new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Helvetica", size=8)
        self.cell(0, 8, f"{self.page_no()} / {{nb}}", align="C")


def new_pdf(head: str = "", size: tuple[float, float] = (148, 210)) -> FPDF:
    """An empty PDF on which `write` puts text; characters are those of cp1252."""
    pdf = _Paged(format=size)
    pdf.head = head
    pdf.core_fonts_encoding = "cp1252"
    pdf.add_page()
    return pdf


def write(pdf: FPDF, text: str, size: float = 10, style: str = "", indent: float = 0) -> None:
    """A paragraph with a gap below it."""
    pdf.set_font("Times", style, size)
    pdf.set_x(pdf.l_margin + indent)
    pdf.multi_cell(0, size * 0.5, text, align="J" if not style else "L")
    pdf.set_y(pdf.get_y() + (0 if indent else 3))


def as_pdf(article: Article, head: str = "The Upland Courier, a running head") -> bytes:
    pdf = new_pdf(head)
    write(pdf, article.title, 18, "B")
    for kind, block in _grouped(article.blocks):
        for one in block:
            if kind is BlockKind.HEADING:
                write(pdf, one.text, 18 - 2 * (one.level or 2), "B")
            elif kind is BlockKind.ITEM:
                write(pdf, f"\u2022 {one.text}", indent=5)
            else:
                write(pdf, one.text)
        pdf.set_y(pdf.get_y() + (3 if kind is BlockKind.ITEM else 0))
    return bytes(pdf.output())


def as_docx(article: Article) -> bytes:
    made = docx.Document()
    made.add_heading(article.title, 0)
    for block in article.blocks:
        if block.kind is BlockKind.HEADING:
            made.add_heading(block.text, (block.level or 2) - 1)
        else:
            made.add_paragraph(
                block.text, style="List Bullet" if block.kind is BlockKind.ITEM else None
            )
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "meta")
)


def odt(body: str, meta: str = "") -> bytes:
    start = f'<?xml version="1.0"?><office:document-%s {NAMESPACES} %s>'
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": start % ("content", "")
            + f"<office:body><office:text>{body}</office:text></office:body>"
            + "</office:document-content>",
            "meta.xml": start % ("meta", dc)
            + f"<office:meta>{meta}</office:meta></office:document-meta>",
        }
    )


def as_odt(article: Article) -> bytes:
    parts = [f'<text:p text:style-name="Title">{html.escape(article.title)}</text:p>']
    for kind, block in _grouped(article.blocks):
        texts = [html.escape(b.text) for b in block]
        if kind is BlockKind.HEADING:
            level = (block[0].level or 2) - 1
            parts.append(f'<text:h text:outline-level="{level}">{texts[0]}</text:h>')
        elif kind is BlockKind.ITEM:
            items = (f"<text:list-item><text:p>{t}</text:p></text:list-item>" for t in texts)
            parts.append(f"<text:list>{''.join(items)}</text:list>")
        else:
            parts += [f"<text:p>{t}</text:p>" for t in texts]
    return odt("".join(parts))


def epub(chapters: Sequence[str], metadata: str = "") -> bytes:
    numbers = range(len(chapters))
    items = "".join(
        f'<item id="c{n}" href="c%20{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in numbers
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in numbers)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{metadata}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    pages = {
        f"OEBPS/c {n}.xhtml": '<?xml version="1.0" encoding="utf-8"?>'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{chapters[n]}</body></html>'
        for n in numbers
    }
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/book.opf": package,
            **pages,
        }
    )


def as_epub(article: Article) -> bytes:
    return epub([html_body(article)])


def _grouped(blocks: Sequence[Block]) -> Iterator[tuple[BlockKind, list[Block]]]:
    """Items that follow each other together, every other block alone."""
    keyed = groupby(enumerate(blocks), lambda b: -1 if b[1].kind is BlockKind.ITEM else b[0])
    for _, run in keyed:
        found = [block for _, block in run]
        yield found[0].kind, found


KINDS: dict[str, Callable[[Article], bytes]] = {
    "txt": as_text,
    "md": as_markdown,
    "html": as_html,
    "pdf": as_pdf,
    "docx": as_docx,
    "odt": as_odt,
    "epub": as_epub,
}
