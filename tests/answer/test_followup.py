import pytest

from answer.followup import complete, leans
from domain.types import Turn


def history(question: str) -> tuple[Turn, ...]:
    return (Turn("user", question), Turn("assistant", "Une réponse."))


def test_a_question_that_stands_alone_is_left_alone() -> None:
    question = "Combien de navires la flotte marocaine compte-t-elle ?"
    assert complete(question, history("Où se trouve le port ?")) == question


def test_nothing_is_added_without_history() -> None:
    assert complete("Et en 2005 ?", ()) == "Et en 2005 ?"


@pytest.mark.parametrize(
    ("last", "question", "understood"),
    [
        (
            "Quel était le tonnage en 2021 ?",
            "Et en 2005 ?",
            "Quel était le tonnage en 2005 ?",
        ),
        ("How much cod was landed in 2019?", "and in 2020?", "How much cod was landed in 2020?"),
    ],
)
def test_a_bare_year_takes_the_place_of_the_last_one(
    last: str, question: str, understood: str
) -> None:
    assert complete(question, history(last)) == understood


@pytest.mark.parametrize(
    "question",
    ["Et pour le saumon ?", "Lesquels ?", "and since when?", "Who signed it?", "Pourquoi ?"],
)
def test_a_leaning_question_is_put_beside_the_last_one(question: str) -> None:
    last = "Quels accords le port a-t-il conclus ?"
    assert complete(question, history(last)) == f"{last} {question}"


@pytest.mark.parametrize(
    "question",
    [
        "Quel est le budget du musée de Tromsø ?",
        "Which species are protected by the river commission?",
        "Est-ce que la ligne de tramway dessert l'hôpital ?",
    ],
)
def test_questions_with_a_subject_do_not_lean(question: str) -> None:
    assert not leans(question)


def test_the_last_question_of_the_asker_counts_not_the_answer() -> None:
    turns = (Turn("user", "Who runs the tram?"), Turn("assistant", "The city."))
    assert complete("and since when?", turns).startswith("Who runs the tram?")
