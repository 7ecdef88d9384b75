"""Upload form for files and web addresses.

Short work starts at once, or as soon as its turn comes; for long work an estimate is shown first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from app import markup
from app.interface import say
from app.job_board import LONG
from app.library import guard
from app.library.estimate import Paces, learning, paces_of
from app.library.parts import arrive, called, lasting, queue_busy_notice, queue_notice, show_notice
from app.library.proposal import taking_in, weight
from app.session import board, parts
from app.visitor import visitor
from domain.types import Language
from ingest.inputs import Input, UploadInput
from ingest.loaders import SUFFIXES
from ingest.sync import Options
from ingest.web.url_input import UrlInput

LARGE = 250_000  # bytes of files below which no confirmation is needed, however busy the machine is


@dataclass(frozen=True, slots=True)
class _Asked:
    """A submission that waits for confirmation because it takes long."""

    inputs: Sequence[Input]
    spoken: Language | None
    seconds: float


@st.cache_resource(show_spinner=False)
def _paces() -> Paces:
    return paces_of(parts())


def show(reader: Language, opened: bool) -> None:
    """The form; a job of the process ingests what is sent."""
    _show_asked(reader)
    with st.expander(say("add", reader), opened, icon=":material/add:", key="adding"):
        st.html(markup.uploader_style(say("pick", reader)))
        with st.form("upload", clear_on_submit=True, border=False):
            kinds = [suffix.removeprefix(".") for suffix in SUFFIXES]
            files = st.file_uploader(say("files", reader), kinds, accept_multiple_files=True)
            typed = st.text_area(say("addresses", reader), height=68, max_chars=20_000)
            spoken = st.radio(
                say("spoken", reader),
                [None, *Language],
                format_func=lambda found: _spoken(found, reader),
                horizontal=True,
            )
            sent = st.form_submit_button(
                say("take_in", reader),
                disabled=board().taken(visitor()),
                on_click=guard.heard(_nothing),  # notifies a signed-out user, who sees no form
            )
    if sent:
        uploads = [UploadInput(file.name, file.getvalue()) for file in files]
        addresses = [UrlInput(line.strip()) for line in typed.splitlines() if line.strip()]
        arrive()
        guard.heard(_take_in)([*uploads, *addresses], spoken, reader)
        st.rerun()


def _spoken(found: Language | None, reader: Language) -> str:
    return called(found, reader) if found else say("spoken_auto", reader)


def _nothing() -> None:
    """No-op: the submission is handled where the form is drawn."""


def _take_in(inputs: Sequence[Input], spoken: Language | None, reader: Language) -> None:
    if not inputs:
        queue_notice(say("no_file", reader), "note")
        return
    asked = _Asked(inputs, spoken, _paces().seconds(inputs))
    if asked.seconds < LONG or weight(inputs) < LARGE:
        _begin(asked, reader)
    else:
        st.session_state["asked"] = asked


def _show_asked(reader: Language) -> None:
    """The estimate, with the buttons to start or cancel."""
    asked: _Asked | None = st.session_state.get("asked")
    if asked is None:
        return
    with st.container(border=True, key="estimate"):
        waits = board().wait_for(asked.seconds)
        line = say(
            "estimate", reader, n=str(len(asked.inputs)), time=lasting(asked.seconds, reader)
        )
        line += " " + say("estimate_wait", reader, time=lasting(waits, reader)) if waits else ""
        show_notice(f"{line} {say('estimate_note', reader)}", "", reader)
        with st.container(horizontal=True):
            guard.button(
                say("begin", reader), type="primary", key="begin", on_click=_agreed, args=(reader,)
            )
            guard.button(say("begin_not", reader), key="begin_not", on_click=_dropped)


def _agreed(reader: Language) -> None:
    asked: _Asked | None = st.session_state.pop("asked", None)
    if asked is not None:
        _begin(asked, reader)
        arrive()


def _dropped() -> None:
    st.session_state.pop("asked", None)


def _begin(asked: _Asked, reader: Language) -> None:
    options = Options(language=asked.spoken, fallback=reader, reader=reader)
    work = learning(_paces(), asked.inputs, taking_in(parts(), asked.inputs, options))
    size = weight(asked.inputs)
    if board().start(work, visitor(), size, asked.seconds) is None:
        queue_busy_notice(reader)
