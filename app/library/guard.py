"""Authorisation of changes to the library, where the settings require it; reading is free.

A password is sent by a form of its own to app/visit/routes.py, which answers with a cookie: the
browser stays signed in over a reload, in every tab, for some hours or until it signs out. With an
identity provider (OpenID Connect) Streamlit does the same by ``st.login``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from app import markup
from app.audit.actor import acting
from app.audit.kept import Deed
from app.interface import say
from app.library.markup import sign_in_form, sign_out_form
from app.library.parts import queue_notice, show_notice
from app.password import well_formed
from app.session import language, parts
from app.visit.roles import Role, called
from app.visit.routes import BACK_TO, SIGN_IN_OUTCOME
from app.visitor import actor, guarded, person, providers, role, signed_in, visitor
from domain.types import Language


def closed() -> bool:
    """Whether this session may not change the library."""
    return guarded() and not signed_in()


def editor() -> bool:
    """Whether this session sees the proposals of others: signed in as an editor."""
    return guarded() and signed_in()


def administers() -> bool:
    """Whether this session sees private data of all users: signed in as an administrator."""
    return guarded() and role() is Role.ADMIN


def sees(owner: str) -> bool:
    """Whether this session sees the work of that owner."""
    return owner == visitor() or editor()


def show(reader: Language, page: str = "library", wanted: Role = Role.EDITOR) -> None:
    """The sign-in forms, where required; sign-out for who is signed in. ``page`` has the form."""
    if not guarded():
        return
    kept = _digests()
    if not all(well_formed(digest) for digest in kept):
        show_notice(say("no_digest", reader), "error", reader)
        return
    message = _sign_in_message(reader)
    query = {n: v for n, v in st.query_params.items() if n not in (SIGN_IN_OUTCOME, BACK_TO)}
    back = urlencode(query | ({BACK_TO: page} if page != "library" else {}))
    claims = person()
    if claims is not None:
        _show_person(called(claims), reader)
    elif signed_in():
        said = sign_out_form(back, reader, say(f"signed_in_{role().word}", reader))
        st.html(markup.block(said, "signed", reader))
    if role() >= wanted:
        return
    title = say("guarded" if wanted is Role.EDITOR else "guarded_admin", reader)
    with st.expander(title, bool(message), icon=":material/lock:", key="guard"):
        if message:
            show_notice(message, "error", reader)
            st.session_state.pop(SIGN_IN_OUTCOME, None)
        for provider in providers() if claims is None else ():
            _offer_provider(provider, reader)
        if kept:
            st.html(markup.block(sign_in_form(back, reader), "signing", reader))


def _show_person(who: str, reader: Language) -> None:
    """Who is signed in by name, and the sign-out button."""
    with st.container(horizontal=True, vertical_alignment="center", key="person"):
        line = say(f"person_{role().word}", reader, who=who)
        st.html(markup.block(markup.paragraphs(line), "small", reader), width="content")
        if st.button(say("sign_out", reader), icon=":material/logout:", key="sign_out_person"):
            parts().audit.note(Deed.SIGN_OUT, actor())
            st.logout()


def _offer_provider(provider: str, reader: Language) -> None:
    name = provider.replace("_", " ").title()
    title = say("sign_in_at", reader, name=name) if provider else say("sign_in_by_name", reader)
    if st.button(title, icon=":material/login:", key=f"provider {provider}"):
        st.login(provider or None)


def button(*args: Any, on_click: Callable[..., object] | None = None, **options: Any) -> bool:
    """st.button for what changes the library: shown where the session may, and effective only while
    it still may.
    """
    if closed():
        return False
    options["on_click"] = heard(on_click) if on_click else None
    return st.button(*args, **options)


def decide(
    reader: Language,
    key: str,
    publish: Callable[..., object],
    discard: Callable[..., object],
    *args: object,
) -> None:
    """The two buttons that end a draft; each calls its deed with ``args``. ``key`` is of one draft
    alone.
    """
    for name, icon, deed in (("publish", "publish", publish), ("discard", "delete", discard)):
        button(
            say(name, reader),
            type="primary" if name == "publish" else "secondary",
            icon=f":material/{icon}:",
            key=f"{name} {key}",
            on_click=deed,
            args=args,
        )


def heard(deed: Callable[..., object]) -> Callable[..., None]:
    """The callback, called only if the session may change the library at the click."""

    def checked(*args: Any, **named: Any) -> None:
        if closed():
            queue_notice(say("signed_out", language()), "error")
        else:
            with acting(actor()):
                deed(*args, **named)

    return checked


def _sign_in_message(reader: Language) -> str:
    """The outcome of the last sign-in attempt, which the address shows once."""
    if SIGN_IN_OUTCOME in st.query_params:
        st.session_state[SIGN_IN_OUTCOME] = st.query_params[SIGN_IN_OUTCOME]
        del st.query_params[SIGN_IN_OUTCOME]
    came = st.session_state.get(SIGN_IN_OUTCOME, "")
    if came.isascii() and came.isdigit():
        return say("too_many_tries", reader, n=came)
    return say("wrong_password", reader) if came else ""


def _digests() -> tuple[str, ...]:
    """The digest of each password."""
    settings = parts().settings
    kept = (settings.admin_password_hash, settings.editor_password_hash)
    return tuple(secret.get_secret_value() for secret in kept if secret)
