"""A draft becomes a finished answer: quoted, written by a model, or refused.

Knows nothing of how sentences were found, and streams nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from answer import phrases
from answer.correction import correction
from answer.dispute import with_dispute
from answer.evidence.bar import Bar
from answer.evidence.features import Candidate
from answer.mention import mentioned, nearest, year_missing
from answer.question.asked import Asked
from answer.quoting import Scored, cite, rank
from domain.errors import SourceNotFound
from domain.types import Answer, AnswerSentence, Language, Passage, Status
from vectorstore.retriever import Retrieval
from vectorstore.store import Store

if TYPE_CHECKING:
    from answer.prose import Prose


@dataclass(frozen=True)
class Matter:
    """What was asked and found: what a refusal is worded by."""

    retrieval: Retrieval
    asked: Asked
    bar: Bar

    @cached_property
    def best(self) -> Candidate | None:
        """The sentence that comes nearest to answering."""
        ranked = rank(self.retrieval, self.asked, self.bar)
        return ranked[0].candidate if ranked else None

    def correction(self) -> Candidate | None:
        """The sentence that corrects what the question takes for granted."""
        return correction(self.retrieval, self.asked, self.best)

    def refusal(self, language: Language) -> tuple[str, ...]:
        """The sentences that say so, with the nearest section."""
        near = nearest(self.retrieval, self.asked, self.best)
        if near is None:
            return phrases.refusal(language, None)
        lacking = phrases.lacking(language, self.asked, year_missing(self.asked, near))
        return phrases.refusal(language, near, mentioned(self.retrieval.query, near), lacking)


def quoted(draft: Answer, chosen: Sequence[Scored], store: Store) -> Answer:
    """The sentences of the sources, each with its citation."""
    passages = [scored.candidate.retrieved.passage for scored in chosen]
    sentences, citations = cite(chosen, _twins(passages, store))
    notices = draft.notices
    if any(c.passage.language is not draft.language and c.twin is None for c in citations):
        notices = (*notices, phrases.quoted_as_is(draft.language))
    answer = replace(
        draft,
        status=Status.ANSWERED,
        sentences=sentences,
        citations=citations,
        notices=notices,
    )
    with store.reader() as generation:
        return with_dispute(answer, generation)


def written(draft: Answer, prose: Prose, name: str, store: Store) -> Answer:
    """What the model of this name wrote."""
    twins = _twins([c.passage for c in prose.citations], store)
    citations = zip(prose.citations, twins, strict=True)
    answer = replace(
        draft,
        status=Status.ANSWERED,
        sentences=prose.sentences,
        citations=tuple(replace(citation, twin=twin) for citation, twin in citations),
        answerer=name,
    )
    with store.reader() as generation:
        return with_dispute(answer, generation)


def versioned(answer: Answer, store: Store) -> Answer:
    """The answer with the version of each source that it quotes.

    A notice says so where the library was made with another embedding model than the settings'.
    """
    with store.reader() as generation:
        sources = {}
        for id in {citation.passage.source_id for citation in answer.citations}:
            with suppress(SourceNotFound):  # it may have been removed since
                sources[id] = generation.catalog.source(id)
        old = generation.catalog.meta.fingerprint != store.embedder.fingerprint
    notices = (phrases.other_model(answer.language),) if old else ()
    cited = [(c, sources.get(c.passage.source_id)) for c in answer.citations]
    return replace(
        answer,
        notices=(*answer.notices, *notices),
        citations=tuple(
            replace(c, version=s.content_hash, ingested_at=s.ingested_at) if s else c
            for c, s in cited
        ),
    )


def refused(draft: Answer, matter: Matter | None) -> Answer:
    """A refusal with the sentence that corrects the question, else with the nearest section."""
    language = draft.language
    refusal = replace(draft, status=Status.UNANSWERED)
    found = matter.correction() if matter else None
    if found is not None:
        (_, citations) = cite([Scored(found, 1.0)], [None])
        told = (
            *(AnswerSentence(text) for text in phrases.refusal(language, None)),
            AnswerSentence(phrases.corrected(language, found.text), (citations[0].marker,)),
        )
        return replace(refusal, sentences=told, citations=citations)
    texts = matter.refusal(language) if matter else phrases.refusal(language, None)
    return replace(refusal, sentences=tuple(AnswerSentence(text) for text in texts))


def _twins(passages: Sequence[Passage], store: Store) -> tuple[Passage | None, ...]:
    """The passages that say the same in the other language."""
    wanted = [p.twin_id for p in passages if p.twin_id]
    if not wanted:
        return (None,) * len(passages)
    with store.reader() as generation:
        found = generation.catalog.passages(wanted)
    return tuple(found.get(p.twin_id or "") for p in passages)
