"""Pages laid out as real files are: frames, side bars, narrow spaces, notes, long lists."""

from __future__ import annotations

import time
from itertools import product

import pytest
from fpdf import FPDF

from ingest.document import BlockKind, Loaded
from ingest.loaders import load
from tests.ingest.documents import new_pdf
from tests.ingest.pdf.drawn import FIRST, SECOND, THIRD, wrapped


def read(pdf: FPDF) -> Loaded:
    return load(bytes(pdf.output()), "a.pdf")


def texts(pdf: FPDF) -> list[str]:
    return [block.text for block in read(pdf).blocks]


def page(size: float = 10) -> FPDF:
    pdf = new_pdf(size=(210, 297))
    pdf.set_font("Times", "", size)
    return pdf


def draw(pdf: FPDF, text: str, x: float, y: float, width: int = 60, step: float = 5) -> None:
    for n, line in enumerate(wrapped(text, width)):
        pdf.text(x, y + step * n, line)


def words(pdf: FPDF, line: str, x: float, y: float, space: float) -> None:
    """A line drawn word by word, with so much of the letters' size between the words."""
    for word in line.split():
        pdf.text(x, y, word)
        x += pdf.get_string_width(word) + space * pdf.font_size


def test_words_in_tightly_set_italics_stay_apart() -> None:
    pdf = page()
    """The spaces are moves of 0.15 of the letters' size within one string, as TeX writes them."""
    pdf = page()
    pdf.set_font("Times", "I", 10)
    moved = " -150 ".join(f"({word})" for word in FIRST[:60].split())
    pdf._out(f"BT /F{pdf.current_font.i} 10 Tf 60 700 Td [{moved}] TJ ET")
    assert texts(pdf) == [FIRST[:60].strip()]


def test_a_letter_that_reaches_back_below_the_word_before_it_begins_its_own() -> None:
    pdf = page()
    pdf.set_font("Times", "I", 10)
    words(pdf, "the old jury had an old job", 20, 40, 0.2)
    assert texts(pdf) == ["the old jury had an old job"]


@pytest.mark.parametrize(("first", "over", "expected"), [("na\u00a8\u0131ve", 2, "na\u00efve")])
def test_an_accent_drawn_over_its_letter_makes_one_with_it(
    first: str, over: int, expected: str
) -> None:
    pdf = page(12)
    x = 20.0
    for n, letter in enumerate(first.replace("\u0131", "i")):
        pdf.text(x, 40, letter)
        x += 0 if n == over else pdf.get_string_width(letter)
    assert texts(pdf) == [expected]


def raised(pdf: FPDF, before: str, mark: str, after: str, y: float) -> None:
    """Words, a small raised mark, and more words."""
    pdf.set_font("Times", "", 10)
    pdf.text(20, y, before)
    x = 20 + pdf.get_string_width(before)
    pdf.set_font("Times", "", 6)
    pdf.text(x, y - 1.2, mark)
    x += pdf.get_string_width(mark)
    pdf.set_font("Times", "", 10)
    pdf.text(x, y, after)


@pytest.mark.parametrize(
    ("before", "mark", "after", "expected"),
    [
        (
            "It was seen in practice",
            "2",
            ", the port said.",
            "It was seen in practice, the port said.",
        ),
        ("The side is x", "2", " and no more.", "The side is x² and no more."),
        ("It is up to 3", "1", "\u20444 long.".replace("\u2044", "/"), "It is up to 3/4 long."),
    ],
)
def test_a_raised_figure_is_a_call_or_a_power(
    before: str, mark: str, after: str, expected: str
) -> None:
    pdf = page()
    raised(pdf, before, mark, after, 40)
    assert texts(pdf) == [expected]


def test_the_number_of_a_note_is_separate_from_its_text() -> None:
    pdf = page()
    draw(pdf, FIRST, 20, 40)
    raised(pdf, "", "1", "The quay was paid for by the towns.", 80)
    assert texts(pdf) == [FIRST, "1 The quay was paid for by the towns."]


def test_a_large_brace_mixes_no_lines() -> None:
    pdf = page()
    draw(pdf, f"{FIRST} {SECOND}", 30, 40)
    pdf.set_font("Times", "", 40)
    pdf.text(20, 48, "{")
    assert f"{FIRST} {SECOND}" in " ".join(texts(pdf)).replace("{ ", "")


