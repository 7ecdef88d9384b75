from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reports import PassageCounts
from domain.types import Answer, AnswerSentence, Language, Passage, Status

COUNTS = st.builds(PassageCounts, *[st.integers(0, 9)] * 5)


def test_each_language_has_its_other() -> None:
    assert (Language.FR.other, Language.EN.other) == (Language.EN, Language.FR)


def test_a_section_path_reads_from_the_outside_in() -> None:
    passage = Passage("p", "s", ("Money", "Fares"), "x", 0, 1, Language.EN, 0, 0)
    assert passage.section == "Money › Fares"
    with pytest.raises(FrozenInstanceError):
        passage.text = "y"  # type: ignore[misc]


def test_the_text_of_an_answer_is_its_sentences_without_markers() -> None:
    sentences = (AnswerSentence("One.", (1,)), AnswerSentence("Two.", (2,)))
    assert Answer("?", Language.EN, Status.ANSWERED, sentences).text == "One. Two."


@given(COUNTS, COUNTS)
def test_counts_add_up(a: PassageCounts, b: PassageCounts) -> None:
    both = a + b
    assert both == b + a
    assert a + PassageCounts() == a
    for name in ("added", "changed", "moved", "unchanged", "removed"):
        assert getattr(both, name) == getattr(a, name) + getattr(b, name)
