"""Who the session on the page is: a browser by its signed cookies, else this session alone."""

from __future__ import annotations

import secrets
import time

import streamlit as st

from app.session import parts
from app.visit.cookies import Cookies
from app.visit.signed import signer_of


def visitor() -> str:
    """Whose drafts and conversations are shown: the browser's id; where it takes no cookies, one
    that ends with the session.
    """
    return known() or str(st.session_state.setdefault("visitor", secrets.token_urlsafe(16)))


def known() -> str | None:
    """The browser's id; None where it takes no cookies."""
    return _cookies().visitor(st.context.cookies, time.time())


def signed_in() -> bool:
    """Whether this browser has given the password and neither its time nor it has ended."""
    return _cookies().editor(st.context.cookies, time.time()) is not None


def _cookies() -> Cookies:
    secret = parts().settings.admin_password_hash
    digest = secret.get_secret_value() if secret else None
    return Cookies(signer_of(parts().folder), digest)
