"""Assistant.ask: a question becomes a cited answer, told as events that end with the answer.

Iterate to stream, then read the value of the last event: one path for both.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from answer import courtesy, phrases
from answer.asked import Form, fold
from answer.bar import Bar
from answer.followup import asked_for, complete
from answer.generation import Generator
from answer.prose import Prose, cited
from answer.quoting import Scored, choose, cite
from answer.request import Request, summary_request
from answer.summary import sum_up
from answer.telling import Clock, told
from answer.topic import aspects, sum_up_topic
from domain.errors import ChatModelError, StoreEmpty, UsageError
from domain.types import (
    Answer,
    AnswerEvent,
    AnswerSentence,
    Finished,
    Language,
    Passage,
    Stage,
    StageStarted,
    Status,
    Turn,
)
from text.language import detect
from vectorstore.retriever import Background, Retrieval, Retriever
from vectorstore.store import Store

RETRIEVED = 10
NEAR = 2.0  # standard deviations above background questions: nearer than most of them come


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
        clock = Clock(self.now)
        spoken = language or detect(question, _language_of(history, interface))
        blank = Answer(question, spoken, Status.COURTESY, ())
        if kind := courtesy.recognise(question):
            sentence = AnswerSentence(courtesy.reply(kind, spoken))
            yield from told(replace(blank, sentences=(sentence,)), clock)
            return
        yield StageStarted(Stage.SEARCHING)
        completed = complete(question, history)
        request = summary_request(completed)
        if request is not None and not request.topic:
            yield from self._summed_up(blank, request, history, clock)
            return
        sought = request.topic if request else completed
        retrieval = self.retriever.retrieve(sought, spoken, RETRIEVED)
        if not retrieval.retrieved:
            raise StoreEmpty(str(self.store.root))
        clock.mark("search")
        understood = _understood(question, completed if request else retrieval.query.text)
        draft = replace(blank, retrieved=retrieval.retrieved, understood_as=understood)
        yield from self._answered(
            draft,
            lambda: self._chosen(question, completed == question, request, retrieval),
            retrieval.background,
            history,
            clock,
        )

    def _summed_up(
        self, blank: Answer, request: Request, history: Sequence[Turn], clock: Clock
    ) -> Iterator[AnswerEvent]:
        """A source, or the briefing, as a whole."""
        with self.store.reader() as generation:
            whole = sum_up(generation, blank.language, request.count)
        if not whole.chosen:
            raise StoreEmpty(str(self.store.root))
        clock.mark("search")
        notice = phrases.summed_up(blank.language, whole.title, whole.others)
        draft = replace(blank, retrieved=whole.retrieved, notices=(notice,))
        yield from self._answered(draft, lambda: whole.chosen, None, history, clock)

    def _chosen(
        self, question: str, alone: bool, request: Request | None, retrieval: Retrieval
    ) -> tuple[Scored, ...]:
        """The sentences that answer; () where none is above the bar."""
        asked = asked_for(question, retrieval.query.text, alone)
        asked = replace(asked, form=Form.SUMMARY) if request else asked
        chosen = choose(retrieval, asked, self.bar)
        if not request or not chosen:
            return chosen
        parts = aspects(request.topic)
        found = [self.retriever.retrieve(p, retrieval.query.language, RETRIEVED) for p in parts]
        with self.store.reader() as generation:
            summed_up = sum_up_topic(generation, found, self.bar, request.count)
        return summed_up or chosen[: request.count]

    def _answered(
        self,
        draft: Answer,
        quotes: Callable[[], tuple[Scored, ...]],
        background: Background | None,
        history: Sequence[Turn],
        clock: Clock,
    ) -> Iterator[AnswerEvent]:
        """Prose where a model writes it; quotations where there is none, or where it fails."""
        if self.generator is not None:
            yield StageStarted(Stage.WRITING)
            try:
                prose = yield from cited(self.generator, draft, history)
            except ChatModelError as error:
                notice = phrases.model_failed(draft.language, error.message(draft.language))
                draft = replace(draft, notices=(*draft.notices, notice))
            else:
                clock.mark("write")
                yield Finished(self._written(draft, prose, background, clock))
                return
            clock.mark("write")
        yield StageStarted(Stage.READING)
        chosen = quotes()
        clock.mark("choose")
        finished = self._quoted(draft, chosen) if chosen else _refused(draft, background)
        yield from told(finished, clock)

    def _written(
        self, draft: Answer, prose: Prose, background: Background | None, clock: Clock
    ) -> Answer:
        generator = self.generator.name if self.generator else "quotes"
        if not prose.sentences:
            refused = _refused(draft, background)
            return replace(refused, answerer=generator, timings=clock.timings)
        twins = self._twins([c.passage for c in prose.citations])
        return replace(
            draft,
            status=Status.ANSWERED,
            sentences=prose.sentences,
            citations=tuple(
                replace(c, twin=twin) for c, twin in zip(prose.citations, twins, strict=True)
            ),
            answerer=generator,
            timings=clock.timings,
        )

    def _quoted(self, draft: Answer, chosen: Sequence[Scored]) -> Answer:
        passages = [scored.candidate.retrieved.passage for scored in chosen]
        sentences, citations = cite(chosen, self._twins(passages))
        notices = draft.notices
        if any(c.passage.language is not draft.language and c.twin is None for c in citations):
            notices = (*notices, phrases.quoted_as_is(draft.language))
        return replace(
            draft,
            status=Status.ANSWERED,
            sentences=sentences,
            citations=citations,
            notices=notices,
        )

    def _twins(self, passages: Sequence[Passage]) -> tuple[Passage | None, ...]:
        wanted = [p.twin_id for p in passages if p.twin_id]
        if not wanted:
            return (None,) * len(passages)
        with self.store.reader() as generation:
            found = generation.catalog.passages(wanted)
        return tuple(found.get(p.twin_id or "") for p in passages)


def _refused(draft: Answer, background: Background | None) -> Answer:
    """A refusal that names the nearest section, unless nothing is near."""
    nearest = None
    if background is not None:
        best = draft.retrieved[0]
        z = (best.dense - background.mean) / background.deviation
        nearest = best if z >= NEAR or best.lexical > 0 else None
    sentences = phrases.refusal(draft.language, nearest)
    return replace(
        draft,
        status=Status.UNANSWERED,
        sentences=tuple(AnswerSentence(text) for text in sentences),
    )


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
