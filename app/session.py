"""Shared state of the pages: the parts, created once per server, and the session's state."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from threading import Thread

import streamlit as st

from app.audit.actor import SERVER
from app.conversations.exchange import Exchange
from app.conversations.kept import new_token
from app.feedback.kept import FILE as FEEDBACK
from app.feedback.kept import Feedback
from app.figures.kept import FILE as FIGURES
from app.figures.kept import AnswerCounts
from app.figures.recorder import Recorder
from app.interface import NAMES, say
from app.job_board import Board
from app.settings import load_settings
from app.suggested import Suggested
from app.unexpected import known
from app.visit.pace import Pace
from app.visit.routes import LANGUAGE
from app.visit.signed import FOLDER
from app.wiring import Parts, build
from domain.errors import PasserelleError
from domain.types import Language, Scope, Turn

TRIES = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that waits for its answer: what it is limited to, how many runs may still be
    interrupted at it, and its unique token, so that a run after them keeps no second.

    ``replaces``: the place of the first exchange, counted from 0, that it comes instead of, with
    all after it; None for a question that follows them.
    """

    question: str
    scope: Scope | None = None
    tries: int = TRIES
    token: str = field(default_factory=new_token)
    replaces: int | None = None


@st.cache_resource(show_spinner=False)
def parts() -> Parts:
    """The parts of this server; the models load in the background from the first page on."""
    made = build(load_settings(), door=SERVER)
    # No daemon: torch aborts the process when it is ended in the middle of loading.
    Thread(target=_warm_up, args=(made,), name="warm-up", daemon=False).start()
    return made


@st.cache_resource(show_spinner=False)
def board() -> Board:
    """The server's job queue for the library."""
    return Board()


@st.cache_resource(show_spinner=False)
def feedback() -> Feedback:
    """Feedback on answers, and refused questions."""
    made = parts()
    return Feedback(made.folder / FOLDER / FEEDBACK, made.settings.keep_conversations)


@st.cache_resource(show_spinner=False)
def recorder() -> Recorder:
    """The recorder of usage figures for all interfaces."""
    return Recorder(counts=AnswerCounts(parts().folder / FOLDER / FIGURES), feedback=feedback())


@st.cache_resource(show_spinner=False)
def pace() -> Pace:
    """The rate limits."""
    settings = parts().settings
    return Pace(settings.question_rate, settings.question_rate_address)


@st.cache_resource(show_spinner=False)
def suggested() -> Suggested:
    """The cache of suggested questions."""
    return Suggested()


def _warm_up(made: Parts) -> None:
    with suppress(PasserelleError), known():  # the first question raises it again, and reports it
        made.warm_up()


def language() -> Language:
    """The interface's language: chosen here, else the setting, else the browser's."""
    chosen = st.session_state.get("language")
    return chosen if isinstance(chosen, Language) else _default_language()


def _default_language() -> Language:
    chosen = st.context.cookies.get(LANGUAGE)
    if chosen in list(Language):
        return Language(chosen)
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
        on_change=_remember_language,
    )


def _remember_language() -> None:
    st.session_state["language_chosen"] = True


def language_to_remember() -> Language | None:
    """The language, where it was chosen here: the browser is to keep it."""
    return language() if st.session_state.get("language_chosen") else None


def conversation() -> list[Exchange]:
    """The exchanges of this session, oldest first; append to it."""
    kept: list[Exchange] = st.session_state.setdefault("conversation", [])
    return kept


def waiting() -> list[Waiting]:
    """The questions that wait for their answers, the first one first: a click or a new question
    meanwhile interrupts the run that answers, and the next one takes it up again.
    """
    kept: list[Waiting] = st.session_state.setdefault("waiting", [])
    return kept


def ask_next(question: str, scope: Scope | None = None, replaces: int | None = None) -> None:
    """Queue a question, from the sources of a scope; ``replaces`` as
    in ``Waiting``.
    """
    waiting().append(Waiting(question, scope, replaces=replaces))


def next_waiting() -> Waiting | None:
    """The question to answer now, if any; one at which runs were too often interrupted is given up.

    Keep it in ``waiting`` until it is answered.
    """
    queue = waiting()
    while queue and not queue[0].tries:
        queue.pop(0)
    if not queue:
        return None
    queue[0] = replace(queue[0], tries=queue[0].tries - 1)
    return queue[0]


def clear_replaced() -> None:
    """Remove from the page what the current question replaces."""
    queue = waiting()
    if queue and queue[0].tries and queue[0].replaces is not None:
        del conversation()[queue[0].replaces :]


def answered(exchange: Exchange) -> None:
    """Add an exchange; its question leaves the queue."""
    exchanges, queue = conversation(), waiting()  # first, for here the run may be ended
    exchanges.append(exchange)
    if queue:
        queue.pop(0)
    st.session_state.pop("so_far", None)


def shown_so_far(exchange: Exchange) -> None:
    """Store the part of an answer to keep, should it be stopped."""
    st.session_state["so_far"] = exchange


def stopped() -> Exchange | None:
    """Cancel the answer under way; returns what was shown of it; None where none was under way."""
    so_far: Exchange | None = st.session_state.pop("so_far", None)
    if not waiting():
        return None
    question = waiting()[0].question
    return so_far if so_far and so_far.question == question else Exchange(question)


def history() -> tuple[Turn, ...]:
    """The conversation as turns."""
    turns: list[Turn] = []
    for exchange in conversation():
        if exchange.answer is not None:
            turns.append(Turn("user", exchange.question))
            turns.append(Turn("assistant", exchange.answer.text))
    return tuple(turns)
