"""Audit log view, the latest entry first."""

from __future__ import annotations

import streamlit as st

from app import causes, markup
from app.admin.times import moment
from app.audit.kept import Row
from app.interface import names, say
from app.library.parts import show_notice
from app.session import parts
from domain.types import Language

SHOWN = 200


def show(reader: Language) -> None:
    """The log as a table."""
    library = parts()
    rows = library.audit.rows(library.store.journal(), SHOWN)
    if not rows:
        show_notice(say("no_deeds", reader), "small", reader)
        return
    header = [say(n, reader) for n in ("when", "who", "role", "door", "deed", "cause")]
    table = markup.table(header, (_cells(row, reader) for row in rows))
    st.html(markup.block(table, "log", reader))


def _cells(row: Row, reader: Language) -> list[str]:
    generation = say("generation_n", reader, n=str(row.generation)) if row.generation else ""
    cause = causes.translated_cause(row.cause, reader)
    return [
        moment(row.at, reader),
        row.who or say("unknown_actor", reader),
        word(f"role_{row.role}", row.role, reader),
        word(f"door_{row.door}", row.door, reader),
        word(f"deed_{row.deed}", row.deed, reader),
        ", ".join(part for part in (generation, cause) if part),
    ]


def word(name: str, otherwise: str, reader: Language) -> str:
    """A string of the catalogue, or the word itself where it has none."""
    return say(name, reader) if name in names() else otherwise
