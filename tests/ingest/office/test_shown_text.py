"""What Word and OpenDocument files show: changes, fields, text boxes, raised figures."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml

from ingest.loaders import load
from tests.ingest import documents
from tests.ingest.documents import odt

SPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{path}"'
    for prefix, path in (
        ("w", "wordprocessingml/2006/main"),
        ("m", "officeDocument/2006/math"),
        ("r", "officeDocument/2006/relationships"),
    )
)
BEGIN, PARTED, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def said(text: str, look: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def raised(text: str) -> str:
    return said(text, '<w:vertAlign w:val="superscript"/>')


def word(body: str) -> list[str]:
    """The blocks of a Word file with this body."""
    made = docx.Document()
    for element in list(parse_xml(f"<w:body {SPACES}>{body}</w:body>")):
        made.element.body.insert(len(made.element.body) - 1, element)
    out = io.BytesIO()
    made.save(out)
    return [block.text for block in load(out.getvalue(), "a.docx").blocks]


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


PLACEHOLDER = (
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    f"<w:sdtContent>{said('Click here to enter text.')}</w:sdtContent></w:sdt>"
)
FIELD = [BEGIN, instruction('IF "F" = "'), BEGIN, instruction("MERGEFIELD sex"), PARTED]
DELETED_END = '<w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            paragraph(said("12 km"), raised("2"), said(" and 10"), raised("6"), said(" grains")),
            ["12 km\u00b2 and 10\u2076 grains"],
        ),
        (
            paragraph(
                said("Dear "), *FIELD, said("F"), END, PARTED, said("Ms"), END, said(" Quist")
            ),
            ["Dear Ms Quist"],
        ),
        (paragraph(said("Name: Ida Quist"), PLACEHOLDER), ["Name: Ida Quist"]),
        (
            paragraph(DELETED_END, said("The quay was")) + paragraph(said("opened in May.")),
            ["The quay was opened in May."],
        ),
        (
            paragraph(said("9 "), '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>', said("C")),
            ["9 \u00b0C"],
        ),
        (
            paragraph(said("The sum "), "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", said(".")),
            ["The sum a+b."],
        ),
    ],
)
def test_a_word_paragraph_reads_as_it_is_shown(body: str, expected: list[str]) -> None:
    assert word(body) == expected


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(said(text))}</w:tc>"


def table(*rows: list[str]) -> str:
    """A Word table whose first row is a head."""
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    found = "".join(
        f"<w:tr>{head if not n else ''}{''.join(row)}</w:tr>" for n, row in enumerate(rows)
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{found}</w:tbl><w:p/>"


def test_cells_merged_across_as_older_files_do_it_name_both_columns() -> None:
    begun, more = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    rows = table(
        [cell("Town"), cell("Cargo", begun), cell("", more), cell("Boats")],
        [cell("Selm"), cell("12"), cell("14"), cell("3")],
    )
    assert word(rows) == ["Town: Selm; Cargo: 12; Cargo: 14; Boats: 3"]


def test_a_cell_deleted_in_a_tracked_change_shifts_nothing() -> None:
    gone = '<w:cellDel w:id="9" w:author="a"/>'
    rows = table([cell("A"), cell("B")], [cell("x", gone), cell("3"), cell("4")])
    assert word(rows) == ["A: 3; B: 4"]


DRAW = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            f"<text:p>Before. <draw:frame {DRAW}><draw:text-box><text:p>In it.</text:p>"
            "</draw:text-box></draw:frame>After.</text:p>",
            ["Before. After.", "In it."],
        ),
        (
            "<text:list><text:list-header><text:p>Ports</text:p></text:list-header>"
            "<text:list-item><text:p>Selm</text:p></text:list-item></text:list>",
            ["Ports", "Selm"],
        ),
        ("<text:numbered-paragraph><text:p>One</text:p></text:numbered-paragraph>", ["One"]),
        (
            '<text:p><text:hidden-text text:is-hidden="true">No </text:hidden-text>Yes.</text:p>',
            ["Yes."],
        ),
    ],
)
def test_an_opendocument_paragraph_reads_as_it_is_shown(body: str, expected: list[str]) -> None:
    assert [block.text for block in load(odt(body), "a.odt").blocks] == expected


def test_raised_figures_of_opendocument_stay_raised() -> None:
    start = f'<?xml version="1.0"?><office:document-content {documents.NAMESPACES}>'
    style = (
        '<office:automatic-styles><style:style style:name="T1" style:family="text">'
        '<style:text-properties style:text-position="super 58%"/></style:style>'
        "</office:automatic-styles>"
    )
    body = '<text:p>It is 10<text:span text:style-name="T1">6</text:span> grains.</text:p>'
    content = (
        f"{start}{style}<office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    data = documents.zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    )
    assert [block.text for block in load(data, "a.odt").blocks] == ["It is 10\u2076 grains."]