def test_columns_that_lines_part_are_read_one_after_the_other() -> None:
    """No rows are made of what is at the same height on both sides of a line."""
    pdf = page()
    pdf.rect(18, 30, 170, 180)
    pdf.line(103, 30, 103, 210)
    pdf.line(18, 38, 188, 38)
    pdf.text(20, 36, "Votes cast in May")
    for n in range(30):
        for x, name in ((20, "Oak Hall ward"), (106, "Quay Street ward")):
            pdf.text(x, 44 + 5 * n, f"{name} {n}")
            pdf.text(x + 60, 44 + 5 * n, str(100 + n + int(x)))
    found = texts(pdf)
    assert found[:2] == ["Votes cast in May", "Oak Hall ward 0; 120"]
    assert found[31] == "Quay Street ward 0; 206"
    assert not any("Oak" in text and "Quay" in text for text in found)


def test_prose_beside_a_list_on_other_heights_is_read_by_itself() -> None:
    pdf = page()
    draw(pdf, f"{FIRST} {SECOND} {THIRD} {FIRST} {SECOND}", 20, 40, 48)
    pdf.set_font("Times", "", 8)
    for n in range(14):
        pdf.text(120, 41.3 + 3.7 * n, f"1.{n}: Hire porters in village {n}")
    assert texts(pdf)[0] == f"{FIRST} {SECOND} {THIRD} {FIRST} {SECOND}"


def test_a_caption_at_the_top_of_a_page_is_no_part_of_the_sentence_before() -> None:
    pdf = page()
    lines = wrapped(f"{FIRST} {SECOND}", 60)
    for n, line in enumerate(lines[:2]):
        pdf.text(20, 250 + 5 * n, line)
    pdf.add_page()
    pdf.set_font("Times", "", 10)
    pdf.text(40, 30, "Fig. 1 - The old quay")
    for n, line in enumerate(lines[2:]):
        pdf.text(20, 50 + 5 * n, line)
    assert texts(pdf) == [f"{FIRST} {SECOND}", "Fig. 1 - The old quay"]


def test_items_of_a_list_with_bold_beginnings_are_items() -> None:
    pdf = page()
    draw(pdf, f"{FIRST} {SECOND}", 20, 40)
    for n, (bold, rest) in enumerate((("Quay.", THIRD), ("Fort.", SECOND))):
        pdf.set_font("Times", "B", 10)
        pdf.text(22, 70 + 20 * n, f"\u00b7 {bold} {bold} {bold} {bold} {bold}")
        pdf.set_font("Times", "", 10)
        draw(pdf, rest, 22, 75 + 20 * n)
    kinds = [block.kind for block in read(pdf).blocks]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ITEM]


@pytest.mark.parametrize(
    ("ruled", "bold", "step"), list(product((False, True), (False, True), (9, 12)))
)
def test_the_days_of_a_calendar_stand_under_their_letters(
    ruled: bool, bold: bool, step: int
) -> None:
    pdf = page()
    rows = [list("MTWTFSS"), *([str(7 * week + day) for day in range(1, 8)] for week in range(4))]
    for n, row in enumerate(rows):
        pdf.set_font("Times", "B" if bold and not n else "", 10)
        for column, text in enumerate(row):
            pdf.text(22 + step * column, 46 + 8 * n, text)
            if ruled:
                pdf.rect(20 + step * column, 41 + 8 * n, step, 8)
    assert texts(pdf)[0] == "M: 1; T: 2; W: 3; T: 4; F: 5; S: 6; S: 7"


def test_the_time_of_a_ruled_page_grows_with_its_words() -> None:
    """Four times the fields and words take nowhere near sixteen times as long: the processor's
    time in this process, the best of three, for a busy machine makes any one of them long.
    """

    def page_of(rows: int, columns: int) -> bytes:
        pdf = FPDF(format=(800, 800))
        pdf.add_page()
        pdf.set_font("Times", "", 3)
        for n in range(rows + 1):
            pdf.line(5, 5 + n * 780 / rows, 785, 5 + n * 780 / rows)
        for n in range(columns + 1):
            pdf.line(5 + n * 780 / columns, 5, 5 + n * 780 / columns, 785)
        for row, column in product(range(rows), range(columns)):
            pdf.text(6 + column * 780 / columns, 5 + (row + 0.7) * 780 / rows, f"a{row % 10}")
        return bytes(pdf.output())

    def seconds(data: bytes, rows: int) -> float:
        begun = time.process_time()
        assert len(load(data, "a.pdf").blocks) == rows
        return time.process_time() - begun

    small, large = page_of(50, 30), page_of(100, 60)
    short = min(seconds(small, 50) for _ in range(3))
    assert min(seconds(large, 100) for _ in range(3)) < 9 * short


