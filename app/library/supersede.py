"""Superseding of a source by another: with confirmation, and undo in the same place."""

from __future__ import annotations

import streamlit as st

from app.ingest_job import Marked, OnProgress
from app.interface import say
from app.library import guard
from app.library.markup import label
from app.library.parts import arrive, go, queue_busy_notice, show_notice, titles
from app.session import board, parts
from app.visitor import visitor
from domain.types import Language, Source


def show_superseded(source: Source, reader: Language) -> None:
    """The notice that a source is superseded, with a link to the current one."""
    by = source.superseded_by
    title = titles().get(by) if by else None
    if by is None or title is None:
        return
    show_notice(say("is_superseded", reader, title=title), "note", reader)
    st.button(
        label(title), icon=":material/arrow_forward:", key="to_newer", on_click=go, args=(by,)
    )


def offer(source: Source, reader: Language) -> None:
    """The button that marks a source on its own page, or removes the mark."""
    if source.superseded_by is not None:
        guard.button(
            say("holds_again", reader),
            icon=":material/undo:",
            key="holds_again",
            on_click=mark,
            args=(source.id, None, reader),
        )
    elif _others(source) and guard.button(
        say("supersede", reader), icon=":material/history:", key="supersede"
    ):
        ask(source, None, reader)


def ask(source: Source, by: str | None, reader: Language) -> None:
    """The dialog; ``by`` is the id of the source that is offered first."""
    st.dialog(say("supersede_title", reader))(_confirm)(source, by, reader)


def _confirm(source: Source, by: str | None, reader: Language) -> None:
    others = _others(source)
    show_notice(say("supersede_intro", reader, title=source.title), "", reader)
    ids = sorted(others, key=lambda id: others[id].casefold())
    chosen = st.selectbox(
        say("by_source", reader),
        ids,
        index=ids.index(by) if by in ids else 0,
        format_func=lambda id: f"{others[id]} ({id})",
        key=f"by {source.id}",
    )
    with st.container(horizontal=True):
        agreed = st.button(
            say("supersede_yes", reader),
            key="supersede_agreed",
            type="primary",
            on_click=guard.heard(mark),
            args=(source.id, chosen, reader),
        )
        if st.button(say("supersede_no", reader), key="supersede_no") or agreed:
            st.rerun()


def _others(source: Source) -> dict[str, str]:
    """The titles of the sources that may supersede one."""
    return {id: title for id, title in titles().items() if id not in (source.id, source.twin)}


def mark(id: str, by: str | None, reader: Language) -> None:
    """Start the job that marks a source, or (None) removes its mark."""
    library = parts()

    def work(progress: OnProgress) -> Marked:
        return Marked(library.supersede(id, by, progress), id, by)

    if board().start(work, visitor()) is None:
        queue_busy_notice(reader)
    else:
        arrive()
