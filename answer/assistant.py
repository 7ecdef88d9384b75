"""Assistant.ask: a question becomes a cited answer, told as events that end with the answer.

Iterate to stream, then read the value of the last event: one path for both.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from answer import phrases
from answer.evidence.bar import Bar
from answer.finishing import Matter, quoted, refused, versioned, written
from answer.followup import asked_for, complete
from answer.offer import accepted
from answer.question import courtesy
from answer.question.asked import Asked, Form, fold
from answer.question.courtesy import Courtesy
from answer.question.embedded import question_within
from answer.question.request import Request, summary_request
from answer.quoting import Scored, choose
from answer.summaries.summary import sum_up
from answer.summaries.topic import aspects, sum_up_topic
from answer.telling import Clock, told
from domain.errors import StoreEmpty
from domain.question import LONGEST, checked
from domain.types import (
    Answer,
    AnswerEvent,
    AnswerSentence,
    Finished,
    Language,
    Stage,
    StageStarted,
    Status,
    Turn,
)
from text.language import detect
from text.wellformed import wellformed
from vectorstore.retriever import Retrieval, Retriever
from vectorstore.store import Store

if TYPE_CHECKING:
    from answer.generation import Generator

RETRIEVED = 10


@dataclass(frozen=True)
class Assistant:
    """Answers from a store; with a generator it writes prose, without one it quotes."""

    store: Store
    retriever: Retriever
    bar: Bar
    generator: Generator | None = None
    now: Callable[[], float] = time.perf_counter

    def watched(self, on_wait: Callable[[], None]) -> Assistant:
        """The same, which calls back now and again while its model is silent.

        What the call raises ends the request and passes through.
        """
        watched = replace(self.generator, on_wait=on_wait) if self.generator else None
        return replace(self, generator=watched)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        language: Language | None = None,
        interface: Language = Language.EN,
    ) -> Iterator[AnswerEvent]:
        """Answer in the asker's language, or in the one given; the last event is Finished.

        ``interface`` is the tie-break where neither the question nor the conversation tells the
        language. Raises UsageError (an empty question, or one over domain.question.LONGEST),
        StoreEmpty, StoreDamaged, EmbedderMismatch, EmbeddingModelError.
        """
        question = checked(wellformed(question))
        history = tuple(_remembered(turn) for turn in history)
        clock = Clock(self.now)
        own = question_within(question)
        taken_up = accepted(question, history)
        spoken = language or detect(taken_up or own, _language_of(history, interface))
        blank = Answer(question, spoken, Status.COURTESY, ())
        kind = None if taken_up else _small_talk(question, own, history)
        if kind:
            spoken = language or courtesy.spoken(question) or spoken
            sentence = AnswerSentence(courtesy.reply(kind, spoken))
            yield from told(replace(blank, language=spoken, sentences=(sentence,)), clock)
            return
        yield StageStarted(Stage.SEARCHING)
        deadline = self.generator.deadline() if self.generator else None
        completed = taken_up or self._completed(own, history, spoken, deadline)
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
        asked = asked_for(taken_up or own, retrieval.query.text, completed == own)
        asked = replace(asked, form=Form.SUMMARY) if request else asked
        yield from self._answered(
            draft,
            lambda: self._chosen(asked, request, retrieval),
            Matter(retrieval, asked, self.bar),
            history,
            clock,
            deadline,
        )

    def _completed(
        self, question: str, history: Sequence[Turn], language: Language, deadline: float | None
    ) -> str:
        """The question as it stands alone, by the model where there is one."""
        if self.generator is None:
            return complete(question, history)
        from answer.writing import stand_alone

        return stand_alone(self.generator, question, history, language, deadline)

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
        self, asked: Asked, request: Request | None, retrieval: Retrieval
    ) -> tuple[Scored, ...]:
        """The sentences that answer; () where none is above the bar."""
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
        matter: Matter | None,
        history: Sequence[Turn],
        clock: Clock,
        deadline: float | None = None,
    ) -> Iterator[AnswerEvent]:
        """Prose where a model writes it; quotations where there is none, or where it fails."""
        if self.generator is not None:
            yield StageStarted(Stage.WRITING)
            from answer.writing import write  # what only a model needs takes a while to load

            draft, prose = yield from write(self.generator, self.store, draft, history, deadline)
            clock.mark("write")
            if prose is not None:
                name = self.generator.name
                made = written(draft, prose, name, self.store) if prose.sentences else None
                answer = made or replace(refused(draft, matter), answerer=name)
                answer = versioned(answer, self.store)
                yield Finished(replace(answer, timings=clock.timings))
                return
        yield StageStarted(Stage.READING)
        chosen = quotes()
        clock.mark("choose")
        finished = quoted(draft, chosen, self.store) if chosen else refused(draft, matter)
        yield from told(versioned(finished, self.store), clock)


def _small_talk(question: str, own: str, history: Sequence[Turn]) -> Courtesy | None:
    """The kind of small talk; what asks for nothing, even after the turns before, needs help."""
    if kind := courtesy.recognise(question):
        return kind
    return Courtesy.HELP if courtesy.asks_nothing(complete(own, history)) else None


def _understood(question: str, meant: str) -> str | None:
    """What to tell the reader that the question was taken for; None where only accents differ."""
    letters = ["".join(re.findall(r"\w", fold(text))) for text in (question, meant)]
    return meant if letters[0] != letters[1] else None


def _remembered(turn: Turn) -> Turn:
    """A turn before, of which no more is read than may be asked; answers may be longer."""
    said = wellformed(turn.content)
    return replace(turn, content=said[:LONGEST] if turn.role == "user" else said)


def _language_of(history: Sequence[Turn], interface: Language) -> Language:
    """The language of the asker's last turn; the interface's where there is none."""
    for turn in reversed(history):
        if turn.role == "user":
            return detect(turn.content, interface)
    return interface
