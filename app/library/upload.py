"""The form that takes files and web addresses into the library."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app import markup
from app.interface import say
from app.library import guard
from app.library.parts import arrive, called, tell_next, tell_taken
from app.library.proposal import taking_in, weight
from app.session import board, parts
from app.visitor import visitor
from domain.types import Language
from ingest.inputs import Input, UploadInput
from ingest.loaders import SUFFIXES
from ingest.sync import Options
from ingest.web.url_input import UrlInput


def show(reader: Language, opened: bool) -> None:
    """The form; what is sent is taken in by a job of the process."""
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
                on_click=guard.heard(_nothing),  # tells who is signed out, to whom no form is shown
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
    """What is sent is taken in where the form is drawn."""


def _take_in(inputs: Sequence[Input], spoken: Language | None, reader: Language) -> None:
    if not inputs:
        tell_next(say("no_file", reader), "note")
        return
    options = Options(language=spoken, fallback=reader, reader=reader)
    work = taking_in(parts(), inputs, options)
    if board().start(work, visitor(), weight(inputs)) is None:
        tell_taken(reader)
