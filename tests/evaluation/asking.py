"""Gold questions and the answers of a script, for tests of evaluations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from domain.types import (
    Answer,
    AnswerEvent,
    AnswerSentence,
    Citation,
    Finished,
    Language,
    Passage,
    Retrieved,
    Stage,
    StageStarted,
    Status,
    Turn,
)
from evaluation.gold import GoldItem

FR, EN = Language.FR, Language.EN
TEXT = "The port shipped 12 tonnes of wool in 2019. The council owns the quay. Terns nest there."


def gold(question: str = "q", kind: str = "fact", language: Language = EN, **more: Any) -> GoldItem:
    """A question; answerable unless its kind or ``more`` says otherwise."""
    refused = ("near_miss", "unanswerable", "false_premise", "attack", "chitchat")
    fields: dict[str, Any] = {
        "answerable": kind not in refused,
        "gold_quotes": (),
        "must_include": (),
        "must_not_include": (),
        "history": (),
    }
    return GoldItem(question, language, question, kind, **fields | more)


def passage(text: str, start: int = 0) -> Passage:
    """A passage of the source "port"."""
    return Passage(text, "port", ("Facts",), text, start, start + len(text), EN, 0, 0)


def answer(
    status: Status = Status.ANSWERED,
    text: str = "",
    quotes: Sequence[str] = (),
    found: Sequence[str] = (),
    language: Language = EN,
) -> Answer:
    """An answer that quotes TEXT and was chosen from the passages found."""
    whole = passage(TEXT)
    citations = tuple(
        Citation(n, whole, quote, TEXT.find(quote), TEXT.find(quote) + len(quote), "The port")
        for n, quote in enumerate(quotes, start=1)
    )
    sentences = (AnswerSentence(text or " ".join(quotes)),)
    retrieved = tuple(Retrieved(passage(t), 0.5, title="The port") for t in found)
    return Answer("q", language, status, sentences, citations, retrieved)


class Scripted:
    """Gives each question the answer of its script; keeps what it was asked with."""

    def __init__(self, **answers: Answer) -> None:
        self.answers = answers
        self.asked: list[tuple[str, Sequence[Turn], Language | None, Language]] = []

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        language: Language | None = None,
        interface: Language = EN,
    ) -> Iterator[AnswerEvent]:
        """The events of the script's answer."""
        self.asked.append((question, history, language, interface))
        yield StageStarted(Stage.SEARCHING)
        yield Finished(self.answers[question])
