"""Changes to the library behind a password, where the settings have one; reading never is.

A session that has given it may change the library until the page is closed. Wrong tries are counted
for the whole server.
"""

from __future__ import annotations

import time
from threading import Lock
from typing import Any

import streamlit as st

from app.interface import say
from app.library.parts import tell, tell_next
from app.password import matches, well_formed
from app.session import parts
from domain.types import Language

TRIES, WITHIN = 5, 60.0  # wrong tries in so many seconds, after which none is heard
_OPENED = "opened_with"


class Tries:
    """When wrong passwords were given, lately."""

    def __init__(self) -> None:
        self._at: list[float] = []
        self._lock = Lock()

    def spent(self, now: float) -> bool:
        """Whether no other try is heard at this time, in seconds."""
        with self._lock:
            self._at = [at for at in self._at if now - at < WITHIN]
            return len(self._at) >= TRIES

    def failed(self, now: float) -> None:
        """Count a wrong password."""
        with self._lock:
            self._at.append(now)


@st.cache_resource(show_spinner=False)
def _tries() -> Tries:
    return Tries()


def closed() -> bool:
    """Whether this session may not change the library."""
    kept = _kept()
    return kept is not None and st.session_state.get(_OPENED) != kept


def show(reader: Language) -> None:
    """The form that asks for the password, where one is needed."""
    kept = _kept()
    if kept is None or not closed():
        return
    if not well_formed(kept):
        tell(say("no_digest", reader), "error", reader)
        return
    with (
        st.expander(say("guarded", reader), icon=":material/lock:", key="guard"),
        st.form("password", clear_on_submit=True, border=False),
    ):
        given = st.text_input(say("password", reader), type="password", max_chars=1_000)
        sent = st.form_submit_button(say("open_up", reader))
    if sent:
        _try(given, kept, reader)
        st.rerun()


def button(*args: Any, **options: Any) -> bool:
    """st.button for what changes the library: there where the session may."""
    return False if closed() else st.button(*args, **options)


def _try(given: str, kept: str, reader: Language) -> None:
    now = time.monotonic()
    if _tries().spent(now):
        tell_next(say("too_many_tries", reader), "error")
    elif matches(given, kept):
        st.session_state[_OPENED] = kept
    else:
        _tries().failed(now)
        tell_next(say("wrong_password", reader), "error")


def _kept() -> str | None:
    secret = parts().settings.admin_password_hash
    return secret.get_secret_value() if secret else None
