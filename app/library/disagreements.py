"""Disagreements between sources: statements side by side, each linked to its source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from app import markup
from app.interface import say
from app.library import guard, supersede
from app.library.markup import facts, label
from app.library.parts import go, show_notice
from app.library.versions import updated
from app.session import parts
from domain.errors import StoreEmpty
from domain.types import Disagreement, Language, Passage, Source, Statement
from text.dating import written
from vectorstore.disputed import age, disputed

SHOWN = 5
"""Disagreements that are listed at first, and that each "more" adds."""


def found(reader: Language) -> list[Disagreement]:
    """Those of the library, the newest first; raises StoreDamaged."""
    try:
        with parts().store.reader() as generation:
            return once(disputed(generation), reader)
    except StoreEmpty:
        return []


def once(disagreements: Iterable[Disagreement], reader: Language) -> list[Disagreement]:
    """Each once, though translations state it twice: in the user's language if possible."""
    kept: dict[frozenset[str], Disagreement] = {}
    for one in sorted(disagreements, key=lambda d: _strange(d, reader)):
        kept.setdefault(frozenset({_claim(one.newer.passage), _claim(one.older.passage)}), one)
    return sorted(kept.values(), key=lambda d: age(d.newer.source), reverse=True)


def show(disagreements: Sequence[Disagreement], reader: Language) -> None:
    """The list, in an expander; nothing where the sources agree."""
    if not disagreements:
        return
    head = say("disagreements", reader, n=str(len(disagreements)))
    with st.expander(head, icon=":material/compare_arrows:", key="disagreements"):
        show_notice(say("disagreements_note", reader), "small", reader)
        most = st.session_state.setdefault("disputed", SHOWN)
        for place, one in enumerate(disagreements[:most]):
            with st.container(border=True, gap=None, key=f"disagreement-{place}"):
                _statement(one.newer, f"{place} newer", reader)
                _statement(one.older, f"{place} older", reader)
                _offer(one, place, reader)
        if len(disagreements) > most:
            st.button(say("more", reader), key="more_disputed", on_click=_show_more)


def _statement(said: Statement, place: str, reader: Language) -> None:
    source, passage = said.source, said.passage
    st.html(markup.block(markup.paragraphs(said.text), "hit", passage.language))
    st.button(
        label(source.title),
        key=f"disputed {place}",
        type="tertiary",
        on_click=go,
        args=(source.id, passage.id, f"{said.start}-{said.end}"),
    )
    st.html(facts(_details(source, reader), "shelf", reader))


def _details(source: Source, reader: Language) -> tuple[str, ...]:
    date = written(source.date, reader) if source.date else updated(source, reader)
    return (date, say("briefing", reader) if source.is_briefing else "", source.id)


def _offer(one: Disagreement, place: int, reader: Language) -> None:
    older, newer = one.older.source, one.newer.source
    asked = guard.button(
        label(say("supersede_this", reader, title=older.title)),
        icon=":material/history:",
        key=f"supersede {place}",
    )
    if asked:
        supersede.ask(older, newer.id, reader)


def _show_more() -> None:
    st.session_state["disputed"] += SHOWN


def _claim(passage: Passage) -> str:
    """A common id of a passage and its translation."""
    return min(passage.id, passage.twin_id or passage.id)


def _strange(one: Disagreement, reader: Language) -> int:
    """How many of its statements are not in the reader's language."""
    return sum(said.passage.language is not reader for said in (one.newer, one.older))
