"""Assistant.ask: a question becomes a cited answer, told as events that end with the answer.

Iterate to stream, then read the value of the last event: one path for both.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from answer import courtesy, phrases
from answer.asked import fold
from answer.bar import Bar
from answer.followup import asked_for, complete
from answer.generation import Generator
from answer.prose import Prose, cited
from answer.quoting import choose, cite
from domain.errors import ChatModelError, StoreEmpty, UsageError
from domain.types import (
    Answer,
    AnswerEvent,
    AnswerSentence,
    Finished,
    Language,
    Passage,
    SentenceReady,
    Stage,
    StageStarted,
    Status,
    Turn,
)
from text.language import detect
from vectorstore.retriever import Retrieval, Retriever
from vectorstore.store import Store

RETRIEVED = 10
NEAR = 2.0  # standard deviations above background questions: nearer than most of them come


@dataclass
class _Clock:
    """Milliseconds by stage."""

    now: Callable[[], float]
    timings: dict[str, float] = field(default_factory=dict)
    last: float = 0.0

    def __post_init__(self) -> None:
        self.last = self.now()

    def mark(self, stage: str) -> None:
        now = self.now()
        self.timings[stage] = round((now - self.last) * 1000, 2)
        self.last = now


@dataclass(frozen=True)
class Assistant:
    """Answers from a store; with a generator it writes prose, without one it quotes."""

    store: Store
    retriever: Retriever
    bar: Bar
    generator: Generator | None = None
    now: Callable[[], float] = time.perf_counter

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        language: Language | None = None,
        interface: Language = Language.EN,
    ) -> Iterator[AnswerEvent]:
        """Answer in the asker's language, or in the one given; the last event is Finished.

        ``interface`` is the tie-break where neither the question nor the conversation tells the
        language. Raises UsageError (an empty question), StoreEmpty, StoreDamaged,
        EmbedderMismatch, EmbeddingModelError.
        """
        if not question.strip():
            raise UsageError("question", "it is empty: ask in French or in English")
        clock = _Clock(self.now)
        spoken = language or detect(question, _language_of(history, interface))
        blank = Answer(question, spoken, Status.COURTESY, ())
        if kind := courtesy.recognise(question):
            sentence = AnswerSentence(courtesy.reply(kind, spoken))
            yield from _told(replace(blank, sentences=(sentence,)), clock)
            return
        yield StageStarted(Stage.SEARCHING)
        completed = complete(question, history)
        retrieval = self.retriever.retrieve(completed, spoken, RETRIEVED)
        if not retrieval.retrieved:
            raise StoreEmpty(str(self.store.root))
        clock.mark("search")
        understood = _understood(question, retrieval.query.text)
        draft = replace(blank, retrieved=retrieval.retrieved, understood_as=understood)
        yield from self._answered(draft, retrieval, history, clock)

    def _answered(
        self, draft: Answer, retrieval: Retrieval, history: Sequence[Turn], clock: _Clock
    ) -> Iterator[AnswerEvent]:
        """Prose where a model writes it; quotations where there is none, or where it fails."""
        if self.generator is not None:
            yield StageStarted(Stage.WRITING)
            try:
                prose = yield from cited(self.generator, draft, history)
            except ChatModelError as error:
                notice = phrases.model_failed(draft.language, error.message(draft.language))
                draft = replace(draft, notices=(notice,))
            else:
                clock.mark("write")
                yield Finished(self._written(draft, prose, retrieval, clock))
                return
            clock.mark("write")
        yield StageStarted(Stage.READING)
        yield from self._quoted(draft, retrieval, clock)

    def _written(self, draft: Answer, prose: Prose, retrieval: Retrieval, clock: _Clock) -> Answer:
        generator = self.generator.name if self.generator else "quotes"
        if not prose.sentences:
            refused = self._refused(draft, retrieval)
            return replace(refused, answerer=generator, timings=clock.timings)
        citations = tuple(
            replace(c, twin=twin)
            for c, twin in zip(
                prose.citations, self._twins([c.passage for c in prose.citations]), strict=True
            )
        )
        return replace(
            draft,
            status=Status.ANSWERED,
            sentences=prose.sentences,
            citations=citations,
            answerer=generator,
            timings=clock.timings,
        )

    def _quoted(self, draft: Answer, retrieval: Retrieval, clock: _Clock) -> Iterator[AnswerEvent]:
        asked = asked_for(draft.question, retrieval.query.text)
        chosen = choose(retrieval, asked, self.bar)
        clock.mark("choose")
        if not chosen:
            yield from _told(self._refused(draft, retrieval), clock)
            return
        passages = [scored.candidate.retrieved.passage for scored in chosen]
        sentences, citations = cite(chosen, self._twins(passages))
        notices = draft.notices
        if any(c.passage.language is not draft.language and c.twin is None for c in citations):
            notices = (*notices, phrases.quoted_as_is(draft.language))
        answered = replace(
            draft,
            status=Status.ANSWERED,
            sentences=sentences,
            citations=citations,
            notices=notices,
        )
        yield from _told(answered, clock)

    def _refused(self, draft: Answer, retrieval: Retrieval) -> Answer:
        """A refusal that names the nearest section, unless nothing is near."""
        best = retrieval.retrieved[0]
        z = (best.dense - retrieval.background.mean) / retrieval.background.deviation
        nearest = best if z >= NEAR or best.lexical > 0 else None
        sentences = phrases.refusal(draft.language, nearest)
        return replace(
            draft,
            status=Status.UNANSWERED,
            sentences=tuple(AnswerSentence(text) for text in sentences),
        )

    def _twins(self, passages: Sequence[Passage]) -> tuple[Passage | None, ...]:
        wanted = [p.twin_id for p in passages if p.twin_id]
        if not wanted:
            return (None,) * len(passages)
        with self.store.reader() as generation:
            found = generation.catalog.passages(wanted)
        return tuple(found.get(p.twin_id or "") for p in passages)


def _told(answer: Answer, clock: _Clock) -> Iterator[AnswerEvent]:
    """A finished answer as the events that show it sentence by sentence."""
    for sentence in answer.sentences:
        own = tuple(c for c in answer.citations if c.marker in sentence.markers)
        yield SentenceReady(sentence, own)
    clock.mark("tell")
    yield Finished(replace(answer, timings=clock.timings))


def _understood(question: str, meant: str) -> str | None:
    """What to tell the reader that the question was taken for; None where only accents differ."""
    letters = ["".join(re.findall(r"\w", fold(text))) for text in (question, meant)]
    return meant if letters[0] != letters[1] else None


def _language_of(history: Sequence[Turn], interface: Language) -> Language:
    """The language of the asker's last turn; the interface's where there is none."""
    for turn in reversed(history):
        if turn.role == "user":
            return detect(turn.content, interface)
    return interface
