import pytest

from answer.evidence.countries import unheard
from domain.types import Language, Passage, Retrieved


def found(text: str, title: str = "") -> list[Retrieved]:
    passage = Passage("p", "s", (), text, 0, len(text), Language.EN, 0, 0)
    return [Retrieved(passage, 0.9, title=title)]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What does Norway sell?", "Norway sells fish."),
        ("Que vend la Norvège ?", "Norway sells fish."),
        ("What do Norwegians sell?", "La Norvège vend du poisson."),
        ("What does the port sell?", "Norway sells fish."),
        ("What is sold in Lunde?", "Fish is sold there."),
        ("", "Norway sells fish."),
    ],
)
def test_a_country_that_is_spoken_of_is_heard_of_in_either_language(
    question: str, text: str
) -> None:
    assert unheard(question, found(text)) == frozenset()


@pytest.mark.parametrize(
    "question",
    [
        "What does Chile sell to Norway?",
        "Que vend le Chili ?",
        "Quelle est la politique chilienne ?",
    ],
)
def test_a_country_that_nothing_speaks_of_is_told(question: str) -> None:
    assert unheard(question, found("Norway sells fish.", "Norway and the sea")) == {"CL"}


def test_a_title_counts() -> None:
    assert unheard("What does Chile sell?", found("It sells copper.", "Chile today")) == frozenset()
