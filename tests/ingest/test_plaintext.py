import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import SourceError
from ingest.document import BlockKind
from ingest.plaintext import load_text


def blocks(text: str) -> list[tuple[str, str]]:
    return [(b.kind.value, b.text) for b in load_text(text.encode(), "a.txt").blocks]


LONG = "The harbour company runs the ferry that crosses the bay every hour of the day"


def test_paragraphs_stand_between_blank_lines() -> None:
    assert blocks("One here.\n\n\nTwo\u00a0here.\n \nThree here.") == [
        ("paragraph", "One here."),
        ("paragraph", "Two\u00a0here."),
        ("paragraph", "Three here."),
    ]


def test_lines_wrapped_at_a_margin_are_joined() -> None:
    assert blocks(f"{LONG}\n{LONG}\nand ends.\n\nNext.") == [
        ("paragraph", f"{LONG} {LONG} and ends."),
        ("paragraph", "Next."),
    ]


def test_a_heading_above_its_paragraph_is_a_block_of_its_own() -> None:
    assert blocks(f"The ferry\n{LONG}.\n\nNext.") == [
        ("paragraph", "The ferry"),
        ("paragraph", f"{LONG}."),
        ("paragraph", "Next."),
    ]


def test_paragraphs_a_line_each_stay_apart() -> None:
    long = f"{LONG}, and {LONG.lower()}."
    assert blocks(f"Title here\n\n{long}\n{long}\n\nThe end.") == [
        ("paragraph", "Title here"),
        ("paragraph", long),
        ("paragraph", long),
        ("paragraph", "The end."),
    ]


def test_without_blank_lines_every_line_is_a_paragraph() -> None:
    assert [b[1] for b in blocks(f"Title\n{LONG}.\nSection\n{LONG}.")] == [
        "Title",
        f"{LONG}.",
        "Section",
        f"{LONG}.",
    ]


def test_lists_with_their_lead_in_and_their_continuations() -> None:
    assert blocks("The stops are:\n- the port,\n  near the gate\n* the market\n2) the fort") == [
        ("paragraph", "The stops are:"),
        ("item", "the port, near the gate"),
        ("item", "the market"),
        ("item", "the fort"),
    ]


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])))
def test_no_word_is_lost(text: str) -> None:
    kept = "".join(b.text for b in load_text(b"A start. " + text.encode(), "a.txt").blocks)
    assert kept.startswith("A start.")


@given(st.lists(st.sampled_from(["word", "Une phrase.", "\n", "\n\n", " ", "\t", LONG])))
def test_words_come_out_in_order(parts: list[str]) -> None:
    text = " ".join(parts)
    assert " ".join(b[1] for b in blocks(text)).split() == text.split()


@given(st.binary(max_size=300))
def test_only_source_errors_come_out(data: bytes) -> None:
    try:
        load_text(data, "a.txt")
    except SourceError:
        return


def test_an_underlined_line_is_a_heading_of_the_level_of_its_mark() -> None:
    text = "The bridge\n==========\n\nMoney\n-----\nNine.\n\nTime\n----\n\nSoon.\n\nWho\n==="
    assert [(b.text, b.level) for b in load_text(text.encode(), "a.txt").blocks] == [
        ("The bridge", 1),
        ("Money", 2),
        ("Nine.", None),
        ("Time", 2),
        ("Soon.", None),
        ("Who", 1),
    ]


@pytest.mark.parametrize(
    "text", ["The end of it\n---", "***\n---", "A\n-----------------", "ab\n=="]
)
def test_a_line_that_parts_underlines_nothing(text: str) -> None:
    blocks = load_text(text.encode(), "a.txt").blocks
    assert all(b.kind is not BlockKind.HEADING for b in blocks)
