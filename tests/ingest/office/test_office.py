"""Word, OpenDocument and EPUB files, and the archives that they are."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from domain.errors import SourceEmpty, SourceError, SourceNotReadable, SourceTooLarge
from domain.types import Language
from ingest.document import BlockKind, Loaded
from ingest.loaders import load
from ingest.parse import parse
from tests.ingest.documents import epub, odt, zipped

BODY = "The council spent nine million on the new bridge over the river."
Document = docx.document.Document


def saved(made: Document) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(made: Document) -> Loaded:
    return load(saved(made), "a.docx")


def shown(loaded: Loaded) -> list[tuple[str, str]]:
    return [(str(b.kind), b.text) for b in loaded.blocks]


def element(xml: str) -> OxmlElement:
    return parse_xml(re.sub(r"^<[\w:]+", rf"\g<0> {nsdecls('w')}", xml))


def test_french_style_names_and_outline_levels_are_headings() -> None:
    made = docx.Document()
    for name in ("Titre 1", "Titre 2"):
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.add_paragraph(f"Sous {name}", style=style)
    derived = made.styles.add_style("Ministère", WD_STYLE_TYPE.PARAGRAPH)
    derived.base_style = made.styles["Titre 2"]
    made.add_paragraph("Un intertitre", style=derived)
    own = made.add_paragraph("Un plan")
    own._p.get_or_add_pPr().append(element('<w:outlineLvl w:val="2"/>'))
    made.add_paragraph(BODY)
    headings = [(b.text, b.level) for b in read(made).blocks if b.kind is BlockKind.HEADING]
    assert headings == [
        ("Sous Titre 1", 1),
        ("Sous Titre 2", 2),
        ("Un intertitre", 2),
        ("Un plan", 3),
    ]


def test_lists_are_items_by_style_or_by_number() -> None:
    made = docx.Document()
    made.add_paragraph("The stops:")
    made.add_paragraph("port", style="List Bullet")
    made.add_paragraph("fort", style="List Number 2")
    numbered = made.add_paragraph("market", style="List Paragraph")
    numbered._p.get_or_add_pPr().append(
        element('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    )
    made.add_paragraph("Indented, no item.", style="List Paragraph")
    assert shown(read(made)) == [
        ("paragraph", "The stops:"),
        ("item", "port"),
        ("item", "fort"),
        ("item", "market"),
        ("paragraph", "Indented, no item."),
    ]


def test_rows_carry_the_names_of_their_columns() -> None:
    made = docx.Document()
    table = made.add_table(4, 3)
    rows = [("Year", "Otters", "Where"), ("2021", "4", "Vell"), ("", "", "Oxwell")]
    for r, row in enumerate([*rows, ("2022", "11", "Vell")]):
        for c, value in enumerate(row):
            table.cell(r, c).text = value
    table.cell(1, 0).merge(table.cell(2, 0))
    assert [text for kind, text in shown(read(made)) if kind == "row"] == [
        "Year: 2021; Otters: 4; Where: Vell",
        "Year: 2021; Where: Oxwell",
        "Year: 2022; Otters: 11; Where: Vell",
    ]


@pytest.mark.parametrize(
    ("bold", "expected"),
    [
        ("", ["Capital; Selm", "Population; 4 m"]),
        ("<w:rPr><w:b/></w:rPr>", ["Capital: Population; Selm: 4 m"]),
    ],
)
def test_a_ground_alone_makes_no_heads_of_one_row(bold: str, expected: list[str]) -> None:
    shaded = '<w:tc><w:tcPr><w:shd w:fill="EEEEEE"/></w:tcPr>'
    head = cells("Capital", "Selm").replace("<w:tc>", shaded).replace("<w:r>", f"<w:r>{bold}")
    made = docx.Document()
    made.element.body.insert(0, element(f"<w:tbl>{head}{cells('Population', '4 m')}</w:tbl>"))
    assert [text for kind, text in shown(read(made)) if kind == "row"] == expected


def test_a_table_that_lays_out_the_page_is_paragraphs() -> None:
    made = docx.Document()
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = f"{BODY} " * 8, "Beside it."
    assert shown(read(made)) == [
        ("paragraph", f"{BODY} " * 7 + BODY),
        ("paragraph", "Beside it."),
    ]


def test_what_word_does_not_show_is_left_out() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Kept, ")
    hidden = paragraph.add_run("hidden ")
    hidden.font.hidden = True
    paragraph._p.append(
        element('<w:del w:id="1"><w:r><w:delText>deleted</w:delText></w:r></w:del>')
    )
    paragraph._p.append(element('<w:ins w:id="2"><w:r><w:t>inserted</w:t></w:r></w:ins>'))
    paragraph._p.append(
        element("<w:r><w:t>,</w:t><w:tab/><w:t>a long</w:t><w:noBreakHyphen/><w:t>term</w:t></w:r>")
    )
    paragraph._p.append(element("<w:r><w:instrText>PAGE</w:instrText><w:br/><w:t>plan</w:t></w:r>"))
    made.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    made.add_paragraph("Money ......... 3", style="toc 1")
    assert shown(read(made)) == [("paragraph", "Kept, inserted, a long-term plan")]


FOOTNOTES = (
    f"<w:footnotes {nsdecls('w')}>"
    '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:t>Figures of 2023.</w:t></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


def test_notes_follow_their_section_and_part_no_list() -> None:
    made = docx.Document()
    made.add_heading("Money", 1)
    first = made.add_paragraph("It cost 9", style="List Bullet")
    first._p.append(element('<w:r><w:footnoteReference w:id="1"/></w:r>'))
    made.add_paragraph("and then 10.", style="List Bullet")
    made.add_heading("Time", 1)
    made.add_paragraph(BODY)
    data = io.BytesIO(saved(made))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/footnotes.xml", FOOTNOTES)
    assert shown(load(data.getvalue(), "a.docx")) == [
        ("heading", "Money"),
        ("item", "It cost 9"),
        ("item", "and then 10."),
        ("paragraph", "Figures of 2023."),
        ("heading", "Time"),
        ("paragraph", BODY),
    ]


def test_a_text_box_is_read_once() -> None:
    made = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    markup = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    made.add_paragraph("Beside it.")._p.append(
        element(
            f"<w:r><mc:AlternateContent {markup}><mc:Choice>{box}</mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    assert shown(read(made)) == [("paragraph", "Beside it."), ("paragraph", "In a box.")]


def test_the_properties_of_a_word_file() -> None:
    made = docx.Document()
    made.core_properties.title = "Report on bridges"
    made.core_properties.author = "Ida Quist"
    made.add_paragraph(BODY)
    source = parse(read(made), id="a", uri="a", origin="x").source
    assert (source.title, source.author, source.kind) == ("Report on bridges", "Ida Quist", "docx")
    made.core_properties.title, made.core_properties.author = "Document1", "python-docx"
    source = parse(read(made), id="a", uri="a", origin="x").source
    assert (source.title, source.author) == ("a", None)


def test_an_opendocument_text() -> None:
    body = (
        "<text:tracked-changes><text:p>DELETED</text:p></text:tracked-changes>"
        "<text:table-of-content><text:p>CONTENTS</text:p></text:table-of-content>"
        '<text:p text:style-name="Title">Le pont sur la Vell</text:p>'
        '<text:section><text:h text:outline-level="1">Coût</text:h></text:section>'
        '<text:p>Il a coûté<text:s text:c="3"/><text:span>neuf</text:span> millions'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Chiffres de 2023.</text:p></text:note-body></text:note>.</text:p>"
        "<text:list><text:list-item><text:p>le port</text:p><text:list><text:list-item>"
        "<text:p>le quai</text:p></text:list-item></text:list></text:list-item></text:list>"
        "<table:table><table:table-header-rows><table:table-row><table:table-cell>"
        "<text:p>An</text:p></table:table-cell><table:table-cell><text:p>Loutres</text:p>"
        "</table:table-cell></table:table-row></table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-columns-repeated="2"><text:p>4</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    meta = (
        "<meta:initial-creator>Ida Quist</meta:initial-creator><dc:date>2022-04-09T10:00</dc:date>"
    )
    loaded = load(odt(body, meta), "a.odt")
    assert shown(loaded) == [
        ("heading", "Le pont sur la Vell"),
        ("heading", "Coût"),
        ("paragraph", "Il a coûté neuf millions."),
        ("item", "le port"),
        ("item", "le quai"),
        ("row", "An: 4; Loutres: 4"),
        ("paragraph", "Chiffres de 2023."),
    ]
    assert (loaded.metadata.author, loaded.metadata.date) == ("Ida Quist", "2022-04-09")


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    meta = "<dc:title>Les ponts</dc:title><dc:language>fr-FR</dc:language><dc:date>2021</dc:date>"
    chapters = [f"<h1>{name}</h1><p>{BODY}</p>" for name in ("One", "Two")]
    parsed = parse(load(epub(chapters, meta), "b.epub"), id="b", uri="b", origin="x")
    assert [s.path for s in parsed.sections] == [("One",), ("Two",)]
    assert (parsed.source.title, parsed.source.language) == ("Les ponts", Language.FR)
    assert parsed.passages[0].language is Language.EN


def test_a_book_without_text_is_empty() -> None:
    with pytest.raises(SourceEmpty):
        load(epub(["<img src='x.png'/>"]), "b.epub")


def bomb(name: str, member: str) -> bytes:
    """A part of 60 MB that packs into 60 KB."""
    return zipped({member: b"<a>" + b" " * 60_000_000, "mimetype": name})


def many() -> bytes:
    return zipped({f"{n}": "" for n in range(10_001)})


def lying() -> bytes:
    """An archive whose directory says that a huge part is small."""
    data = bytearray(zipped({"word/document.xml": b"<a>" + b" " * 40_000_000}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (100).to_bytes(4, "little")
    return bytes(data)


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">'
    "]><a>&y;&y;&y;</a>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
BAD: list[tuple[str, Callable[[], bytes], type[SourceError], str]] = [
    ("docx", lambda: bomb("", "word/document.xml"), SourceTooLarge, "unpacked"),
    ("odt", lambda: bomb("", "content.xml"), SourceTooLarge, "unpacked"),
    ("epub", lambda: bomb("", "META-INF/container.xml"), SourceTooLarge, "unpacked"),
    ("docx", many, SourceTooLarge, "10001 parts"),
    ("docx", lying, SourceError, "a.docx"),
    ("docx", lambda: zipped({"word/document.xml": ENTITIES}), SourceNotReadable, "entities"),
    ("odt", lambda: zipped({"content.xml": OUTSIDE}), SourceNotReadable, "entities"),
    ("docx", lambda: zipped({"x": "y"}), SourceNotReadable, "document.xml is missing"),
    ("odt", lambda: zipped({"content.xml": "<a/>"}), SourceNotReadable, "not a text document"),
    ("docx", lambda: zipped({"word/document.xml": "<a>"}), SourceNotReadable, "cut short"),
    ("docx", lambda: zipped({"word/document.xml": "<a/>"}), SourceNotReadable, "not a Word"),
    ("docx", lambda: saved(docx.Document())[:5000], SourceNotReadable, "cut short"),
    ("docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", SourceNotReadable, "old Office"),
    (
        "docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        SourceNotReadable,
        "password",
    ),
]


@pytest.mark.parametrize(("kind", "make", "error", "said"), BAD)
def test_an_archive_that_is_not_what_it_says_is_refused(
    kind: str, make: Callable[[], bytes], error: type[SourceError], said: str
) -> None:
    with pytest.raises(error, match=said):
        load(make(), f"a.{kind}")


def test_tables_nested_without_end_are_read_to_a_depth() -> None:
    row = f"<w:tbl {nsdecls('w')}><w:tr><w:tc>"
    inner = f"<w:p {nsdecls('w')}><w:r><w:t>{BODY}</w:t></w:r></w:p>"
    for _ in range(60):
        inner = f"{row}{inner}<w:p/></w:tc></w:tr></w:tbl>"
    made = docx.Document()
    made.add_paragraph("Above it.")
    made.element.body.insert(1, parse_xml(inner))
    assert shown(read(made))[0] == ("paragraph", "Above it.")


def test_no_break_spaces_and_soft_hyphens() -> None:
    made = docx.Document()
    run = made.add_paragraph("12\u00a0%").add_run("")
    run._r.append(OxmlElement("w:softHyphen"))
    assert run._r.find(qn("w:softHyphen")) is not None
    assert shown(read(made)) == [("paragraph", "12\u00a0%")]


def table_of(rows: str) -> Document:
    """A document with one table; its first row is a head."""
    made = docx.Document()
    head = cells("Product", "Quota 2020", "Quota 2021").replace(
        "<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
    )
    made.element.body.insert(0, element(f"<w:tbl>{head}{rows}</w:tbl>"))
    return made


def cells(*texts: str) -> str:
    return f"<w:tr>{''.join(map(cell, texts))}</w:tr>"


def cell(text: str) -> str:
    return f"<w:tc>{paragraph(text)}</w:tc>"


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def control(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


BARLEY = "Product: Barley; Quota 2020: 24 000 t; Quota 2021: 31 000 t"


@pytest.mark.parametrize(
    "row",
    [
        f"<w:tr>{cell('Barley')}{control(cell('24 000 t'))}{cell('31 000 t')}</w:tr>",
        f"<w:tr>{control(cell('Barley') + cell('24 000 t'))}{cell('31 000 t')}</w:tr>",
        f"<w:tr>{control(control(cell('Barley')))}{cell('24 000 t')}{cell('31 000 t')}</w:tr>",
        control(cells("Barley", "24 000 t", "31 000 t")),
        f"<w:tr>{cell('Barley')}<w:tc>{control(paragraph('24 000 t'))}</w:tc>"
        f"{cell('31 000 t')}</w:tr>",
        f"<w:tr>{cell('Barley')}<w:tc><w:p>{control('<w:r><w:t>24 000 t</w:t></w:r>')}</w:p></w:tc>"
        f"{cell('31 000 t')}</w:tr>",
        f"<w:tr>{cell('Barley')}<w:customXml>{cell('24 000 t')}</w:customXml>"
        f"{cell('31 000 t')}</w:tr>",
    ],
)
def test_content_controls_around_cells_rows_and_words_keep_them(row: str) -> None:
    assert shown(read(table_of(row)))[0] == ("row", BARLEY)


def test_a_row_that_is_deleted_or_that_leaves_columns_out_shifts_nothing() -> None:
    gone = cells("Oats", "1 t", "2 t").replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="9"/></w:trPr>')
    before = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    late = f"{before}{cell('24 000 t')}{cell('31 000 t')}</w:tr>"
    assert [text for _, text in shown(read(table_of(gone + late)))] == [
        "Quota 2020: 24 000 t; Quota 2021: 31 000 t"
    ]


def test_a_table_within_a_cell_has_rows_of_its_own() -> None:
    inner = cells("Port", "Master") + cells("Selm", "Quist")
    inner = inner.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)
    outer = f"<w:tc><w:tbl>{inner}</w:tbl>{paragraph('24 000 t')}</w:tc>"
    row = f"<w:tr>{cell('Barley')}{outer}{cell('31 000 t')}</w:tr>"
    assert [text for _, text in shown(read(table_of(row)))] == [BARLEY, "Port: Selm; Master: Quist"]


@pytest.mark.parametrize("kind", ["drop", "margin"])
def test_a_large_first_letter_belongs_to_its_word(kind: str) -> None:
    made = docx.Document()
    frame = f'<w:pPr><w:framePr w:dropCap="{kind}" w:lines="3"/></w:pPr>'
    made.element.body.insert(0, element(f"<w:p>{frame}<w:r><w:t>T</w:t></w:r></w:p>"))
    made.element.body.insert(1, element(paragraph(BODY[1:])))
    assert shown(read(made)) == [("paragraph", BODY)]


def test_two_figures_in_a_cell_are_not_read_as_one() -> None:
    row = (
        f"<w:tr>{cell('Barley')}<w:tc>{paragraph('24')}{paragraph('000')}</w:tc>{cell('9')}</w:tr>"
    )
    assert (
        shown(read(table_of(row)))[0][1] == "Product: Barley; Quota 2020: 24 / 000; Quota 2021: 9"
    )


def test_rows_that_an_odt_file_repeats_and_covers_are_given_whole() -> None:
    def c(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"

    covered = "<table:covered-table-cell/>"
    head = f"<table:table-row>{c('Port')}{c('Boats')}{c('Year')}</table:table-row>"
    two, twice = 'table:number-rows-spanned="2"', 'table:number-columns-repeated="2"'
    body = (
        f"<table:table-row>{c('Selm', two)}{c('12')}{c('2019')}</table:table-row>"
        f"<table:table-row>{covered}{c('14')}{c('2020')}</table:table-row>"
        f"<table:table-row>{c('Dorn')}{c('3', twice)}</table:table-row>"
    )
    made = odt(
        f"<table:table><table:table-header-rows>{head}</table:table-header-rows>{body}</table:table>"
    )
    assert [b.text for b in load(made, "a.odt").blocks] == [
        "Port: Selm; Boats: 12; Year: 2019",
        "Port: Selm; Boats: 14; Year: 2020",
        "Port: Dorn; Boats: 3; Year: 3",
    ]
