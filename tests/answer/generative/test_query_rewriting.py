"""A model's rewriting of a follow-up is taken only where it brings nothing in."""

from __future__ import annotations

import pytest

from answer.generative.generator import Generator
from domain.types import Language, Turn
from tests.fakes import FakeChatModel

EN, FR = Language.EN, Language.FR


def rewritten(written: str, question: str, history: tuple[Turn, ...], language: Language) -> bool:
    """Whether a model's rewriting is taken."""
    generator = Generator(FakeChatModel(written), "fake", 600.0)
    return generator.rewritten(question, language, history) is not None


def turns(*said: str) -> tuple[Turn, ...]:
    roles = ("user", "assistant") * len(said)
    return tuple(Turn(role, text) for role, text in zip(roles, said, strict=False))


BRIDGE = turns(
    "What is the Ostrel bridge agreement?",
    "The Ostrel bridge agreement says who pays for the bridge. Two villages signed it. The council "
    "had abolished the old toll.",
)
BRIDGE_FR = turns(
    "Qu'est-ce que l'accord du pont d'Ostrel ?",
    "L'accord du pont d'Ostrel dit qui paie le pont. Deux villages l'ont signé ; le conseil avait "
    "aboli l'ancien péage.",
)
COD = turns("How much cod did Norway sell to Morocco in 2019?", "Norway sold 40 tonnes.")
COD_FR = turns("Combien de morue la Norvège a-t-elle vendu au Maroc en 2019 ?", "40 tonnes.")


@pytest.mark.parametrize(
    ("history", "question", "written"),
    [
        (BRIDGE, "When did it enter into force?", "When did the agreement enter into force?"),
        (
            BRIDGE,
            "When did it enter into force?",
            "When did the Ostrel bridge agreement enter into force?",
        ),
        (BRIDGE, "Who signed it?", "Who signed the Ostrel bridge agreement?"),
        (BRIDGE, "Who signed this treaty?", "Who signed the Ostrel bridge agreement?"),
        (BRIDGE, "Is it not expensive?", "Is the bridge not expensive?"),
        (BRIDGE, "Why is it not in force?", "Why is the Ostrel agreement not in force?"),
        (BRIDGE, "and since when?", "Since when has the council abolished the old toll?"),
        (BRIDGE, "Where is it?", "Where is the Ostrel bridge?"),
        (BRIDGE, "How does it work?", "How does the Ostrel bridge agreement work?"),
        (BRIDGE_FR, "When did it enter into force?", "When did the agreement enter into force?"),
        (COD, "And in 2020?", "How much cod did Norway sell to Morocco in 2020?"),
        (COD, "And Canada?", "How much cod did Canada sell to Morocco in 2019?"),
        (COD, "And how much did it buy?", "How much cod did Norway buy?"),
    ],
)
def test_what_the_turns_before_say_may_be_put_in(
    history: tuple[Turn, ...], question: str, written: str
) -> None:
    assert rewritten(written, question, history, EN)


@pytest.mark.parametrize(
    ("history", "question", "written"),
    [
        (
            BRIDGE_FR,
            "Quand est-il entré en vigueur ?",
            "Quand l'accord du pont d'Ostrel est-il entré en vigueur ?",
        ),
        (BRIDGE_FR, "Qui l'a signé ?", "Qui a signé l'accord du pont d'Ostrel ?"),
        (BRIDGE_FR, "Qui a signé ce traité ?", "Qui a signé l'accord du pont d'Ostrel ?"),
        (
            BRIDGE_FR,
            "Pourquoi n'est-il pas en vigueur ?",
            "Pourquoi l'accord du pont d'Ostrel n'est-il pas en vigueur ?",
        ),
        (BRIDGE_FR, "Où se trouve-t-il ?", "Où se trouve le pont d'Ostrel ?"),
        (
            BRIDGE,
            "Quand est-il entré en vigueur ?",
            "Quand l'accord du pont d'Ostrel est-il entré en vigueur ?",
        ),
        (COD_FR, "Et en 2020 ?", "Combien de morue la Norvège a-t-elle vendu au Maroc en 2020 ?"),
        (
            COD_FR,
            "Et le Canada ?",
            "Combien de morue le Canada a-t-il vendu au Maroc en 2019 ?",
        ),
    ],
)
def test_in_french_too(history: tuple[Turn, ...], question: str, written: str) -> None:
    assert rewritten(written, question, history, FR)


@pytest.mark.parametrize(
    "written",
    [
        "When did Norway sign the Ostrel bridge agreement?",  # a name that nobody said
        "When did the agreement of 1931 enter into force?",  # a figure
        "Quand l'accord du pont d'Ostrel est-il entré en vigueur ?",  # another language
        "It entered into force last year.",  # no question
        "When did it enter into force? " * 20,
        "",
    ],
)
def test_what_brings_something_in_or_is_no_question_is_not_taken(written: str) -> None:
    assert not rewritten(written, "When did it enter into force?", BRIDGE, EN)
