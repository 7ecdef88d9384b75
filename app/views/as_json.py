"""JSON serialisation, as specified in README, "For programs"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from app.opened import Found, Listed
from domain.reports import IngestReport
from domain.types import (
    Answer,
    AnswerSentence,
    Citation,
    Language,
    ParsedSource,
    Passage,
    Retrieved,
    Scope,
    Source,
)

Json = dict[str, Any]
Result = Answer | Found | Listed | ParsedSource | IngestReport
"""The values that a store gives."""


def to_json(value: Result | Sequence[Result]) -> Any:
    """What the commands print with --json, as objects and lists; a sequence is a list of each."""
    match value:
        case Answer():
            return answer_json(value)
        case Found():
            return search_json(value.question, value.language, value.retrieved)
        case Listed():
            return source_json(value.source, value.passages)
        case ParsedSource():
            return shown_json(value)
        case IngestReport():
            return report_json(value)
    return [to_json(each) for each in value]


def source_json(source: Source, passages: int) -> Json:
    """A source with its number of passages."""
    return asdict(source) | {"passages": passages}


def shown_json(parsed: ParsedSource) -> Json:
    """A source whole: offsets of citations point into its ``text``."""
    return {
        "source": source_json(parsed.source, len(parsed.passages)),
        "text": parsed.text,
        "sections": [
            {"path": list(s.path), "text": s.text, "start": s.start, "end": s.end}
            for s in parsed.sections
        ],
    }


def report_json(report: IngestReport) -> Json:
    """An ingest report."""
    return asdict(report)


def retrieved_json(retrieved: Retrieved) -> Json:
    """A retrieved passage with its score."""
    p = retrieved.passage
    return {
        "passage_id": p.id,
        "source_id": p.source_id,
        "title": retrieved.title,
        "section": p.section,
        "language": str(p.language),
        "text": p.text,
        "score": round(retrieved.score, 4),
        "start": p.start,
        "end": p.end,
    } | _page(p)


def search_json(question: str, language: Language, retrieved: Sequence[Retrieved]) -> Json:
    """The passages found for a question."""
    return {
        "question": question,
        "language": str(language),
        "retrieved": [retrieved_json(r) for r in retrieved],
    }


def answer_json(answer: Answer, id: str | None = None) -> Json:
    """An answer with its citations and the passages it was chosen from."""
    return {
        "id": id,
        "question": answer.question,
        "understood_as": answer.understood_as,
        "language": str(answer.language),
        "status": str(answer.status),
        "text": answer.text,
        "sentences": [sentence_json(s) for s in answer.sentences],
        "citations": [citation_json(c) for c in answer.citations],
        "retrieved": [retrieved_json(r) for r in answer.retrieved],
        "answerer": answer.answerer,
        "probability": None if answer.probability is None else round(answer.probability, 3),
        "notices": list(answer.notices),
        "withheld": [asdict(withheld) for withheld in answer.withheld],
        "timings_ms": answer.timings,
    } | ({"scope": scope_json(answer.scope)} if answer.scope else {})


def scope_json(scope: Scope) -> Json:
    """The scope of a question."""
    return {
        "sources": list(scope.sources),
        "language": None if scope.language is None else str(scope.language),
        "from": scope.since,
        "to": scope.until,
    }


def sentence_json(sentence: AnswerSentence) -> Json:
    """A sentence of an answer with the markers of its citations."""
    return {"text": sentence.text, "markers": list(sentence.markers)}


def citation_json(citation: Citation) -> Json:
    """A citation: source, offsets and quote, and what the source states it is based on."""
    p = citation.passage
    return {
        "marker": citation.marker,
        "source_id": p.source_id,
        "title": citation.title,
        "section": p.section,
        "language": str(p.language),
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "passage_id": p.id,
        "version": citation.version,
        "ingested_at": citation.ingested_at,
    } | (_page(p) | ({"based_on": citation.based_on} if citation.based_on else {}))


def _page(passage: Passage) -> Json:
    """The page that a passage begins on, in formats that have pages."""
    return {} if passage.page is None else {"page": passage.page}
