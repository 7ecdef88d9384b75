"""Evaluation run: asks every gold question and aggregates the figures, for each language.

Every question is asked as `passerelle ask --batch` asks it; no language model judges an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.reports import Progress
from domain.types import Answer, AnswerEvent, Finished, Language, Turn
from evaluation.gold import GoldItem
from evaluation.marks import Figure, Mark, TextOf, marks
from evaluation.matching import fold, holds
from evaluation.retrieval import Places, measure, places
from text.wellformed import wellformed

__all__ = ["Asked", "Asks", "Scores", "Share", "evaluate", "fold", "holds", "scores"]


class Asks(Protocol):
    """The system under evaluation."""

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        language: Language | None = None,
        interface: Language = Language.EN,
    ) -> Iterator[AnswerEvent]:
        """Answer, as answer.assistant.Assistant does."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """A gold question with its answer, its marks, and where its evidence was retrieved."""

    item: GoldItem
    answer: Answer
    marks: tuple[Mark, ...]
    places: Places


@dataclass(frozen=True, slots=True)
class Share:
    """A mean of ``n`` values between 0 and 1."""

    value: float
    n: int

    @property
    def interval(self) -> tuple[float, float]:
        """The bounds of a share with 95% confidence (Wilson 1927)."""
        z = 1.96
        centre = self.value + z * z / (2 * self.n)
        spread = self.value * (1 - self.value) / self.n + (z / (2 * self.n)) ** 2
        low, high = (centre + sign * z * spread**0.5 for sign in (-1, 1))
        scale = 1 + z * z / self.n
        return max(0.0, low / scale), min(1.0, high / scale)


Scores = dict[Figure, dict[Language | None, Share]]
"""Each figure that has any marks: by language of the question, and under None for all of them."""


def evaluate(
    items: Sequence[GoldItem],
    assistant: Asks,
    text_of: TextOf,
    interface: Language = Language.EN,
    progress: Callable[[Progress], None] = lambda _: None,
) -> tuple[Asked, ...]:
    """Ask every question and mark its answer; raises what the assistant raises."""
    measure(())  # a library that is missing is reported before any question is asked
    asked = []
    for number, item in enumerate(items, start=1):
        events = assistant.ask(wellformed(item.question), item.history, None, interface)
        answer = next(event.answer for event in events if isinstance(event, Finished))
        found = places(item, answer)
        asked.append(Asked(item, answer, marks(item, answer, text_of), found))
        progress(Progress("asking", number, len(items)))
    return tuple(asked)


def scores(asked: Sequence[Asked]) -> Scores:
    """Every figure, in order; a figure without a mark is left out."""
    by_language = {
        scope: _shares([a for a in asked if scope in (a.item.language, None)])
        for scope in (Language.FR, Language.EN, None)
    }
    return {
        figure: {scope: shares[figure] for scope, shares in by_language.items() if figure in shares}
        for figure in Figure
        if figure in by_language[None]
    }


def _shares(asked: Sequence[Asked]) -> dict[Figure, Share]:
    found = [(a.places, len(a.answer.retrieved)) for a in asked if a.item.answerable]
    shares = {figure: Share(value, n) for figure, (value, n) in measure(found).items()}
    for figure in Figure:
        marked = [mark.right for a in asked for mark in a.marks if mark.figure is figure]
        if marked:
            shares[figure] = Share(sum(marked) / len(marked), len(marked))
    return shares