def test_heads_over_two_lines_name_their_columns_together() -> None:
    pdf = page()
    heads = [(40, "Wheel Depth Weight"), (44, "number - (kg)")]
    for y, row in [*heads, (53, "1 1.5 22"), (60, "2 1.7 31"), (67, "3 2.0 40")]:
        for n, text in enumerate(row.split()):
            pdf.text(20 + 40 * n, y, "" if text == "-" else text)
    assert texts(pdf) == [
        "Wheel number: 1; Depth: 1.5; Weight (kg): 22",
        "Wheel number: 2; Depth: 1.7; Weight (kg): 31",
        "Wheel number: 3; Depth: 2.0; Weight (kg): 40",
    ]


def test_a_label_over_two_lines_is_one_label() -> None:
    pdf = page()
    shares = [
        (40, "By boat", "7%"),
        (50, "On foot, over the", ""),
        (54, "weir or the bridge", "12%"),
    ]
    for y, label, share in [*shares, (64, "By cart", "3%"), (74, "By rail", "5%")]:
        pdf.text(20, y, label)
        pdf.text(90, y, share)
    assert "On foot, over the weir or the bridge; 12%" in texts(pdf)


def test_the_axis_of_a_chart_beside_a_table_gives_no_values() -> None:
    pdf = page()
    prices = {"Orme": "1.35", "Vell": "1.38", "Dorn": "1.48", "Selm": "1.51"}
    for n, (mill, price) in enumerate(prices.items()):
        pdf.text(20, 40 + 6 * n, mill)
        pdf.text(60, 40 + 6 * n, price)
    pdf.set_font_size(7)
    for n in range(4):
        pdf.text(100, 39 + 6.1 * n, f"2.{8 - 2 * n}0")
    assert texts(pdf)[:4] == ["Orme; 1.35", "Vell; 1.38", "Dorn; 1.48", "Selm; 1.51"]


def test_a_running_head_in_the_margin_makes_no_rows_of_the_prose_beside_it() -> None:
    pdf = page()
    draw(pdf, f"{FIRST} {SECOND} {THIRD}", 20, 40, 70)
    for n, line in enumerate(("Quays", "of the", "estuary")):
        pdf.text(160, 40 + 5 * n, line)
    assert not any(block.kind is BlockKind.ROW for block in read(pdf).blocks)


@pytest.mark.parametrize(("top", "expected"), [(360, "\u22120.9393"), (800, "\ufffd0.9393")])
def test_a_sign_without_a_letter_is_not_lost_before_a_figure(top: int, expected: str) -> None:
    """A glyph that its font maps to nothing: a bar reads as a minus, another shape as unknown."""
    glyph = f"800 0 100 300 700 {top} d1 100 300 600 {top - 300} re f"
    shown = (
        "BT /F1 10 Tf 60 700 Td (The level was) Tj "
        "/F2 10 Tf 70 0 Td <03> Tj /F1 10 Tf 8 0 Td (0.9393) Tj ET"
    )
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
        f"<</Length {len(shown)}>>stream\n{shown}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 800 800]/FontMatrix[.001 0 0 .001 0 0]"
        "/CharProcs<</g3 7 0 R>>/Encoding<</Type/Encoding/Differences[3/g3]>>"
        "/FirstChar 3/LastChar 3/Widths[800]>>",
        f"<</Length {len(glyph)}>>stream\n{glyph}\nendstream",
    ]
    data, places = b"%PDF-1.4\n", list[int]()
    for n, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{n} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    data += (
        f"xref\n0 8\n0000000000 65535 f \n{table}trailer\n<</Root 1 0 R/Size 8>>\n"
        f"startxref\n{len(data)}\n%%EOF"
    ).encode("latin-1")
    assert load(data, "a.pdf").blocks[0].text == f"The level was {expected}"
