"""Removal of a source: with confirmation, in the background, and undo until the next change."""

from __future__ import annotations

import streamlit as st

from app import markup
from app.interface import say
from app.library import guard
from app.library.parts import go, queue_busy_notice
from app.session import board, parts
from app.visitor import visitor
from domain.types import Language, Source


def offer(source: Source, passages: int, reader: Language) -> None:
    """The button that starts it."""
    if guard.button(say("remove", reader), icon=":material/delete:"):
        st.dialog(say("remove_title", reader))(_confirm)(source, passages, reader)


def _confirm(source: Source, passages: int, reader: Language) -> None:
    asked = say("confirm", reader, title=source.title, id=source.id, n=str(passages))
    st.html(markup.block(markup.paragraphs(asked), "", reader))
    with st.container(horizontal=True):
        agreed = st.button(
            say("remove_yes", reader),
            key="agreed",
            type="primary",
            on_click=guard.heard(_remove),
            args=(source.id, reader),
        )
        if agreed:
            st.rerun()
        if st.button(say("cancel", reader)):
            st.rerun()


def _remove(id: str, reader: Language) -> None:
    library = parts()
    if board().start(lambda progress: library.remove([id], progress), visitor()) is None:
        queue_busy_notice(reader)
    else:
        go()
