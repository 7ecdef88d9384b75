"""What only names the source of a claim is left out; nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.claims.leads import claim_alone

LEFT = {
    "according": ("According to the article, the bridge opened.", "the bridge opened."),
    "selon": ("Selon le document, le pont a ouvert.", "le pont a ouvert."),
    "dapres": ("D'après l'article, le pont a ouvert.", "le pont a ouvert."),
    "states": ("The report states that the bridge opened.", "the bridge opened."),
    "precise": ("Le texte précise que le pont a ouvert.", "le pont a ouvert."),
    "quil": ("L'article indique qu'il a ouvert en mai.", "il a ouvert en mai."),
    "in": ("In the passage, the bridge is open.", "the bridge is open."),
    "cited": ("Based on the documents provided, the bridge is open.", "the bridge is open."),
}
KEPT = (
    "According to Ilse Dahlgren, the bridge opened.",
    "Selon le maire, le pont a ouvert.",
    "The report is late.",
    "According to the article, no.",
    "The bridge opened, according to the article.",
    "",
)


@pytest.mark.parametrize(("text", "claim"), LEFT.values(), ids=LEFT)
def test_a_lead_is_left_out(text: str, claim: str) -> None:
    assert claim_alone(text) == claim


@pytest.mark.parametrize("text", KEPT)
def test_no_lead(text: str) -> None:
    assert claim_alone(text) == text


OPENINGS = ["", "According to the article, ", "Selon le texte, ", "The report notes that "]


@given(st.sampled_from(OPENINGS), st.text(max_size=40))
def test_what_is_left_ends_the_text(opening: str, rest: str) -> None:
    text = opening + rest
    alone = claim_alone(text)
    assert text.endswith(alone)
    assert alone or not text
