from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.types import Language
from text.claims import Comparable, StatedFigure, differing, stated_figures

FR, EN = Language.FR, Language.EN


def compared(a: str, b: str, languages: tuple[Language, Language] = (EN, EN)) -> list[str] | None:
    found = differing(
        *(Comparable(stated_figures(t, lang)) for t, lang in zip((a, b), languages, strict=True))
    )
    return [str(x.figure.value.normalize()) for x in found] if found else None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("It has 640 pupils.", "It has 710 pupils."),
        ("It cost €24 billion.", "It cost €25 billion."),
        ("We saw 10 people.", "We saw 12 people."),
        ("It was signed on 4 May 2011.", "It was signed on 9 June 2012."),
        ("It was signed in May 2011.", "It was signed in 2012."),
        ("The share is 7.1%.", "The share is 7.2%."),
        ("In 2020 it came to 5%.", "In 2020 it came to 6%."),
        ("In Q1 2020 it came to 5%.", "In Q1 2020 it came to 6%."),
        ("It opened in Q1 2020.", "It opened in Q3 2020."),
    ],
)
def test_figures_that_cannot_both_be_right(a: str, b: str) -> None:
    forth, back = compared(a, b), compared(b, a)
    assert forth is not None
    assert back == forth[::-1]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("It is 1,210 metres long.", "It is 1.21 km long."),
        ("It came to €24.1 billion.", "It came to €24 billion."),
        ("About 40 metres deep.", "It is 41 metres deep."),
        ("More than 24,000 people came.", "24,100 people came."),
        ("It was signed in May 2011.", "It was signed on 4 May 2011."),
        ("In 2020 it came to 5%.", "In 2021 it came to 6%."),
        ("In Q1 2020 it came to 5%.", "In Q3 2020 it came to 6%."),
        ("It opened in Q1 2020.", "It opened in the first half of 2020."),
        ("It opened in Q1 2020.", "It opened in 2020."),
        ("It has 640 pupils.", "It is 640 metres long."),
        ("It has 640 pupils.", "It has no pupils."),
        ("Between 2005 and 2010 it cost €5 million.", "In 2010 it cost €5 million."),
    ],
)
def test_figures_that_agree_or_do_not_compare(a: str, b: str) -> None:
    assert compared(a, b) is None
    assert compared(b, a) is None


def test_hedges_and_scales_of_both_languages() -> None:
    assert compared("près de 40 mètres", "41 metres", (FR, EN)) is None
    assert compared("24 milliards d'euros", "€24,000 million", (FR, EN)) is None
    assert compared("24 milliards d'euros", "€27.4 billion", (FR, EN)) == ["2.4E+10", "2.74E+10"]


@given(st.integers(1, 10**7), st.sampled_from(["people", "metres", "%", "million euros"]))
def test_a_figure_never_differs_from_itself_in_either_language(value: int, unit: str) -> None:
    french = {"people": "personnes", "metres": "mètres", "%": "%", "million euros": "M€"}[unit]
    assert compared(f"It has {value} {unit}.", f"It has {value:,} {unit}.") is None
    assert compared(f"It has {value} {unit}.", f"Il a {value} {french}.", (EN, FR)) is None


@given(st.integers(10, 10**6), st.integers(10, 10**6))
def test_exact_counts_differ_when_they_are_not_equal(a: int, b: int) -> None:
    found = compared(f"exactly {a:,} ships", f"exactly {b:,} ships")
    assert (found is None) == (a == b)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_compared_and_the_outcome_is_symmetric(a: str, b: str) -> None:
    first, second = stated_figures(a, EN), stated_figures(b, FR)
    one, other = Comparable(first), Comparable(second)
    forth, back = differing(one, other), differing(other, one)
    assert (forth is None) == (back is None)
    assert all(isinstance(x, StatedFigure) and x.step > Decimal(0) for x in (*first, *second))
