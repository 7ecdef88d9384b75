"""Word export (Office Open XML), with native footnotes.

The package is six small parts, written here: a library for it would be larger than all of them.
Nothing of a source is markup: lxml writes the text, and addresses are relationships.
"""

from __future__ import annotations

import zipfile
from io import BytesIO

from lxml import etree

from app.exports.citing import accessed, exported_on, note_line, quoted, source_line
from app.exports.document import Document, Note, Reference, Sentence, Turn
from app.exports.docx_parts import (
    CONTENT_TYPES,
    PACKAGE,
    PARTS,
    SETTINGS,
    STYLES,
    Links,
    core,
    w,
    written,
)
from app.interface import say
from domain.types import Language

_LOCALES = {Language.FR: "fr-FR", Language.EN: "en-GB"}
_SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))
_EPOCH = (1980, 1, 1, 0, 0, 0)


def docx(whole: Document) -> bytes:
    """The file; the same document gives the same bytes."""
    body, notes = _body(whole), _notes(whole)
    files = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE,
        "docProps/core.xml": core(whole.title, _LOCALES[whole.language], whole.day.isoformat()),
        "word/document.xml": written(body.root),
        "word/footnotes.xml": written(notes.root),
        "word/styles.xml": STYLES,
        "word/settings.xml": SETTINGS,
        "word/_rels/document.xml.rels": body.links.part(PARTS),
        "word/_rels/footnotes.xml.rels": notes.links.part(()),
    }
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, data)
    return made.getvalue()


class _Part:
    """A part of the package that has text: its root, and the addresses that it links to."""

    def __init__(self, root: str) -> None:
        self.root, self.links = w(root), Links()

    def paragraph(self, parent: etree._Element, style: str = "") -> etree._Element:
        """A new one, at the end."""
        made = w("p", parent)
        if style:
            w("pStyle", w("pPr", made), val=style)
        return made

    def run(
        self, paragraph: etree._Element, text: str, language: Language, style: str = ""
    ) -> None:
        """A text in a language; its line ends stay line ends."""
        made = w("r", paragraph)
        properties = w("rPr", made)
        if style:
            w("rStyle", properties, val=style)
        w("lang", properties, val=_LOCALES[language])
        for number, line in enumerate(text.split("\n")):
            if number:
                w("br", made)
            w("t", made, line)

    def where(self, paragraph: etree._Element, reference: Reference, language: Language) -> None:
        """The address, as a link, and the day on which it was read."""
        if reference.url:
            self.run(paragraph, ", ", language)
            link = w("hyperlink", paragraph)
            self.links.add(link, reference.url)
            self.run(link, reference.url, language, "Hyperlink")
        if when := accessed(reference, language):
            self.run(paragraph, f", {when}", language)


def _body(whole: Document) -> _Part:
    part, language = _Part("document"), whole.language
    body = w("body", part.root)
    part.run(part.paragraph(body, "Title"), whole.title, language)
    day = exported_on(whole.day.isoformat(), language)
    part.run(part.paragraph(body, "Subtitle"), day, language)
    for turn in whole.turns:
        if whole.headed:
            part.run(part.paragraph(body, "Heading1"), turn.question, turn.language)
        _turn(part, body, turn)
    if len(whole.turns) > 1 and whole.references:
        part.run(part.paragraph(body, "Heading1"), say("exported_sources", language), language)
        for reference in whole.references:
            paragraph = part.paragraph(body, "Bibliography")
            part.run(paragraph, source_line(reference, language), language)
            part.where(paragraph, reference, language)
    margins = w("sectPr", body)
    w("pgSz", margins, w="11906", h="16838")
    w("pgMar", margins, top="1418", right="1418", bottom="1418", left="1418", header="709",
      footer="709", gutter="0")  # fmt: skip
    return part


def _turn(part: _Part, body: etree._Element, turn: Turn) -> None:
    if turn.sentences:
        paragraph, met = part.paragraph(body), set[int]()
        for number, sentence in enumerate(turn.sentences):
            _sentence(part, paragraph, sentence, met, " " if number else "")
    for remark in turn.remarks:
        part.run(part.paragraph(body, "Remark"), remark, turn.language)


def _sentence(
    part: _Part, paragraph: etree._Element, sentence: Sentence, met: set[int], before: str
) -> None:
    """A sentence and its footnotes; one that came before is referred to by its number."""
    part.run(paragraph, before + sentence.text, sentence.language)
    for place, number in enumerate(sentence.numbers):
        if place:
            part.run(paragraph, ", ", sentence.language, "FootnoteReference")
        if number in met:
            field = w("fldSimple", paragraph, instr=f" NOTEREF note{number} \\f \\h ")
            part.run(field, str(number), sentence.language, "FootnoteReference")
        else:
            _reference(paragraph, number)
        met.add(number)


def _reference(paragraph: etree._Element, number: int) -> None:
    """The sign of a footnote, which Word numbers, with a bookmark for later ones."""
    w("bookmarkStart", paragraph, id=str(number), name=f"note{number}")
    made = w("r", paragraph)
    w("rStyle", w("rPr", made), val="FootnoteReference")
    w("footnoteReference", made, id=str(number))
    w("bookmarkEnd", paragraph, id=str(number))


def _notes(whole: Document) -> _Part:
    part = _Part("footnotes")
    for id, kind in _SEPARATORS:
        lines = w("footnote", part.root, type=kind, id=id)
        w(kind, w("r", w("p", lines)))
    for turn in whole.turns:
        for note in turn.notes:
            _note(part, note, turn.language)
    return part


def _note(part: _Part, note: Note, language: Language) -> None:
    paragraph = part.paragraph(w("footnote", part.root, id=str(note.number)), "FootnoteText")
    made = w("r", paragraph)
    w("rStyle", w("rPr", made), val="FootnoteReference")
    w("footnoteRef", made)
    opening, closing = quoted(note)
    part.run(paragraph, f" {opening}{note.quote}{closing}", note.language)
    part.run(paragraph, f" — {note_line(note, language)}", language)
    part.where(paragraph, note.reference, language)
