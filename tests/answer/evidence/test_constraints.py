"""What a question holds a sentence to, in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.evidence.constraints import (
    absent,
    denials,
    denied,
    other_currency,
    other_label,
    other_time,
    unsaid,
)
from answer.evidence.direction import Side, sides
from text.figures import figures
from text.opposites import opposed


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        ("Combien en 2019 ?", "En 2022, le port a traité 3 tonnes.", True),
        ("How many in 2019?", "In 2019 the port handled 3 tonnes.", False),
        ("Combien en 2020 ?", "Depuis mars 2020, il y en a 3.", False),
        ("How many in 2019?", "The port handles 3 tonnes.", False),
    ],
)
def test_another_time_than_the_one_asked_about(question: str, sentence: str, other: bool) -> None:
    assert other_time(figures(question), figures(sentence)) is other


def test_a_time_that_the_whole_passage_lacks() -> None:
    assert absent(figures("En 2019 ?"), figures("En 2022, puis en 2023."))
    assert not absent(figures("In 2022?"), figures("In March 2022."))


def test_another_currency_than_the_one_asked_for() -> None:
    euros = figures("24 milliards d'euros")
    assert other_currency("Que valent-ils en tenges ?", euros)
    assert not other_currency("How many euros?", euros)
    assert not other_currency("How much?", euros)


def test_another_label_of_the_same_kind_of_thing() -> None:
    assert other_label("Quel est le coût de la ligne B ?", "La ligne A coûte 3 euros.", "")
    assert not other_label("What does line A cost?", "The line A costs 3 euros.", "")
    assert not other_label("What does the line cost?", "The line A costs 3 euros.", "")


def test_a_label_that_stands_around_excuses_no_other_label_of_the_same_thing() -> None:
    told, around = "La ligne A coûte 3 euros.", "La ligne A coûte 3 euros. La ligne B est longue."
    assert other_label("Quel est le coût de la ligne B ?", told, around)
    assert other_label("What does the line B cost?", told, around)
    assert not other_label("Quel est le coût de la ligne B ?", "Elle coûte 3 euros.", around)
    assert not other_label("Coût de la ligne B ?", "Les lignes A et la ligne B coûtent 3.", around)


@pytest.mark.parametrize(
    ("text", "giver", "getter"),
    [
        ("La Norvège vend du poisson au Maroc.", "norvege", "maroc"),
        ("Morocco buys fish from Norway.", "norway", "morocco"),
        ("Combien d'eau le Maroc achète-t-il à la Norvège ?", "norvege", "maroc"),
        ("How much did Norway export to Morocco?", "norway", "morocco"),
    ],
)
def test_who_gives_and_who_gets(text: str, giver: str, getter: str) -> None:
    assert sides(text, (giver, getter)) == {giver: Side.GIVES, getter: Side.GETS}


def test_no_sides_where_nothing_changes_hands() -> None:
    assert sides("Norway and Morocco talk.", ("norway", "morocco")) == {}


@pytest.mark.parametrize(
    ("question", "sentence", "against"),
    [
        ("Pourquoi le prix a-t-il augmenté ?", "Le prix a baissé.", True),
        ("Why was the plan approved?", "Members rejected the plan.", True),
        ("Why did it fall?", "It fell in spring.", False),
    ],
)
def test_the_opposite_of_what_is_asked(question: str, sentence: str, against: bool) -> None:
    assert opposed(question, sentence) is against


def test_a_denial_counts_where_the_question_does_not_deny() -> None:
    assert denied("Why did it open?", "It did not open.")
    assert denied("Pourquoi a-t-il ouvert ?", "Il n'a pas ouvert.")
    assert not denied("Pourquoi n'a-t-il pas ouvert ?", "Il n'a pas ouvert.")


def test_what_a_sentence_denies_ends_where_its_clause_does() -> None:
    assert denials("It rules nothing out, but never sold ships, for they rust.") == [
        "never sold ships"
    ]
    assert denials("Elle n'exclut rien ; elle vend.") == ["n'exclut rien "]
    assert denials("It sold ships.") == []


@pytest.mark.parametrize(
    "sentence",
    ["The amount was kept confidential.", "Ni la date ni le coût ne sont arrêtés."],
)
def test_that_a_thing_is_not_told_is_no_answer(sentence: str) -> None:
    assert unsaid(sentence)
    assert not unsaid("The amount was 3 euros.")


@given(st.text(max_size=80))
def test_no_text_contradicts_itself(text: str) -> None:
    assert not opposed(text, text)
    assert not denied(text, text)
    assert not other_label(text, text, text)
    assert not other_time(figures(text), figures(text))
