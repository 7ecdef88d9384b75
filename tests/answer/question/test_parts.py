"""Several questions in one message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.question.parts import MOST, parts


@pytest.mark.parametrize(
    ("message", "found"),
    [
        (
            "When did the bridge open, and who paid for it?",
            ("When did the bridge open", "When did the bridge open? who paid for it?"),
        ),
        (
            "Combien coûte le billet et depuis quand ?",
            ("Combien coûte le billet", "Combien coûte le billet? depuis quand ?"),
        ),
        (
            "Who owns the port? How many ships call there?",
            ("Who owns the port?", "Who owns the port? How many ships call there?"),
        ),
        ("Trade and investment with the island?", ("Trade and investment with the island?",)),
        (
            "Qui a signé l'accord de pêche et de commerce ?",
            ("Qui a signé l'accord de pêche et de commerce ?",),
        ),
        ("Why?", ("Why?",)),
        (
            "height of the bridge AND year of the bridge",
            ("height of the bridge", "year of the bridge"),
        ),
        ("PRICE OF THE TICKET AND THE HOURS", ("PRICE OF THE TICKET AND THE HOURS",)),
    ],
)
def test_parts(message: str, found: tuple[str, ...]) -> None:
    assert tuple(part.asked for part in parts(message)) == found
    assert all(part.text in message for part in parts(message))


@given(st.text(max_size=300))
def test_any_text_has_parts(text: str) -> None:
    assert 1 <= len(parts(text)) <= MOST
