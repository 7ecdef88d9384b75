"""A question with the turn before it."""

from answer.question.contextualize import contextualize, question_before
from answer.question.intent import bundled_intents
from domain.types import Turn


def said(*messages: str) -> list[Turn]:
    return [Turn("assistant" if n % 2 else "user", text) for n, text in enumerate(messages)]


def test_without_a_turn_before_the_question_is_as_it_was() -> None:
    assert question_before([], bundled_intents()) is None
    assert contextualize("And in 2005?", None) == "And in 2005?"


def test_the_question_before_comes_first() -> None:
    before = question_before(said("How much cod was landed in 2019?", "…"), bundled_intents())
    assert contextualize("And in 2005?", before) == "How much cod was landed in 2019? And in 2005?"


def test_small_talk_between_asks_nothing() -> None:
    history = said("Qui dirige le port de Grenvik ?", "…", "merci beaucoup !", "Je vous en prie.")
    assert question_before(history, bundled_intents()) == "Qui dirige le port de Grenvik ?"
