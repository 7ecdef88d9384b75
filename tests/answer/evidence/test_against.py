"""What in a sentence contradicts a question that takes something for granted."""

import pytest

from answer.evidence.against import against
from answer.evidence.sought import Sought, sought
from answer.question.asked import analyse
from domain.types import Language, Passage
from vectorstore.lexical import folded_words, terms
from vectorstore.query import Query, QueryWord
from vectorstore.retriever import Background, Retrieval
from vectorstore.stopwords import STOP_WORDS

EN = Language.EN


def question(text: str) -> Sought:
    content = [w for w in folded_words(text) if w not in STOP_WORDS[EN]]
    words = tuple(QueryWord(w, 1.0, {EN: dict.fromkeys(terms(w, EN), 1.0)}) for w in content)
    return sought(Retrieval(Query(text, EN, words), (), Background(0.3, 0.1), 1), analyse(text))


def contradictions(asked: str, sentence: str) -> set[str]:
    passage = Passage("p", "s", ("Port",), sentence, 0, len(sentence), EN, 0, 0)
    return {name for name, holds in against(sentence, passage, question(asked)).items() if holds}


@pytest.mark.parametrize(
    ("asked", "sentence", "found"),
    [
        (
            "Why did the port merge with Tolsund?",
            "It rejected an offer, for it likes its name.",
            {"denied"},
        ),
        ("Why did the port close?", "It did not close the port.", {"denied", "denied_word"}),
        ("Why does the port refuse ships?", "The port takes ships.", {"undenied"}),
        ("Why isn't the bridge free?", "Drivers pay at the bridge.", set()),
        ("Why did prices fall?", "Prices rose in spring.", {"opposed"}),
        ("Is the port open at night? Why?", "It is closed at night, as it is dark.", set()),
        ("How many ships came in 2019?", "In 2022, 30 ships came.", {"other_time"}),
        ("Did the port close?", "It did not close.", set()),
        ("Which two states applied?", "Two states applied; it does not name them.", {"unsaid"}),
        ("When did the port open?", "The port opened in 2004.", set()),
    ],
)
def test_contradictions(asked: str, sentence: str, found: set[str]) -> None:
    told = contradictions(asked, sentence)
    assert found <= told if "unsaid" in found else told == found


@pytest.mark.parametrize(
    ("asked", "counted"),
    [
        ("How many ships came?", ["ships"]),
        ("How much does Grenvik sell?", []),
    ],
)
def test_what_is_counted(asked: str, counted: list[str]) -> None:
    assert [word.surface for word in question(asked).heads] == counted
