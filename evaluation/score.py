"""Scores of an assistant on gold questions: shares, each with its number of questions.

Matching ignores case, accents, the shape of apostrophes and the width of spaces. A retrieved text
longer than a passage may be does not count as found. Knows nothing of pages or commands.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from domain.types import Answer, AnswerEvent, Finished, Language, Status, Turn
from evaluation.gold import GoldItem

Scores = dict[str, tuple[float, int]]
MOST_WORDS = 120


class Asks(Protocol):
    """What is scored."""

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        language: Language | None = None,
        interface: Language = Language.EN,
    ) -> Iterator[AnswerEvent]:
        """Answer, as answer.assistant.Assistant does."""
        ...


def score(
    items: Iterable[GoldItem],
    assistant: Asks,
    on_item: Callable[[GoldItem, Answer], None] = lambda _i, _a: None,
) -> Scores:
    """Ask every question and count; ``on_item`` sees each answer as it comes."""
    tally: dict[str, list[float]] = defaultdict(list)
    for item in items:
        answer = _answer(item, assistant)
        on_item(item, answer)
        for name, value in _marks(item, answer):
            tally[name].append(value)
    return {name: (sum(marks) / len(marks), len(marks)) for name, marks in sorted(tally.items())}


def fold(text: str) -> str:
    """Lower case, no accents, straight apostrophes and quotes, single spaces."""
    text = unicodedata.normalize("NFD", text.casefold())
    text = "".join(c for c in text if unicodedata.category(c) != "Mn")
    text = text.translate(str.maketrans("’‘«»", "''\"\""))
    return re.sub(r"\s+", " ", text).strip()


def holds(text: str, quote: str) -> bool:
    """Whether a passage carries a quotation."""
    folded = fold(text)
    return fold(quote) in folded and len(folded.split()) <= MOST_WORDS


def _answer(item: GoldItem, assistant: Asks) -> Answer:
    events = assistant.ask(item.question, item.history, None, item.language)
    return next(event.answer for event in events if isinstance(event, Finished))


def _marks(item: GoldItem, answer: Answer) -> Iterator[tuple[str, float]]:
    answered = answer.status is Status.ANSWERED
    if item.kind != "mixed":
        yield "language detected", answer.language is item.language
    if not item.answerable:
        if item.kind == "chitchat":
            yield "courtesy", answer.status is Status.COURTESY
        elif item.kind not in ("false_premise", "attack"):
            yield f"refused: {item.kind}", not answered
        return
    texts = [r.passage.text for r in answer.retrieved]
    for k in (1, 5):
        for quote in item.gold_quotes:
            found = any(holds(text, quote) for text in texts[:k])
            yield f"retrieval {item.language}: recall@{k}", found
    text = fold(answer.text)
    included = all(any(fold(w) in text for w in wordings) for wordings in item.must_include)
    spoilt = any(fold(w) in text for w in item.must_not_include)
    yield f"answers {item.language}: right", answered and included and not spoilt
    yield "not refused by mistake", answered
