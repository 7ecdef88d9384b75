"""Clipboard export: an answer with its citations as plain text and as simple HTML."""

from __future__ import annotations

from html import escape

from app.exports.citing import accessed, marks, note_line, quoted
from app.exports.document import Note, Sentence, Turn
from domain.types import Language


def answer_text(turn: Turn) -> str:
    """An answer without its question, with its citations."""
    prose = " ".join(_sentence(one) for one in turn.sentences)
    notes = "\n".join(_note(note, turn.language) for note in turn.notes)
    return "\n\n".join(part for part in (prose, *turn.remarks, notes) if part) + "\n"


def answer_html(turn: Turn) -> str:
    """The same for programs that paste formatted text."""
    prose = " ".join(
        escape(one.text) + (f" <sup>{escape(marks(one.numbers))}</sup>" if one.numbers else "")
        for one in turn.sentences
    )
    parts = [prose, *(f"<em>{escape(remark)}</em>" for remark in turn.remarks)]
    parts += [_note_html(note, turn.language) for note in turn.notes]
    return "".join(f"<p>{part}</p>" for part in parts if part)


def _sentence(sentence: Sentence) -> str:
    return f"{sentence.text} {marks(sentence.numbers)}" if sentence.numbers else sentence.text


def _note(note: Note, language: Language) -> str:
    opening, closing = quoted(note)
    where = ", ".join(p for p in (note.reference.url, accessed(note.reference, language)) if p)
    line = f"[{note.number}] {opening}{note.quote}{closing} — {note_line(note, language)}"
    return f"{line}, {where}" if where else line


def _note_html(note: Note, language: Language) -> str:
    opening, closing = quoted(note)
    line = escape(f"[{note.number}] {opening}{note.quote}{closing} — {note_line(note, language)}")
    url, when = escape(note.reference.url), escape(accessed(note.reference, language))
    line += f', <a href="{url}">{url}</a>' if url else ""
    return line + (f", {when}" if when else "")
