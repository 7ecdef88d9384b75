"""Printable HTML export: one page, no script, no picture, nothing loaded.

Notes follow each answer and link back to it; everything of a source is escaped.
"""

from __future__ import annotations

from html import escape

from app.exports.citing import accessed, exported_on, note_line, quoted, source_line
from app.exports.document import Document, Note, Reference, Turn
from app.interface import say
from domain.types import Language

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.55 Georgia, "Times New Roman", serif; max-width: 42rem; margin: 2rem auto;
  padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.2rem; line-height: 1.3; margin-top: 2.2rem; }
h1, h2 { break-after: avoid; }
.told, .quote, h2 { white-space: pre-line; }
.remark, .day { font-size: .9rem; font-style: italic; }
.notes { font-size: .92rem; padding-left: 2rem; border-top: 1px solid; padding-top: .6rem; }
.notes li { margin: .5rem 0; break-inside: avoid; }
.notes li::marker { content: "[" counter(list-item) "] "; }
sup { line-height: 0; }
a { color: inherit; }
@media print { body { font-size: 11pt; margin: 0; max-width: none; padding: 0; }
  sup a, .notes a { text-decoration: none; } .back { display: none; } @page { margin: 2.2cm; } }
"""


def printable(whole: Document) -> str:
    """The whole page, with its sources at the end where there is more than one answer."""
    day = escape(exported_on(whole.day.isoformat(), whole.language))
    body = f'<h1>{escape(whole.title)}</h1><p class="day">{day}</p>'
    body += "".join(_turn(turn, whole.headed) for turn in whole.turns)
    if len(whole.turns) > 1 and whole.references:
        items = "".join(f"<li>{_source(one, whole.language)}</li>" for one in whole.references)
        body += f"<h2>{escape(say('exported_sources', whole.language))}</h2><ul>{items}</ul>"
    return (
        f'<!doctype html>\n<html lang="{whole.language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{escape(whole.title)}</title><style>{_STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    )


def _turn(turn: Turn, headed: bool) -> str:
    parts = f"<h2>{escape(turn.question)}</h2>" if headed else ""
    if turn.sentences:
        parts += f'<p class="told">{_sentences(turn)}</p>'
    parts += "".join(f'<p class="remark">{escape(remark)}</p>' for remark in turn.remarks)
    if turn.notes:
        name = escape(say("exported_notes", turn.language))
        notes = "".join(_note(note, turn.language) for note in turn.notes)
        first = turn.notes[0].number
        parts += f'<ol class="notes" start="{first}" aria-label="{name}">{notes}</ol>'
    return f'<section lang="{turn.language}">{parts}</section>'


def _sentences(turn: Turn) -> str:
    """Each with its marks; the first mark of a note is the target of its back link."""
    left = {note.number for note in turn.notes}
    pieces = []
    for sentence in turn.sentences:
        marks = " ".join(_mark(number, number in left) for number in sentence.numbers)
        left -= set(sentence.numbers)
        said = _spoken(sentence.text, sentence.language, turn.language)
        pieces.append(f"{said}<sup>{marks}</sup>" if marks else said)
    return " ".join(pieces)


def _mark(number: int, first: bool) -> str:
    name = f' id="told-{number}"' if first else ""
    return f'<a href="#note-{number}"{name} role="doc-noteref">[{number}]</a>'


def _note(note: Note, language: Language) -> str:
    opening, closing = quoted(note)
    quote = f"{opening}{note.quote}{closing}"
    quotation = f'<span class="quote" lang="{note.language}">{escape(quote)}</span>'
    where = _where(note.reference, language)
    back = escape(say("exported_back", language))
    return (
        f'<li id="note-{note.number}">{quotation} — {escape(note_line(note, language))}{where} '
        f'<a class="back" href="#told-{note.number}" aria-label="{back}">↩</a></li>'
    )


def _source(reference: Reference, language: Language) -> str:
    return escape(source_line(reference, language)) + _where(reference, language)


def _where(reference: Reference, language: Language) -> str:
    url, when = escape(reference.url), escape(accessed(reference, language))
    link = f', <a href="{url}" rel="noopener noreferrer nofollow">{url}</a>' if url else ""
    return link + (f", {when}" if when else "")


def _spoken(value: str, language: Language, around: Language) -> str:
    content = escape(value)
    return content if language is around else f'<span lang="{language}">{content}</span>'
