import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.edit_distance import FURTHEST, distance, plausible, slips, squeezed

WORDS = st.text("abcde", max_size=9)


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("", "", 0),
        ("loutre", "loutre", 0),
        ("loutre", "lutre", 1),
        ("raod", "road", 1),
        ("budjet", "budget", 1),
        ("calloway", "caloway", 1),
        ("wihtuot", "without", 2),
        ("ab", "ba", 1),
        ("abc", "cab", 2),
        ("ferry", "otter", FURTHEST + 1),
        ("a", "abcdef", FURTHEST + 1),
    ],
)
def test_the_distance_counts_keystrokes(a: str, b: str, apart: int) -> None:
    assert distance(a, b) == apart


@given(WORDS, WORDS)
def test_the_distance_is_the_same_both_ways(a: str, b: str) -> None:
    assert distance(a, b) == distance(b, a)
    assert (distance(a, b) == 0) == (a == b)


@given(WORDS)
def test_every_slip_is_one_away(word: str) -> None:
    assert word not in slips(word)
    assert {distance(word, other) for other in slips(word)} == {1}


@given(WORDS, WORDS)
def test_what_is_one_away_is_a_slip(a: str, b: str) -> None:
    assert (distance(a, b) == 1) == (b in slips(a))


@given(WORDS)
def test_doubled_letters_count_once(word: str) -> None:
    assert squeezed("".join(c * 2 for c in word)) == squeezed(word)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tunel", "tunnel"),
        ("projectts", "projects"),
        ("vacine", "vaccine"),
        ("feryr", "ferry"),
        ("budjet", "budget"),
        ("mutch", "much"),
        ("agrement", "agreement"),
        ("speeks", "speaks"),
        ("transpirt", "transport"),
    ],
)
def test_what_fingers_and_ears_mistake_is_plausible(typed: str, meant: str) -> None:
    assert plausible(typed, meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("barque", "banque"), ("banned", "banked"), ("twinned", "thinned"), ("crampus", "campus")],
)
def test_letters_far_apart_are_not_mistaken(typed: str, meant: str) -> None:
    assert not plausible(typed, meant)
