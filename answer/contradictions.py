"""Conflicting evidence: statements that contradict an answer, shown with it, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from answer import phrases
from domain.types import Answer, AnswerSentence, Citation, Disagreement, Language, Source, Statement
from text.dating import written
from vectorstore.disputed import age, disputed
from vectorstore.generation import Generation

MOST = 2  # statements added to an answer


@dataclass(frozen=True, slots=True)
class _Contradiction:
    """A statement that contradicts a citation; ``shown``: its own citation, where the answer has it
    already.
    """

    citation: Citation
    source: Source
    statement: Statement
    shown: Citation | None = None


def with_dispute(answer: Answer, generation: Generation) -> Answer:
    """The answer with the statements that contradict it, each cited, and a notice of it.

    In a quoted answer they are beside what they contradict, newest first, also where both were
    quoted already; prose keeps its order, and they follow. An answer that nothing contradicts is
    returned as it is.
    """
    cited = {citation.passage.id for citation in answer.citations}
    found = disputed(generation, cited, answer.scope)
    both = list(_contradictions(answer, found))
    added = [item for item in both if item.shown is None][:MOST]
    both = [*added, *(item for item in both if item.shown is not None)]
    if not both:
        return answer
    extra = [_cited(item.statement, len(answer.citations) + n + 1) for n, item in enumerate(added)]
    sentences = [*answer.sentences, *(AnswerSentence(c.quote, (c.marker,)) for c in extra)]
    citations = [*answer.citations, *extra]
    if answer.answerer == "quotes":
        against = [*extra, *(item.shown for item in both if item.shown is not None)]
        pairs = list(zip(against, both, strict=True))
        ages = {c.marker: age(item.statement.source) for c, item in pairs}
        ages |= {item.citation.marker: age(item.source) for item in both}
        beside = {c.marker: item.citation.marker for c, item in pairs}
        sentences, citations = _newest_first(sentences, citations, ages, beside)
    notice = phrases.disputed(answer.language, _sources(both, answer.language))
    return replace(
        answer,
        sentences=tuple(sentences),
        citations=tuple(citations),
        notices=(*answer.notices, notice),
    )


def _contradictions(answer: Answer, found: Sequence[Disagreement]) -> Iterator[_Contradiction]:
    """Each statement once, in the asker's language where a twin states the same in it."""
    shown = {_claim(c.passage.id, c.passage.twin_id) for c in answer.citations}
    sides = [(x, y) for d in found for x, y in ((d.newer, d.older), (d.older, d.newer))]
    sides.sort(key=lambda side: side[1].passage.language is not answer.language)
    met: set[frozenset[int]] = set()
    for citation in answer.citations:
        for stated, other in sides:
            if not _quotes(citation, stated):
                continue
            claim = _claim(other.passage.id, other.passage.twin_id)
            quoted = next((c for c in answer.citations if _quotes(c, other)), None)
            if claim not in shown:
                shown.add(claim)
                yield _Contradiction(citation, stated.source, other)
            elif quoted is not None and {citation.marker, quoted.marker} not in met:
                met.add(frozenset((citation.marker, quoted.marker)))
                yield _Contradiction(citation, stated.source, other, quoted)


def _claim(passage_id: str, twin_id: str | None) -> str:
    """The one name of a passage and its twin."""
    return min(passage_id, twin_id or passage_id)


def _quotes(citation: Citation, statement: Statement) -> bool:
    """Whether a citation quotes some of a statement."""
    if citation.passage.id != statement.passage.id:
        return False
    start = citation.start - citation.passage.start
    end = citation.end - citation.passage.start
    return start < statement.end and statement.start < end


def _cited(statement: Statement, marker: int) -> Citation:
    passage = statement.passage
    return Citation(
        marker=marker,
        passage=passage,
        quote=statement.text,
        start=passage.start + statement.start,
        end=passage.start + statement.end,
        title=statement.source.title,
    )


def _newest_first(
    sentences: Sequence[AnswerSentence],
    citations: Sequence[Citation],
    ages: dict[int, tuple[bool, str]],
    beside: dict[int, int],
) -> tuple[list[AnswerSentence], list[Citation]]:
    """What contradicts a sentence put beside it, by age; markers numbered in order of appearance.

    ``beside`` maps an added marker to the one that it contradicts.
    """
    order = {sentence.markers[0]: place for place, sentence in enumerate(sentences)}

    def rank(sentence: AnswerSentence) -> tuple[int, float]:
        marker = sentence.markers[0]
        among = sorted(ages, key=lambda m: (ages[m], -m), reverse=True)
        return (order[beside.get(marker, marker)], among.index(marker) if marker in ages else 0)

    arranged = sorted(sentences, key=rank)
    numbers = {s.markers[0]: number for number, s in enumerate(arranged, start=1)}
    by_marker = {citation.marker: citation for citation in citations}
    return (
        [replace(s, markers=(numbers[s.markers[0]],)) for s in arranged],
        [replace(by_marker[old], marker=new) for old, new in numbers.items()],
    )


def _sources(both: Sequence[_Contradiction], language: Language) -> list[tuple[str, str]]:
    """Title and date of the sources that disagree, the newest first."""
    sources = {s.id: s for item in both for s in (item.source, item.statement.source)}
    ordered = sorted(sources.values(), key=age, reverse=True)
    return [(s.title, written(s.date or s.ingested_at or "", language)) for s in ordered]
