"""What `passerelle ask` prints under an answer: who worded it."""

from __future__ import annotations

import pytest
from rich.console import Console

from app.views.answer import print_answer
from domain.types import Answer, AnswerSentence, Language, Status

EN, FR = Language.EN, Language.FR


def printed(language: Language, status: Status, answerer: str) -> str:
    out = Console(record=True, width=200)
    sentences = (AnswerSentence("One."), AnswerSentence("Two."))
    print_answer(Answer("?", language, status, sentences, answerer=answerer), out)
    return out.export_text()


@pytest.mark.parametrize(
    ("language", "answerer", "line"),
    [
        (EN, "quotes", "Quoted word for word from the sources."),
        (FR, "quotes", "Cité mot pour mot des sources."),
        (EN, "openai:x", "Written by openai:x; every sentence was checked against the sources."),
        (FR, "openai:x", "Rédigé par openai:x ; chaque phrase a été confrontée aux sources."),
    ],
)
def test_an_answer_says_who_worded_it(language: Language, answerer: str, line: str) -> None:
    assert printed(language, Status.ANSWERED, answerer).splitlines()[:3] == ["One.", "Two.", line]


@pytest.mark.parametrize("status", [Status.UNANSWERED, Status.COURTESY])
def test_what_is_no_answer_says_nothing_of_it(status: Status) -> None:
    assert printed(EN, status, "openai:x").split() == ["One.", "Two."]
