"""What a language model wrote, checked, with its passage numbers as citations of whole sentences.

A sentence is told once it is complete and borne out. The others go back to the model once, with the
reasons; what still is not borne out is withheld. Knows nothing of how sentences are checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Generator as Generator_
from dataclasses import dataclass, field

from answer.claims.verdict import Outcome, Reason, Verdict
from answer.generation import Generator
from answer.model.drafting import Draft, DraftSentence, NotInSources
from answer.question.asked import fold
from answer.withholding import withheld
from domain.errors import ChatModelError
from domain.types import (
    Answer,
    AnswerEvent,
    AnswerSentence,
    Citation,
    Retrieved,
    SentenceReady,
    Stage,
    StageStarted,
    Turn,
    Withheld,
)

Check = Callable[[DraftSentence], Verdict]
Support = Callable[[str, int], tuple[int, int]]
"""A claim, the place of a passage: where in the passage the sentence stands that it rests on."""
MOST_MENDED = 6  # sentences that go back to the model


@dataclass(frozen=True, slots=True)
class Prose:
    """The written answer; ``silent`` where the model says that the passages do not answer.

    ``foreign``: all that is withheld is so for its language.
    """

    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    withheld: tuple[Withheld, ...] = ()
    silent: bool = False
    foreign: bool = False


def checked(
    generator: Generator,
    draft: Answer,
    given: Sequence[Retrieved],
    check: Check,
    support: Support,
    history: Sequence[Turn],
    deadline: float,
) -> Generator_[AnswerEvent, None, Prose]:
    """Tell each sentence that is borne out; returns the Prose. Raises ChatModelError."""
    question, telling = draft.understood_as or draft.question, _Telling(given, support)
    wrong: list[tuple[DraftSentence, Verdict]] = []
    silent = False
    for piece in generator.write(question, draft.language, given, history, deadline):
        if isinstance(piece, NotInSources):
            return Prose((), (), silent=True)
        verdict = check(piece)
        if verdict.outcome is Outcome.UNSUPPORTED:
            wrong.append((piece, verdict))
        elif event := telling.tell(piece, verdict):
            yield event
        silent = silent or verdict.silence
    if wrong:
        yield StageStarted(Stage.CHECKING)
        mending = generator.mend(question, draft.language, given, wrong[:MOST_MENDED], deadline)
        yield from _mended(mending, wrong, telling, check)
    kept = tuple(withheld(sentence, verdict, draft.language) for sentence, verdict in wrong)
    foreign = bool(wrong) and all(verdict.reason is Reason.LANGUAGE for _, verdict in wrong)
    return Prose(*telling.told(), kept, silent=silent and not wrong, foreign=foreign)


def _mended(
    drafts: Iterator[Draft],
    wrong: list[tuple[DraftSentence, Verdict]],
    telling: _Telling,
    check: Check,
) -> Iterator[SentenceReady]:
    """Tell what the second call puts right; it leaves ``wrong``, where the rest is withheld."""
    try:
        for piece in drafts:
            if not wrong:
                return
            if isinstance(piece, NotInSources) or not piece.passages:
                continue
            if event := telling.tell(piece, check(piece)):
                yield event
                wrong.remove(_replaced(piece, wrong))
    except ChatModelError:
        return  # what was told before stands; nothing more was put right


def _replaced(
    piece: DraftSentence, wrong: Sequence[tuple[DraftSentence, Verdict]]
) -> tuple[DraftSentence, Verdict]:
    """The wrong sentence that shares most words with one that was put right."""
    own = set(fold(piece.text).split())
    return max(wrong, key=lambda pair: len(own & set(fold(pair[0].text).split())))


@dataclass
class _Telling:
    """What has been told so far; citations are numbered by first use."""

    given: Sequence[Retrieved]
    support: Support
    sentences: list[AnswerSentence] = field(default_factory=list)
    citations: dict[tuple[str, int], Citation] = field(default_factory=dict)

    def told(self) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
        """The sentences and their citations."""
        return (tuple(self.sentences), tuple(self.citations.values()))

    def tell(self, piece: DraftSentence, verdict: Verdict) -> SentenceReady | None:
        """The event of a sentence that may be shown and is new; None for another one.

        That the sources do not tell something more is said only after what they do tell.
        """
        shown = verdict.supported or (verdict.silence and self.sentences)
        if not shown or any(piece.text == s.text for s in self.sentences):
            return None
        known = len(self.citations)
        numbers = [self._cite(n - 1, piece.text) for n in piece.passages]
        sentence = AnswerSentence(piece.text, tuple(dict.fromkeys(numbers)))
        self.sentences.append(sentence)
        return SentenceReady(sentence, tuple(self.citations.values())[known:])

    def _cite(self, place: int, claim: str) -> int:
        """The marker of the citation of the sentence that a claim rests on."""
        retrieved = self.given[place]
        passage = retrieved.passage
        start, end = self.support(claim, place)
        quote, at = passage.text[start:end], passage.start + start
        fresh = Citation(
            len(self.citations) + 1, passage, quote, at, passage.start + end, retrieved.title
        )
        return self.citations.setdefault((passage.source_id, at), fresh).marker
