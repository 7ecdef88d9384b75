"""History of the library, the latest event first, with rollback."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from app import causes
from app.interface import say
from app.library import guard
from app.library.difference import counted, difference
from app.library.markup import facts
from app.library.parts import arrive, queue_notice, show_notice
from app.session import parts
from domain.errors import PasserelleError
from domain.types import Language
from text.dating import written
from vectorstore.journal import PUBLISH, ROLLBACK, Event

SHOWN = 8
"""Events that are listed at first, and that each "more" adds."""


def show(reader: Language) -> None:
    """The list, in an expander; nothing before the first ingest."""
    library = parts()
    try:
        events = [e for e in library.store.journal() if e.event in (PUBLISH, ROLLBACK)]
        now, kept = library.generation(), library.store.generations()
    except PasserelleError:
        return
    if not events:
        return
    with st.expander(say("history", reader), icon=":material/history:", key="history"):
        most = st.session_state.setdefault("happened", SHOWN)
        for event in events[:most]:
            _event(event, now, kept, reader)
        if len(events) > most:
            st.button(say("more", reader), key="more_happened", on_click=_show_more)


def _event(event: Event, now: int, kept: Sequence[int], reader: Language) -> None:
    number, published = event.generation, event.event == PUBLISH
    details = (
        say("state" if published else "event_rollback", reader, n=str(number)),
        _when(event.at, reader),
        causes.translated_cause(event.cause, reader),
        _counts(event, reader),
        say("answers_now", reader) if published and number == now else "",
    )
    left, right = st.columns([3, 1], vertical_alignment="center")
    left.html(facts(details, "happened", reader))
    if published and number != now and number in kept and not guard.closed():
        title = say("go_back_title", reader, n=str(number))
        if right.button(title, icon=":material/undo:", key=f"back {number}", width="stretch"):
            st.dialog(title, width="large")(_confirm)(number, now, reader)


def _counts(event: Event, reader: Language) -> str:
    if event.sources is None:
        return ""
    return say("state_counts", reader, sources=str(event.sources), passages=str(event.passages))


def _when(at: str, reader: Language) -> str:
    """The reader's own time, to the minute."""
    try:
        moment = datetime.fromisoformat(at)
        zone = ZoneInfo(st.context.timezone) if st.context.timezone else None
    except (ValueError, KeyError):
        return at
    moment = moment.astimezone(zone)
    return f"{written(moment.isoformat(), reader)}, {moment:%H:%M}"


def _confirm(number: int, now: int, reader: Language) -> None:
    from ingest.generations import compare_generations

    store = parts().store
    try:
        with store.catalog(now) as present, store.catalog(number) as then:
            found = compare_generations(present, then)
    except PasserelleError as error:
        show_notice(error.message(reader), "error", reader)
        return
    show_notice(say("would_change", reader), "", reader)
    show_notice(counted(found.passages, reader), "small", reader)
    if found.changes:
        st.html(difference(found.changes, reader))
    else:
        show_notice(say("nothing_changes", reader), "small", reader)
    with st.container(horizontal=True):
        agreed = st.button(
            say("go_back", reader),
            key="go_back_agreed",
            type="primary",
            on_click=guard.heard(_go_back),
            args=(number, reader),
        )
        if st.button(say("stay", reader), key="stay") or agreed:
            st.rerun()


def _go_back(number: int, reader: Language) -> None:
    try:
        parts().store.rollback(number)
    except PasserelleError as error:
        queue_notice(error.message(reader), "error")
        return
    arrive()
    queue_notice(say("gone_back", reader, n=str(number)), "small")


def _show_more() -> None:
    st.session_state["happened"] += SHOWN
