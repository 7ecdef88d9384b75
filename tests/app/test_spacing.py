"""French signs stay on their line; nothing else is touched."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.interface import both, names, say
from app.markup import marked
from app.spacing import bound
from app.starting.questions import kept
from domain.types import Language
from tests.each import each

BREAKS = (" ;", " :", " !", " ?", " »", "« ", " %", " €")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Quoi ? Rien ; « tout » : 24 % !", "Quoi_? Rien_; «_tout_»_: 24_%_!"),
        ("Quoi ?! 5 €, dit-il.", "Quoi_?! 5_€, dit-il."),
        ("« Quoi ? »", "«_Quoi_?_»"),
        (":red[x] :material/home: a:b", ":red[x] :material/home: a:b"),
        ("What? Nothing; all: 24%!", "What? Nothing; all: 24%!"),
        (" ? ", " ? "),
    ],
)
def test_only_the_spaces_of_french_signs_are_bound(written: str, shown: str) -> None:
    assert bound(written) == shown.replace("_", "\N{NO-BREAK SPACE}")


@given(st.text(alphabet="a ;:?!»«%\n€"))
def test_a_text_keeps_its_length_and_its_other_signs(written: str) -> None:
    assert bound(written).replace("\N{NO-BREAK SPACE}", " ") == written


@each(names())
def test_no_string_of_the_pages_lets_a_sign_begin_a_line(name: str) -> None:
    places = [place for _, place, _, _ in string.Formatter().parse(both(name)[0]) if place]
    shown = say(name, Language.FR, **dict.fromkeys(places, "x"))
    assert not any(sign in shown for sign in BREAKS)


def test_what_is_quoted_is_marked_at_its_own_offsets() -> None:
    text = "Avant ; « la phrase ? » : après"
    assert "<mark>«_la phrase_?_»</mark>".replace("_", "\N{NO-BREAK SPACE}") in marked(text, 8, 23)


def test_a_suggested_question_is_asked_as_it_is_written() -> None:
    assert all("\N{NO-BREAK SPACE}" not in said for said in kept(Language.FR))
