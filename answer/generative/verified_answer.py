"""Generated answers: a language model's sentences are verified one by one and given citations.

Post-hoc attribution: a sentence is shown once it is complete and a passage supports it; its
citation is the supporting sentence of that passage, whatever markers the model wrote. It is judged
after the question, and where it is anaphoric after the sentences shown before it too. Those that
make no claim are dropped, all others that fail are withheld; where some were false and time is
left, the model is asked once to correct them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Generator as Generator_
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from answer import phrases
from answer.finalize import versioned, written
from answer.generative import prompting
from answer.generative.filler import says_nothing, says_that_nothing_is_said
from answer.generative.generator import Generator
from answer.generative.provider_errors import Cause, ChatModelFailure
from answer.generative.sentence_stream import Draft, NotInSources
from answer.phrases import Unfit
from answer.reading.citations import citation
from answer.reading.coreference import leans
from answer.verification.verifier import Verifier
from domain.errors import ChatModelError, ReaderModelError
from domain.types import (
    Answer,
    AnswerEvent,
    AnswerSentence,
    Citation,
    Language,
    Retrieved,
    SentenceReady,
    Stage,
    StageStarted,
    Status,
    Turn,
    Withheld,
)
from text.folding import fold_text
from text.foreign import third_language
from text.language import detect_or_none
from text.wellformed import wellformed
from vectorstore.store import Store

MOST_REPAIRED = 6
"""Sentences that go back to the model."""
TIME_TO_REPAIR = 0.3
"""Share of the whole time that has to be left for it."""
FEWEST, SHARE = 5, 2
"""Unsupported sentences before a model is judged by their share: of so many to each supported one,
nothing is kept. A model that babbles is right now and then."""
SHORTEST = 3
"""Words of a sentence; what is shorter is a fragment."""


def write(
    generator: Generator,
    verifier: Verifier,
    store: Store,
    draft: Answer,
    quoted: Answer,
    passages: Sequence[Retrieved],
    history: Sequence[Turn],
    deadline: float | None = None,
) -> Generator_[AnswerEvent, None, Answer]:
    """Yield the supported sentences, as they come. Returns the finished answer: the prose or, where
    the model failed or nothing is left of what it wrote, the answer ``quoted`` with a notice of
    the reason. Raises StoreDamaged, ReaderModelError.
    """
    latest = generator.deadline() if deadline is None else deadline
    language, question = draft.language, draft.understood_as or draft.question
    answered = quoted.status is Status.ANSWERED
    cuts: list[Cause] = []
    heard = replace(generator, on_cut=cuts.append)
    given = prompting.within_budget(question, language, passages, history)
    try:
        prose = yield from checked(heard, verifier, draft, given, history, latest)
    except ChatModelError as error:
        cause = error.cause.text(language) if isinstance(error, ChatModelFailure) else error.detail
        return _noticed(quoted, phrases.model_failed(language, cause, answered=answered))
    except ReaderModelError as error:
        return _noticed(quoted, phrases.model_failed(language, error.detail, answered=answered))
    if prose.silent:
        return _noticed(quoted, phrases.model_silent(language)) if answered else quoted
    if not prose.sentences and not prose.withheld:
        return _noticed(quoted, phrases.nothing_written(language, answered=answered))
    if not prose.sentences:
        said = phrases.nothing_left(
            language, answered=answered, foreign=prose.foreign, unreliable=prose.unreliable
        )
        return replace(_noticed(quoted, said), withheld=prose.withheld)
    notices = [phrases.withheld(language, len(prose.withheld))] if prose.withheld else []
    notices += [phrases.cut_short(language, cut.text(language)) for cut in cuts]
    made = written(draft, prose, generator.name, store)
    return replace(_noticed(versioned(made, store), *notices), withheld=prose.withheld)


def _noticed(answer: Answer, *said: str) -> Answer:
    return replace(answer, notices=(*answer.notices, *said))


@dataclass(frozen=True, slots=True)
class Prose:
    """The written answer; ``silent`` where the model only abstains.

    ``foreign``: all that is withheld is so for its language; ``unreliable``: so little of what was
    written is supported that none of it is kept.
    """

    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    withheld: tuple[Withheld, ...] = ()
    silent: bool = False
    foreign: bool = False
    unreliable: bool = False


def checked(
    generator: Generator,
    verifier: Verifier,
    draft: Answer,
    given: Sequence[Retrieved],
    history: Sequence[Turn],
    deadline: float,
) -> Generator_[AnswerEvent, None, Prose]:
    """Yield each sentence that is supported; returns the Prose.

    Raises ChatModelError, ReaderModelError.
    """
    question = draft.understood_as or draft.question
    shown = _Shown(verifier, given, draft.language, question)
    silent = False
    for piece in generator.write(question, draft.language, given, history, deadline):
        if isinstance(piece, NotInSources):
            silent = True
            break
        silent = silent or says_that_nothing_is_said(piece.text)
        if event := shown.take(piece.text):
            yield event
        if shown.unreliable:
            return Prose((), (), tuple(shown.withheld), unreliable=True)
    if shown.false and generator.time_left(deadline) > TIME_TO_REPAIR:
        yield StageStarted(Stage.CHECKING)
        wrong = [one.text for one in shown.false[:MOST_REPAIRED]]
        yield from _repaired(
            generator.mend(question, draft.language, given, wrong, deadline), shown
        )
    withheld = tuple(shown.withheld)
    foreign = bool(withheld) and all(w.reason == Unfit.LANGUAGE for w in withheld)
    return Prose(
        tuple(shown.sentences),
        tuple(shown.citations.values()),
        withheld,
        silent=silent and not withheld and not shown.sentences,
        foreign=foreign,
    )


def _foreign(text: str, language: Language) -> bool:
    """Whether a sentence is in another language than the asker's, where detectable."""
    latin = [unicodedata.name(c, "").startswith("LATIN") for c in text if c.isalpha()]
    if 2 * sum(latin) < len(latin):
        return True
    return detect_or_none(text) is language.other or third_language(text) is not None


