"""Answer assembly: a draft becomes a finished answer, quoted or written, and its events."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from answer import phrases
from answer.contradictions import with_dispute
from answer.reading.citations import cite
from answer.reading.selection import Evidence
from domain.errors import SourceNotFound
from domain.types import Answer, AnswerEvent, Finished, Passage, SentenceReady, Status
from vectorstore.store import Store

if TYPE_CHECKING:
    from answer.generative.verified_answer import Prose


def quoted(draft: Answer, chosen: Sequence[Evidence], store: Store) -> Answer:
    """The sentences of the sources, each with its citation."""
    passages = [evidence.retrieved.passage for evidence in chosen]
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

    A notice is added where the library was made with another embedding model than the settings'.
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
            replace(c, version=s.content_hash, ingested_at=s.ingested_at, based_on=s.based_on)
            if s
            else c
            for c, s in cited
        ),
    )


def _twins(passages: Sequence[Passage], store: Store) -> tuple[Passage | None, ...]:
    """The translations of the passages in the other language."""
    wanted = [p.twin_id for p in passages if p.twin_id]
    if not wanted:
        return (None,) * len(passages)
    with store.reader() as generation:
        found = generation.catalog.passages(wanted)
    return tuple(found.get(p.twin_id or "") for p in passages)


@dataclass
class Clock:
    """Milliseconds by stage."""

    now: Callable[[], float]
    timings: dict[str, float] = field(default_factory=dict)
    last: float = 0.0

    def __post_init__(self) -> None:
        self.last = self.now()

    def mark(self, stage: str) -> None:
        """A stage has ended."""
        now = self.now()
        self.timings[stage] = round((now - self.last) * 1000, 2)
        self.last = now


def events(answer: Answer, clock: Clock) -> Iterator[AnswerEvent]:
    """The events that show an answer sentence by sentence."""
    for sentence in answer.sentences:
        own = tuple(c for c in answer.citations if c.marker in sentence.markers)
        yield SentenceReady(sentence, own)
    clock.mark("tell")
    yield Finished(replace(answer, timings=clock.timings))
