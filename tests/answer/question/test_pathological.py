"""Questions that nobody asks: every reader of questions gets through them, and in time."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.followup import complete, leans
from answer.question.asked import analyse
from answer.question.counterpart import replaced
from answer.question.courtesy import recognise
from answer.question.embedded import question_within
from answer.question.phrase import joined, names, phrases
from answer.question.pointing import points, resolved
from answer.question.request import summary_request
from domain.question import LONGEST
from domain.types import Turn
from tests.growing import grows_evenly
from tests.text.test_pathological import UNITS

BEFORE = "When did the Grenvik bridge open in 2005?"
READERS: dict[str, Callable[[str], object]] = {
    "analyse": analyse,
    "complete": lambda text: complete(text, [Turn("user", BEFORE)]),
    "complete after it": lambda text: complete("Et en 2006 ?", [Turn("user", text)]),
    "leans": leans,
    "replaced": lambda text: replaced(text, BEFORE),
    "recognise": recognise,
    "question_within": question_within,
    "joined": lambda text: joined(f"{text}?", "le pont"),
    "names": names,
    "phrases": phrases,
    "points": points,
    "resolved": lambda text: resolved(text, BEFORE),
    "summary_request": summary_request,
}
SLOW = (
    ("phrases", "et 1 "),
    ("joined", "a"),
    ("question_within", " "),
    ("resolved", " "),
    ("replaced", " "),
)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(sorted(READERS)),
    st.lists(st.tuples(st.sampled_from(UNITS), st.integers(1, LONGEST)), min_size=1, max_size=3),
)
def test_nothing_is_too_odd_to_be_asked(reader: str, parts: list[tuple[str, int]]) -> None:
    READERS[reader]("".join(unit * count for unit, count in parts)[:LONGEST])


@pytest.mark.parametrize(("reader", "unit"), SLOW)
def test_the_time_grows_with_the_length(reader: str, unit: str) -> None:
    assert grows_evenly(READERS[reader], unit)
