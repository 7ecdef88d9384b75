"""Admission of questions on the pages: rate limit, and figures of the outcomes."""

from __future__ import annotations

import streamlit as st

from app.audit.actor import PAGE
from app.conversations.exchange import Exchange
from app.session import Waiting, language, pace, recorder
from app.visit.pace import TooManyQuestions
from app.visitor import visitor


def admit(waits: Waiting) -> None:
    """Raises TooManyQuestions; a run that resumes a question does not count it again."""
    if st.session_state.get("admitted") != waits.token:
        pace().admit(visitor(), st.context.ip_address or "")
        st.session_state["admitted"] = waits.token


def count(waits: Waiting, exchange: Exchange) -> None:
    """Add it to the figures, once even if the run is interrupted."""
    answer = exchange.answer
    if answer is not None:
        recorder().answered(PAGE, answer, sum(answer.timings.values()) / 1000, waits.token)
    elif exchange.error is not None and not isinstance(exchange.error, TooManyQuestions):
        recorder().failed(PAGE, language(), waits.token)
