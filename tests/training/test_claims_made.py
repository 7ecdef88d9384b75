"""Claims that nobody wrote: wrong ones near right ones, and short answers after their questions."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from training.claims_made import altered, of_questions
from training.reader_data import Claim, Data, Part, Passage, Question

SENTENCES = (
    "In 1911 Skarn lent Velm 40 boats, and Velm paid Skarn 12 marks for each.",
    "The harbour council of Ostry bought 25 of them in 1934.",
)
DATA = Data(passages=[Passage("g", "en", "Boats", SENTENCES, Part.TRAIN)])


def right(text: str, language: str = "en") -> Claim:
    return Claim(text, language, 0, "supported", (0,), "reworded", "written", ("Who lent boats?",))


def made(text: str, language: str = "en") -> list[Claim]:
    """What becomes of a claim, whichever way is drawn."""
    return altered(DATA, [right(text, language)] * 40)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("In 1911 Skarn paid what Velm owed.", "In 1911 Velm paid what Skarn owed."),
        ("Des bateaux de Skarn servaient à Velm.", None),  # other prepositions
        ("Boats of Skarn and Velm were lent.", None),  # neither does anything to the other
    ],
)
def test_two_names_are_exchanged_where_that_says_something_else(
    text: str, wrong: str | None
) -> None:
    swapped = {c.text for c in made(text) if c.kind == "swap"}
    assert swapped == ({wrong} if wrong else set())


def test_figures_are_exchanged_for_others_of_the_passage_and_their_kind() -> None:
    found = made("They cost 12 marks in 1911.")
    texts = {c.text for c in found if c.kind == "number"}
    assert texts == {
        "They cost 40 marks in 1911.",
        "They cost 25 marks in 1911.",
        "They cost 12 marks in 1934.",
    }
    assert all(c.label == "contradicted" and c.decisive == (0,) for c in found)
    assert all(c.before == ("Who lent boats?",) and c.source == "altered" for c in found)


@pytest.mark.parametrize(
    ("text", "language", "wrong"),
    [
        ("the boats were lent", "en", "the boats were not lent"),
        ("the boats were not lent", "en", "the boats were lent"),
        ("les bateaux ont servi", "fr", "les bateaux n’ont pas servi"),
        ("les bateaux n'ont pas servi", "fr", "les bateaux ont servi"),
        ("le prix s'est accru", "fr", None),
    ],
)
def test_a_verb_is_denied_or_no_longer(text: str, language: str, wrong: str | None) -> None:
    found = {c.text for c in made(text, language) if c.kind == "negation"}
    assert found == ({wrong} if wrong else set())


def test_claims_that_are_not_right_are_left_alone() -> None:
    claim = right("They cost 12 marks in 1911.")
    claim.label = "unsupported"
    assert altered(DATA, [claim] * 40) == []


def test_short_answers_follow_their_questions() -> None:
    asked = [
        Question("Who lent boats?", "en", 0, "public", (0,), answer_text="Skarn"),
        Question("How many?", "en", 0, "public", (0,), answer_text="40 boats"),
        Question("Who sank?", "en", 0, "unanswerable", open=True),
        Question("Velm a-t-elle payé ?", "fr", 0, "yesno", (0,), yn="yes"),
        Question("Skarn a-t-elle payé ?", "fr", 0, "false_premise", corrects=(0,)),
    ]
    found = of_questions(asked)
    said = {(c.before[0], c.text): c.label for c in found}
    assert said["Who lent boats?", "Skarn."] == said["How many?", "40 boats."] == "supported"
    assert said["Who lent boats?", "40 boats."] == said["How many?", "Skarn."] == "wrong"
    assert said["Velm a-t-elle payé ?", "Oui."] == "supported"
    assert said["Velm a-t-elle payé ?", "Non."] == "contradicted"
    assert not any(c.before[0] == "Skarn a-t-elle payé ?" for c in found)
    assert Counter(c.label for c in found if c.before[0] == "Who sank?").keys() <= {
        "wrong",
        "unsupported",
    }
    assert all(re.fullmatch(r"\S.*\.", c.text) for c in found)
