from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from domain.reports import PassageCounts
from domain.types import Language, Passage
from ingest.difference import SAME_PARAGRAPH, compare


def passage(text: str, section: str = "A", ordinal: int = 0) -> Passage:
    return Passage(
        text, "s", (section,), text, ordinal, ordinal + len(text), Language.EN, ordinal, ordinal
    )


def passages(*texts: str) -> list[Passage]:
    return [passage(text, ordinal=n) for n, text in enumerate(texts)]


OLD = (
    "The port opened in 1990 and serves forty ships a day.",
    "Salmon is the main export of the northern coast.",
    "A ferry links the two banks every hour of the day.",
)


def test_the_same_passages_are_unchanged() -> None:
    assert compare(passages(*OLD), passages(*OLD)).counts == PassageCounts(unchanged=3)


def test_a_figure_that_changes_is_a_change_not_a_new_passage() -> None:
    new = (OLD[0].replace("forty", "fifty"), *OLD[1:])
    assert compare(passages(*OLD), passages(*new)).counts == PassageCounts(changed=1, unchanged=2)


def test_what_is_gone_and_what_is_new_are_told_apart() -> None:
    new = (*OLD[:2], "Wind turbines stand on the hills above the town.")
    expected = PassageCounts(added=1, removed=1, unchanged=2)
    assert compare(passages(*OLD), passages(*new)).counts == expected


def test_another_section_is_a_move() -> None:
    new = [passage(OLD[0], "B"), *passages(*OLD)[1:]]
    assert compare(passages(*OLD), new).counts == PassageCounts(moved=1, unchanged=2)


def test_another_order_is_a_move() -> None:
    counts = compare(passages(*OLD), passages(OLD[2], OLD[0], OLD[1])).counts
    assert (counts.moved, counts.unchanged) == (1, 2)


@given(
    st.lists(st.sampled_from([f"{t} {n}." for t in OLD for n in range(3)]), unique=True),
    st.lists(st.sampled_from([f"{t} {n}." for t in OLD for n in range(3)]), unique=True),
)
def test_every_passage_is_counted_once(old: list[str], new: list[str]) -> None:
    c = compare(passages(*old), passages(*new)).counts
    assert c.added + c.changed + c.moved + c.unchanged == len(new)
    assert c.removed + c.changed + c.moved + c.unchanged == len(old)


WORDS = st.lists(st.sampled_from("the port opened in ninety and serves ships".split()), max_size=8)
PARAGRAPHS = st.lists(WORDS.map(" ".join), max_size=5, unique=True)


@given(PARAGRAPHS, PARAGRAPHS)
def test_edits_are_those_that_comparing_all_with_all_finds(old: list[str], new: list[str]) -> None:
    left = [text for text in old if text not in new]
    edits = 0
    for text in (t for t in new if t not in old):
        scores = [SequenceMatcher(None, text.split(), o.split(), False).ratio() for o in left]
        if scores and max(scores) >= SAME_PARAGRAPH and text:
            left.pop(scores.index(max(scores)))
            edits += 1
    assert compare(passages(*old), passages(*new)).counts.changed == edits
