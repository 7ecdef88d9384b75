"""Tables of every kind of file give the same lines, and no value under a name that is not its."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import BlockKind
from ingest.loaders import load
from tests.ingest.tables import grids
from tests.ingest.tables.grids import Table, plain, tables

WITH_SPANS: dict[str, Callable[[Table], bytes]] = {
    "html": grids.as_html,
    "docx": grids.as_docx,
    "odt": grids.as_odt,
    "pdf": grids.as_pdf,
}
ALL = {**WITH_SPANS, "md": grids.as_markdown}
WORD = st.sampled_from("Selm Dorn Vell Oxwell Karlia Estria harbour council barley copper".split())


def rows(data: bytes, kind: str) -> list[str]:
    return [b.text for b in load(data, f"a.{kind}").blocks if b.kind is BlockKind.ROW]


def page(table: str) -> list[str]:
    return rows(f"<!DOCTYPE html><html><body>{table}</body></html>".encode(), "html")


@pytest.mark.parametrize("kind", WITH_SPANS)
@given(table=tables())
@settings(max_examples=25, deadline=None)
def test_every_row_says_its_values_under_the_heads_above_them(kind: str, table: Table) -> None:
    found = rows(WITH_SPANS[kind](table), kind)
    expected = [table.line(row) for row in range(table.heads, table.rows)]
    # a page shows no second row where every cell reaches into it
    assert found == (list(dict.fromkeys(expected)) if kind == "pdf" else expected)


@pytest.mark.parametrize("kind", ALL)
@given(table=tables(spans=False))
@settings(max_examples=10, deadline=None)
def test_a_plain_table_reads_alike_in_every_kind_of_file(kind: str, table: Table) -> None:
    found = rows(ALL[kind](table), kind)
    assert found == [table.line(row) for row in range(table.heads, table.rows)]


@pytest.mark.parametrize("kind", WITH_SPANS)
@given(cells=st.lists(st.lists(WORD, min_size=3, max_size=3), min_size=2, max_size=5))
@settings(max_examples=10, deadline=None)
def test_words_without_heads_stay_as_they_are(kind: str, cells: list[list[str]]) -> None:
    table = plain(cells)
    made = WITH_SPANS[kind](table)
    assert rows(made, kind) == ["; ".join(row) for row in cells]


YEARS = [("Crop", "2019", "2020"), ("Barley", "12", "14"), ("Copper", "45", "51")]
SURE = [
    (YEARS, ["Crop: Barley; 2019: 12; 2020: 14", "Crop: Copper; 2019: 45; 2020: 51"]),
    (
        [("Year", "Visitors"), ("2019", "1,204"), ("2020", "987")],
        ["Year: 2019; Visitors: 1,204", "Year: 2020; Visitors: 987"],
    ),
    (
        [("", "Estria", "Karlia"), ("Capital", "Selm", "Dorn"), ("River", "Vell", "Ox")],
        ["Capital; Estria: Selm; Karlia: Dorn", "River; Estria: Vell; Karlia: Ox"],
    ),
]
UNSURE = [
    [("Capital", "Selm"), ("Population", "2,000,000"), ("Area", "30,000 km²")],
    [("Selm", "2019", "2020"), ("Dorn", "2018", "2021"), ("Vell", "2017", "2022")],
    [("Barley", "12", "14"), ("Copper", "45", "51"), ("Oats", "3", "4")],
    [("Agriculture", "Ms Vold"), ("Transport", "Mr Dern"), ("Energy", "Ms Seri")],
    [
        ("", "of the port", "in the town"),
        ("21", "other costs", "days"),
        ("22", "all of it", "sums"),
    ],
    [("", "Paid", "Name:"), ("7", "for the quay", "Place:"), ("8", "for the fort", "Sum:")],
]


@pytest.mark.parametrize("kind", ["docx", "odt", "pdf"])
@pytest.mark.parametrize(("cells", "expected"), SURE)
def test_heads_are_known_by_what_is_below_them(
    kind: str, cells: list[tuple[str, ...]], expected: list[str]
) -> None:
    assert rows(WITH_SPANS[kind](plain(cells)), kind) == expected


@pytest.mark.parametrize("kind", ["docx", "odt", "pdf"])
@pytest.mark.parametrize("cells", UNSURE)
def test_a_row_that_may_be_a_row_like_others_names_nothing(
    kind: str, cells: list[tuple[str, ...]]
) -> None:
    expected = ["; ".join(filter(None, row)) for row in cells]
    assert rows(WITH_SPANS[kind](plain(cells)), kind) == [
        row.replace(":; ", ": ") for row in expected
    ]


HEADS = "<tr><th>Country</th><th>Type</th><th>Days</th></tr>"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (  # heads in td, in bold
            "<tr><td><b>Port</b></td><td><b>Master</b></td></tr><tr><td>Selm</td><td>Quist</td></tr>",
            ["Port: Selm; Master: Quist"],
        ),
        (  # heads in td, by the class of their row
            "<tr class='table-header'><td>Port</td><td>Master</td></tr>"
            "<tr><td>Selm</td><td>Quist</td></tr>",
            ["Port: Selm; Master: Quist"],
        ),
        (  # heads in td over two rows
            '<tr><td rowspan="2">Year</td><td colspan="2">Exports</td></tr>'
            "<tr><td>Barley</td><td>Copper</td></tr><tr><td>2019</td><td>12</td><td>45</td></tr>"
            "<tr><td>2020</td><td>14</td><td>51</td></tr>",
            [
                "Year: 2019; Exports, Barley: 12; Exports, Copper: 45",
                "Year: 2020; Exports, Barley: 14; Exports, Copper: 51",
            ],
        ),
        (  # row heads without heads of columns
            "<tr><th>Capital</th><td>Selm</td></tr><tr><th>Rivers</th><td>Vell<br>Ox</td></tr>",
            ["Capital: Selm", "Rivers: Vell Ox"],
        ),
        (  # a line across the table is part of each row below it
            f"{HEADS}<tr><th colspan='3'>Since 2020</th></tr>"
            "<tr><td>Estria</td><td>Long</td><td>365</td></tr>",
            ["Since 2020; Country: Estria; Type: Long; Days: 365"],
        ),
        (  # a total in th is no new row of heads
            f"{HEADS}<tr><th>All</th><th>both</th><th>90</th></tr>"
            "<tr><td>Estria</td><td>Long</td><td>365</td></tr>",
            ["Country: All; Type: both; Days: 90", "Country: Estria; Type: Long; Days: 365"],
        ),
        (  # new heads within the table
            f"{HEADS}<tr><td>Estria</td><td>Long</td><td>365</td></tr>"
            "<tr><th>Port</th><th>Master</th><th>Since</th></tr>"
            "<tr><td>Selm</td><td>Quist</td><td>2011</td></tr>",
            ["Country: Estria; Type: Long; Days: 365", "Port: Selm; Master: Quist; Since: 2011"],
        ),
        (  # groups and a total in bold; the total is none of the last group's
            "<tr><td><b>Item</b></td><td><b>2019</b></td><td><b>2020</b></td></tr>"
            "<tr><td><b>Income</b></td><td></td><td></td></tr>"
            "<tr><td>Fees</td><td>12</td><td>14</td></tr>"
            "<tr><td><b>Total</b></td><td><b>12</b></td><td><b>14</b></td></tr>",
            ["Income; Item: Fees; 2019: 12; 2020: 14", "Item: Total; 2019: 12; 2020: 14"],
        ),
        (  # a row that has no values yet is no group
            f"{HEADS}<tr><td>Estria</td><td></td><td></td></tr>"
            "<tr><td>Karlia</td><td>Long</td><td>365</td></tr>",
            ["Estria", "Country: Karlia; Type: Long; Days: 365"],
        ),
        (  # a title across the table, heads that span, a note below
            "<tr><td colspan='3'><b>Table 4. Cargo</b></td></tr>"
            "<tr><th rowspan='2'>Port</th><th colspan='2'>Cargo (kt)</th></tr>"
            "<tr><th>2019</th><th>2020</th></tr>"
            "<tr><td>Selm</td><td colspan='2'>closed for works</td></tr>"
            "<tr><td>Dorn</td><td>3</td><td></td></tr>"
            "<tr><td colspan='3'>Source: harbour office</td></tr>",
            [
                "Port: Selm; Cargo (kt): closed for works",
                "Port: Dorn; Cargo (kt), 2019: 3",
                "Source: harbour office",
            ],
        ),
        (  # all the rows are marked: none of them names another
            "<tr><th>Capital</th><th>Selm</th></tr><tr><th>Language</th><th>Estrian</th></tr>"
            "<tr><th>Currency</th><th>Crown</th></tr>",
            ["Capital; Selm", "Language; Estrian", "Currency; Crown"],
        ),
        (  # a cell that is not shown takes no column
            "<tr><th>Port</th><th hidden>Key</th><th>Master</th></tr>"
            "<tr><td>Selm</td><td style='display: none'>7</td><td>Quist</td></tr>",
            ["Port: Selm; Master: Quist"],
        ),
        (  # rows in elements that do not belong there, heads without a row
            "<thead><th>Port</th><th>Master</th></thead>"
            "<form><tr><td>Selm</td><td>Quist</td></tr></form>",
            ["Port: Selm; Master: Quist"],
        ),
        (  # every other row on a ground of its own
            "<tr bgcolor='#eee'><td>Capital</td><td>Selm</td></tr>"
            "<tr><td>Population</td><td>4 m</td></tr>",
            ["Capital; Selm", "Population; 4 m"],
        ),
        (  # a raised figure is no digit of the value
            f"{HEADS}<tr><td>Estria</td><td>Long</td><td>4 512<sup>1</sup></td></tr>",
            ["Country: Estria; Type: Long; Days: 4 512¹"],
        ),
        (  # figures on two lines of a cell are two figures; marks of notes are none
            f"{HEADS}<tr><td>Estria</td><td>Short</td><td>30<br>90<sup>[2]</sup></td></tr>",
            ["Country: Estria; Type: Short; Days: 30 / 90"],
        ),
        (  # a table within a cell has rows of its own
            f"{HEADS}<tr><td>Estria</td><td>Short<table><tr><th>Month</th><th>Fee</th></tr>"
            "<tr><td>May</td><td>12</td></tr></table></td><td>90</td></tr>",
            ["Country: Estria; Type: Short; Days: 90", "Month: May; Fee: 12"],
        ),
        (  # a note across the table is no value of its columns
            "<tr><td>Port</td><td>2020 (t)</td></tr><tr><td>Selm</td><td>3 t</td></tr>"
            "<tr><td>Dorn</td><td>4 t</td></tr><tr><td>Vell</td><td>5 t</td></tr>"
            "<tr><td colspan='2'>Provisional figures.</td></tr>",
            [
                "Port: Selm; 2020 (t): 3 t",
                "Port: Dorn; 2020 (t): 4 t",
                "Port: Vell; 2020 (t): 5 t",
                "Provisional figures.",
            ],
        ),
        (  # spans that reach beyond the table
            f"{HEADS}<tr><td rowspan='900'>Estria</td><td>Short</td><td>90</td></tr>"
            "<tr><td colspan='9'>Long</td></tr>",
            ["Country: Estria; Type: Short; Days: 90", "Country: Estria; Long"],
        ),
    ],
)
def test_tables_of_web_pages(table: str, expected: list[str]) -> None:
    assert page(f"<table>{table}</table>") == expected


def test_breaks_in_a_cell_of_markdown_part_its_words() -> None:
    table = "| Owner | Share<br>held |\n|---|---|\n| Estrian<br/>Union | 12.5 |"
    assert rows(table.encode(), "md") == ["Owner: Estrian Union; Share held: 12.5"]


def test_a_table_of_html_within_markdown_is_read() -> None:
    table = "<table><tr><th>Port</th><th>Boats</th></tr><tr><td>Selm</td><td>12</td></tr></table>"
    assert rows(f"Before it.\n\n{table}\n\nAfter it.".encode(), "md") == ["Port: Selm; Boats: 12"]


def test_a_form_reads_as_its_labels_say() -> None:
    form = [("Name:", "Ida Quist", "Port:", "Selm"), ("Trade:", "glass", "Since:", "May")]
    assert rows(grids.as_docx(plain(form)), "docx") == [
        "Name: Ida Quist; Port: Selm",
        "Trade: glass; Since: May",
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| A | B |\n|---|---|\n| 1 | 2 |",
        "<table><tr><th>A</th><th>B</th></tr>\n\n<tr><td>1</td><td>2</td></tr>\n\n</table>",
        "<table>\n\n<tr>\n\n<th>A</th>\n<th>B</th>\n</tr>\n\n<tr>\n<td>1</td>\n\n<td>2</td></tr></table>",
    ],
)
def test_blank_lines_end_no_table_of_html(table: str) -> None:
    assert rows(f"Before.\n\n{table}\n\nAfter.\n\n| C |\n".encode(), "md") == ["A: 1; B: 2"]


@pytest.mark.parametrize(
    "odd", ["</div><table>", "<table><tr></td></div>", "<html><table>", "<?x?>"]
)
def test_odd_html_in_markdown_does_no_harm(odd: str) -> None:
    found = load(f"Before.\n\n{odd}\n\nAfter.".encode(), "a.md").blocks
    assert [block.text for block in found] == ["Before.", "After."]


def test_a_hostile_table_does_no_harm() -> None:
    cell = "<td rowspan='65000' colspan='1000'>Selm</td>"
    head = "<tr><th>A</th><th>B</th></tr>"
    found = page(f"<table>{head}{('<tr>' + cell * 2 + '</tr>') * 200}</table>")
    assert found[-200:] == ["Selm; Selm"] * 200
