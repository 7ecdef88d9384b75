"""Parts of a whole in whatever words."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.claims.shares import other_part, shares

TOLD = {
    "one-in": ("One in three teachers leaves.", Fraction(1, 3)),
    "about": ("About one in three teachers leaves.", Fraction(1, 3)),
    "sur": ("Un éleveur sur trois part.", Fraction(1, 3)),
    "behind-et": ("En hiver et un habitant sur quatre.", Fraction(1, 4)),
    "out-of": ("two out of five boats", Fraction(2, 5)),
    "digits": ("3 in 10 pupils", Fraction(3, 10)),
    "third": ("a third of them", Fraction(1, 3)),
    "thirds": ("two thirds of them", Fraction(2, 3)),
    "tiers": ("les deux tiers", Fraction(2, 3)),
    "half": ("half of them", Fraction(1, 2)),
    "percent": ("33 % of them", Fraction(33, 100)),
    "decimal": ("12,5 pour cent", Fraction(1, 8)),
    "third-as-percent": ("a third of them", Fraction(33, 100)),
    "thirds-rounded": ("two thirds of them", Fraction(67, 100)),
    "thirds-cut": ("les deux tiers", Fraction(66, 100)),
}


@pytest.mark.parametrize(("text", "share"), TOLD.values(), ids=TOLD)
def test_a_share_is_read(text: str, share: Fraction) -> None:
    assert share in shares(text)


@pytest.mark.parametrize("text", ["", "three boats", "in 2020", "120 %", "five in three"])
def test_no_share(text: str) -> None:
    assert shares(text) == frozenset()


@pytest.mark.parametrize("text", ["33.5 %", "34 %", "a quarter"])
def test_a_third_is_no_other_share(text: str) -> None:
    assert not shares("a third") & shares(text)


WORDS = "one two three half third quarter in sur out of 3 10 % 25 boats un deux 0 100".split()


@given(st.lists(st.sampled_from(WORDS), max_size=10) | st.lists(st.text(max_size=8)))
def test_shares_lie_between_nothing_and_all(words: list[str]) -> None:
    assert all(0 < share < 1 for share in shares(" ".join(words)))


@given(st.lists(st.sampled_from(WORDS), max_size=10))
def test_a_text_has_no_other_part_than_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert other_part(text, text) is None


OTHERS = {
    "two-one": ("Two in three teachers leave.", "One in three teachers leaves.", True),
    "trois-un": ("Trois habitants sur quatre.", "Un habitant sur quatre.", True),
    "across": ("Three in four inhabitants.", "Un habitant sur quatre.", True),
    "same": ("Two in three teachers leave.", "Two teachers in three leave.", False),
    "thirds": ("Two in three teachers leave.", "Two thirds leave; one in three stays.", False),
    "none": ("Two in three teachers leave.", "Teachers leave.", False),
}


@pytest.mark.parametrize(("claim", "source", "other"), OTHERS.values(), ids=OTHERS)
def test_another_part_of_the_same_whole(claim: str, source: str, other: bool) -> None:
    assert (other_part(claim, source) is not None) is other
