"""Conversation panel beside the chat: opened, searched, named, shared, deleted."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import Any

import streamlit as st

from app import markup
from app.conversations import current
from app.conversations.kept import LONGEST_TITLE, Conversations, Listed
from app.exports import menu
from app.feedback.kept import group_of
from app.interface import say
from app.library.markup import label
from app.session import conversation, feedback, language
from app.visitor import visitor
from domain.types import Language
from text.dating import written

logger = logging.getLogger("passerelle")


def show(reader: Language) -> None:
    """The panel; nothing where conversations are not stored."""
    kept = current.keeping()
    if kept is None:
        return
    with st.sidebar:
        # No heading: it would precede the page's own first one.
        st.html(markup.block(markup.paragraphs(say("conversations", reader)), "beside", reader))
        try:
            _list(kept, reader)
        except sqlite3.Error:
            logger.exception("conversations cannot be listed")
            st.html(
                markup.block(markup.paragraphs(say("unkept", reader)), "note", reader, "status")
            )


def _list(kept: Conversations, reader: Language) -> None:
    mine = kept.listed(visitor())
    if not mine:
        _small(say("no_conversation", reader), reader)
    else:
        st.button(
            say("new_beside", reader),
            icon=":material/add_comment:",
            key="new_beside",
            on_click=current.leave,
            width="stretch",
        )
        words = st.text_input(
            say("search_conversations", reader),
            placeholder=say("search_words", reader),
            key="words",
            type="search",
        )
        found = kept.listed(visitor(), words) if words else mine
        if not found:
            _small(say("none_found", reader), reader)
        with st.container(key="conversations", gap=None):
            for one in found:
                _row(one)
        marked = markup.current(current.version_of() or current.id_now() or "")
        st.html(marked, unsafe_allow_javascript=True)  # a fixed script; the id is an attribute
        _this_one(kept, reader)
        if st.button(say("delete_all", reader), icon=":material/delete_sweep:", type="tertiary"):
            _ask_first(
                say("delete_all_sure", reader, n=str(kept.count(visitor()))), _delete, reader
            )
    _small(say("kept_for", reader, days=str(kept.days)), reader)


def _row(one: Listed) -> None:
    here = one.id == (current.version_of() or current.id_now())
    st.button(
        label(one.title),
        key=f"conversation {one.id}",
        icon=":material/chat_bubble:" if here else None,
        type="secondary" if here else "tertiary",
        on_click=current.open_,
        args=(one.id,),
        width="stretch",
    )


def _this_one(kept: Conversations, reader: Language) -> None:
    """What can be done with the conversation on the page."""
    id, who = current.id_now(), visitor()
    one = kept.one(who, id) if id is not None else None
    if one is None:
        return
    title, share = f"title {one.id} {one.title}", f"share {one.id} {one.shared}"
    with st.expander(say("this_conversation", reader), key="this_conversation"):
        st.text_input(
            say("name", reader),
            one.title,
            key=title,
            max_chars=LONGEST_TITLE,
            on_change=_safe(lambda: kept.rename(who, one.id, st.session_state[title])),
        )
        st.checkbox(
            say("share", reader),
            one.shared,
            key=share,
            on_change=_safe(lambda: kept.share(who, one.id, st.session_state[share])),
        )
        if one.shared:
            _small(say("shared_now", reader), reader)
        st.fragment(_export)(one)
        _versions(kept, one, reader)
        if st.button(say("delete", reader), icon=":material/delete:", key="delete"):
            _ask_first(say("delete_sure", reader, title=one.title), _delete, reader, one.id)


def show_version(reader: Language) -> None:
    """That the page shows an earlier version, and the way back; nothing where it shows none."""
    kept, id, now = current.keeping(), current.id_now(), current.version_of()
    if kept is None or id is None or now is None:
        return
    one = kept.one(visitor(), id)
    notice = say("version", reader, at=_moment(one.changed_at, reader) if one else "")
    st.html(markup.block(markup.paragraphs(notice), "note", reader, "status"))
    st.button(
        say("version_now", reader), icon=":material/undo:", on_click=current.open_, args=(now,)
    )


def _export(one: Listed) -> None:
    """The whole conversation as a file; drawn when it is opened, and nothing else with it."""
    reader, key = language(), f"conversation {one.id}"
    with st.popover(
        say("export", reader),
        icon=":material/download:",
        key=f"exporting {key}",
        on_change="rerun",
    ) as opened:
        if opened.open:
            menu.buttons(conversation(), one.title, key, reader)


def _versions(kept: Conversations, one: Listed, reader: Language) -> None:
    """Its earlier versions, from before questions were edited, each to be opened."""
    found = kept.versions(visitor(), current.version_of() or one.id)
    if found:
        _small(say("versions", reader), reader)
    for version in found:
        st.button(
            label(_moment(version.changed_at, reader)),
            key=f"version {version.id}",
            icon=":material/history:",
            type="tertiary",
            disabled=version.id == one.id,
            on_click=current.open_,
            args=(version.id,),
        )


def _moment(at: float, reader: Language) -> str:
    """The day and the hour of the server's clock."""
    when = datetime.fromtimestamp(at).astimezone()
    return f"{written(when.date().isoformat(), reader)}, {when:%H:%M:%S}"


def _ask_first(said: str, deed: Callable[..., None], reader: Language, *args: Any) -> None:
    def confirm() -> None:
        st.html(markup.block(markup.paragraphs(said), "", reader))
        with st.container(horizontal=True):
            agreed = st.button(
                say("delete_yes", reader), key="agreed", type="primary", on_click=deed, args=args
            )
            if st.button(say("keep_it", reader), key="keep_it") or agreed:
                st.rerun()

    st.dialog(say("delete_title", reader))(confirm)()


def _safe(deed: Callable[[], None]) -> Callable[[], None]:
    def done() -> None:
        current.safely(deed)

    return done


def _delete(id: str | None = None) -> None:
    """Delete one, or all, and first the texts of the feedback on them, so that a failure leaves
    what can be deleted again; the page shows it until it is gone.
    """
    kept, who = current.keeping(), visitor()
    if kept is None:
        return

    def delete() -> None:
        feedback().forget(group_of(who, one) for one in kept.ids(who, id))
        kept.delete(who, id)

    if current.safely(delete):
        current.leave()


def _small(line: str, reader: Language) -> None:
    st.html(markup.block(markup.paragraphs(line), "small", reader))
