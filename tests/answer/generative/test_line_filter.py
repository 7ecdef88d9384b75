import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.generative.sentence_stream import DraftSentence, drafts

MOST = 4
OPENED = "It opened in 1990 [1]."


def texts(text: str) -> list[str]:
    return [d.text for d in drafts([text], MOST) if isinstance(d, DraftSentence)]


def cited(text: str) -> list[str]:
    return [d.text for d in drafts([text], MOST) if isinstance(d, DraftSentence)]


@pytest.mark.parametrize(
    "text",
    [
        f"# Answer\n\n{OPENED}",
        f"# The harbour of Grenvik\n{OPENED}",
        f"**The harbour**\n{OPENED}",
        f"**Answer:** {OPENED}",
        f"Answer: {OPENED}",
        f"Answer:\n\n{OPENED}",
        f"**Réponse :**\n{OPENED}",
        f"{OPENED}\n\nSources:\n[1] About the port\n[2] Timber and copper",
        f"{OPENED}\n\n**Sources:**\n\n- About the port\n- Timber and copper",
        f"{OPENED}\n\n## References\n1. About the port.\n2. Timber.",
        f"{OPENED}\n\nSources: [1], [3]",
        f"{OPENED}\n\nSources : About the port; Timber and copper",
        f"{OPENED}\n\nReferences:\nPassage 1: About the port",
        f"{OPENED}\n\n[^1]: Passage 1, About the port",
        f"{OPENED}\n\n[^1]: About the port\n[^2]: Timber",
        f"{OPENED}\n## Timber",
    ],
)
def test_lines_that_say_nothing_are_no_sentences(text: str) -> None:
    assert cited(text) == ["It opened in 1990."]
    assert list(drafts([*text], MOST)) == list(drafts([text], MOST))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"## It opened in 1990 [1]\n{OPENED}", ["It opened in 1990", "It opened in 1990."]),
        ("# It opened in 1990.", ["It opened in 1990."]),
        ("**It opened** in 1990.\nIt closed.", ["It opened in 1990.", "It closed."]),
        ("Sources say that it opened.", ["Sources say that it opened."]),
        ("Note: it opened in 1990 [1].", ["Note: it opened in 1990."]),
        ("The answer: it opened.", ["The answer: it opened."]),
        ("Sources:\n[1] About it\n\nIt closed in May.", ["It closed in May."]),
        ("Answers differ.\nReferences differ too.", ["Answers differ. References differ too."]),
    ],
)
def test_lines_that_say_something_stay(text: str, said: list[str]) -> None:
    found = texts(text)
    assert " ".join(found) == " ".join(said)


def test_a_heading_runs_into_no_sentence() -> None:
    assert texts("It opened [1].\n\n## Timber\nTimber leaves [2].") == [
        "It opened.",
        "Timber leaves.",
    ]


@pytest.mark.parametrize("line", ["Source: [1]", "Sources: 1, 3", "*Sources : passages 1 et 3*"])
def test_a_line_of_numbers_goes(line: str) -> None:
    assert texts(f"It opened in 1990.\n{line}") == ["It opened in 1990."]


def test_what_would_go_stays_where_there_is_nothing_else() -> None:
    assert texts("**March 2020**\n") == ["March 2020"]
    assert texts("# Timber") == ["Timber"]


def test_a_stream_that_was_cut_off_in_a_list_of_sources_loses_no_sentence() -> None:
    text = "It opened [1]. It closed [2].\n\nSources:\n[1] Abo"
    found = list(drafts([text], MOST, lambda: True))
    assert [d.text for d in found if isinstance(d, DraftSentence)] == ["It opened.", "It closed."]


LINES = ["# Head", "**Bold**", OPENED, "Sources:", "[1] Title", "Answer:", "[^1]: x", ""]
LINES += ["- **a**: b", "Source: [2]", "* It [3]", "Passage 2 says so.", "Short answers, Final. "]


@given(st.lists(st.sampled_from(LINES), max_size=8), st.data())
def test_what_goes_does_not_depend_on_how_the_stream_is_cut(
    lines: list[str], data: st.DataObject
) -> None:
    text = "\n".join(lines)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=9)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert list(drafts(pieces, MOST)) == list(drafts([text], MOST)) == list(drafts([*text], MOST))
