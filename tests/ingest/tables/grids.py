"""Random tables, their cells covering rectangles, and the same table in each kind of file."""

from __future__ import annotations

import html
import io
from collections.abc import Sequence
from dataclasses import dataclass

import docx
from docx.oxml import OxmlElement
from fpdf import FPDF
from hypothesis import strategies as st

from tests.ingest.documents import odt


@dataclass(frozen=True)
class Box:
    """A cell that covers ``down`` rows and ``across`` columns from its place on."""

    row: int
    column: int
    down: int
    across: int
    text: str


@dataclass(frozen=True)
class Table:
    """Boxes that tile a grid; the first ``heads`` rows name the columns."""

    boxes: tuple[Box, ...]
    rows: int
    columns: int
    heads: int

    def at(self, row: int, column: int) -> Box:
        """The box that covers a place."""
        return next(
            b
            for b in self.boxes
            if b.row <= row < b.row + b.down and b.column <= column < b.column + b.across
        )

    def begun(self, row: int) -> list[Box]:
        """The boxes that begin in a row, from the left."""
        return sorted((b for b in self.boxes if b.row == row), key=lambda b: b.column)

    def line(self, row: int) -> str:
        """What a row of the body says: each value with the heads that all its columns share."""
        parts = []
        for box in dict.fromkeys(self.at(row, column) for column in range(self.columns)):
            names = [
                list(dict.fromkeys(self.at(head, c).text for head in range(self.heads)))
                for c in range(box.column, box.column + box.across)
            ]
            shared = []
            for level in zip(*names, strict=False):
                if len(set(level)) > 1:
                    break
                shared.append(level[0])
            parts.append(f"{', '.join(shared)}: {box.text}" if shared else box.text)
        return "; ".join(parts)


@st.composite
def tables(draw: st.DrawFn, spans: bool = True) -> Table:
    """Tables of two to five columns, one or two rows of heads and two to five rows below; no cell
    of the body covers its whole width, and none reaches from the heads into the body.
    """
    columns, heads = draw(st.integers(2, 5)), draw(st.integers(1, 2)) if spans else 1
    rows = heads + draw(st.integers(2, 5))
    taken: set[tuple[int, int]] = set()
    boxes: list[Box] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            floor = heads if row < heads else rows
            down = draw(st.integers(1, min(3, floor - row))) if spans else 1
            free = next((c for c in range(column, columns) if (row, c) in taken), columns)
            most = min(free - column, columns - 1, 3)
            across = draw(st.integers(1, most)) if spans and row != heads - 1 else 1
            while any((row + r, column + c) in taken for r in range(down) for c in range(across)):
                down -= 1
            name = "Head" if row < heads else "Value"
            boxes.append(Box(row, column, down, across, f"{name} {len(boxes)}x"))
            taken |= {(row + r, column + c) for r in range(down) for c in range(across)}
    return Table(tuple(boxes), rows, columns, heads)


def as_html(table: Table) -> bytes:
    rows = [
        "<tr>"
        + "".join(
            f'<{tag} rowspan="{b.down}" colspan="{b.across}">{html.escape(b.text)}</{tag}>'
            for b in table.begun(row)
            for tag in ("th" if row < table.heads else "td",)
        )
        + "</tr>"
        for row in range(table.rows)
    ]
    return f"<!DOCTYPE html><html><body><table>{''.join(rows)}</table></body></html>".encode()


def as_docx(table: Table) -> bytes:
    made = docx.Document()
    grid = made.add_table(table.rows, table.columns)
    for box in table.boxes:
        last = grid.cell(box.row + box.down - 1, box.column + box.across - 1)
        grid.cell(box.row, box.column).merge(last).text = box.text
    for row in grid.rows[: table.heads]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def as_odt(table: Table) -> bytes:
    rows = []
    for row in range(table.rows):
        cells = []
        for column in range(table.columns):
            box = table.at(row, column)
            if (box.row, box.column) != (row, column):
                cells.append("<table:covered-table-cell/>")
                continue
            cells.append(
                f'<table:table-cell table:number-rows-spanned="{box.down}" '
                f'table:number-columns-spanned="{box.across}"><text:p>{box.text}</text:p>'
                "</table:table-cell>"
            )
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    heads = f"<table:table-header-rows>{''.join(rows[: table.heads])}</table:table-header-rows>"
    return odt(f"<table:table>{heads}{''.join(rows[table.heads :])}</table:table>")


def as_markdown(table: Table) -> bytes:
    rows = [f"| {' | '.join(b.text for b in table.begun(row))} |" for row in range(table.rows)]
    rows.insert(1, f"|{'---|' * table.columns}")
    return "\n".join(rows).encode()


def as_pdf(table: Table) -> bytes:
    """The table as an office program draws it: every cell with its border, heads in bold."""
    pdf = FPDF(format=(400, 210))
    pdf.add_page()
    for box in table.boxes:
        x, y = 10 + 40 * box.column, 20 + 10 * box.row
        pdf.set_font("Helvetica", "B" if box.row < table.heads else "", 10)
        pdf.rect(x, y, 40 * box.across, 10 * box.down)
        pdf.text(x + 2, y + 6, box.text)
    return bytes(pdf.output())


def plain(rows: Sequence[Sequence[str]]) -> Table:
    """A table without spans and without marked heads."""
    boxes = tuple(Box(r, c, 1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Table(boxes, len(rows), len(rows[0]), 0)
