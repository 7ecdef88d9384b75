"""Texts that nobody writes: every reader of texts gets through them, and in time."""

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.types import Language
from tests.growing import grows_evenly
from text.claims import Comparable, differing, stated_figures
from text.dates import dates
from text.dating import written
from text.figures import figures
from text.folding import fold
from text.foreign import is_plain, third_language
from text.language import detect_or_none, of_plain_words
from text.names import mentions, spelling, tokens
from text.numerals import in_digits, in_words
from text.opposites import sides
from text.sentences import split

FR = Language.FR
READERS: dict[str, Callable[[str], object]] = {
    "figures": figures,
    "stated_figures": lambda text: stated_figures(text, FR),
    "differing": lambda text: differing(
        *(Comparable(stated_figures(said, FR)) for said in (text, text.replace("1", "3")))
    ),
    "dates": dates,
    "dating": lambda text: written(text, FR),
    "fold": fold,
    "is_plain": is_plain,
    "third_language": third_language,
    "language": detect_or_none,
    "of_plain_words": of_plain_words,
    "tokens": tokens,
    "mentions": mentions,
    "spelling": spelling,
    "in_digits": in_digits,
    "in_words": in_words,
    "sides": sides,
    "split": split,
    "split and spaces": lambda text: split(text.replace("!", ".") + 8 * len(text) * " "),
}
UNITS = (
    *("1 ", "12 ", "123 ", "1,5 ", "2005 ", "1.", "1,", "1-", "1/", "1\n", "9", "1 to 2 ", "€1 "),
    *("a", "aé", "e\u0301", "\u0301", "\u200b", "\u202e", "\u05d0 ", "\ud800", "\x00", "İ", "²"),
    *("\n", "\r\n", " ", "\u00a0", ".", ". ", "A. ", "!", "…", ",", '"', "«", "« a » ", "“”"),
    *("(", "()", "[[", "]", "[1]", "<a ", "^1", "$", "%", "- ", "*", "'", "l'", "A-1", "A.B"),
    *("and ", "one ", "vingt ", "million ", "1 mars ", "1990s ", "1/2 ", "3rd ", "Paris ", "EU "),
)
# Where the time went up with the square of the length, or with that of the figures.
SLOW = (
    ("split", "!", 2_000),
    ("split and spaces", "A! ", 8_000),
    ("dates", "1 mars ", 8_000),
    ("differing", "1-", 2_000),
    ("differing", "1 mars ", 2_000),
)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(sorted(READERS)),
    st.lists(st.tuples(st.sampled_from(UNITS), st.integers(1, 1_500)), min_size=1, max_size=3),
)
def test_nothing_is_too_odd_to_be_read(reader: str, parts: list[tuple[str, int]]) -> None:
    READERS[reader]("".join(unit * count for unit, count in parts))


@pytest.mark.parametrize(("reader", "unit", "size"), SLOW)
def test_the_time_grows_with_the_length(reader: str, unit: str, size: int) -> None:
    assert grows_evenly(READERS[reader], unit, size)


@pytest.mark.parametrize("number", ["1", "12", "1,5", "2005"])
def test_a_long_row_of_numbers_is_read_number_by_number(number: str) -> None:
    found = figures(" ".join([number] * 10_000), FR)
    assert len(found) == 10_000
    assert {figure.value for figure in found} == {Decimal(number.replace(",", "."))}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1 234 5 678", [1234, 5678]),
        ("en 2005 3 456 personnes", [2005, 3456]),
        ("1 234.5.6 7", [1, 7]),
        ("12 500 000 euros", [12_500_000]),
        ("2005 2006 2007", [2005, 2006, 2007]),
        ("1 23 456", [1, 23_456]),
        ("7 1.2.3 8", [7, 8]),
    ],
)
def test_a_row_of_digits_is_cut_where_a_number_ends(text: str, values: list[int]) -> None:
    assert [int(numeral.value) for numeral in in_digits(text)] == values


@given(st.text(st.sampled_from("0123456789 .,'"), max_size=60))
def test_numbers_stand_in_order_where_they_are_written(text: str) -> None:
    found = in_digits(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[n.start].isdigit() and text[n.end - 1].isdigit() for n in found)
