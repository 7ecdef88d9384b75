"""Changes to the library behind a password, where the settings have one; reading never is.

The password is sent by a form of its own to app/visit/routes.py, which answers with a cookie: the
browser stays signed in over a reload, in every tab, for some hours or until it signs out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from app import markup
from app.interface import say
from app.library.markup import sign_in_form, sign_out_form
from app.library.parts import tell, tell_next
from app.password import well_formed
from app.session import language, parts
from app.visit.routes import TOLD
from app.visitor import signed_in, visitor
from domain.types import Language


def closed() -> bool:
    """Whether this session may not change the library."""
    return _kept() is not None and not signed_in()


def editor() -> bool:
    """Whether this session sees what others have proposed: who has given the password."""
    return _kept() is not None and signed_in()


def sees(owner: str) -> bool:
    """Whether this session sees the work of that owner."""
    return owner == visitor() or editor()


def show(reader: Language) -> None:
    """The form that asks for the password, where one is needed; the way out for who gave it."""
    kept = _kept()
    if kept is None:
        return
    if not well_formed(kept):
        tell(say("no_digest", reader), "error", reader)
        return
    told = _told(reader)
    back = urlencode({n: v for n, v in st.query_params.items() if n != TOLD})
    if signed_in():
        st.html(markup.block(sign_out_form(back, reader), "signed", reader))
        return
    opened = bool(told)
    with st.expander(say("guarded", reader), opened, icon=":material/lock:", key="guard"):
        if told:
            tell(told, "error", reader)
            st.session_state.pop(TOLD, None)
        st.html(markup.block(sign_in_form(back, reader), "signing", reader))


def button(*args: Any, on_click: Callable[..., object] | None = None, **options: Any) -> bool:
    """st.button for what changes the library: there where the session may, and heard only while
    it still may.
    """
    if closed():
        return False
    options["on_click"] = heard(on_click) if on_click else None
    return st.button(*args, **options)


def heard(deed: Callable[..., object]) -> Callable[..., None]:
    """The deed of a click, done only where the session may change the library by then."""

    def checked(*args: Any, **named: Any) -> None:
        if closed():
            tell_next(say("signed_out", language()), "error")
        else:
            deed(*args, **named)

    return checked


def _told(reader: Language) -> str:
    """What came of the last try, which the address says once."""
    if TOLD in st.query_params:
        st.session_state[TOLD] = st.query_params[TOLD]
        del st.query_params[TOLD]
    came = st.session_state.get(TOLD, "")
    if came.isascii() and came.isdigit():
        return say("too_many_tries", reader, n=came)
    return say("wrong_password", reader) if came else ""


def _kept() -> str | None:
    secret = parts().settings.admin_password_hash
    return secret.get_secret_value() if secret else None
