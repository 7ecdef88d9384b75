"""Rendering of a question's outcome as a single piece of HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from answer.phrases import made_by
from app import markup
from app.answer_age import SourcesById, outdated
from app.citation_view import citation_html, mark_of, withheld_html
from app.conversations.exchange import Exchange
from app.failing import error_html
from app.interface import say
from app.wiring import Parts
from domain.types import Answer, AnswerSentence, Citation, Language, Source, Status


def outcome_html(
    exchange: Exchange,
    sources: SourcesById | None,
    reader: Language,
    parts: Parts,
    place: str,
    conversation: str | None,
) -> str:
    """An answer with its citations, an error, or a stop notice; ``sources`` are the current ones,
    ``place`` distinguishes answers, ``conversation`` is the id that leads back from a source.
    """
    if exchange.error is not None:
        return error_html(exchange.error, reader)
    answer = exchange.answer
    if answer is None:
        said = markup.paragraphs(say("answer_stopped", reader))
        return markup.block(said, "note", reader, role="note")
    body = _worded(answer, reader, place, conversation)
    body += "".join(_note(notice) for notice in answer.notices)
    body += withheld_html(answer.withheld, answer.language, reader) if answer.withheld else ""
    body += _citations(answer, exchange.sources, sources, reader, parts, place, conversation)
    return body + _since(exchange, sources, reader)


def meanwhile_html(quoted: Answer, reader: Language, place: str) -> str:
    """The extractive answer, shown while a language model writes; a refusal may be provisional."""
    if quoted.status is not Status.ANSWERED:
        return ""
    said = markup.paragraphs(made_by(reader, quoted))
    body = sentences_html(
        quoted.sentences, quoted.citations, quoted.language, place, None, "answer"
    )
    return body + markup.block(said, "by", reader, "note")


def sentences_html(
    sentences: Iterable[AnswerSentence],
    citations: Iterable[Citation],
    asked: Language,
    place: str,
    conversation: str | None,
    kind: str,
) -> str:
    """Sentences as one block, each with the marks of its citations."""
    marks = {c.marker: mark_of(c, asked, place, conversation) for c in citations}
    return markup.block(
        markup.sentences(((s.text, s.markers) for s in sentences), place, marks), kind
    )


def _worded(answer: Answer, reader: Language, place: str, conversation: str | None) -> str:
    """The question as understood, the answer, and who worded it."""
    body = ""
    if answer.understood_as:
        understood = say("understood", reader, question=answer.understood_as)
        body = markup.block(markup.paragraphs(understood), "small", reader, "note")
    kind = "answer refusal" if answer.status is Status.UNANSWERED else "answer"
    body += sentences_html(
        answer.sentences, answer.citations, answer.language, place, conversation, kind
    )
    if answer.status is Status.ANSWERED:
        said = markup.paragraphs(made_by(reader, answer))
        body += markup.block(said, "by", reader, "note")
    return body


def _citations(
    answer: Answer,
    then: Sequence[Source],
    sources: SourcesById | None,
    reader: Language,
    parts: Parts,
    place: str,
    conversation: str | None,
) -> str:
    if not answer.citations:
        return ""
    known = {source.id: source for source in then}
    lines = "".join(
        citation_html(c, answer.language, reader, parts, known, sources, place, conversation)
        for c in answer.citations
    )
    return markup.block(f"<ol>{lines}</ol>", "citations", reader)


def _since(exchange: Exchange, sources: SourcesById | None, reader: Language) -> str:
    """The notice on changes of the sources since the answer."""
    lines = outdated(exchange.sources, sources, reader)
    return _note("\n".join([say("outdated", reader), *lines]), " outdated") if lines else ""


def _note(said: str, kind: str = "") -> str:
    return markup.block(markup.paragraphs(said), f"note{kind}", role="note")
