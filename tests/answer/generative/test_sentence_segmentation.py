"""A stream is cut as if the whole buffer were read anew at each word, and in far less time."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.generative.citation_markers import tucked_in
from answer.generative.sentence_stream import LONGEST, sentences
from tests.growing import grows_evenly
from text.sentences import split

ITEM = re.compile(r"(?<!\n)\n(?=(?:[-*•–]|\d{1,2}[.)]) )|(?<=:)\n(?!\n)")
UNDER_WAY = re.compile(r"[\[(【<][^\])】>]{0,40}$")


def said(text: str) -> list[str]:
    return [" ".join(part.split()) for part in sentences([text], lambda: False) if part.strip()]


def read_anew(text: str) -> Iterator[str]:
    """The rule in its plainest form: for each word, everything again."""
    buffer = ""
    for word in re.findall(r"\S*\s|\S+$", text):
        buffer += word
        if not re.search(r"[.!?…\n]", buffer):
            continue
        buffer = tucked_in(ITEM.sub("\n\n", buffer))
        while cut := finished(buffer):
            yield buffer[:cut]
            buffer = buffer[cut:]
    yield from (buffer[start:end] for start, end in split(buffer, wrapped=True))


def finished(buffer: str) -> int:
    spans = split(buffer, wrapped=True)
    sure = len(spans) > 1 and not UNDER_WAY.search(buffer)
    return spans[1][0] if sure and re.search(r"[^\W\d_]+\W", buffer[spans[1][0] :]) else 0


PIECES = [
    *(
        ". ",
        ".",
        "! ",
        "...",
        "a. ",
        "M. ",
        "art. ",
        "A",
        "a ",
        "Word ",
        "the ",
        "and ",
        "to ",
        ", ",
    ),
    *("[1] ", "[1]", "[1, 2] ", "(1) ", "^1 ", "¹", "① ", "[passage 1] ", "(passage 1) ", "{1} "),
    *("2 ", "12. ", "(", "[", ") ", '"', '"a. ', "«\u00a0", "\u00a0» ", "\u202f", "\u2028", "  "),
    *("\n", "\n\n", ":\n", "\n- ", "\n1. "),
]


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_what_is_buffered_need_not_be_read_anew(pieces: list[str]) -> None:
    text = "So " + "".join(pieces)
    expected = [" ".join(part.split()) for part in read_anew(text)]
    without_signs = [re.sub(r"^(?:[-] |\(?\d{1,2}[.)] (?=\w))+", "", part) for part in expected]
    assert said(text) == [part for part in without_signs if part]


@pytest.mark.parametrize("unit", [". ", "1. ", "! ", "\n1. ", ".) ", "a. ", "(a. ", "! a ", '" ! '])
def test_stops_that_end_nothing_cost_no_more_than_words(unit: str) -> None:
    """The whole buffer was read anew at each word: 4,000 characters of ". " took 2.9 s."""
    assert grows_evenly(lambda text: list(sentences([text], lambda: False)), unit, LONGEST // 10)


def test_a_word_that_comes_in_letters_is_read_in_linear_time() -> None:
    assert grows_evenly(lambda text: list(sentences(text, lambda: False)), "=", 4_000)
