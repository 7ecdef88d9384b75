from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.generative.repetition import RepetitionGuard, repeats

LOOP = "the port of "


def test_a_stream_that_repeats_itself_is_ended() -> None:
    read: list[str] = []

    def pieces() -> Iterator[str]:
        for n in range(10_000):
            read.append(LOOP if n else "It is ")
            yield read[-1]

    guard = RepetitionGuard()
    found = "".join(guard.watched(pieces()))
    assert found.startswith("It is the port of ")
    assert guard.found
    assert len(read) < 60


@pytest.mark.parametrize(
    ("text", "does"),
    [
        (LOOP * 8, True),
        (f"It is. {LOOP * 8}the po", True),
        ("The port opened in 1954. " * 5, True),
        ("The port opened in 1954. " * 2, False),
        ("Oil and gas, oil and coal, oil and gas, oil and wood.", False),
        ("- - - - - - - - - - - - - - - - - - - - - - - -", False),
        ("| --- | --- | --- | --- | --- | --- |", False),
        ("", False),
    ],
)
def test_what_repeats_itself(text: str, does: bool) -> None:
    assert repeats(text) is does


@given(st.lists(st.text(max_size=30), max_size=20))
def test_what_is_given_is_the_beginning_of_what_came(pieces: list[str]) -> None:
    assert "".join(pieces).startswith("".join(RepetitionGuard().watched(pieces)))
