"""Current conversation of the page: selected by the address, and stored.

Where the settings keep none, or the browser takes no cookies, it lasts as long as its session.
Any access to the session may end the Streamlit run: writes are idempotent by a question's token, so
that the next run, which repeats them, duplicates nothing.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from typing import Literal

import streamlit as st

from app.conversations.exchange import Exchange
from app.conversations.kept import FILE, Conversations, Opened, forget_at_start
from app.session import Waiting, answered, conversation, parts, stopped, waiting
from app.visit.signed import FOLDER
from app.visitor import known, visitor

ADDRESS = "c"
"""The part of the address that names a conversation."""
Found = Literal["", "missing", "unreadable"]
"""Notice on the conversation in the address; none where it is shown."""
_ID, _OWN = "conversation_id", "conversation_own"
_LEFT, _DELETED = "conversation_left", "conversation_deleted"
_VERSION_OF = "conversation_version_of"
Owed = tuple[str, str, Exchange, int | None]
"""What could not be written: into which conversation, a question's token, what came of it, and from
where on it replaces what was there.
"""
logger = logging.getLogger("passerelle")


@st.cache_resource(show_spinner=False)
def _of_the_server() -> Conversations | None:
    days, file = parts().settings.keep_conversations, parts().folder / FOLDER / FILE
    forget_at_start(file, days)
    return Conversations(file, days) if days else None


def keeping() -> Conversations | None:
    """Where the conversations of this browser are kept; None where none is."""
    return _of_the_server() if known() else None


def id_now() -> str | None:
    """The id of the conversation on the page, once something was asked in it."""
    id: str | None = st.session_state.get(_ID)
    return id


def own() -> bool:
    """Whether it is this browser's own, as it is now: of one that somebody shares, and of an
    earlier version, a question begins a copy.
    """
    return bool(st.session_state.get(_OWN, True))


def version_of() -> str | None:
    """The id of the conversation that the one on the page is an earlier version of."""
    id: str | None = st.session_state.get(_VERSION_OF)
    return id


def bring() -> Found:
    """Show the conversation of the address; returns the notice about it."""
    kept, wanted, id = keeping(), st.query_params.get(ADDRESS), id_now()
    if kept is None or wanted == id:
        return ""
    if wanted is None or wanted == st.session_state.get(_LEFT):
        if id is not None:
            st.query_params[ADDRESS] = id
        return ""
    try:
        opened = kept.open(wanted, visitor())
    except sqlite3.Error:
        logger.exception("a conversation cannot be read")
        return "unreadable"
    if opened is None:
        leave()
        return "missing"
    _show(opened)
    return ""


def leave() -> None:
    """Have the page begin a new conversation; the one before stays where it is kept."""
    conversation().clear()
    waiting().clear()
    st.session_state[_ID], st.session_state[_OWN] = None, True
    st.session_state[_LEFT], st.session_state[_DELETED] = None, False
    st.session_state[_VERSION_OF] = None
    if ADDRESS in st.query_params:
        del st.query_params[ADDRESS]


def open_(id: str) -> None:
    """Have the page show another one."""
    st.session_state[_LEFT] = None
    st.query_params[ADDRESS] = id


def ask(waits: Waiting) -> bool:
    """Keep the question that waits, in the conversation on the page; one that is not this browser's
    own is gone on with in a copy. True where the page shows what was deleted: draw it again.
    """
    kept, before = keeping(), len(conversation())
    if kept is not None:
        st.session_state[_LEFT] = st.query_params.get(ADDRESS)
        safely(lambda: _ask(kept, waits.question, waits.token, waits.replaces))
    return len(conversation()) < before


def _ask(kept: Conversations, question: str, token: str, replaces: int | None) -> str:
    """Keep a question; gives the id of the conversation that has it now."""
    id, shown, who = id_now() if own() else None, conversation(), visitor()
    _catch_up(kept, who)
    if id is not None and not kept.ask(who, id, question, token, replaces):
        st.session_state[_DELETED] = True
        st.session_state[_ID] = id = None
        shown.clear()
    if id is None:
        titled = shown[0].question if shown else question
        id = kept.begin(who, titled, shown, question, token)
        st.session_state[_ID], st.session_state[_OWN] = id, True
        st.session_state[_VERSION_OF] = None
    st.query_params[ADDRESS] = id
    return id


def keep_so_far(exchange: Exchange) -> None:
    """Store the answer under way so far, should the page be left or the server killed."""
    kept, queue = keeping(), waiting()
    if kept is not None and queue and not unkept():
        safely(lambda: _answer(kept, queue[0], exchange))


def finish(exchange: Exchange) -> None:
    """Store the outcome of the first waiting question, and remove it from the queue."""
    kept, queue = keeping(), waiting()
    waits = queue[0] if queue else Waiting(exchange.question)
    if kept is not None and not safely(lambda: _answer(kept, waits, exchange)):
        id = id_now() if own() else None
        if id is not None:  # else all of it is written once a conversation can be begun
            _owed().append((id, waits.token, exchange, waits.replaces))
    answered(exchange)


def _answer(kept: Conversations, waits: Waiting, exchange: Exchange) -> None:
    id, who = id_now() if own() else None, visitor()
    _catch_up(kept, who)
    if id is None:
        id = _ask(kept, exchange.question, waits.token, waits.replaces)
    kept.answer(who, id, waits.token, exchange, waits.replaces)


def _owed() -> list[Owed]:
    owed: list[Owed] = st.session_state.setdefault("owed", [])
    return owed


def _catch_up(kept: Conversations, who: str) -> None:
    """Retry failed writes, in order."""
    owed = _owed()
    while owed:
        kept.answer(who, *owed[0])
        owed.pop(0)


def stop(token: str) -> None:
    """Give up the question of this token, but for what was shown of its answer; the run that
    answers it has been ended.
    """
    queue = waiting()
    exchange = stopped() if queue and queue[0].token == token else None
    if exchange is not None:
        finish(exchange)


def unkept() -> bool:
    """Whether something could not be kept and still is not."""
    return bool(st.session_state.get("unkept"))


def deleted() -> bool:
    """Whether the conversation before was deleted elsewhere, so that a question began this one."""
    return bool(st.session_state.get(_DELETED))


def _show(opened: Opened) -> None:
    waiting().clear()
    conversation()[:] = opened.exchanges
    st.session_state[_LEFT], st.session_state[_DELETED] = None, False
    st.session_state[_VERSION_OF] = opened.version_of if opened.own else None
    st.session_state[_OWN] = opened.own and opened.version_of is None
    st.session_state[_ID] = opened.listed.id


def safely(deed: Callable[[], object]) -> bool:
    """Whether it succeeded: an unusable file causes a notice, never a lost answer."""
    try:
        deed()
    except sqlite3.Error:
        logger.exception("conversations cannot be saved")
        st.session_state["unkept"] = True
        return False
    if not _owed() and (id_now() is not None or not conversation()):
        st.session_state["unkept"] = False
    return True
