"""Identity of the page's session: a signed-in user, a browser by its signed cookies, or else
this session alone; and its role.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from pathlib import Path

import streamlit as st

from app.audit.actor import PAGE, Actor, browser_mark
from app.audit.kept import Deed
from app.session import parts
from app.visit.cookies import Cookies
from app.visit.roles import Claims, Role, called, entries, identity, role_of
from app.visit.signed import signer_of
from domain.settings import Settings


def visitor() -> str:
    """Whose drafts and conversations are shown: the person's who signed in, else the browser's;
    where it takes no cookies, one that ends with the session.
    """
    return known() or str(st.session_state.setdefault("visitor", secrets.token_urlsafe(16)))


def known() -> str | None:
    """The id of whoever signed in by name, else the browser's; None where it takes no cookies."""
    claims = person()
    if claims is not None:
        return "person-" + hashlib.sha256(identity(claims).encode()).hexdigest()[:32]
    return _cookies().visitor(st.context.cookies, time.time())


def person() -> Claims | None:
    """The OpenID Connect claims of the signed-in user; None where nobody is signed in."""
    claims = st.user.to_dict() if providers() else {}
    return claims if claims.get("is_logged_in") is True else None


def providers() -> tuple[str, ...]:
    """The identity providers of .streamlit/secrets.toml; "" for one without a name of its own."""
    if not st.secrets.load_if_toml_exists():
        return ()
    auth = st.secrets.get("auth", {})
    named = tuple(
        name for name in auth if hasattr(auth[name], "keys") and "client_id" in auth[name]
    )
    return (*(("",) if "client_id" in auth else ()), *named)


def guarded() -> bool:
    """Whether changing the library requires sign-in."""
    settings = parts().settings
    return bool(_cookies().digests or settings.editors or settings.admins or providers())


def role() -> Role:
    """The role of this session by its sign-in."""
    settings, claims = parts().settings, person()
    by_password = _cookies().role(st.context.cookies, time.time())
    if claims is None:
        return by_password
    editors, admins = entries(settings.editors), entries(settings.admins)
    return max(by_password, role_of(claims, editors, admins, time.time()))


def signed_in() -> bool:
    """Whether this session may change the library because it signed in."""
    return role() >= Role.EDITOR


def actor() -> Actor:
    """The session's actor for the audit log."""
    claims = person()
    who = called(claims) if claims is not None else browser_mark(visitor())
    return Actor(who, PAGE, role().word if guarded() else "")


def note_signing_in() -> None:
    """Record an OpenID Connect sign-in, once for each."""
    claims = person()
    if claims is None or st.session_state.get("signing_noted"):
        return
    st.session_state["signing_noted"] = True
    once = hashlib.sha256(f"{identity(claims)} {claims.get('iat')}".encode()).hexdigest()
    parts().audit.note(Deed.SIGN_IN, actor(), once=once)


def cookies_of(settings: Settings, store: Path) -> Cookies:
    """The cookies of a store's pages, with the passwords of the settings."""
    admin, editor = (
        secret.get_secret_value() if secret else None
        for secret in (settings.admin_password_hash, settings.editor_password_hash)
    )
    lasting = settings.keep_conversations > 0
    return Cookies(signer_of(store), admin, editor_digest=editor, lasting=lasting)


def _cookies() -> Cookies:
    made = parts()
    return cookies_of(made.settings, made.folder)
