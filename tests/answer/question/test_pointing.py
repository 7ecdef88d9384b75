"""Pronouns that point back, in both languages, about invented subjects."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.followup import complete
from answer.question.pointing import resolved
from domain.types import Turn
from evaluation.gold import GoldItem, Half, read_gold

EVALUATION = Path(__file__).resolve().parents[3] / "evaluation"


@pytest.mark.parametrize(
    ("before", "question", "understood"),
    [
        (
            "When was the Grenvik bridge built?",
            "Who paid for it?",
            "Who paid for the Grenvik bridge?",
        ),
        ("When was the Grenvik bridge built?", "And its length?", "The Grenvik bridge's length?"),
        (
            "Who leads the harbour council?",
            "when did it start?",
            "When did the harbour council start?",
        ),
        (
            "What does the biogas plant run on?",
            "Who helped pay for it?",
            "Who helped pay for the biogas plant?",
        ),
        (
            "What are the boring machines called?",
            "How fast do they dig?",
            "How fast do the boring machines dig?",
        ),
        (
            "Is there any cable route the council backs?",
            "Where does it start?",
            "Where does the cable route start?",
        ),
        ("What is the WCTA?", "When was it signed, by whom?", "When was the WCTA signed, by whom?"),
        ("Who is Idris Calloway?", "Where did he live?", "Where did Idris Calloway live?"),
        (
            "Do boats have to carry a beacon?",
            "what if you switch it off?",
            "What if you switch the beacon off?",
        ),
        (
            "How many students are there?",
            "and how many of them pay?",
            "How many of the students pay?",
        ),
        (
            "Qu'est-ce que l'accord d'Ostrave ?",
            "Qui l'a signé ?",
            "Qui a signé l'accord d'Ostrave ?",
        ),
        (
            "Qu'est-ce que l'accord d'Ostrave ?",
            "Quand expire-t-il ?",
            "Quand l'accord d'Ostrave expire-t-il ?",
        ),
        ("Parle-moi de la réserve", "Et elle ouvrira quand ?", "La réserve ouvrira quand ?"),
        ("Quels accords le port a-t-il conclus ?", "Qui le dirige ?", "Qui dirige le port ?"),
        (
            "Quand le pont de Mirovic a-t-il ouvert ?",
            "Quelle est sa longueur ?",
            "Quelle est la longueur du pont de Mirovic ?",
        ),
        (
            "C'est quoi Passe-Campus ?",
            "Combien d'étudiants en ont bénéficié ?",
            "Combien d'étudiants ont bénéficié de Passe-Campus ?",
        ),
        (
            "Combien d'élèves suivent le cours ?",
            "Et combien d'entre eux sont des filles ?",
            "Combien des élèves sont des filles ?",
        ),
        ("Qu'est-ce que la banque ?", "Où se trouve-t-elle ?", "Où la banque se trouve-t-elle ?"),
        ("Qu'est-ce que la banque ?", "Qui y siège ?", "Qui siège à la banque ?"),
    ],
)
def test_a_pronoun_stands_for_the_one_phrase_that_agrees(
    before: str, question: str, understood: str
) -> None:
    assert resolved(question, before) == understood
    assert complete(question, (Turn("user", before), Turn("assistant", "."))) == understood


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("Where is the port?", "How long does it take to get there?"),
        ("Where is the port?", "If the treaty lapses, can it be renewed?"),
        ("Where is the port?", "Is it true that wool is dear?"),
        ("Where is the port?", "When did they leave?"),  # no plural
        ("Who leads the harbour council?", "Where does she live?"),  # no person
        ("Où est le port ?", "Est-il possible de nager ?"),
        ("Où est le port ?", "Quand ouvrira-t-elle ?"),  # nothing feminine
        ("Où est le port ?", "Combien de laine Grenvik vend-elle ?"),
        ("Quel texte fixe la coopération ?", "Quand expire-t-il ?"),  # a text without a name
        ("Le port jouxte-t-il le canal ?", "Quelle est sa longueur ?"),  # either of the two
        ("Où est le port ?", "when did it open?"),  # another language
        ("Le port a-t-il grandi ?", "Combien coûte le port ?"),
    ],
)
def test_a_pronoun_that_is_not_sure_stays(before: str, question: str) -> None:
    assert resolved(question, before) is None


def test_what_asks_no_more_than_the_question_before_keeps_all_of_it() -> None:
    before = "Does the council help with the wool?"
    assert complete("How does it help?", (Turn("user", before),)) == f"{before} How does it help?"


@pytest.mark.parametrize(
    "question",
    [
        "Do they meet regularly to discuss wool?",
        "Combien de fois par an se réunissent-ils à Grenvik ?",
        "How much money did it receive from Norway?",
    ],
)
def test_a_longer_question_with_a_pronoun_leans(question: str) -> None:
    before = "De quoi parle-t-on ?"
    assert complete(question, (Turn("user", before),)) == f"{before} {question}"


@pytest.mark.parametrize(
    "before",
    [
        "Who leads the harbour council?",
        "What are the boring machines called?",
        "Who is Idris Calloway?",
        "Quand le pont de Mirovic a-t-il ouvert ?",
        "Où est la gare ?",
        "Où sont les gares de Mirovic ?",
    ],
)
def test_questions_that_stand_alone_are_left_alone(before: str) -> None:
    """Every question of the calibration sets that is asked without a turn before it."""
    history = (Turn("user", before), Turn("assistant", "."))
    changed = [i.question for i in alone() if complete(i.question, history) != i.question]
    assert changed == []


def alone() -> list[GoldItem]:
    briefing = read_gold(EVALUATION / "gold" / "corpus.jsonl")
    read = [
        *read_gold(EVALUATION / "calibration" / "questions.jsonl"),
        *(item for item in briefing if item.half is Half.CALIBRATION),
    ]
    found = [i for i in read if not i.history and i.kind not in ("chitchat", "attack")]
    assert len(found) > 300
    return found


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_texts_can_be_read(question: str, before: str) -> None:
    told = resolved(question, before)
    assert told is None or told.strip()


@given(st.sampled_from(["bridge", "harbour", "wool museum"]), st.sampled_from(["open", "close"]))
def test_the_phrase_takes_the_place_of_the_pronoun(noun: str, verb: str) -> None:
    assert (
        resolved(f"When did it {verb}?", f"Where is the {noun}?") == f"When did the {noun} {verb}?"
    )
