"""What the pages share: the parts, made once a server, and what a reader's session remembers."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from threading import Thread

import streamlit as st

from app.ingest_job import Board
from app.interface import NAMES, say
from app.settings import load_settings
from app.unexpected import known
from app.wiring import Parts, build
from domain.errors import PasserelleError
from domain.types import Answer, Language, Source, Turn

TRIES = 3


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what came of it: an answer, or the error that prevented one.

    ``sources``: those that the answer cites, as they were when it was given; with neither answer
    nor error it was stopped.
    """

    question: str
    answer: Answer | None = None
    error: PasserelleError | None = None
    sources: tuple[Source, ...] = ()


@st.cache_resource(show_spinner=False)
def parts() -> Parts:
    """The parts of this server; the models load in the background from the first page on."""
    made = build(load_settings())
    # No daemon: torch aborts the process when it is ended in the middle of loading.
    Thread(target=_warm_up, args=(made,), name="warm-up", daemon=False).start()
    return made


@st.cache_resource(show_spinner=False)
def board() -> Board:
    """Where the library's work of this server stands, whoever began it."""
    return Board()


def _warm_up(made: Parts) -> None:
    with suppress(PasserelleError), known():  # the first question meets it again, and tells it
        made.warm_up()


def language() -> Language:
    """The interface's language: chosen here, else the setting, else the browser's, else English."""
    chosen = st.session_state.get("language")
    return chosen if isinstance(chosen, Language) else _default_language()


def _default_language() -> Language:
    set_ = parts().settings.language
    if set_ is not None:
        return set_
    return Language.FR if (st.context.locale or "").lower().startswith("fr") else Language.EN


def language_switch() -> None:
    """The two languages side by side."""
    st.segmented_control(
        say("language", language()),
        list(Language),
        default=None if "language" in st.session_state else _default_language(),
        format_func=NAMES.__getitem__,
        key="language",
        label_visibility="collapsed",
        required=True,
    )


def conversation() -> list[Exchange]:
    """The exchanges of this session, oldest first; append to it."""
    kept: list[Exchange] = st.session_state.setdefault("conversation", [])
    return kept


def ask_next(question: str) -> str:
    """Keep a question until it is answered: a click meanwhile interrupts the run that answers."""
    st.session_state["pending"] = (question, TRIES)
    return question


def interrupted() -> str | None:
    """The question whose answer was interrupted, if any; given up after some tries."""
    question, left = st.session_state.pop("pending", ("", 0))
    if not left:
        return None
    st.session_state["pending"] = (question, left - 1)
    return str(question)


def answered(exchange: Exchange) -> None:
    """Add an exchange; nothing waits any longer."""
    conversation().append(exchange)
    st.session_state.pop("pending", None)
    st.session_state.pop("so_far", None)


def shown_so_far(exchange: Exchange) -> None:
    """What is to stay of an answer under way, should it be stopped."""
    st.session_state["so_far"] = exchange


def stop() -> None:
    """Give up the question that waits for its answer, but for what was shown of it; the run that
    answers it has been ended.
    """
    question, _ = st.session_state.pop("pending", (None, 0))
    so_far: Exchange | None = st.session_state.pop("so_far", None)
    if question is not None:
        kept = so_far if so_far and so_far.question == question else Exchange(str(question))
        conversation().append(kept)


def history() -> tuple[Turn, ...]:
    """The conversation as turns."""
    turns: list[Turn] = []
    for exchange in conversation():
        if exchange.answer is not None:
            turns.append(Turn("user", exchange.question))
            turns.append(Turn("assistant", exchange.answer.text))
    return tuple(turns)
