"""The conversation on the page: which one the address names, and keeping what is said in it.

Where the settings keep none, or the browser takes no cookies, it lasts as long as its session.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

import streamlit as st

from app.conversations.exchange import Exchange
from app.conversations.kept import FILE, Conversations, Opened, forget_all
from app.session import Waiting, answered, conversation, parts, stopped, waiting
from app.visit.signed import FOLDER
from app.visitor import known, visitor

ADDRESS = "c"
"""The part of the address that names a conversation."""
_ID, _OWN = "conversation_id", "conversation_own"
_T = TypeVar("_T")
logger = logging.getLogger("passerelle")


@st.cache_resource(show_spinner=False)
def _of_the_server() -> Conversations | None:
    days, file = parts().settings.keep_conversations, parts().folder / FOLDER / FILE
    if days:
        return Conversations(file, days)
    with suppress(OSError):
        forget_all(file)
    return None


def keeping() -> Conversations | None:
    """Where the conversations of this browser are kept; None where none is."""
    return _of_the_server() if known() else None


def id_now() -> str | None:
    """The id of the conversation on the page, once something was asked in it."""
    id: str | None = st.session_state.get(_ID)
    return id


def own() -> bool:
    """Whether it is this browser's own, and not one that somebody shares."""
    return bool(st.session_state.get(_OWN, True))


def bring() -> bool:
    """Have the page show the conversation of the address; False where there is none to be seen."""
    kept, wanted = keeping(), st.query_params.get(ADDRESS)
    if kept is None or wanted == id_now():
        return True
    if wanted is None:
        st.query_params[ADDRESS] = id_now() or ""
        return True
    opened = _safely(lambda: kept.open(wanted, visitor()), None)
    if opened is None:
        leave()
        return False
    _show(opened)
    return True


def leave() -> None:
    """Have the page begin a new conversation; the one before stays where it is kept."""
    conversation().clear()
    waiting().clear()
    st.session_state[_ID], st.session_state[_OWN] = None, True
    if ADDRESS in st.query_params:
        del st.query_params[ADDRESS]


def open_(id: str) -> None:
    """Have the page show another one."""
    st.query_params[ADDRESS] = id


def ask(waits: Waiting) -> None:
    """Keep the question that waits, in the conversation on the page; one that is not this browser's
    own is gone on with in a copy.
    """
    kept = keeping()
    if kept is not None and waits.place is None:
        _safely(lambda: _ask(kept, waits), None)


def _ask(kept: Conversations, waits: Waiting) -> None:
    id = id_now() if own() else None
    place = kept.ask(visitor(), id, waits.question) if id else None
    if id is None or place is None:
        titled = conversation()[0].question if conversation() else waits.question
        id = kept.begin(visitor(), titled, conversation())
        place = kept.ask(visitor(), id, waits.question)
        st.session_state[_ID], st.session_state[_OWN] = id, True
    waiting()[0] = replace(waits, place=place)
    st.query_params[ADDRESS] = id  # last: here Streamlit may end the run


def finish(exchange: Exchange) -> None:
    """The question that waited first has come to this."""
    place = waiting()[0].place if waiting() else None
    answered(exchange)
    kept, id = keeping(), id_now()
    if kept is not None and id is not None and place is not None:
        _safely(lambda: kept.answer(visitor(), id, place, exchange), None)


def stop() -> None:
    """Give up the question under way, but for what was shown of its answer; the run that answers it
    has been ended.
    """
    exchange = stopped()
    if exchange is not None:
        finish(exchange)


def unkept() -> bool:
    """Whether something could not be kept or read."""
    return bool(st.session_state.get("unkept"))


def _show(opened: Opened) -> None:
    waiting().clear()
    conversation()[:] = opened.exchanges
    st.session_state[_ID], st.session_state[_OWN] = opened.listed.id, opened.own


def _safely(deed: Callable[[], _T], otherwise: _T) -> _T:
    """A file that cannot be used costs the reader a notice, never an answer."""
    try:
        return deed()
    except sqlite3.Error:
        logger.exception("conversations cannot be kept")
        st.session_state["unkept"] = True
        return otherwise
