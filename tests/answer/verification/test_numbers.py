import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.verification.numbers import unstated
from domain.types import Language

FR, EN = Language.FR, Language.EN
TRADE = "Trade reached €24 billion in 2021. About 40% of exports went to Peru, the third buyer."
ECHANGES = "Les échanges ont atteint 24 milliards d'euros en mars 2021, contre 18 en 2005."
APART = "The line opened in 1997. On 28 April of that year the King rode on it."


@pytest.mark.parametrize(
    ("claim", "language", "source", "lacking"),
    [
        ("It came to 24,000 million euros.", EN, TRADE, None),
        ("Ils valaient 24 milliards d'euros en 2021.", FR, TRADE, None),
        ("Il s'agit de quarante pour cent.", FR, TRADE, None),
        ("It was €24bn in March 2021.", EN, ECHANGES, None),
        ("It was €24bn in 03/2021.", EN, ECHANGES, None),
        ("The King rode on it on 28 April 1997.", EN, APART, None),
        ("Le roi y est monté le 28 avril 1997.", FR, APART, None),
        ("It had 3 buyers.", EN, TRADE, None),
        ("It was in the 2020s.", EN, TRADE, None),
        ("It was €24 million.", EN, TRADE, "€24 million"),
        ("It was 24 billion dollars.", EN, TRADE, "24 billion dollars"),
        ("It was 42%.", EN, TRADE, "42%"),
        ("It was in April 2021.", EN, ECHANGES, "April 2021"),
        ("It was in March 2021.", EN, TRADE, "March 2021"),
        ("The King rode on it on 29 April 1997.", EN, APART, "29 April 1997"),
        ("Some 45 countries buy.", EN, TRADE, "45"),
        ("The balance was -500.", EN, TRADE, "500"),
    ],
)
def test_figures_in_digits_have_to_be_stated(
    claim: str, language: Language, source: str, lacking: str | None
) -> None:
    assert unstated(claim, language, [source]) == lacking


def test_a_figure_may_stand_in_any_of_the_texts() -> None:
    assert unstated("It was 42% in 2021.", EN, [TRADE, "42%"]) is None


WORDS = "over 65 under a third of 12% in 2020 before March half 40 boats €3 plus de 28 April 1,5"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12), st.sampled_from(Language))
def test_a_text_states_its_own_figures(words: list[str], language: Language) -> None:
    text = " ".join(words)
    assert unstated(text, language, [text]) is None
