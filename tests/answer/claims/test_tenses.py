"""What was, what will be, what is meant and what may be; parts of a year; since when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.claims.tenses import part_of_year, since_added, tense_changed
from domain.types import Language
from text.figures import figures

EN, FR = Language.EN, Language.FR
OTHER = {
    "will": ("The tunnel will open.", "The tunnel is open."),
    "ouvrira": ("Le tunnel ouvrira.", "The tunnel opened."),
    "plans": ("It plans to open a dairy.", "It runs a dairy."),
    "done-meant": ("It has opened a dairy.", "It plans to open a dairy."),
    "a-ouvert": ("La coopérative a ouvert une laiterie.", "Elle prévoit d'ouvrir une laiterie."),
    "done-will": ("The lamps were replaced.", "The lamps will be replaced."),
    "may-will": ("The wing will close.", "The wing may close next winter."),
    "may-done": ("Le musée a fermé son aile.", "The museum may close its wing."),
    "pourrait": ("The wing will close.", "L'aile pourrait fermer."),
}
SAME = {
    "will": ("The tunnel will open.", "Le tunnel ouvrira."),
    "plans": ("It intends to open a dairy.", "Elle prévoit d'ouvrir une laiterie."),
    "goal": ("It will open a dairy.", "Its goal is a dairy."),
    "may": ("The wing might close.", "The wing may close."),
    "next": ("Il pourrait fermer l'hiver prochain.", "It may close next winter."),
    "month": ("It has grown since then.", "It has grown since May."),
    "no-plans": ("Le parking n'a pas été approuvé.", "The car park was not approved; no plans."),
    "reserved": ("Parking is reserved for residents.", "Only residents may park."),
    "free-will": ("They came of their own will.", "They came willingly."),
    "past": ("It opened.", "It was opened."),
}


@pytest.mark.parametrize(("claim", "source"), OTHER.values(), ids=OTHER)
def test_another_tense(claim: str, source: str) -> None:
    assert tense_changed(claim, source, source)


@pytest.mark.parametrize(("claim", "source"), SAME.values(), ids=SAME)
def test_the_same_tense(claim: str, source: str) -> None:
    assert tense_changed(claim, source, source) is None


@given(st.lists(st.sampled_from("it will may open plans to opened was a ouvrira".split())))
def test_a_claim_has_its_own_tense_but_where_it_only_means_to(words: list[str]) -> None:
    text = " ".join(words)
    assert tense_changed(text, text, text) is None


PARTS = {
    "early": ("It opened in early 2014.", EN, "It opened in March 2014.", None),
    "late": ("It opened in late 2014.", EN, "It opened in March 2014.", "late 2014"),
    "debut": ("Il a ouvert début 2014.", FR, "It opened in March 2014.", None),
    "fin": ("Il a ouvert fin 2014.", FR, "It opened in March 2014.", "fin 2014"),
    "spring": ("It opened in spring 2014.", EN, "It opened in May 2014.", None),
    "year-only": ("It opened in late 2014.", EN, "It opened in 2014.", "late 2014"),
    "named": ("It opened in the summer of 2014.", EN, "Il a ouvert à l'été 2014.", None),
    "other-year": ("It opened in early 2014.", EN, "In March 2012 it shut.", "early 2014"),
    "none": ("It opened in 2014.", EN, "It opened in March 2014.", None),
}


@pytest.mark.parametrize(("claim", "language", "source", "found"), PARTS.values(), ids=PARTS)
def test_parts_of_a_year(claim: str, language: Language, source: str, found: str | None) -> None:
    stated = (*figures(source, EN), *figures(source, FR))
    assert part_of_year(claim, figures(claim, language), source, stated) == found


SINCE = {
    "added": ("It has sold 40 boats since 2021.", "It sold 40 boats in 2021.", "2021"),
    "told": ("It has sold 40 boats since 2021.", "Since 2021 it has sold 40 boats.", None),
    "depuis": ("40 boats since 2021.", "40 bateaux depuis 2021.", None),
    "a-span": ("It sold 40 boats from 2021 to 2023.", "It sold 40 boats in 2021-2023.", None),
    "no-amount": ("It is open since 2021.", "It opened in 2021.", None),
}


@pytest.mark.parametrize(("claim", "source", "found"), SINCE.values(), ids=SINCE)
def test_since(claim: str, source: str, found: str | None) -> None:
    stated = figures(source, FR if "depuis" in source else EN)
    assert since_added(claim, figures(claim, EN), source, stated) == found
