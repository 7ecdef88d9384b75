"""Translated strings for the frame's script (passerelle.js)."""

from __future__ import annotations

from app.interface import say
from app.markup import text
from domain.types import Language

WORDS = (
    "evidence evidence_hint evidence_loading evidence_failed previous_citation next_citation "
    "try_again close send skip offline conversations choose_files"
).split()


def words(reader: Language) -> str:
    """An invisible element with the strings of the script."""
    strings = {name: say(name, reader) for name in WORDS}
    strings["evidence_place"] = say("evidence_place", reader, n="{n}", total="{total}")
    strings["per_file"] = say("per_file", reader, n="{n}")
    attributes = "".join(
        f' data-{n.replace("_", "-")}="{text(said)}"' for n, said in strings.items()
    )
    return f'<span id="pa-words" lang="{reader}" hidden{attributes}></span>'


def drawer_button(drawer: str, reader: Language) -> str:
    """A button that opens what a narrow screen has no room for."""
    said = text(say(drawer, reader))
    return (
        f'<button type="button" class="pa-drawer" data-drawer="{text(drawer)}" '
        f'aria-label="{said}" aria-expanded="false"></button>'
    )
