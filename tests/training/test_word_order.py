"""Claims that only the order of words decides: as many right as wrong ones, in sound sentences."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from training.invented import invented
from training.invented_questions import asked
from training.reader_data import Claim, Data
from training.relations import Thing as Named
from training.relations import filled
from training.word_order import exchanged, reordered, turned

BANK = Named("the bank", "la banque", feminine=True)
FISHERMEN = Named("the fishermen", "les pêcheurs", plural=True)
MAYOR = Named("the mayor", "le maire")
ODESSA = Named("Odrask", "Odrask")
ROWS = [
    ("The mayor thanked the guard.", "Le maire a remercié le garde."),
    ("In 1920, the painter sold the house to a dealer.", ""),
    ("Nobody saw Renard before Ostrel had left the village.", ""),
]


def of(count: int) -> tuple[Data, list[Claim]]:
    data = Data()
    return data, invented(data, count, "test")


def test_as_many_are_right_as_wrong_in_both_languages_and_across() -> None:
    data, claims = of(2000)
    labels = Counter(c.label for c in claims)
    assert set(labels) == {"supported", "wrong"}
    assert labels["supported"] == labels["wrong"] >= 1000
    pairs = Counter((data.passages[c.passage].language, c.language) for c in claims)
    assert min(pairs.values()) > 300
    assert len(pairs) == 4


def test_the_same_seed_gives_the_same_claims() -> None:
    assert of(60) == of(60)


def test_articles_are_contracted_and_nothing_is_left_open() -> None:
    data, claims = of(4000)
    texts = [c.text for c in claims] + [p.text for p in data.passages]
    assert not [t for t in texts if re.search(r"[{}]|\b(?:de|à) les? ", t)]
    assert all(t[0].isupper() and t.endswith(".") for t in texts)


def test_a_wrong_claim_differs_from_what_its_passage_states() -> None:
    data, claims = of(1000)
    for claim in claims:
        if claim.label == "wrong":
            assert claim.text not in data.passages[claim.passage].sentences


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("{B} {ont:B} été battu{e:B} par {A}", "les pêcheurs ont été battus par la banque"),
        ("{A} {ont:A} succédé {aC}", "la banque a succédé au maire"),
        ("{C} a reçu un prix {deB}", "le maire a reçu un prix des pêcheurs"),
        ("{B} étai{t:B} créanci{er:B} {deO}", "les pêcheurs étaient créanciers d’Odrask"),
        ("{A} étai{t:A} créanci{er:A} {deC}", "la banque était créancière du maire"),
    ],
)
def test_french_agrees_with_what_it_speaks_of(way: str, said: str) -> None:
    parts = {"A": BANK, "B": FISHERMEN, "C": MAYOR, "O": ODESSA}
    assert filled(way, parts, "fr") == said


def test_english_verbs_agree_in_number() -> None:
    parts = {"A": BANK, "B": FISHERMEN}
    way = "{B} {was:B} beaten by {A}"
    assert filled(way, parts, "en") == "the fishermen were beaten by the bank"
    assert filled("no {A'}", parts, "en") == "no bank"


@pytest.mark.parametrize(
    ("text", "language", "other"),
    [
        ("The bank bought the mill.", "en", "The mill bought the bank."),
        ("Le garde a vu le maire.", "fr", "Le maire a vu le garde."),
        ("Here Renard beat Ostrel.", "en", "Here Ostrel beat Renard."),
        ("It rose from 12 to about 15.", "en", "It rose from 15 to about 12."),
        ("The bank and the mill closed.", "en", ""),
        ("La banque a vu le maire.", "fr", ""),
        ("It rained.", "en", ""),
    ],
)
def test_like_parts_are_exchanged_unless_coordinated(text: str, language: str, other: str) -> None:
    assert turned(text, language, random.Random(1)) == other


def test_what_is_reordered_keeps_its_words() -> None:
    text = "In 1920, tall and old trees fell."
    made = {reordered(text, random.Random(n)) for n in range(40)}
    assert "Tall and old trees fell in 1920." in made
    assert "In 1920, old and tall trees fell." in made

    def words(one: str) -> list[str]:
        return sorted(re.findall(r"\w+", one.casefold()))

    assert all(words(one) == words(text) for one in made)


def test_claims_over_real_sentences_and_over_altered_ones() -> None:
    data = Data()
    claims = [c for n in range(30) for c in exchanged(data, ROWS, 10, str(n))]
    found = {(data.passages[c.passage].text, c.text): c.label for c in claims}
    plain, odd = (
        "Nobody saw Renard before Ostrel had left the village.",
        "Nobody saw Ostrel before Renard had left the village.",
    )
    beside = [(t, c, label) for (t, c), label in found.items() if plain in t or odd in t]
    assert {(plain in t, c == plain, label) for t, c, label in beside if c in (plain, odd)} == {
        (True, True, "supported"),
        (True, False, "wrong"),
        (False, True, "wrong"),
        (False, False, "supported"),
    }
    assert all(data.passages[c.passage].sentences[d] for c in claims for d in c.decisive)


def test_questions_are_answered_or_not_and_never_both() -> None:
    data = Data()
    questions = asked(data, 3000, "test")
    answered = {(q.passage, q.text): bool(q.answers) for q in questions}
    assert all(answered[q.passage, q.text] == bool(q.answers) for q in questions)
    share = sum(answered.values()) / len(answered)
    assert 0.4 < share < 0.6
    assert all(q.open == (not q.answers) for q in questions)
    ends = {"fr": " ?", "en": "?"}
    assert all(q.text.endswith(ends[q.language]) and q.text[0].isupper() for q in questions)
    assert not [q.text for q in questions if re.search(r"[{}]|\bque [aeiouéê]", q.text)]
