"""Sentences that claim nothing, and what they say is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.claims.silence import leads_in, missed, says_that_nothing_is_said

SILENT = (
    "The sources do not mention the price of the bridge.",
    "The passages don't say.",
    "However, the documents provided do not give a date.",
    "Les sources ne disent rien du prix du pont.",
    "Cependant, les extraits fournis n'indiquent pas la date.",
    "No information is given on the price.",
    "Aucune information n'est donnée sur le prix.",
    "The price of the bridge is not mentioned in the passages.",
)
TELLING = (
    "The bridge is long.",
    "The sources do not deny that the bridge fell.",
    "Les sources ne nient pas la chute du pont.",
    "The sources do not say so, but the bridge fell.",
    "Les sources ne le disent pas, mais le pont est tombé.",
    "The sources say that the bridge fell.",
    "No bridge fell.",
)


@pytest.mark.parametrize("text", SILENT)
def test_a_silence(text: str) -> None:
    assert says_that_nothing_is_said(text)


@pytest.mark.parametrize("text", TELLING)
def test_no_silence(text: str) -> None:
    assert not says_that_nothing_is_said(text)


MISSED = {
    "price": ("The sources do not mention the terrible price.", {"terrible", "price"}),
    "prix": ("Les sources ne mentionnent pas le prix terrible.", {"prix", "terrible"}),
    "open": ("The sources do not say when it closed.", set()),
    "ouvert": ("Les sources ne disent pas pourquoi il a fermé.", set()),
}


@pytest.mark.parametrize(("text", "words"), MISSED.values(), ids=MISSED)
def test_what_is_missed(text: str, words: set[str]) -> None:
    left = {word.strip(".,").lower() for word in missed(text).split()}
    assert words <= left
    assert bool(words) is bool(left)
    assert not left & {"sources", "mention", "say", "mentionnent", "disent"}


@given(st.text(max_size=60))
def test_what_is_missed_stands_in_the_text(text: str) -> None:
    assert set(missed(text).split()) <= set(text.split()) or len(missed(text)) <= len(text)


LEADS = ("Here is what is known:", "Voici la réponse.", "In short:", "En bref,", "Sure!")
NO_LEADS = (
    "Here are 12 boats:",
    "Voici le Pérou :",
    "The bridge opened.",
    "In short, the bridge opened. It fell.",
)


@pytest.mark.parametrize("text", LEADS)
def test_a_lead_in(text: str) -> None:
    assert leads_in(text)


@pytest.mark.parametrize("text", NO_LEADS)
def test_no_lead_in(text: str) -> None:
    assert not leads_in(text)
