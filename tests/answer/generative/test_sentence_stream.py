import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.generative.sentence_stream import SENTINEL, Draft, DraftSentence, NotInSources, drafts

MOST = 4


def drafted(*pieces: str) -> list[Draft]:
    return list(drafts(pieces, MOST))


def sentence(text: str) -> DraftSentence:
    return DraftSentence(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened [1].", [sentence("It opened.")]),
        (
            "It opened [1, 2]. It closed [1][3].",
            [sentence("It opened."), sentence("It closed.")],
        ),
        ("It opened [2-4].", [sentence("It opened.")]),
        (
            "It opened. [1] It closed. [2]",
            [sentence("It opened."), sentence("It closed.")],
        ),
        (
            "Est-il ouvert\u00a0? Oui, depuis mars [3]\u202f!\nIl est gratuit [1].",
            [
                sentence("Est-il ouvert\u00a0?"),
                sentence("Oui, depuis mars\u202f!"),
                sentence("Il est gratuit."),
            ],
        ),
        ("It opened\nin 1990 [1]", [sentence("It opened in 1990")]),
        (
            "It opened [1][9]. It closed [8].",
            [sentence("It opened."), sentence("It closed.")],
        ),
        (
            "- It opened [1]\n- It closed [2]\n3. It burnt [1]",
            [sentence("It opened"), sentence("It closed"), sentence("It burnt")],
        ),
        ("## It **opened** in *March* [1].", [sentence("It opened in March.")]),
        ("It opened. [passage 1] It closed.", [sentence("It opened."), sentence("It closed.")]),
        ("M. Berger l'a ouvert [1].", [sentence("M. Berger l'a ouvert.")]),
        ("It opened [1].\n\n---\n\n[2]", [sentence("It opened.")]),
    ],
)
def test_sentences_without_their_markers(text: str, expected: list[Draft]) -> None:
    assert drafted(text) == expected


def test_a_sentence_is_given_once_the_next_word_is_there() -> None:
    read: list[str] = []

    def pieces() -> Iterator[str]:
        for piece in ("It ope", "ned [1]", ".", " ", "It", " closed", " [2].", " Then", " more"):
            read.append(piece)
            yield piece

    found = drafts(pieces(), MOST)
    assert next(found) == sentence("It opened.")
    assert "".join(read) == "It opened [1]. It closed"
    assert next(found) == sentence("It closed.")
    assert "".join(read) == "It opened [1]. It closed [2]. Then more"


def test_markers_that_come_after_the_stop_and_late_belong_to_the_sentence_before() -> None:
    expected = [sentence("It opened."), sentence("It closed.")]
    assert drafted("It opened.", " ", "[", "1", "]", " [2]", " It", " closed.", " [3]") == expected


def test_what_cites_nothing_is_given_too() -> None:
    text = "Well then. It opened. It closed [1]. Then what?"
    assert drafted(text) == [
        sentence("Well then."),
        sentence("It opened."),
        sentence("It closed."),
        sentence("Then what?"),
    ]


@pytest.mark.parametrize("text", ["", " \n", "[1]", "…", "---"])
def test_nothing_comes_out_where_nothing_is_said(text: str) -> None:
    assert drafted(text) == []


def test_the_last_sentence_of_a_stream_that_was_cut_off_is_none() -> None:
    for text in ("It opened [1]. It closed [2", "It opened [1]. It closed.", "It opened [1]. 3."):
        assert list(drafts([text], MOST, lambda: True)) == [sentence("It opened.")]


@pytest.mark.parametrize(
    "pieces",
    [
        (SENTINEL,),
        ("NO_", "ANS", "WER"),
        (f" {SENTINEL}.\n",),
        (f"{SENTINEL}\n\nThe passages are about something else.",),
        (f"<think>Is it [1]? Yes.</think>{SENTINEL}",),
    ],
)
def test_the_sentinel_signals_that_the_sources_do_not_say(pieces: tuple[str, ...]) -> None:
    assert drafted(*pieces) == [NotInSources()]


def test_a_sentinel_after_a_sentence_ends_the_answer() -> None:
    assert drafted(f"It opened [1]. {SENTINEL} It closed.") == [sentence("It opened.")]


def test_nothing_counts_after_a_sentinel() -> None:
    assert drafted(f"{SENTINEL}\n\nIt opened [1].") == [NotInSources()]


@pytest.mark.parametrize(
    "pieces",
    [
        ("<think>Hm [2]. It is [3].</think>\n\nIt opened [1].",),
        ("<th", "ink>", "Hm [2].", " </thi", "nk>", "It opened [1]."),
        ("\n <think>Hm < 3 </ think></think> It opened [1].",),
        *[tuple("<think>So [2]. Ah.</think>It opened [1].")],
    ],
)
def test_thinking_aloud_is_left_out(pieces: tuple[str, ...]) -> None:
    assert drafted(*pieces) == [sentence("It opened.")]


def test_thinking_without_end_says_nothing() -> None:
    assert drafted("<think>It opened [1]. ", "It closed [2].") == []


def test_what_only_looks_like_thinking_is_kept() -> None:
    assert drafted("<thin", "gs> opened [1].") == [sentence("<things> opened.")]
    assert drafted("<thi") == [sentence("<thi")]


def test_control_characters_are_gone() -> None:
    dirty = "It \x1b[31mope\u202ened\x00 \ud800in\u200b 1990\r\n at\tlast [1]."
    assert drafted(dirty) == [sentence("It [31mopened in 1990 at last.")]


WORDS = (
    "It opened",
    "M. Berger",
    "le musée",
    "3.5 km",
    "and then",
    "x",
    "[1]",
    "[2]",
    "[1, 3]",
    "[2-4]",
    "[9]",
    ".",
    "!",
    " ?",
    "\u00a0»",
    "« ",
    "...",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    SENTINEL,
    "<think>",
    "</think>",
    "\x07",
    "(1)",
    "[passage 2]",
    "【3】",
    "¹",
    "- ",
    "**",
)


@given(st.data())
def test_the_drafts_do_not_depend_on_how_the_stream_is_cut(data: st.DataObject) -> None:
    text = "".join(data.draw(st.lists(st.sampled_from(WORDS), max_size=40)))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=30)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert drafted(*pieces) == drafted(text) == drafted(*text)


def test_stops_and_markers_in_turn_do_not_depend_on_how_the_stream_is_cut() -> None:
    text = "It opened...[1]...[2]"
    assert drafted(text) == drafted(*text)


def test_a_stream_without_stops_is_read_in_linear_time() -> None:
    """Each word was looked at again with every word after it; this took minutes."""
    text = "on and on " * 20_000 + "[1]."
    found = [d for d in drafted(text) if isinstance(d, DraftSentence)]
    assert " ".join(d.text for d in found) == "on and on " * 19_999 + "on and on."


PLAIN = st.text(st.characters(exclude_categories=["No", "Nd"]), max_size=30)


@given(st.lists(PLAIN, max_size=8))
def test_whatever_is_written_comes_out_as_plain_sentences(pieces: list[str]) -> None:
    found = [d for d in drafted(*pieces, " The end [1].") if isinstance(d, DraftSentence)]
    assert found[-1].text.endswith("The end.")
    for draft in found:
        assert draft.text == draft.text.strip()
        assert not {unicodedata.category(c) for c in draft.text} & {"Cc", "Cf", "Cs"}
