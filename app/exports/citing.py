"""Citation text: notes and sources in words, as shared by the formats for readers."""

from __future__ import annotations

from app.exports.document import Note, Reference
from app.exports.wording import clean
from app.interface import say
from domain.types import Language
from text.dating import written


def source_line(reference: Reference, language: Language) -> str:
    """Who published what, and when; the address is left to the format."""
    date = written(reference.date, language) if reference.date else ""
    author = reference.author if reference.author != reference.publisher else ""
    return _listed(author, reference.title, reference.publisher, date, reference.file)


def note_line(note: Note, language: Language) -> str:
    """The same of the source that is quoted, with the place in it; and the quotation's language,
    where it is another than the answer's.
    """
    one = note.reference
    date = written(one.date, language) if one.date else ""
    page = say("page", language, page=str(note.page)) if note.page is not None else ""
    foreign = note.language is not language
    quoted = say(f"quoted_in_{note.language}", language) if foreign else ""
    return _listed(one.title, note.section, page, one.publisher, date, one.file, quoted)


def accessed(reference: Reference, language: Language) -> str:
    """On which day a page of the web was read."""
    if not reference.accessed:
        return ""
    return say("exported_accessed", language, date=written(reference.accessed, language))


def marks(numbers: tuple[int, ...]) -> str:
    """[1] [2]"""
    return " ".join(f"[{number}]" for number in numbers)


def quoted(note: Note) -> tuple[str, str]:
    """The signs around a quotation, those of its language."""
    opening, closing = say("exported_quote", note.language, quote="\n").split("\n")
    return opening, closing


def exported_on(day: str, language: Language) -> str:
    """When it was exported, and from what."""
    return clean(say("exported_on", language, date=written(day, language)))


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
