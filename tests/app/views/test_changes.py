import io

import pytest
from rich.console import Console

from app.views.changes import SHOWN, print_changes
from domain.changes import Became, DetailChange, PassageChange, SentenceChange, SourceChange
from domain.types import Language

FARE = SentenceChange("A ticket costs 3 euros.", "A ticket costs 4 euros.")
CHANGE = SourceChange(
    "tram.md",
    "The tram",
    Became.CHANGED,
    (DetailChange("date", None, "2024"),),
    (
        PassageChange(Became.CHANGED, "Fares", (FARE,)),
        PassageChange(Became.ADDED, "Fares", (SentenceChange(None, "Dogs pay nothing."),)),
        PassageChange(Became.MOVED, "", (SentenceChange("It rings.", "It rings."),), "Line"),
        PassageChange(Became.REMOVED, "Night", (SentenceChange("It runs at night.", None),)),
    ),
)


def shown(change: SourceChange, language: Language, colour: bool = False) -> str:
    out = io.StringIO()
    system = "standard" if colour else None
    console = Console(
        file=out, width=100, force_terminal=colour, color_system=system, highlight=False
    )
    print_changes([change], language, console)
    return out.getvalue()


def test_old_and_new_stand_side_by_side_under_their_section() -> None:
    assert [line.rstrip() for line in shown(CHANGE, Language.EN).splitlines()] == [
        "updated: tram.md",
        "  date: (none) → 2024",
        "  Fares",
        "    - A ticket costs 3 euros.",
        "    + A ticket costs 4 euros.",
        "    + Dogs pay nothing.",
        "  (beginning)",
        "    ~ moved from “Line”: It rings.",
        "  Night",
        "    - It runs at night.",
    ]


def test_french_is_spoken_too() -> None:
    lines = shown(CHANGE, Language.FR)
    for words in ("mise à jour : tram.md", "date : (vide) → 2024", "déplacé depuis « Line » : "):
        assert words in lines


def test_only_the_words_that_changed_are_marked() -> None:
    [old, new] = [
        line for line in shown(CHANGE, Language.EN, True).splitlines() if "ticket" in line
    ]
    assert "\x1b[1;4;31m3" in old
    assert "\x1b[1;4;32m4" in new
    assert "4;31mA ticket" not in old


@pytest.mark.parametrize(
    ("more", "said"), [(1, "and one more passage"), (7, "and 7 more passages")]
)
def test_what_is_left_out_is_counted(more: int, said: str) -> None:
    passages = tuple(PassageChange(Became.ADDED, "Fares", (FARE,)) for _ in range(SHOWN))
    change = SourceChange("tram.md", "The tram", Became.CHANGED, (), passages, more)
    assert said in shown(change, Language.EN)


def test_what_a_source_says_is_never_markup() -> None:
    evil = SentenceChange("[red]a[/red]\x1b[2J b", "[link=x]c[/link] d")
    change = SourceChange(
        "x", "x", Became.CHANGED, (), (PassageChange(Became.CHANGED, "[b]S", (evil,)),)
    )
    text = shown(change, Language.EN)
    assert "[red]a[/red]" in text
    assert "[b]S" in text
    assert "\x1b" not in text
