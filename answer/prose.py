"""Post-hoc attribution: a language model's sentences are verified one by one and given citations.

A sentence is shown once it is complete and a passage supports it; its citation is the supporting
sentence of that passage, whatever markers the model wrote. It is judged after the question, and
where it is anaphoric after the sentences shown before it too. Those that make no claim are dropped,
all others that fail are withheld; where some were false and time is left, the model is asked once
to correct them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Generator as Generator_
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from answer import phrases
from answer.filler import says_nothing, says_that_nothing_is_said
from answer.generation import Generator
from answer.model.drafting import Draft, NotInSources
from answer.phrases import Unfit
from answer.quoting import citation
from answer.reading.coreference import leans
from answer.verification.verifier import Verifier
from domain.errors import ChatModelError
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
    Turn,
    Withheld,
)
from text.folding import fold_text
from text.foreign import third_language
from text.language import detect_or_none
from text.wellformed import wellformed

MOST_REPAIRED = 6
"""Sentences that go back to the model."""
TIME_TO_REPAIR = 0.3
"""Share of the whole time that has to be left for it."""
FEWEST, SHARE = 5, 2
"""Unsupported sentences before a model is judged by their share: of so many to each supported one,
nothing is kept. A model that babbles is right now and then."""
SHORTEST = 3
"""Words of a sentence; what is shorter is a fragment."""


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
