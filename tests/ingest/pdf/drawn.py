"""PDFs drawn as programs draw them that make their reading hard, each with what a reader sees."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fpdf import FPDF

FIRST = "The council of Oxwell opened a new quay in May and hired forty porters from the villages."
SECOND = "Its budget for the year is nine million, of which the harbour of Selm is given a third."
THIRD = "Fishing was good in spring, and the boats of the estuary came home with more than before."
Drawn = tuple[FPDF, list[str]]
"""A PDF, and the lines of text that its blocks say."""


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, each of at most so many characters."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _new(size: float = 11) -> FPDF:
    pdf = FPDF(format="A4")
    pdf.add_page()
    pdf.set_font("Times", "", size)
    return pdf


def letter_by_letter() -> Drawn:
    """No space is drawn anywhere."""
    pdf = _new()
    for n, line in enumerate(wrapped(f"{FIRST} {SECOND}", 80)):
        x = 20.0
        for letter in line:
            if letter != " ":
                pdf.text(x, 40 + 6 * n, letter)
            x += pdf.get_string_width(letter)
    return pdf, [f"{FIRST} {SECOND}"]


def word_by_word() -> Drawn:
    """Each word is drawn by itself, no space after it."""
    pdf = _new()
    for n, line in enumerate(wrapped(f"{FIRST} {SECOND}", 80)):
        x = 20.0
        for word in line.split():
            pdf.text(x, 40 + 6 * n, word)
            x += pdf.get_string_width(f"{word} ")
    return pdf, [f"{FIRST} {SECOND}"]


def spaces_in_words() -> Drawn:
    """A space is drawn in the middle of words, and the rest of the word over it."""
    pdf = _new()
    for n, line in enumerate(wrapped(f"{FIRST} {SECOND}", 80)):
        x = 20.0
        for word in line.split():
            cut = len(word) // 2
            pdf.text(x, 40 + 6 * n, f"{word[:cut]} " if cut > 1 else word[:cut])
            pdf.text(x + pdf.get_string_width(word[:cut]), 40 + 6 * n, word[cut:])
            x += pdf.get_string_width(f"{word} ")
    return pdf, [f"{FIRST} {SECOND}"]


def spaced_out() -> Drawn:
    """A heading set with room between its letters."""
    pdf = _new()
    x = 20.0
    for word in ("HARBOUR", "NEWS"):
        for letter in word:
            pdf.text(x, 30, letter)
            x += pdf.get_string_width(letter) + 1.6
        x += 4
    for n, line in enumerate(wrapped(FIRST, 60)):
        pdf.text(20, 45 + 6 * n, line)
    return pdf, ["HARBOUR NEWS", FIRST]


def shadowed() -> Drawn:
    """Bold letters made by drawing them twice."""
    pdf = _new()
    for n, line in enumerate(wrapped(FIRST, 60)):
        pdf.text(20, 40 + 6 * n, line)
        pdf.text(20.3, 40.1 + 6 * n, line)
    return pdf, [FIRST]


def columns(*texts: str, width: int, step: float) -> Drawn:
    """Columns drawn line by line across the page."""
    pdf = _new(10)
    parts = [wrapped(text, width) for text in texts]
    for n in range(max(map(len, parts))):
        for place, lines in enumerate(parts):
            if n < len(lines):
                pdf.text(15 + step * place, 40 + 5 * n, lines[n])
    return pdf, [" ".join(texts)] if not texts[0].endswith(".") else list(texts)


def two_short_columns() -> Drawn:
    return columns(FIRST, SECOND, width=48, step=95)


def three_columns() -> Drawn:
    return columns(FIRST, SECOND, THIRD, width=30, step=63)


def caption() -> Drawn:
    """A caption in the middle of a sentence that goes on over the page."""
    pdf = _new()
    lines = wrapped(f"{FIRST} {SECOND}", 60)
    for n, line in enumerate(lines[:2]):
        pdf.text(20, 220 + 6 * n, line)
    pdf.set_font("Times", "", 9)
    pdf.text(60, 255, "Figure 2 - The quay of Oxwell")
    pdf.add_page()
    pdf.set_font("Times", "", 11)
    for n, line in enumerate(lines[2:]):
        pdf.text(20, 30 + 6 * n, line)
    return pdf, [f"{FIRST} {SECOND}", "Figure 2 - The quay of Oxwell"]


PORTS = [
    ("Port", "Master", "Office"),
    ("Selm", "Ida Quist", "Old quay"),
    ("Dorn", "Per Ahl", "Fort"),
]


def table(rows: Sequence[Sequence[str]], ruled: bool, bold: bool = True) -> FPDF:
    """A table of lines of text, with or without rules."""
    pdf = _new(10)
    for n, row in enumerate(rows):
        pdf.set_font("Times", "B" if bold and not n else "", 10)
        for column, text in enumerate(row):
            pdf.text(22 + 45 * column, 46 + 8 * n, text)
            if ruled:
                pdf.rect(20 + 45 * column, 41 + 8 * n, 45, 8)
    return pdf


def ruled_table() -> Drawn:
    expected = [f"Port: {a}; Master: {b}; Office: {c}" for a, b, c in PORTS[1:]]
    return table(PORTS, ruled=True), expected


def open_table() -> Drawn:
    """A table without rules."""
    expected = [f"Port: {a}; Master: {b}; Office: {c}" for a, b, c in PORTS[1:]]
    return table(PORTS, ruled=False), expected


def unsure_table() -> Drawn:
    """A table of words without rules, whose first row looks like the others."""
    return table(PORTS, ruled=False, bold=False), ["; ".join(row) for row in PORTS]


SHAPES: dict[str, Callable[[], Drawn]] = {
    shape.__name__.replace("_", " "): shape
    for shape in (
        letter_by_letter,
        word_by_word,
        spaces_in_words,
        spaced_out,
        shadowed,
        two_short_columns,
        three_columns,
        caption,
        ruled_table,
        open_table,
        unsure_table,
    )
}
