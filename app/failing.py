"""Error notices on the pages: one plain notice in place of Streamlit's own red box."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from app import markup
from app.interface import say
from app.session import language
from app.unexpected import known
from domain.errors import PasserelleError, StoreEmpty
from domain.types import Language


@contextmanager
def guarded() -> Iterator[None]:
    """Show a notice in the place of what cannot be shown; the rest of the page goes on."""
    try:
        with known():
            yield
    except PasserelleError as error:
        show_error(error)


def show_error(error: PasserelleError) -> None:
    """Show the error message, in the user's language."""
    st.html(error_html(error, language()))


def error_html(error: PasserelleError, reader: Language) -> str:
    """The same as HTML."""
    said = say("empty", reader) if isinstance(error, StoreEmpty) else error.message(reader)
    return markup.block(markup.paragraphs(said), "error", reader, "alert")
