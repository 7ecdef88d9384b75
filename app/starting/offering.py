"""Suggested questions as buttons: with the welcome, and under the last answer."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app import markup
from app.interface import say
from app.library.markup import label
from app.session import conversation, language, parts, suggested
from app.starting.welcome import welcome_html
from app.suggested import quoted, to_begin, to_go_on
from domain.types import Answer, Scope, Status
from text.folding import fold_text

SOON, LATER = 0.5, 1.0
"""Seconds between two looks at whether the first questions, or those to go on with, are known."""
FOLLOWING = 2
"""Questions to go on with that are offered."""


def suggested_first(scope: Scope | None) -> str | None:
    """The first questions; returns the one clicked. Without sources, a link to add some."""
    reader = language()
    sources = [source for source, _ in parts().sources()]
    st.html(welcome_html(sources, reader))
    if not sources:
        st.html(markup.block(markup.paragraphs(say("empty", reader)), "note", reader))
        if st.button(say("to_library", reader)):
            st.switch_page(st.session_state["pages"]["library"])
        return None
    found = _known_suggestions(scope)
    if found is None:
        st.fragment(_wait_for_suggestions, run_every=SOON)(scope)
    return _offer(found or (), "start")


def _offer(questions: Sequence[str], name: str) -> str | None:
    """Questions as buttons; returns the one clicked."""
    if not questions:
        return None
    reader = language()
    st.html(markup.block(markup.paragraphs(say(name, reader)), "small", reader))
    for question in questions:
        if st.button(label(question), key=f"{name} {len(conversation())} {question}"):
            return question
    return None


def _known_suggestions(scope: Scope | None) -> tuple[str, ...] | None:
    """Those that the library answers; None while that is being determined."""
    library, reader = parts(), language()
    key = (library.generation(), (reader, scope))
    return suggested().found(key, lambda: to_begin(library, reader, scope))


def _wait_for_suggestions(scope: Scope | None) -> None:
    if _known_suggestions(scope) is not None:
        st.rerun()


def followed_up() -> str | None:
    """Follow-up questions, from the sections beside those that the last answer cites."""
    last = conversation()[-1].answer if conversation() else None
    if last is None or last.status is not Status.ANSWERED or not last.citations:
        return None
    found = _known_follow_ups(last)
    if found is None:
        st.fragment(_wait_for_follow_ups, run_every=LATER)(last)
    before = {fold_text(exchange.question) for exchange in conversation()}
    fresh = [question for question in found or () if fold_text(question) not in before]
    return _offer(fresh[:FOLLOWING], "follow_up")


def _known_follow_ups(last: Answer) -> tuple[str, ...] | None:
    library, scope, spoken = parts(), last.scope, last.language
    key = (library.generation(), (spoken, scope, quoted(last)))
    return suggested().found(key, lambda: to_go_on(library, last, spoken, scope))


def _wait_for_follow_ups(last: Answer) -> None:
    if _known_follow_ups(last) is not None:
        st.rerun()
