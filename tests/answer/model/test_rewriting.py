"""A model's rewriting of a follow-up is taken only where it asks what the follow-up asked."""

from __future__ import annotations

import pytest

from answer.generation import Generator
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
    ("history", "question", "written"),
    [
        # Another verb, though the turns before hold it.
        (BRIDGE, "When did it enter into force?", "When was the agreement abolished?"),
        # Words that nobody said.
        (
            BRIDGE,
            "When did it enter into force?",
            "When did the corrupt agreement enter into force?",
        ),
        (
            BRIDGE,
            "When did it enter into force?",
            "When did the agreement enter into force by fraud?",
        ),
        # Words of several sentences of an answer.
        (BRIDGE, "Who paid for it?", "Who paid for the villages of the council?"),
        # Another form.
        (
            BRIDGE,
            "When did it enter into force?",
            "Who is to blame for corruption in the agreement?",
        ),
        (BRIDGE, "When did it enter into force?", "Why did the agreement enter into force?"),
        (BRIDGE, "When did it enter into force?", "Did the agreement enter into force?"),
        (BRIDGE, "Where is it?", "How is the Ostrel bridge?"),
        (BRIDGE, "Where is it?", "What is the Ostrel bridge?"),
        (COD, "And in 2020?", "Why did Norway sell cod to Morocco in 2020?"),
        # Denials and limits, brought in or left out.
        (BRIDGE, "When did it enter into force?", "When did the agreement not enter into force?"),
        (BRIDGE, "When did it enter into force?", "When should the agreement enter into force?"),
        (BRIDGE, "When did it enter into force?", "Since when did the agreement enter into force?"),
        (BRIDGE, "Is it in force?", "Is the agreement not in force?"),
        (BRIDGE, "Why is it not in force?", "Why is the Ostrel agreement in force?"),
        (BRIDGE, "Why didn't it open?", "Why did the bridge open?"),
        (BRIDGE, "Did all villages sign it?", "Did the villages sign the agreement?"),
        (BRIDGE, "Can it open?", "Must the bridge open?"),
        (BRIDGE, "and since when?", "Until when did the council pay?"),
        (COD, "And in 2020?", "How much cod did Norway not sell to Morocco in 2020?"),
        # A word of the question lost.
        (BRIDGE, "When did it enter into force?", "When did the villages enter?"),
        (BRIDGE, "Is it a failure?", "Is it the Ostrel bridge?"),
        (COD, "And in 2020?", "How much cod did Norway sell to Morocco in 2019?"),
        (COD, "And Canada?", "How much cod did Norway sell to Morocco in 2019?"),
        # Giver and taker exchanged.
        (COD, "And how much did it sell to Canada?", "How much cod did Canada sell to Norway?"),
        (BRIDGE, "Who paid it to the villages?", "To whom did the villages pay it?"),
        (BRIDGE, "What abolished it?", "What did the Ostrel bridge agreement abolish?"),
        (BRIDGE, "Who paid it?", "Who did it pay?"),
    ],
)
def test_another_question_is_not_taken(
    history: tuple[Turn, ...], question: str, written: str
) -> None:
    assert not rewritten(written, question, history, EN)


@pytest.mark.parametrize(
    ("history", "question", "written"),
    [
        (BRIDGE_FR, "Quand est-il entré en vigueur ?", "Quand l'accord a-t-il été aboli ?"),
        (
            BRIDGE_FR,
            "Quand est-il entré en vigueur ?",
            "Qui est responsable de la corruption dans l'accord ?",
        ),
        (
            BRIDGE_FR,
            "Quand est-il entré en vigueur ?",
            "Quand l'accord n'est-il plus entré en vigueur ?",
        ),
        (
            BRIDGE_FR,
            "Quand est-il entré en vigueur ?",
            "Quand l'accord honteux est-il entré en vigueur ?",
        ),
        (BRIDGE_FR, "Est-il en vigueur ?", "L'accord n'est-il pas un échec ?"),
        (
            BRIDGE_FR,
            "Pourquoi n'est-il pas en vigueur ?",
            "Pourquoi l'accord du pont d'Ostrel est-il en vigueur ?",
        ),
        (BRIDGE_FR, "Où se trouve-t-il ?", "Comment se trouve le pont d'Ostrel ?"),
        (BRIDGE_FR, "Qu'est-ce qui l'a aboli ?", "Qu'est-ce que l'accord a aboli ?"),
        (COD_FR, "Et en 2020 ?", "Pourquoi la Norvège a-t-elle vendu au Maroc en 2020 ?"),
        (COD_FR, "Et le Canada ?", "Combien de morue le Canada a-t-il perdu en 2019 ?"),
        (COD_FR, "Et en 2020 ?", "Combien de morue la Norvège a-t-elle vendu au Maroc en 2019 ?"),
    ],
)
def test_nor_is_it_in_french(history: tuple[Turn, ...], question: str, written: str) -> None:
    assert not rewritten(written, question, history, FR)
