"""Figures with their units left out, shares in other words, bounds on either side, ages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.claims.figures import unstated
from answer.claims.ground import stated
from domain.types import Language

EN, FR = Language.EN, Language.FR
BOATS = "Night boats take eleven hours; the new line takes three."
FUND = "The fund spent more than 30 million crowns, and a film gets at most 2 million."
WOMEN = "The choir has 61 members, nearly half of them women."
TEACHERS = "About one in three teachers leaves within five years."
AGES = "Un habitant sur quatre a plus de 65 ans."
STATED = {
    "elliptic": ("The new line takes three hours, not eleven.", EN, BOATS, EN),
    "elliptic-fr": ("La nouvelle ligne prend trois heures, contre onze.", FR, BOATS, EN),
    "elliptic-bare": ("It once took eleven.", EN, BOATS, EN),
    "third": ("A third of teachers leave.", EN, TEACHERS, EN),
    "tiers": ("Un tiers des enseignants partent.", FR, TEACHERS, EN),
    "percent": ("33% of teachers leave.", EN, TEACHERS, EN),
    "quart": ("25 % ont plus de 65 ans.", FR, AGES, FR),
    "quarter": ("A quarter are over 65.", EN, AGES, FR),
    "over-s": ("The over 65s are a quarter.", EN, AGES, FR),
    "more": ("The fund spent over 30 million crowns.", EN, FUND, EN),
    "plus-de": ("Plus de 30 millions de couronnes ont été dépensés.", FR, FUND, EN),
    "after-most": ("A film gets 2 million at most.", EN, FUND, EN),
    "au-plus": ("Un film reçoit au plus 2 millions.", FR, FUND, EN),
    "share-beside": ("Nearly half of the 61 members are women.", EN, WOMEN, EN),
    "moitie-des": ("Près de la moitié des 61 membres sont des femmes.", FR, WOMEN, EN),
}
LACKING = {
    "elliptic": ("The new line takes four hours.", EN, BOATS, EN),
    "other-unit": ("The new line takes three days.", EN, BOATS, EN),
    "quarter": ("A quarter of teachers leave.", EN, TEACHERS, EN),
    "percent": ("36% of teachers leave.", EN, TEACHERS, EN),
    "part-of": ("Two in three teachers leave.", EN, TEACHERS, EN),
    "trois-sur": ("Trois habitants sur quatre ont plus de 65 ans.", FR, AGES, FR),
    "under-age": ("A quarter are under 65.", EN, AGES, FR),
    "aged-else": ("There are over 65 boats.", EN, AGES, FR),
    "less": ("The fund spent less than 30 million crowns.", EN, FUND, EN),
    "moins": ("Moins de 30 millions de couronnes ont été dépensés.", FR, FUND, EN),
    "or-more": ("A film gets 2 million or more.", EN, FUND, EN),
    "au-moins": ("Un film reçoit 2 millions au moins.", FR, FUND, EN),
    "over-members": ("More than 61 members sing.", EN, "Fewer than 61 members sing.", EN),
}


@pytest.mark.parametrize(("claim", "language", "source", "told"), STATED.values(), ids=STATED)
def test_stated(claim: str, language: Language, source: str, told: Language) -> None:
    assert unstated(claim, language, [stated(source, told)]) is None


@pytest.mark.parametrize(("claim", "language", "source", "told"), LACKING.values(), ids=LACKING)
def test_not_stated(claim: str, language: Language, source: str, told: Language) -> None:
    assert unstated(claim, language, [stated(source, told)])


WORDS = "over 65 under a third of one in three 12% in 2020 before March half 40 boats €3 plus de"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12), st.sampled_from(Language))
def test_a_text_states_its_own_figures(words: list[str], language: Language) -> None:
    text = " ".join(words)
    assert unstated(text, language, [stated(text, language)]) is None
