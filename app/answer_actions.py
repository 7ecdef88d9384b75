"""Answer toolbar: copy, export, edit the question, ask again.

The last answer has its toolbar open; earlier ones have one button that opens it, drawn on demand,
so that a long conversation is cheap to draw. It is a Streamlit fragment: opening it redraws nothing
else, and does not interrupt an answer under way.
"""

from __future__ import annotations

from datetime import date

import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from app import markup
from app.conversations import current
from app.conversations.exchange import Exchange
from app.exports import menu
from app.exports.document import document
from app.exports.markdown import answer_markdown
from app.exports.plain import answer_html, answer_text
from app.interface import say
from app.session import ask_next, language
from domain.question import LONGEST
from domain.types import Scope

_ASKED = "asked_instead"


def show(exchange: Exchange, place: int, last: bool) -> None:
    """The row of the exchange at a place, counted from 0; where it has no answer, its question can
    be asked otherwise.
    """
    answered = _last if last else _earlier
    st.fragment(answered if exchange.answer is not None else _unanswered)(exchange, place)


def _last(exchange: Exchange, place: int) -> None:
    reader, key = language(), _key(place)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        _copies(exchange)
        with _opening("export", ":material/download:", f"exporting {key}") as opened:
            if opened.open:
                menu.buttons([exchange], exchange.question, key, reader)
        with _opening("edit_question", ":material/edit:", f"editing {key}") as opened:
            if opened.open:
                _edit(exchange, place, key)
        if st.button(
            say("answer_anew", reader),
            icon=":material/refresh:",
            type="tertiary",
            key=f"again {key}",
        ):
            _ask(exchange.question, _scope(exchange), place)


def _earlier(exchange: Exchange, place: int) -> None:
    key = _key(place)
    with _opening("actions", ":material/more_horiz:", f"acting {key}") as opened:
        if opened.open:
            _copies(exchange)
            menu.buttons([exchange], exchange.question, key, language())
            _edit(exchange, place, key)


def _unanswered(exchange: Exchange, place: int) -> None:
    key = _key(place)
    with _opening("edit_question", ":material/edit:", f"editing {key}") as opened:
        if opened.open:
            _edit(exchange, place, key)


def _opening(name: str, icon: str, key: str) -> PopoverContainer:
    return st.popover(say(name, language()), icon=icon, type="tertiary", key=key, on_change="rerun")


def _copies(exchange: Exchange) -> None:
    """Two buttons that copy without a server request: as formatted text, and as Markdown."""
    reader = language()
    [turn] = document([exchange], exchange.question, reader, date.today()).turns
    came_of_it = say("copied", reader), say("not_copied", reader)
    buttons = markup.copy_button(
        say("copy", reader), answer_text(turn), answer_html(turn), *came_of_it
    )
    buttons += markup.copy_button(
        say("copy_markdown", reader), answer_markdown(turn), "", *came_of_it
    )
    # a fixed script; the texts are attributes
    st.html(markup.copying(buttons, reader), unsafe_allow_javascript=True, width="content")


def _edit(exchange: Exchange, place: int, key: str) -> None:
    """The question, to be edited, with a note on the fate of the answers from here on."""
    reader = language()
    with st.form(f"edit {key}", border=False):
        typed = st.text_area(
            say("edit_question", reader), exchange.question, max_chars=LONGEST, key=f"edited {key}"
        )
        st.html(markup.block(markup.paragraphs(say(_becomes(), reader)), "small", reader))
        clicked = st.form_submit_button(say("ask_again", reader))
    if clicked and typed.strip():
        _ask(typed.strip(), _scope(exchange), place)


def _becomes() -> str:
    """The note on the answers that a new one replaces."""
    if not current.own():
        return "replaced_in_copy"
    return "replaced_dropped" if current.keeping() is None else "replaced_kept"


def _ask(question: str, scope: Scope | None, place: int) -> None:
    """Ask a question in place of the exchanges from here on; closes the toolbar."""
    st.session_state[_ASKED] = st.session_state.get(_ASKED, 0) + 1
    ask_next(question, scope, replaces=place)
    st.rerun()


def _scope(exchange: Exchange) -> Scope | None:
    """What its answer was limited to, which applies to a new one too."""
    return exchange.answer.scope if exchange.answer is not None else None


def _key(place: int) -> str:
    """Unique key for the controls of an answer, also distinct from the one it replaced."""
    return f"{place} {current.id_now() or ''} {st.session_state.get(_ASKED, 0)}"
