"""Operators: a claim may not add "only", "most", "a year", nor drop its source's doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.claims.degree import changed
from answer.claims.operators import OPERATORS, PERIODS

ADDED = {
    "only": ("Only Tamarel builds boats.", "Tamarel builds boats."),
    "ne-que": ("Tamarel n'exporte que du poisson.", "Tamarel sells fish."),
    "ne-que-long": ("Il ne vend à ses voisins que du sel.", "Il vend du sel à ses voisins."),
    "all": ("All the boats are painted.", "The boats are painted."),
    "tous": ("Tous les bateaux sont peints.", "The boats are painted."),
    "always": ("It always rains.", "It rains."),
    "most": ("Most of the boats are red.", "Some boats are red."),
    "la-plupart": ("La plupart des bateaux sont rouges.", "Des bateaux sont rouges."),
    "most-of-the-most": ("Most of the boats are old.", "It has the most famous boats."),
    "largest": ("It is the largest port.", "It is a port."),
    "one-of": ("It is the largest port.", "It is one of the largest ports."),
    "parmi": ("C'est le premier port.", "Il est parmi les premiers ports."),
    "world": ("It is known worldwide.", "It is known."),
    "a-year": ("It mends ten boats a year.", "It mends ten boats."),
    "day-year": ("It carries 300 people a year.", "It carries 300 people a day."),
    "jour-an": ("Il transporte 300 personnes par an.", "Il transporte 300 personnes par jour."),
    "weekly-mois": ("It opens weekly.", "Il ouvre tous les mois."),
    "hundreds": ("Hundreds came.", "People came."),
    "doubled": ("Sales have doubled.", "Sales have grown."),
    "reportedly": ("It reportedly sank.", "It sank."),
    "may": ("It may sink.", "It sinks."),
    "doubt-dropped": ("It closed the shop.", "It might close the shop."),
    "probablement": ("Il a fermé.", "Il a probablement fermé."),
    "despite": ("It closed despite the mayor.", "It closed."),
    "no-longer": ("It is a former mill.", "It is a mill."),
}
SAID = {
    "same": ("Only Tamarel builds boats.", "Boats are built only in Tamarel."),
    "reserved": ("Only members may enter.", "Entry is reserved for members, who may enter."),
    "ne-pas-que": ("Il n'est pas certain que le pont ouvre.", "The bridge may open."),
    "parce-que": ("Il n'ouvre plus parce que le toit fuit.", "It is shut: the roof leaks."),
    "ne-que-figure": ("Il n'en reste que 12.", "Twelve are left."),
    "until": ("Il n'a ouvert qu'en mai.", "It did not open until May."),
    "most-s": ("Most of its boats are red.", "It paints most boats red."),
    "majorite": ("La majorité part en mai.", "Most of them leave in May."),
    "share": ("Most of them leave.", "60% of them leave."),
    "main": ("It is the main port.", "It is the largest port."),
    "one-of": ("It is one of the largest ports.", "It is among the largest ports."),
    "plus-de": ("Un quart ont plus de 65 ans.", "Un habitant sur quatre a plus de 65 ans."),
    "daily": ("It carries 300 people daily.", "Il transporte 300 personnes par jour."),
    "every-day": ("It opens every day.", "Il ouvre chaque jour."),
    "both": ("It is paid each month.", "It is paid monthly, 1,200 florins a year."),
    "a-year-later": ("A year later, it closed.", "It closed the year after."),
    "a-quarter": ("A quarter are over 65.", "One in four is over 65."),
    "a-day-of": ("It was a day of rain.", "It rained all day."),
    "once": ("Salmon used to be rare.", "Salmon, once rare, are common."),
    "fear": ("They fear the dam.", "Ils craignent le barrage."),
    "craignent": ("Ils craignent que le barrage cède.", "They fear the dam could break."),
}


@pytest.mark.parametrize(("claim", "source"), ADDED.values(), ids=ADDED)
def test_what_a_claim_adds_or_drops(claim: str, source: str) -> None:
    assert changed(claim, source, source, counts=False)


@pytest.mark.parametrize(("claim", "source"), SAID.values(), ids=SAID)
def test_what_is_put_alike(claim: str, source: str) -> None:
    assert changed(claim, source, source, counts=False) is None


def test_an_amount_neither_rises_nor_is_sold_by_itself() -> None:
    source = "The port handles 40 tonnes."
    for claim in ("It exports 40 tonnes.", "It rose to 40 tonnes.", "Il vend 40 tonnes."):
        assert changed(claim, source, source, counts=True)
        assert changed(claim, source, source, counts=False) is None


SOME = st.lists(
    st.sampled_from("only most of the boats a year may might largest one of par jour all".split())
)


@given(SOME)
def test_a_claim_changes_nothing_of_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert changed(text, text, text, counts=True) is None


@given(SOME)
def test_what_is_found_stands_in_one_of_the_texts(words: list[str]) -> None:
    claim, source = " ".join(words), "the boats might sink"
    found = changed(claim, source, source, counts=True)
    assert found is None or found in claim or found in source


@pytest.mark.parametrize("pattern", [o.words for o in OPERATORS] + list(PERIODS))
def test_no_operator_finds_itself_in_nothing(pattern) -> None:  # type: ignore[no-untyped-def]
    assert pattern.search("") is None
    assert pattern.search("the boat is red; le bateau est rouge") is None
