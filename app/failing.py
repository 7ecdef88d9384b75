"""What a page shows where something goes wrong: one plain notice, never Streamlit's own red box."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from app import markup
from app.interface import say
from app.session import language
from app.unexpected import known
from domain.errors import PasserelleError, StoreEmpty


@contextmanager
def guarded() -> Iterator[None]:
    """Show a notice in the place of what cannot be shown; the rest of the page goes on."""
    try:
        with known():
            yield
    except PasserelleError as error:
        show_error(error)


def show_error(error: PasserelleError) -> None:
    """What went wrong, in the reader's language."""
    reader = language()
    said = say("empty", reader) if isinstance(error, StoreEmpty) else error.message(reader)
    st.html(markup.block(markup.paragraphs(said), "error", reader, "alert"))
