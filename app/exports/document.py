"""Export model: exchanges as a document with numbered notes, each source once.

Whatever is in it is clean text (app/exports/wording.py), quotations apart from their line ends
verbatim. What was withheld of an answer is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from answer.phrases import made_by
from app.conversations.exchange import Exchange
from app.exports.wording import clean, line, web_address
from app.interface import say
from domain.types import Answer, Citation, Language, Source, Status


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as a bibliography names it.

    ``url`` is an address of the web, safe to link to; ``file`` the name of any other. ``date``
    and ``accessed`` are ISO 8601, the latter the day when a page of the web was read.
    """

    id: str
    title: str
    language: Language
    author: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""
    file: str = ""
    accessed: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A quotation, by the number that the text refers to it with."""

    number: int
    quote: str
    language: Language
    reference: Reference
    section: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One of an answer, with the numbers of its notes."""

    text: str
    language: Language
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its outcome; ``remarks`` are shown beside the answer, in its language."""

    question: str
    language: Language
    sentences: tuple[Sentence, ...] = ()
    remarks: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """An answer, or a conversation; ``references`` are its sources, in the order of their notes."""

    title: str
    language: Language
    day: date
    turns: tuple[Turn, ...]
    references: tuple[Reference, ...]

    @property
    def headed(self) -> bool:
        """Whether questions are headings: a single one may be the title already."""
        return len(self.turns) != 1 or line(self.turns[0].question) != self.title


def document(exchanges: Sequence[Exchange], title: str, reader: Language, day: date) -> Document:
    """The document of these exchanges; its notes are numbered through, in order of appearance.

    ``reader``: the language of what surrounds them. An answer keeps its own.
    """
    references: dict[str, Reference] = {}
    for exchange in exchanges:
        references |= dict(_references(exchange))
    turns: list[Turn] = []
    number = 1
    for exchange in exchanges:
        turn = _turn(exchange, reader, references, number)
        turns.append(turn)
        number += len(turn.notes)
    return Document(line(title), reader, day, tuple(turns), tuple(references.values()))


def _references(exchange: Exchange) -> Iterable[tuple[str, Reference]]:
    """The sources that the answer cites, by id; from the citation alone where no more is known."""
    known = {source.id: source for source in exchange.sources}
    for citation in exchange.answer.citations if exchange.answer else ():
        id = citation.passage.source_id
        yield id, _reference(known[id]) if id in known else _unknown(citation)


def _reference(source: Source) -> Reference:
    url = web_address(source.uri)
    return Reference(
        source.id,
        line(source.title),
        source.language,
        line(source.author or ""),
        line(source.publisher or ""),
        line(source.date or ""),
        url or "",
        "" if url or source.is_briefing else line(re.split(r"[/\\]", source.uri)[-1]),
        (source.ingested_at or "")[:10] if url else "",
    )


def _unknown(citation: Citation) -> Reference:
    passage = citation.passage
    return Reference(passage.source_id, line(citation.title), passage.language)


def _turn(
    exchange: Exchange, reader: Language, references: dict[str, Reference], first: int
) -> Turn:
    answer, question = exchange.answer, clean(exchange.question).strip()
    if answer is None:
        error = exchange.error
        said = error.message(reader) if error else say("answer_stopped", reader)
        return Turn(question, reader, remarks=(clean(said),))
    ordered = _in_order(answer)
    numbers = {one.marker: number for number, one in enumerate(ordered, start=first)}
    notes = tuple(_note(one, numbers[one.marker], references) for one in ordered)
    return Turn(question, answer.language, _sentences(answer, numbers), _remarks(answer), notes)


def _in_order(answer: Answer) -> list[Citation]:
    """The citations as the text comes to them, then those that it does not mention."""
    if not answer.sentences:
        return []
    by_marker = {citation.marker: citation for citation in answer.citations}
    mentioned = [m for sentence in answer.sentences for m in sentence.markers if m in by_marker]
    return [by_marker[marker] for marker in dict.fromkeys((*mentioned, *by_marker))]


def _sentences(answer: Answer, numbers: dict[int, int]) -> tuple[Sentence, ...]:
    """Those of the answer; what it does not mention is referred to by the last one."""
    quoted = {citation.quote: citation.passage.language for citation in answer.citations}
    made = [
        Sentence(
            clean(one.text),
            quoted.get(one.text, answer.language),
            tuple(numbers[marker] for marker in one.markers if marker in numbers),
        )
        for one in answer.sentences
    ]
    met = {number for sentence in made for number in sentence.numbers}
    left = tuple(number for number in numbers.values() if number not in met)
    if made and left:
        last = made[-1]
        made[-1] = Sentence(last.text, last.language, (*last.numbers, *left))
    return tuple(made)


def _remarks(answer: Answer) -> tuple[str, ...]:
    said = list(answer.notices)
    if answer.understood_as:
        said.insert(0, say("understood", answer.language, question=answer.understood_as))
    if answer.status is Status.ANSWERED:
        said.append(made_by(answer.language, answer))
    return tuple(clean(one) for one in said)


def _note(citation: Citation, number: int, references: dict[str, Reference]) -> Note:
    passage = citation.passage
    return Note(
        number,
        clean(citation.quote).strip(" \n"),
        passage.language,
        references[passage.source_id],
        line(passage.section),
        passage.page,
    )
