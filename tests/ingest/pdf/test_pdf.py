"""PDFs are made with fpdf2 as offices make them, then read through the loader's table."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission, EncryptionMethod
from PIL import Image
from pypdfium2 import PdfDocument

from domain.errors import SourceEmpty, SourceError, SourceNotReadable
from domain.types import Language
from ingest.document import Block, BlockKind, Loaded
from ingest.loaders import load
from ingest.parse import parse
from tests.ingest.documents import new_pdf, write
from tests.ingest.pdf.drawn import PORTS, SHAPES, table

BODY = "The council spent nine million on the new bridge over the river in that year."
WORDS = (
    "the bridge over the river is held by nine arches of stone and was paid by the towns".split()
)


def read(pdf: FPDF) -> Loaded:
    return load(bytes(pdf.output()), "a.pdf")


def texts(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks]


def lines(pdf: FPDF, *given: str, x: float = 10, y: float = 30, size: float = 10) -> None:
    """Lines at places of their own, as a layout program draws them."""
    pdf.set_font("Times", "", size)
    for n, line in enumerate(given):
        pdf.text(x, y + n * size * 0.5, line)


def prose(seed: int, count: int) -> list[str]:
    """Full lines of distinct words; the last one ends a sentence."""
    found = [
        " ".join(WORDS[(seed + n + k * 5) % len(WORDS)] for k in range(7)) + f" {seed}{n:02}"
        for n in range(count)
    ]
    return [found[0].capitalize(), *found[1:-1], found[-1] + "."]


def test_lines_become_paragraphs_and_the_rest_of_a_paragraph_is_on_the_next_page() -> None:
    pdf = new_pdf("A running head", size=(148, 105))
    given = [" ".join(prose(n, 5 + n % 6)) for n in range(20)]
    for paragraph in given:
        write(pdf, paragraph)
    loaded = read(pdf)
    assert texts(loaded.blocks) == given
    crossing = [block for block in loaded.blocks if len(block.pages) > 1]
    assert len(crossing) > 2
    for block in crossing:
        (first, page), (offset, following) = block.pages
        assert (first, following) == (0, page + 1)
        assert 0 < offset < len(block.text)


def test_a_passage_knows_the_page_that_it_begins_on() -> None:
    pdf = new_pdf()
    write(pdf, "On the first page. " * 3)
    pdf.add_page()
    write(pdf, "On the second page. " * 3)
    pdf.add_page()
    write(pdf, "On the third page. " * 100)
    parsed = parse(read(pdf), id="a", uri="a", origin="x")
    assert [(p.text.split()[2], p.page) for p in parsed.passages[:3]] == [
        ("first", 1),
        ("second", 2),
        ("third", 3),
    ]
    assert parsed.passages[-1].page in (3, 4)
    assert all(parsed.text[p.start : p.end] == p.text for p in parsed.passages)


@pytest.mark.parametrize("across", [False, True])
def test_two_columns_are_read_one_after_the_other(across: bool) -> None:
    """Also where the file draws them line by line across the page."""
    pdf = new_pdf(size=(210, 297))
    write(pdf, "The bridge over the Vell", 18, "B")
    left, right = prose(3, 12), prose(8, 12)
    if across:
        for n, (a, b) in enumerate(zip(left, right, strict=True)):
            lines(pdf, a, x=10, y=40 + 5 * n)
            lines(pdf, b, x=110, y=40 + 5 * n)
    else:
        lines(pdf, *left, x=10, y=40)
        lines(pdf, *right, x=110, y=40)
    assert texts(read(pdf).blocks) == [
        "The bridge over the Vell",
        " ".join(left),
        " ".join(right),
    ]


def test_a_sentence_goes_on_in_the_next_column() -> None:
    pdf = new_pdf(size=(210, 297))
    left, right = prose(3, 12), prose(8, 12)
    left[-1] = left[-1].rstrip(".")
    lines(pdf, *left, x=10, y=40)
    lines(pdf, *right, x=110, y=40)
    assert texts(read(pdf).blocks) == [" ".join(left + right)]


CUT = [
    ("The coope-", "ration of the towns", "The cooperation of the towns"),
    ("Le long-", "métrage de la ville", "Le longmétrage de la ville"),
    ("The well-", "known long-term plan", "The well-known long-term plan"),
    ("Le pont est-", "il ouvert", "Le pont est-il ouvert"),
    ("The Trans-", "Caspian route", "The Trans-Caspian route"),
    ("From 2019-", "2021 on", "From 2019-2021 on"),
    ("It was -", "so they say - closed", "It was - so they say - closed"),
    ("Les inves-", "tissements, dit-on", "Les investissements, dit-on"),
]


@pytest.mark.parametrize(("first", "second", "joined"), CUT)
def test_a_word_cut_at_the_end_of_a_line_is_whole_again(
    first: str, second: str, joined: str
) -> None:
    pdf = new_pdf()
    write(pdf, "What is well-known is told here: a well-known fact of the cooperation.")
    lines(pdf, first, second, y=60)
    assert texts(read(pdf).blocks)[-1] == joined


@pytest.mark.parametrize("pages", [2, 3, 8])
def test_running_heads_and_page_numbers_go_and_headings_stay(pages: int) -> None:
    pdf = new_pdf("Ministry of Bridges | Report 2024")
    for n in range(pages):
        if n:
            pdf.add_page()
        write(pdf, f"Annex {n + 1}", 15, "B")
        write(pdf, f"This is what page {n} of it says about the bridges of the country.")
    assert texts(read(pdf).blocks) == [
        text
        for n in range(pages)
        for text in (
            f"Annex {n + 1}",
            f"This is what page {n} of it says about the bridges of the country.",
        )
    ]


def test_headings_are_found_by_size_and_weight() -> None:
    pdf = new_pdf()
    write(pdf, "The bridge over the Vell and the two towns that it joins for nine years", 18, "B")
    write(pdf, BODY * 3)
    write(pdf, "Money", 14)
    write(pdf, BODY * 3)
    write(pdf, "Where it came from", 10, "B")
    write(pdf, BODY * 3)
    write(pdf, "This bold line is a sentence.", 10, "B")
    found = read(pdf).blocks
    assert [(b.text[:18], b.level) for b in found if b.kind is BlockKind.HEADING] == [
        ("The bridge over th", 1),
        ("Money", 2),
        ("Where it came from", 3),
    ]
    assert found[0].text.endswith("nine years")


def test_bookmarks_name_headings_that_look_like_text() -> None:
    pdf = new_pdf()
    write(pdf, "The bridge over the Vell", 18, "B")
    for title, depth in (("Money", 0), ("For the towns", 1), ("Time", 0)):
        pdf.start_section(title, depth)
        write(pdf, title)
        write(pdf, BODY * 2)
    assert [(b.text, b.level) for b in read(pdf).blocks if b.kind is BlockKind.HEADING] == [
        ("The bridge over the Vell", 1),
        ("Money", 2),
        ("For the towns", 3),
        ("Time", 2),
    ]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("It cost 9", "It cost 9 million in 2023."),
        ("It cost 3 × 10", "It cost 3 × 10¹² million in 2023."),
    ],
)
def test_a_call_for_a_note_does_not_stick_to_a_figure(before: str, expected: str) -> None:
    pdf = new_pdf()
    pdf.set_font("Times", "", 10)
    pdf.text(10, 30, before)
    after = 10 + pdf.get_string_width(before)
    pdf.set_font("Times", "", 6)
    pdf.text(after, 28.5, "12")
    pdf.set_font("Times", "", 10)
    pdf.text(after + 4, 30, "million in 2023.")
    assert texts(read(pdf).blocks) == [expected]


def test_a_broken_page_is_named_and_the_others_are_read() -> None:
    pdf = new_pdf()
    said = ("Barley was sown in the spring.", "Oats came later.", "Copper was dug all year.")
    for place, text in enumerate(said):
        if place:
            pdf.add_page()
        write(pdf, text)
    data = bytes(pdf.output())
    second = data.index(b"/Type /Page\n", data.index(b"/Type /Page\n") + 1)
    loaded = load(data[:second] + b"/Type /Odd_\n" + data[second + 12 :], "a.pdf")
    assert texts(loaded.blocks) == [said[0], said[2]]
    assert loaded.warnings == ("pages that are broken: 2",)


def test_a_list_keeps_its_items_whole() -> None:
    pdf = new_pdf()
    write(pdf, "The stops:")
    for item in ("the port " * 20 + "and", "the fort,", "2019"):
        write(pdf, f"\u2022 {item.strip()}", indent=6)
    found = read(pdf).blocks
    assert [b.kind for b in found] == [BlockKind.PARAGRAPH, *[BlockKind.ITEM] * 3]
    assert texts(found)[1:] == [("the port " * 20 + "and"), "the fort,", "2019"]


TRADE = [
    ("Year", "Exports (million)", "Imports", "Remark"),
    ("2021", "1,204", "90", "none"),
    ("2022", "987", "1,190", "the port was closed for a month in the winter of that year"),
    ("2023", "12", "7", ""),
]


def test_rows_of_a_table_carry_the_names_of_its_columns() -> None:
    pdf = new_pdf(size=(210, 297))
    write(pdf, f"{BODY} {BODY}")
    pdf.set_font("Times", "", 10)
    with pdf.table(text_align=("LEFT", "RIGHT", "RIGHT", "LEFT"), width=150) as made:
        for row in TRADE:
            made.row(row)
    pdf.ln(5)
    write(pdf, f"{BODY} {BODY}")
    assert [(str(b.kind), b.text) for b in read(pdf).blocks] == [
        ("paragraph", f"{BODY} {BODY}"),
        ("row", "Year: 2021; Exports (million): 1,204; Imports: 90; Remark: none"),
        ("row", f"Year: 2022; Exports (million): 987; Imports: 1,190; Remark: {TRADE[2][3]}"),
        ("row", "Year: 2023; Exports (million): 12; Imports: 7"),
        ("paragraph", f"{BODY} {BODY}"),
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_pdf_says_what_a_reader_sees(shape: str) -> None:
    pdf, expected = SHAPES[shape]()
    assert texts(read(pdf).blocks) == expected


def test_a_ruled_table_goes_on_over_the_page_with_the_names_of_its_columns() -> None:
    rows = [("Port", "Tonnes", "Boats"), *((f"Selm {n}", f"{n}00", f"{n}") for n in range(1, 6))]
    pdf = table(rows[:3], ruled=True)
    pdf.add_page()
    for n, row in enumerate(rows[3:]):
        pdf.set_font("Times", "", 10)
        for column, text in enumerate(row):
            pdf.text(22 + 45 * column, 46 + 8 * n, text)
            pdf.rect(20 + 45 * column, 41 + 8 * n, 45, 8)
    assert texts(read(pdf).blocks) == [
        f"Port: {a}; Tonnes: {b}; Boats: {c}" for a, b, c in rows[1:]
    ]


def test_another_table_on_the_next_page_has_its_own_names() -> None:
    pdf = table(PORTS, ruled=True)
    pdf.add_page()
    rows = [("Town", "Mayor", "Since"), ("Vell", "Ann Orr", "2011"), ("Ox", "Lars Lund", "2014")]
    for n, row in enumerate(rows):
        pdf.set_font("Times", "B" if not n else "", 10)
        for column, text in enumerate(row):
            pdf.text(22 + 45 * column, 46 + 8 * n, text)
            pdf.rect(20 + 45 * column, 41 + 8 * n, 45, 8)
    assert texts(read(pdf).blocks)[-2:] == [
        "Town: Vell; Mayor: Ann Orr; Since: 2011",
        "Town: Ox; Mayor: Lars Lund; Since: 2014",
    ]


def test_a_value_between_two_rows_comes_to_neither() -> None:
    """Rows without rules, as far from each other as the lines of a cell are."""
    pdf = new_pdf(size=(210, 297))
    pdf.set_font("Times", "", 10)
    cells = [(22, 46, "Selm"), (80, 46, "40"), (140, 46, "Quist"), (140, 52, "Ahl")]
    cells += [(22, 58, "Dorn"), (80, 58, "50"), (140, 58, "Orr"), (22, 64, "Vell"), (80, 64, "60")]
    for x, y, text in cells:
        pdf.text(x, y, text)
    found = texts(read(pdf).blocks)
    assert found == ["Selm; 40; Quist", "Ahl", "Dorn; 50; Orr", "Vell; 60"]


def test_the_calls_for_notes_in_a_table_do_not_stick_to_its_figures() -> None:
    pdf = table([("Port", "Boats", "Year"), ("Selm", "12", "2019"), ("Dorn", "14", "2020")], True)
    pdf.set_font("Times", "", 6)
    pdf.text(67 + 3.6, 52.6, "3")
    assert texts(read(pdf).blocks)[0] == "Port: Selm; Boats: 12; Year: 2019"


def test_words_in_another_font_make_no_table() -> None:
    pdf = new_pdf(size=(210, 297))
    for n in range(40):
        pdf.set_font("Courier" if n % 3 == 0 else "Times", "", 10)
        pdf.write(5, f"value{n} " if n % 3 == 0 else "is what the council of the town spent, ")
    found = read(pdf).blocks
    assert [b.kind for b in found] == [BlockKind.PARAGRAPH]
    assert found[0].text.startswith("value0 is what the council of the town spent, is what")


def test_items_whose_bullets_are_drawn_are_items() -> None:
    pdf = new_pdf()
    write(pdf, " ".join(prose(3, 9)))
    pdf.set_font("Times", "", 10)
    given = ("The stops of it:", "the port,", "the fort on the hill above it,", "the market.")
    for n, line in enumerate(given):
        pdf.text(10 if not n else 16, 90 + 5 * n, line)
    words = prose(4, 4)
    after = [" ".join(words[:2]), " ".join(words[2:])]
    for n, line in enumerate(after):
        pdf.text(16 if not n else 10, 112 + 5 * n, line)
    assert [(str(b.kind), b.text) for b in read(pdf).blocks[1:]] == [
        ("paragraph", given[0]),
        *(("item", item) for item in given[1:]),
        ("paragraph", " ".join(after)),
    ]


def test_a_table_of_contents_and_numbered_running_heads_go() -> None:
    """The heads change with the chapter; only their number counts on."""
    pdf = new_pdf()
    for n in range(6):
        if n:
            pdf.add_page()
        pdf.set_font("Times", "", 8)
        pdf.text(10, 8, f"Chapter of the {'bridge' if n < 3 else 'river'}   {n + 11}")
        if n == 0:
            lines(pdf, "The bridge . . . . . . . . . 12", "The river ............. 14", y=60)
        write(pdf, f"{BODY} It is {n}.")
    assert texts(read(pdf).blocks) == [f"{BODY} It is {n}." for n in range(6)]


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("Report on bridges", "Report on bridges"),
        ("Microsoft Word - rapport_v3.docx", "a"),
        ("untitled", "a"),
        ("rapport-final.pdf", "a"),
        ("  ", "a"),
    ],
)
def test_what_the_file_says_of_itself_is_believed_when_it_is_sane(given: str, title: str) -> None:
    pdf = new_pdf()
    pdf.set_title(given)
    pdf.set_author("Ida Quist")
    pdf.set_creation_date(datetime(2022, 4, 9, 12, tzinfo=UTC))
    write(pdf, BODY)
    source = parse(read(pdf), id="a", uri="a", origin="x").source
    assert (source.title, source.author, source.date) == (title, "Ida Quist", "2022-04-09")
    assert (source.kind, source.language) == ("pdf", Language.EN)


def test_the_title_that_is_shown_counts_more_than_the_one_in_the_file() -> None:
    pdf = new_pdf()
    pdf.set_title("An older draft")
    write(pdf, "The bridge over the Vell", 18, "B")
    write(pdf, BODY)
    assert parse(read(pdf), id="a", uri="a", origin="x").source.title == "The bridge over the Vell"


def scan(pdf: FPDF) -> None:
    """A page that is a picture."""
    pdf.image(Image.new("L", (40, 60), 200), x=0, y=0, w=100)


def test_a_scan_is_named_as_such() -> None:
    pdf = FPDF()
    for _ in range(3):
        pdf.add_page()
        scan(pdf)
    with pytest.raises(SourceNotReadable, match="scan without text") as caught:
        read(pdf)
    assert "numérisation" in caught.value.message(Language.FR)


def test_scanned_pages_among_others_are_reported() -> None:
    pdf = FPDF()
    for n in range(4):
        pdf.add_page()
        if n == 2:
            scan(pdf)
        else:
            write(pdf, BODY)
    assert read(pdf).warnings == ("pages without text, perhaps scanned: 3",)


def test_a_pdf_without_anything_is_empty() -> None:
    pdf = FPDF()
    pdf.add_page()
    with pytest.raises(SourceEmpty):
        read(pdf)


@pytest.mark.parametrize("method", list(EncryptionMethod))
def test_a_password_is_reported_and_a_mere_restriction_is_none(method: EncryptionMethod) -> None:
    for password in ("secret", ""):
        pdf = new_pdf()
        if method is not EncryptionMethod.NO_ENCRYPTION:
            pdf.set_encryption("owner", password, method, AccessPermission.none())
            write(pdf, BODY)
        if password and method is not EncryptionMethod.NO_ENCRYPTION:
            with pytest.raises(SourceNotReadable, match="password-protected"):
                read(pdf)
        elif method is not EncryptionMethod.NO_ENCRYPTION:
            assert texts(read(pdf).blocks) == [BODY]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.8])
def test_a_truncated_pdf_is_reported_in_one_line(share: float) -> None:
    pdf = new_pdf()
    for _ in range(5):
        write(pdf, BODY)
        pdf.add_page()
    data = bytes(pdf.output())
    with pytest.raises(SourceError, match=r"^a\.pdf .*[^\n]*$"):
        load(data[: int(share * len(data)) + 9], "a.pdf")


def test_a_pdf_is_known_by_its_first_bytes_and_by_nothing_else() -> None:
    pdf = new_pdf()
    write(pdf, BODY)
    assert load(bytes(pdf.output()), "report.txt").kind == "pdf"
    with pytest.raises(SourceNotReadable, match="not a PDF"):
        load(b"The council spent nine million.", "a.pdf")


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_is_read_in_its_main_direction_and_stamps_across_it_go(angle: int) -> None:
    given = prose(3, 8)
    for whole, stamp in ((angle, 45), (0, angle)):
        pdf = new_pdf(size=(297, 297))
        with pdf.rotation(whole, 148, 148):
            lines(pdf, *given, x=60, y=60)
        with pdf.rotation(stamp, 148, 148):
            lines(pdf, "DRAFT OF THE COUNCIL", x=80, y=140, size=30)
        assert texts(read(pdf).blocks) == [" ".join(given)]


def test_pages_that_are_turned_or_empty_do_no_harm() -> None:
    pdf = new_pdf()
    write(pdf, BODY)
    made = PdfDocument(bytes(pdf.output()))
    made.new_page(100, 100)
    made[0].set_rotation(90)
    out = io.BytesIO()
    made.save(out)
    assert texts(load(out.getvalue(), "a.pdf").blocks) == [BODY]
