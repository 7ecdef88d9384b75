"""Amounts that went up may not be told to have gone down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.claims.ground import stated
from answer.claims.movement import moved_otherwise
from domain.types import Language
from text.figures import figures

EN, FR = Language.EN, Language.FR
SALES = "Ticket sales rose by 12% in 2019, then fell by 50% during the epidemic."
PRIX = "Le prix du lait a baissé de 8 % et celui du pain a augmenté de 3 %."
MOVED = {
    "fell": ("Sales fell by 12%.", EN, SALES, EN, True),
    "rose": ("Sales rose by 50%.", EN, SALES, EN, True),
    "across": ("Les ventes ont baissé de 12 %.", FR, SALES, EN, True),
    "second": ("The price of bread fell by 3%.", EN, PRIX, FR, True),
    "kept": ("Sales grew by 12%, then dropped by 50%.", EN, SALES, EN, False),
    "garde": ("Le pain a augmenté de 3 %.", FR, PRIX, FR, False),
    "untold": ("Sales fell to 40 boats.", EN, "It sells 40 boats.", EN, False),
    "still": ("Sales changed by 12%.", EN, SALES, EN, False),
    "other": ("Sales fell by 7%.", EN, SALES, EN, False),
    "time": ("Sales fell in 2019.", EN, SALES, EN, False),
}


@pytest.mark.parametrize(
    ("claim", "language", "source", "told", "other"), MOVED.values(), ids=MOVED
)
def test_which_way(
    claim: str, language: Language, source: str, told: Language, other: bool
) -> None:
    read = figures(claim, language)
    assert moved_otherwise(claim, read, [stated(source, told)]) is other


WORDS = "sales rose fell by 12% 40 boats and, then grew to 3 million but dropped".split()


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_nothing_moves_otherwise_than_itself(words: list[str]) -> None:
    text = " ".join(words)
    said = all(text.count(f) <= 1 for f in ("12%", "40", "3 million"))
    if said:
        assert not moved_otherwise(text, figures(text, EN), [stated(text, EN)])