def _repaired(drafts: Iterator[Draft], shown: _Shown) -> Iterator[AnswerEvent]:
    """Yield the corrections of a second call, each in the place of a sentence that was sent back;
    what it gets wrong is not reported again.
    """
    sent = shown.false[:MOST_REPAIRED]
    first = list(shown.withheld)
    shown.begin_anew()
    try:
        for piece in drafts:
            if isinstance(piece, NotInSources) or not sent:
                break
            if event := shown.take(piece.text):
                yield event
                nearest = max(sent, key=lambda one: _shared(one.text, piece.text))
                sent.remove(nearest)
                first.remove(nearest)
    except ChatModelError:
        pass  # what was shown before stays; nothing more was put right
    finally:
        shown.withheld = first


def _shared(one: str, other: str) -> int:
    """How many words two sentences share."""
    return len(set(fold_text(one).split()) & set(fold_text(other).split()))


@dataclass
class _Shown:
    """What has been shown and withheld so far; citations are numbered by first use.

    ``false``: those of the withheld that were compared with the sources; ``failures``: how often
    one was, repeated ones too. ``broken``: a sentence was withheld since the last one that names
    its subject, so that a reader could resolve "it" wrongly.
    """

    verifier: Verifier
    given: Sequence[Retrieved]
    language: Language
    question: str
    sentences: list[AnswerSentence] = field(default_factory=list)
    citations: dict[tuple[str, int], Citation] = field(default_factory=dict)
    withheld: list[Withheld] = field(default_factory=list)
    false: list[Withheld] = field(default_factory=list)
    failures: int = 0
    broken: bool = False

    @property
    def unreliable(self) -> bool:
        """Whether so little is supported that nothing is to be relied on."""
        return self.failures >= FEWEST and self.failures > SHARE * len(self.sentences)

    def begin_anew(self) -> None:
        """Another text follows, whose sentences depend on none of those before."""
        self.withheld, self.false, self.failures, self.broken = [], [], 0, True

    def take(self, text: str) -> SentenceReady | None:
        """The event of the next sentence where it is shown and new; None for another one."""
        text = wellformed(text)
        if says_nothing(text) or says_that_nothing_is_said(text) or self._repeats(text):
            return None
        if (unfit := self._unfit(text)) is not None:
            self._withhold(text, str(unfit), phrases.unfit(self.language, unfit))
            return None
        followed = self.sentences if leans(text) else ()
        before = (self.question, *(sentence.text for sentence in followed))
        found = self.verifier.verify(text, self.language, self.given, before)
        if found.place is None or found.span is None or not found.supported:
            self.failures += 1
            if self._withhold(text, str(found.reason), phrases.not_supported(self.language)):
                self.false.append(self.withheld[-1])
            return None
        self.broken = self.broken and leans(text)
        return self._show(text, found.place, found.span)

    def _repeats(self, text: str) -> bool:
        plain = fold_text(text)
        return any(plain == fold_text(sentence.text) for sentence in self.sentences)

    def _unfit(self, text: str) -> Unfit | None:
        if len(text.split()) < SHORTEST:
            return Unfit.FRAGMENT
        if _foreign(text, self.language):
            return Unfit.LANGUAGE
        return Unfit.LEANING if leans(text) and self.broken else None

    def _withhold(self, text: str, reason: str, explanation: str) -> bool:
        """Keep it beside what is shown, once; False where it is there already."""
        self.broken = True
        if any(fold_text(text) == fold_text(one.text) for one in self.withheld):
            return False
        self.withheld.append(Withheld(text, reason, explanation))
        return True

    def _show(self, text: str, place: int, span: tuple[int, int]) -> SentenceReady:
        known = len(self.citations)
        sentence = AnswerSentence(text, (self._cite(place, span),))
        self.sentences.append(sentence)
        return SentenceReady(sentence, tuple(self.citations.values())[known:])

    def _cite(self, place: int, span: tuple[int, int]) -> int:
        """The marker of the citation of a sentence."""
        fresh = citation(len(self.citations) + 1, self.given[place], span)
        return self.citations.setdefault((fresh.passage.source_id, fresh.start), fresh).marker
