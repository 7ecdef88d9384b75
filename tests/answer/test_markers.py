import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.markers import numbers, tucked_in, without


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It opened in 1990 [1].", (1,)),
        ("It opened [1, 2].", (1, 2)),
        ("It opened [1;2].", (1, 2)),
        ("It opened [1][2].", (1, 2)),
        ("It opened [1] [2].", (1, 2)),
        ("It opened [2-4].", (2, 3, 4)),
        ("It opened [2–4, 1].", (2, 3, 4, 1)),
        ("It opened [ 3 ].", (3,)),
        ("It opened [3], then it closed [1] [3].", (3, 1)),
        ("It opened.", ()),
        ("It opened [sic] in [1990].", ()),
        ("It opened [a1].", ()),
        ("It opened (1).", ()),
    ],
)
def test_the_numbers_of_markers_in_order_each_once(text: str, found: tuple[int, ...]) -> None:
    assert numbers(text, 9) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("So [0].", ()), ("So [4].", ()), ("So [3, 4, 99].", (3,)), ("So [2-999].", (2, 3))],
)
def test_numbers_of_no_passage_are_dropped(text: str, found: tuple[int, ...]) -> None:
    assert numbers(text, 3) == found


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("It opened in 1990 [1].", "It opened in 1990."),
        ("It opened [1][2], then it closed [3, 4].", "It opened, then it closed."),
        ("It opened[2-4] .", "It opened."),
        ("[1] It opened.", "It opened."),
        ("Est-il ouvert [1] ?", "Est-il ouvert ?"),
        ("It opened [99].", "It opened."),
        ("It opened [sic] in [1990].", "It opened [sic] in [1990]."),
    ],
)
def test_a_text_without_its_markers(text: str, plain: str) -> None:
    assert without(text) == plain


@pytest.mark.parametrize(
    ("text", "tucked"),
    [
        ("It opened. [1] It closed.", "It opened [1]. It closed."),
        ("It opened.[1][2] It closed.", "It opened [1][2]. It closed."),
        ("It opened!\n[1] [2] It closed.", "It opened [1] [2]! It closed."),
        ("Il a dit : « Oui. » [1] Il est parti.", "Il a dit : « Oui [1]. » Il est parti."),
        ("It opened… [1]", "It opened [1]…"),
        ("It opened [1]. It closed.", "It opened [1]. It closed."),
    ],
)
def test_markers_after_the_stop_are_put_before_it(text: str, tucked: str) -> None:
    assert tucked_in(text) == tucked


PARTS = st.lists(st.sampled_from([*"[]12,-–; .!?»)", "\n", "word", "[1]", "[2-4]"]), max_size=30)


@given(PARTS.map("".join) | st.text(max_size=80))
def test_tucking_in_moves_markers_and_loses_nothing(text: str) -> None:
    tucked = tucked_in(text)
    assert numbers(tucked, 999) == numbers(text, 999)
    assert sorted("".join(tucked.split())) == sorted("".join(text.split()))


@given(st.text(alphabet="[]0123456789,;-– ", max_size=40), st.integers(0, 9))
def test_numbers_stay_within_the_passages(text: str, most: int) -> None:
    found = numbers(text, most)
    assert len(set(found)) == len(found)
    assert all(1 <= number <= most for number in found)
