"""Contraries in either language, more and more, more of less, and what is nearly denied."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.claims.contraries import compared_otherwise, contrary
from answer.claims.polarity import denies, nearly_denies

CONTRARY = {
    "smallest": ("the smallest port", "the largest port"),
    "weakened": ("The town weakened its team.", "La ville a renforcé son équipe."),
    "harder": ("It made it harder.", "It made it easier."),
    "complique": ("Il a compliqué l'accès.", "Il a facilité l'accès."),
    "expose": ("La digue expose le port.", "La digue protège le port."),
    "closed": ("It was closed in 1952.", "Créée en 1952."),
    "lower": ("It lowered the price.", "Il a augmenté le prix."),
    "kept": ("It kept its arms.", "It gave up its arms."),
    "private": ("a private school", "une école public"),
}
ALIKE = {
    "same": ("the largest port", "the largest port"),
    "both": ("Small boats use the largest port.", "The largest port has small boats."),
    "increasingly": ("increasingly salty", "more and more salty, fewer and fewer fish"),
    "nothing": ("the red port", "the largest port"),
}


@pytest.mark.parametrize(("claim", "source"), CONTRARY.values(), ids=CONTRARY)
def test_a_contrary(claim: str, source: str) -> None:
    assert contrary(claim, source, source)
    assert not contrary(claim, source, f"{source} {claim}")


@pytest.mark.parametrize(("claim", "source"), ALIKE.values(), ids=ALIKE)
def test_no_contrary(claim: str, source: str) -> None:
    assert not contrary(claim, source, source)


COMPARED = {
    "less-and-less": ("less and less salty", "more and more salty", True),
    "moins-en-moins": ("de moins en moins salé", "increasingly salty", True),
    "increasingly": ("increasingly salty", "de plus en plus salé", False),
    "both-told": ("fewer and fewer fish", "more and more salt, fewer and fewer fish", False),
    "more-of": ("more fish than before", "fewer fish than before", True),
    "plus-de": ("plus de poissons", "moins de poissons", True),
    "same-of": ("fewer fish", "more salt, fewer fish", False),
}


@pytest.mark.parametrize(("claim", "source", "other"), COMPARED.values(), ids=COMPARED)
def test_more_of_what_is_less(claim: str, source: str, other: bool) -> None:
    assert compared_otherwise(claim, source) is other


WORDS = "the smallest largest closed open protège expose more fish less fewer and increasingly not"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12))
def test_nothing_is_contrary_to_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert not contrary(text, text, text)
    assert not nearly_denies(text, text)


NEARLY = {
    "turned-down": ("It turned down the plan.", "It did not approve the plan.", True),
    "free": ("Children travel free.", "Les enfants ne paient pas.", True),
    "gratuit": ("L'école est gratuite.", "No fee is charged.", True),
    "free-not-gratuit": ("Schools are free of charge.", "L'école n'est pas gratuite.", False),
    "lack": ("Nurses are lacking.", "Il n'y a pas assez d'infirmiers.", True),
    "manque": ("Les lits manquent.", "Beds are not lacking.", False),
    "free-trade": ("They sell by free trade.", "They do not sell.", False),
    "plain": ("It sells fish.", "It does not sell fish.", False),
}


@pytest.mark.parametrize(("text", "other", "does"), NEARLY.values(), ids=NEARLY)
def test_what_comes_near_a_denial(text: str, other: str, does: bool) -> None:
    assert nearly_denies(text, other) is does


@pytest.mark.parametrize(
    "text",
    [
        "It is a non-governmental group.",
        "Le lac ne cesse de grandir.",
        "Il ne vend que du sel.",
        "It is no doubt so.",
        "Il est sans doute vieux.",
        "It has nothing but salt.",
        "Ce n'est pas forcément vrai.",
    ],
)
def test_what_only_looks_like_a_denial(text: str) -> None:
    assert denies(text) == 0
