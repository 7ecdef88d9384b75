"""Unanswered questions, by frequency."""

from __future__ import annotations

import streamlit as st

from app import markup
from app.admin.times import day
from app.admin.verdicts import offer_handling
from app.feedback.kept import Refused
from app.interface import say
from app.library.parts import called, show_notice
from app.session import feedback
from domain.types import Language

SHOWN = 30
_STATES = {"open_ones": False, "handled_ones": True, "all_of_them": None}


def show(reader: Language) -> None:
    """The list, as it is filtered."""
    show_notice(say("missing_intro", reader), "small", reader)
    chosen: str = st.selectbox(
        say("which_state", reader),
        list(_STATES),
        format_func=lambda option: say(option, reader),
        key="missing_state",
        width=220,
    )
    if not feedback().days:
        show_notice(say("no_text", reader), "note", reader)
    found = feedback().missing(_STATES[chosen])
    if not found:
        show_notice(say("no_missing", reader), "small", reader)
    most = st.session_state.setdefault("missing_shown", SHOWN)
    for refused in found[:most]:
        with st.container(border=True, key=f"refused {refused.id}"):
            _show(refused, reader)
    if len(found) > most:
        st.button(say("more_of_them", reader), key="more_missing", on_click=_more)


def _show(refused: Refused, reader: Language) -> None:
    key, date = "once_last" if refused.times == 1 else "times_last", day(refused.last_at, reader)
    places = {"date": date} | ({} if refused.times == 1 else {"n": str(refused.times)})
    line = f"{say(key, reader, **places)} · {called(refused.language, reader)}"
    st.html(
        markup.block(markup.paragraphs(refused.question), "verdict", refused.language)
        + markup.block(markup.paragraphs(line), "small", reader)
    )
    offer_handling(refused.id, refused.handled_at is not None, reader)


def _more() -> None:
    st.session_state["missing_shown"] += SHOWN
