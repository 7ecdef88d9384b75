"""Questions that lean on the turns before, in both languages, about invented subjects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.followup import asked_for, complete, leans
from answer.question.asked import Form
from domain.types import Turn
from text.figures import FigureKind


def history(*questions: str) -> tuple[Turn, ...]:
    return tuple(
        turn for q in questions for turn in (Turn("user", q), Turn("assistant", "Une réponse."))
    )


def test_a_question_that_stands_alone_is_left_alone() -> None:
    question = "Combien de navires la flotte marocaine compte-t-elle ?"
    assert complete(question, history("Où se trouve le port ?")) == question


def test_nothing_is_added_without_history() -> None:
    assert complete("Et en 2005 ?", ()) == "Et en 2005 ?"


@pytest.mark.parametrize(
    ("last", "question", "understood"),
    [
        ("Quel était le tonnage en 2021 ?", "Et en 2005 ?", "Quel était le tonnage en 2005 ?"),
        ("How much cod was landed in 2019?", "and in 2020?", "How much cod was landed in 2020?"),
        (
            "Quel était le tonnage en 2021 ?",
            "Et dix ans plus tôt ?",
            "Quel était le tonnage en 2011 ?",
        ),
        ("How much cod in 2019?", "And 5 years later?", "How much cod in 2024?"),
        (
            "How much cod was landed in 2019?",
            "the year before?",
            "How much cod was landed in 2018?",
        ),
        ("How much cod was landed last year?", "And in 2009?", "How much cod was landed in 2009?"),
        (
            "Combien de morue a été débarquée l'an dernier ?",
            "Et en 2009 ?",
            "Combien de morue a été débarquée en 2009 ?",
        ),
        ("What is the largest harbour?", "And the smallest?", "What is the smallest harbour?"),
        (
            "Quelle est la plus haute tour ?",
            "Et la moins haute ?",
            "Quelle est la moins haute tour ?",
        ),
    ],
)
def test_a_figure_or_superlative_takes_the_place_of_the_last_one(
    last: str, question: str, understood: str
) -> None:
    assert complete(question, history(last)) == understood


@pytest.mark.parametrize(
    ("last", "question", "understood"),
    [
        (
            "Quelle part du câble Tern Capital détient-il ?",
            "Et Kuura Networks ?",
            "Quelle part du câble Kuura Networks détient-il ?",
        ),
        (
            "Combien la France exporte-t-elle vers le Chili ?",
            "Et l'Allemagne ?",
            "Combien l'Allemagne exporte-t-elle vers le Chili ?",
        ),
        (
            "Quelle part du commerce le Pérou fait-il avec l'UE ?",
            "Et avec la Chine\u00a0?",
            "Quelle part du commerce le Pérou fait-il avec la Chine ?",
        ),
        (
            "What is the share of the EU in foreign trade?",
            "And of China?",
            "What is the share of China in foreign trade?",
        ),
        (
            "Who signed the pact with Norway?",
            "And with Iceland?",
            "Who signed the pact with Iceland?",
        ),
        (
            "What does the city do about floods?",
            "What about wildlife?",
            "What does the city do about wildlife?",
        ),
        ("Quel est le prix du pétrole ?", "Et les céréales ?", "Quel est le prix des céréales ?"),
        ("Quand le pont ouvre-t-il ?", "Et la gare ?", "Quand la gare ouvre-t-il ?"),
        (
            "Qui achète le fromage dans le pays ?",
            "Et à l'étranger ?",
            "Qui achète le fromage à l'étranger ?",
        ),
    ],
)
def test_a_name_or_phrase_takes_the_place_of_its_counterpart(
    last: str, question: str, understood: str
) -> None:
    assert complete(question, history(last)) == understood


@pytest.mark.parametrize(
    "question",
    [
        "Et pour le saumon ?",
        "Lesquels ?",
        "and since when?",
        "Who signed it?",
        "Pourquoi ?",
        "Sur quelle période ?",
        "In which year?",
        "Combien d'étudiants ?",
        "À quoi servent ces accords ?",
        "Et combien de navires y gagnent ?",
        "what happens if you break them?",
        "Même question, mais pour 2017 ?",
    ],
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
        "Quand le pont ouvre-t-il ?",
        "Is there a bridge?",
        "Y a-t-il un pont ?",
        "Résume l'article.",
        "What is this article about?",
        "What is the capital of Peru?",
        "And how many students came from Peru last year?",
        "Erasmus",
    ],
)
def test_questions_with_a_subject_do_not_lean(question: str) -> None:
    assert not leans(question)


def test_the_last_question_of_the_asker_counts_not_the_answer() -> None:
    turns = (Turn("user", "Who runs the tram?"), Turn("assistant", "The city."))
    assert complete("and since when?", turns).startswith("Who runs the tram?")


def test_a_follow_up_of_a_follow_up_is_understood_from_the_beginning() -> None:
    turns = history("Quel était le tonnage en 2021 ?", "Et en 2005 ?", "Merci !")
    assert complete("Et en 1999 ?", turns) == "Quel était le tonnage en 1999 ?"


def test_what_is_asked_for_is_the_follow_up_s_own_question_if_it_has_one() -> None:
    asked = asked_for("Depuis quand ?", "Combien de navires y a-t-il ? Depuis quand ?")
    assert asked.form is Form.DATE
    asked = asked_for("Et Kuura ?", "Quelle part Kuura détient-il ?")
    assert (asked.form, asked.unit) == (Form.QUANTITY, FigureKind.SHARE)
    asked = asked_for("Et en valeur ?", "Quelle part de 12 ports en 2021 ? Et en valeur ?")
    assert (asked.form, asked.unit) == (Form.QUANTITY, None)
    assert [f.kind for f in asked.given] == [FigureKind.YEAR]
    assert asked_for("Et au Pérou ?", "Qui achète au Pérou ?").form is Form.FACT


def test_a_question_whose_spelling_alone_was_changed_asks_what_the_right_one_asks() -> None:
    assert asked_for("whos teh mayor", "who's the mayor", alone=True).form is Form.PERSON
    assert asked_for("wen was it", "When was the port built? wen was it").form is Form.DATE


def test_what_is_named_before_a_comma_stands_alone() -> None:
    assert not leans("Grenvik, ça fait combien de navires ?")
    assert leans("Et Grenvik, ça fait combien ?")


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_texts_can_be_completed(last: str, question: str) -> None:
    understood = complete(question, history(last))
    assert bool(understood.strip()) or not question.strip()


@given(st.integers(1000, 2100), st.integers(1000, 2100))
def test_only_the_year_changes(old: int, new: int) -> None:
    last = f"Combien de morue a-t-on débarqué en {old} ?"
    expected = f"Combien de morue a-t-on débarqué en {new} ?"
    assert complete(f"Et en {new} ?", history(last)) == expected
