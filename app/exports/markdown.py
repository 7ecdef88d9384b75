"""Markdown export, in which every character of a source is literal.

CommonMark's and the usual extensions' signs are escaped, so that no renderer makes a picture, a
link, markup, a formula or an attribute of it. The only links are the sources' own addresses.
"""

from __future__ import annotations

import re

from app.exports.citing import accessed, exported_on, marks, note_line, source_line
from app.exports.document import Document, Note, Reference, Sentence, Turn
from app.interface import say
from domain.types import Language

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#&|~$^=@])")
_LINKS = re.compile(r"(?i)(?<=[a-z]):(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):")
_FIRST = re.compile(r"^([-+:]|\d+(?=[.)]))", re.MULTILINE)
_BLANK = re.compile(r"[ \t]*\n[ \t]*|^[ \t]+|[ \t]+$")


def escaped(value: str) -> str:
    """A text for the inside of a paragraph; its line ends stay."""
    text = _BLANK.sub(lambda blank: "\n" * ("\n" in blank[0]), value)
    text = _LINKS.sub(lambda sign: f"\\{sign[0]}", _SIGNS.sub(r"\\\1", text))
    return _FIRST.sub(_apart, text)


def _apart(start: re.Match[str]) -> str:
    """A sign that would begin a list at the head of a line."""
    found = start[0]
    return f"{found}\\" if found.isdigit() else f"\\{found}"


def markdown(whole: Document) -> str:
    """The whole, with its sources at the end where there is more than one answer."""
    day = exported_on(whole.day.isoformat(), whole.language)
    parts = [f"# {_one_line(whole.title)}", escaped(day)]
    for turn in whole.turns:
        parts += [f"## {_one_line(turn.question)}"] if whole.headed else []
        parts += _answer(turn)
    if len(whole.turns) > 1 and whole.references:
        parts.append(f"## {say('exported_sources', whole.language)}")
        parts.append("\n".join(f"- {_source(one, whole.language)}" for one in whole.references))
    return "\n\n".join(parts) + "\n"


def answer_markdown(turn: Turn) -> str:
    """An answer without its question, with its citations."""
    return "\n\n".join(_answer(turn)) + "\n"


def _answer(turn: Turn) -> list[str]:
    parts = [" ".join(_sentence(one) for one in turn.sentences)] if turn.sentences else []
    parts += [f"*{_one_line(remark)}*" for remark in turn.remarks]
    return parts + [_note(note, turn.language) for note in turn.notes]


def _sentence(sentence: Sentence) -> str:
    """Paragraph breaks inside it become line breaks."""
    text = re.sub(r"\n+", "\n", escaped(sentence.text))
    return f"{text} {escaped(marks(sentence.numbers))}" if sentence.numbers else text


def _note(note: Note, language: Language) -> str:
    line = escaped(f"[{note.number}] {note_line(note, language)}")
    lines = escaped(note.quote).split("\n")
    return f"{line}{_where(note.reference, language)}\n\n" + "\n".join(f"> {one}" for one in lines)


def _source(reference: Reference, language: Language) -> str:
    return _one_line(source_line(reference, language)) + _where(reference, language)


def _where(reference: Reference, language: Language) -> str:
    when = accessed(reference, language)
    link = f", <{reference.url}>" if reference.url else ""
    return link + (f", {escaped(when)}" if when else "")


def _one_line(value: str) -> str:
    return escaped(" ".join(value.split("\n")))
