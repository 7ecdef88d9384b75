"""What a language model wrote, checked, with its passage numbers as citations of whole sentences.

A sentence is told once it is complete and borne out. The others go back to the model once, with the
reasons; what still is not borne out is withheld. Knows nothing of how sentences are checked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Generator as Generator_
from dataclasses import dataclass, field

from answer.claims.verdict import Outcome, Reason, Verdict, unsupported
from answer.filler import bare, says_nothing
from answer.generation import Generator
from answer.leaning import LEANING, Footing
from answer.model.drafting import Draft, DraftSentence, NotInSources
from answer.withholding import withheld
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

Check = Callable[[DraftSentence], Verdict]
Judged = tuple[DraftSentence, Verdict]
Support = Callable[[str, int], tuple[int, int]]
"""A claim, the place of a passage: where in the passage the sentence stands that it rests on."""
MOST_MENDED = 6  # sentences that go back to the model
FEWEST = 5  # sentences that are not borne out before a model is judged by their share...
SHARE = 2  # ... of so many to each one that is
# Why a sentence that may be true is not told: these a second call can put right.
_FORMAL = frozenset((None, Reason.UNCITED, Reason.MARKUP, Reason.LANGUAGE))


@dataclass(frozen=True, slots=True)
class Prose:
    """The written answer; ``silent`` where the model says that the passages do not answer.

    ``foreign``: all that is withheld is so for its language; ``unreliable``: so little of what was
    written is borne out that none of it is kept.
    """

    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    withheld: tuple[Withheld, ...] = ()
    silent: bool = False
    foreign: bool = False
    unreliable: bool = False


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
    question, telling = draft.understood_as or draft.question, _Telling(given, support, check)
    wrong: list[Judged] = []
    alone: list[Judged] = []
    silent = False
    for piece in generator.write(question, draft.language, given, history, deadline):
        if isinstance(piece, NotInSources):
            return Prose((), (), silent=True)
        if not (piece.passages or piece.unknown) and says_nothing(piece.text):
            continue
        if bare(piece.text):
            alone.append((piece, check(piece)))
            continue
        verdict, event = telling.judge(piece)
        if event:
            yield event
        if verdict.outcome is Outcome.UNSUPPORTED:
            wrong.append((piece, verdict))
        silent = silent or verdict.silence
        if _unreliable(wrong, telling):
            return Prose((), (), _withheld(wrong, draft.language), unreliable=True)
    wrong = _in_a_third_language(wrong if telling.sentences else [*alone, *wrong])
    if wrong:
        yield StageStarted(Stage.CHECKING)
        mending = generator.mend(question, draft.language, given, wrong[:MOST_MENDED], deadline)
        yield from _mended(mending, wrong, telling)
    left = [pair for pair in wrong if not (telling.sentences and bare(pair[0].text))]
    kept = _withheld(left, draft.language)
    foreign = bool(left) and all(verdict.reason is Reason.LANGUAGE for _, verdict in left)
    return Prose(*telling.told(), kept, silent=silent and not left, foreign=foreign)


def _unreliable(wrong: Sequence[Judged], telling: _Telling) -> bool:
    """Whether so little is borne out that nothing is to be relied on: a model that babbles hits on
    something now and then.
    """
    false = sum(verdict.reason not in _FORMAL for _, verdict in wrong)
    return false >= FEWEST and false > SHARE * len(telling.sentences)


def _withheld(wrong: Sequence[Judged], language: Language) -> tuple[Withheld, ...]:
    return tuple(withheld(sentence, verdict, language) for sentence, verdict in wrong)


def _in_a_third_language(wrong: list[Judged]) -> list[Judged]:
    """The same, with that as their reason where they are neither in French nor in English."""
    text = " ".join(piece.text for piece, _ in wrong)
    letters = [unicodedata.name(c, "").startswith("LATIN") for c in text if c.isalpha()]
    if 2 * sum(letters) >= len(letters) and not third_language(text):
        return wrong
    return [(piece, unsupported(Reason.LANGUAGE)) for piece, _ in wrong]


def _mended(
    drafts: Iterator[Draft],
    wrong: list[Judged],
    telling: _Telling,
) -> Iterator[SentenceReady]:
    """Tell what the second call puts right; it leaves ``wrong``, where the rest is withheld."""
    telling.footing = Footing()
    try:
        for piece in drafts:
            if not wrong:
                return
            if isinstance(piece, NotInSources) or not piece.passages:
                continue
            _, event = telling.judge(piece)
            if event:
                yield event
                wrong.remove(_replaced(piece, wrong))
    except ChatModelError:
        return  # what was told before stands; nothing more was put right


def _replaced(piece: DraftSentence, wrong: Sequence[Judged]) -> Judged:
    """The wrong sentence that shares most words with one that was put right."""
    own = set(fold_text(piece.text).split())
    return max(wrong, key=lambda pair: len(own & set(fold_text(pair[0].text).split())))


@dataclass
class _Telling:
    """What has been told so far; citations are numbered by first use."""

    given: Sequence[Retrieved]
    support: Support
    check: Check
    footing: Footing = field(default_factory=Footing)
    sentences: list[AnswerSentence] = field(default_factory=list)
    citations: dict[tuple[str, int], Citation] = field(default_factory=dict)

    def told(self) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
        """The sentences and their citations."""
        return (tuple(self.sentences), tuple(self.citations.values()))

    def judge(self, piece: DraftSentence) -> tuple[Verdict, SentenceReady | None]:
        """The verdict on the next sentence, and its event where it is told."""
        verdict = self.check(piece)
        if verdict.supported and not self.footing.bears(piece.text):
            verdict = LEANING
        event = self._tell(piece, verdict)
        if verdict.outcome is not Outcome.NO_CLAIM or event:
            self.footing.shown.append(event is not None)
        return (verdict, event)

    def _tell(self, piece: DraftSentence, verdict: Verdict) -> SentenceReady | None:
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
