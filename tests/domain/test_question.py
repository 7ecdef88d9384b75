import pytest

from domain.errors import UsageError
from domain.question import LONGEST, checked
from domain.types import Language


def test_a_question_of_the_full_length_may_be_asked() -> None:
    assert checked("é" * LONGEST) == "é" * LONGEST


@pytest.mark.parametrize(
    ("question", "english", "french"),
    [
        (" \n", "it is empty", "elle est vide"),
        ("é" * 2001, "it has 2001 characters, at most 2000", "elle a 2001 caractères, pour 2000"),
    ],
)
def test_others_are_refused_in_both_languages(question: str, english: str, french: str) -> None:
    with pytest.raises(UsageError) as refused:
        checked(question)
    assert english in refused.value.message(Language.EN)
    assert french in refused.value.message(Language.FR)
