import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.summaries.keysentences import form, key_sentences
from domain.types import Language, Passage
from vectorstore.outline import Line

TEXT = "The harbour of the town is old and quiet."


def line(*vector: float, text: str = TEXT) -> Line:
    passage = Passage(text, "port", (), text, 0, len(text), Language.EN, 0, 0)
    made = np.array(vector, dtype=np.float32)
    return Line(passage, 0, len(text), made / np.float32(np.linalg.norm(made)))


def test_each_part_gives_one_sentence_in_order() -> None:
    lines = [line(1, 0), line(1, 0.1), line(0, 1), line(0.1, 1)]
    chosen = key_sentences(lines, ["a", "a", "b", "b"], count=3)
    assert len(chosen) == 2
    assert chosen == sorted(chosen)
    assert {n // 2 for n in chosen} == {0, 1}


def test_what_represents_most_is_chosen_first() -> None:
    lines = [line(0, 0, 1), line(1, 0, 0), line(1, 0.1, 0), line(1, 0, 0.1)]
    assert key_sentences(lines, range(4), count=1) != [0]


def test_what_is_worth_more_is_chosen() -> None:
    lines = [line(1, 0), line(1, 0), line(1, 0)]
    worth = np.array([0, 0, 5], dtype=np.float32)
    assert key_sentences(lines, range(3), worth=worth, count=1) == [2]


def test_nothing_is_chosen_of_nothing() -> None:
    assert key_sentences([], []) == []


@pytest.mark.parametrize(
    "worse",
    [
        "It is old and quiet as well.",
        "Is the harbour of the town old?",
        "Old harbour.",
        "Il est aussi vieux que la ville.",
        "The harbour has these parts now:",
    ],
)
def test_sentences_that_do_not_stand_alone_count_less(worse: str) -> None:
    assert form(worse) < form(TEXT) < form("The harbour of the town had 12 ships in 1920.")


@given(st.lists(st.tuples(*[st.floats(0.1, 1)] * 3), max_size=12), st.integers(1, 3))
def test_never_more_than_were_asked_for(vectors: list[tuple[float, ...]], count: int) -> None:
    chosen = key_sentences([line(*v) for v in vectors], range(len(vectors)), count=count)
    assert len(chosen) == len(set(chosen)) == min(count, len(vectors))
