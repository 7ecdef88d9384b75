"""Question-answering pipeline: a question becomes a stream of events that ends with the answer.

Iterate to stream, then read the value of the last event: one path for both.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from answer import phrases, scope_notice
from answer.finalize import Clock, events, quoted, versioned
from answer.question import small_talk
from answer.question.contextualize import Understood, understand
from answer.question.intent import Intent, IntentClassifier, bundled_intents
from answer.question.parts import parts
from answer.question.request import sentences_asked_for
from answer.reading.calibration import Calibration, bundled_calibration
from answer.reading.divisions import of_the_part_asked_for, under_the_part
from answer.reading.reader import Reader, bundled_reader
from answer.reading.selection import (
    MOST,
    MOST_OF_A_PART,
    Selection,
    merge,
    on_topic,
    select,
)
from answer.refusal import refused
from answer.summaries.summary import sum_up
from answer.summaries.timeline import timeline, timeline_of_topic
from answer.summaries.topic import sum_up_topic
from domain.errors import StoreEmpty
from domain.question import LONGEST, checked
from domain.types import (
    Answer,
    AnswerEvent,
    AnswerSentence,
    Finished,
    Language,
    QuotesReady,
    Retrieved,
    Scope,
    Stage,
    StageStarted,
    Status,
    Turn,
)
from text.folding import fold_text
from text.language import detect
from text.wellformed import wellformed
from vectorstore.retriever import Retrieval, Retriever
from vectorstore.store import Store

if TYPE_CHECKING:
    from answer.generative.generator import Generator
    from answer.verification.verifier import Verifier

RETRIEVED = 10
READ = 8
"""Passages that the reader reads; docs/decisions/0015-reader.md has the recall of other numbers."""
GIVEN = 5
"""Passages that are given to a language model."""


@dataclass(frozen=True)
class Assistant:
    """Answers from a store; with a generator it writes prose, without one it quotes."""

    store: Store
    retriever: Retriever
    generator: Generator | None = None
    reader: Reader = field(default_factory=bundled_reader)
    calibration: Calibration = field(default_factory=bundled_calibration)
    intents: IntentClassifier = field(default_factory=bundled_intents)
    verifier: Verifier | None = None
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
        scope: Scope | None = None,
    ) -> Iterator[AnswerEvent]:
        """Answer in the asker's language, or in the one given; the last event is Finished.

        ``interface`` is the tie-break where neither the question nor the conversation shows the
        language; ``scope`` limits the sources. Raises UsageError (an empty question, or one over
        domain.question.LONGEST), StoreEmpty, StoreDamaged, EmbedderMismatch, EmbeddingModelError,
        ReaderModelError; SourceNotFound for a source that the scope names.
        """
        scope = scope or None  # one that limits nothing is none
        question = checked(wellformed(question))
        history = tuple(_remembered(turn) for turn in history)
        clock = Clock(self.now)
        meant = understand(question, history, self.intents)
        usual = _language_of(history, interface)
        spoken = language or meant.language or detect(question, usual)
        blank = Answer(question, spoken, Status.COURTESY, (), scope=scope)
        if meant.intent.is_small_talk:
            sentence = AnswerSentence(small_talk.reply(meant.intent, spoken))
            reply = replace(blank, sentences=(sentence,))
            asked_for = meant.intent is Intent.SOURCES
            yield from events(
                scope_notice.noticed(reply, self.store) if asked_for else reply, clock
            )
            return
        yield StageStarted(Stage.SEARCHING)
        deadline = self.generator.deadline() if self.generator else None
        if meant.intent in (Intent.SUMMARY_WHOLE, Intent.TIMELINE_WHOLE):
            yield from self._summed_up(blank, meant.intent, history, clock)
            return
        meant = self._rewritten(meant, spoken, history, deadline)
        retrieval = self._retrieved(meant, spoken, scope)
        clock.mark("search")
        understood = meant.asked if meant.section else retrieval.query.text
        draft = replace(
            blank,
            retrieved=retrieval.retrieved,
            understood_as=understood if _differ(question, understood) else None,
        )
        yield from self._answered(
            draft, lambda: self._selected(meant, retrieval), history, clock, deadline
        )

    def _rewritten(
        self,
        meant: Understood,
        language: Language,
        history: Sequence[Turn],
        deadline: float | None,
    ) -> Understood:
        """A follow-up as a language model, if any, rewrites it: a self-contained question."""
        if self.generator is None or meant.intent is not Intent.FOLLOW_UP or not meant.before:
            return meant
        rewritten = self.generator.rewritten(meant.message, language, history, deadline)
        return replace(meant, message=rewritten, before="") if rewritten else meant

    def _retrieved(self, meant: Understood, language: Language, scope: Scope | None) -> Retrieval:
        """Passages for the question as it is understood, and for its own words.

        Raises StoreEmpty where there are none, and no scope that leaves none.
        """
        own = self.retriever.retrieve(meant.message, language, RETRIEVED, scope)
        if not own.retrieved and scope is None:
            raise StoreEmpty(str(self.store.root))
        return self._beside(own, meant.asked) if meant.before else own

    def _beside(self, own: Retrieval, asked: str) -> Retrieval:
        """Passages for another wording, with those that were found, the best first."""
        found = self.retriever.retrieve(asked, own.query.language, RETRIEVED, own.scope)
        best = {r.passage.id: r for r in sorted((*found.retrieved, *own.retrieved), key=_score)}
        merged = sorted(best.values(), key=_score, reverse=True)
        return replace(found, retrieved=tuple(merged[:RETRIEVED]))

    def _selected(self, meant: Understood, retrieval: Retrieval) -> Selection:
        """The sentences that answer, or a reply in their place."""
        if meant.intent in (Intent.SUMMARY_TOPIC, Intent.TIMELINE_TOPIC):
            return self._topic(meant, retrieval)
        several = parts(meant.message, meant.before)
        if len(several) == 1:
            return self._read(retrieval)
        return merge(
            {
                part.text: self._read(self._beside(retrieval, part.asked), MOST_OF_A_PART)
                for part in several
            }
        )

    def _read(self, retrieval: Retrieval, most: int = MOST) -> Selection:
        """Choose in what was retrieved, for the question less its typing errors."""
        question = retrieval.query.text
        found = of_the_part_asked_for(question, retrieval.retrieved)
        readings = self.reader.read(question, found[:READ])
        language, background = retrieval.query.language, retrieval.background
        return select(readings, language, background, self.calibration, most)

    def _topic(self, meant: Understood, retrieval: Retrieval) -> Selection:
        """A summary or the key dates of a topic that the sources treat, or of a section that was
        offered.
        """
        own = [
            r for r in retrieval.retrieved if meant.section and r.passage.section == meant.section
        ]
        within = of_the_part_asked_for(meant.asked, retrieval.retrieved)
        read = own or (under_the_part(meant.asked, within) or within)[:READ]
        readings = self.reader.read(meant.asked, read)
        language, background = retrieval.query.language, retrieval.background
        if not own and not on_topic(readings, language, background, self.calibration):
            return Selection(None)
        if meant.intent is Intent.TIMELINE_TOPIC:
            return Selection(None, timeline_of_topic(readings, self.calibration))
        with self.store.reader() as generation:
            count = sentences_asked_for(meant.message)
            chosen = sum_up_topic(generation, readings, self.calibration, count)
        return Selection(None, chosen)

    def _summed_up(
        self, blank: Answer, intent: Intent, history: Sequence[Turn], clock: Clock
    ) -> Iterator[AnswerEvent]:
        """A source, or the briefing, as a whole: its key sentences, or its key dates."""
        language = blank.language
        with self.store.reader() as generation:
            if intent is Intent.TIMELINE_WHOLE:
                whole, notice = timeline(generation, language, blank.scope), phrases.key_dates
            else:
                count = sentences_asked_for(blank.question)
                whole = sum_up(generation, language, count, blank.scope)
                notice = phrases.summed_up
        if not whole.retrieved and blank.scope is None:
            raise StoreEmpty(str(self.store.root))
        clock.mark("search")
        notices = (notice(language, whole.title, whole.others),) if whole.chosen else ()
        draft = replace(blank, retrieved=whole.retrieved, notices=notices)
        yield from self._answered(draft, lambda: Selection(None, whole.chosen), history, clock)

    def _answered(
        self,
        draft: Answer,
        choose: Callable[[], Selection],
        history: Sequence[Turn],
        clock: Clock,
        deadline: float | None = None,
    ) -> Iterator[AnswerEvent]:
        """Quotations or a refusal, at once; with a language model, its prose beside them."""
        yield StageStarted(Stage.READING)
        selection = choose()
        clock.mark("choose")
        silent = (phrases.part_unanswered(draft.language, p) for p in selection.unanswered)
        quoting = replace(
            draft, probability=selection.probability, notices=(*draft.notices, *silent)
        )
        finished = (
            quoted(quoting, selection.chosen, self.store)
            if selection.chosen
            else refused(quoting, selection, self.store)
        )
        finished = versioned(finished, self.store)
        if self.generator is None or not draft.retrieved:
            yield from events(scope_notice.noticed(finished, self.store), clock)
            return
        yield QuotesReady(scope_notice.noticed(finished, self.store))
        yield StageStarted(Stage.WRITING)
        # what only a model needs takes a while to load
        from answer.generative.verified_answer import write
        from answer.verification.verifier import Verifier

        verifier = self.verifier or Verifier()
        passages = _for_a_model(selection, draft.retrieved)
        answer = yield from write(
            self.generator, verifier, self.store, quoting, finished, passages, history, deadline
        )
        clock.mark("write")
        answer = scope_notice.noticed(answer, self.store)
        yield Finished(replace(answer, timings=clock.timings))


def _for_a_model(selection: Selection, retrieved: Sequence[Retrieved]) -> tuple[Retrieved, ...]:
    """The passages that a language model is given: those of the sentences that were chosen, or
    that correct the question, then those that come nearest.
    """
    correcting = [selection.correction] if selection.correction else []
    first = {e.retrieved.passage.id: e.retrieved for e in (*selection.chosen, *correcting)}
    others = {r.passage.id: r for r in selection.passages or retrieved}
    return tuple((first | others).values())[: max(GIVEN, len(first))]


def _differ(question: str, understood: str) -> bool:
    """Whether a question was taken for another one; accents and marks make no difference."""
    one, other = ("".join(re.findall(r"\w", fold_text(text))) for text in (question, understood))
    return one != other


def _score(retrieved: Retrieved) -> float:
    return retrieved.score


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
