"""Administration page: figures for all where no sign-in is set, the rest for administrators."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable

import streamlit as st

from app import markup
from app.admin import audit, chart, figures, missing, verdicts
from app.failing import guarded as known_failures
from app.interface import say
from app.library import guard
from app.library.markup import STYLE as FORM_STYLE
from app.library.parts import show_notice, show_queued_notices
from app.session import language
from app.visit.roles import Role
from app.visitor import guarded
from domain.types import Language

_PARTS: dict[str, Callable[[Language], None]] = {
    "figures": figures.show,
    "feedback": verdicts.show,
    "missing_part": missing.show,
    "audit": audit.show,
}
logger = logging.getLogger("passerelle")


def offered() -> bool:
    """Whether the link to this page is shown to the session."""
    return not guarded() or guard.administers()


def show() -> None:
    """The whole page."""
    reader = language()
    st.html(FORM_STYLE)
    st.html(chart.STYLE)
    st.html(markup.block(markup.heading(say("admin", reader), "part"), "", reader))
    show_queued_notices(reader)
    guard.show(reader, "admin", Role.ADMIN)
    if not guarded():
        show_notice(say("admin_open", reader), "note", reader)
        _part("figures", reader)
    elif guard.administers():
        _part(_chosen(reader), reader)
    else:
        show_notice(say("admin_closed", reader), "note", reader)


def _chosen(reader: Language) -> str:
    chosen: str = st.segmented_control(
        say("admin_part", reader),
        list(_PARTS),
        default=next(iter(_PARTS)),
        format_func=lambda part: say(part, reader),
        key="admin_part",
        label_visibility="collapsed",
        required=True,
    )
    return chosen


def _part(part: str, reader: Language) -> None:
    with known_failures():
        try:
            _PARTS[part](reader)
        except sqlite3.Error:
            logger.exception("the administration cannot be shown")
            show_notice(say("admin_unread", reader), "error", reader)
