"""Feedback on answers: listed, marked as handled, exported as gold questions."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app import markup
from app.admin.times import moment
from app.audit.kept import Deed
from app.feedback.gold import exportable, gold_line
from app.feedback.kept import Verdict
from app.interface import say
from app.library import guard
from app.library.parts import called, show_notice
from app.session import feedback, parts
from app.visitor import actor
from domain.types import Language

SHOWN = 20
"""Verdicts that are drawn at first, and that each "more" adds."""
_USEFUL = {"all_of_them": None, "useful": True, "not_useful": False}
_STATES = {"open_ones": False, "handled_ones": True, "all_of_them": None}


def show(reader: Language) -> None:
    """The list, as it is filtered."""
    with st.container(horizontal=True):
        useful = _USEFUL[_filter("which_feedback", tuple(_USEFUL), reader)]
        handled = _STATES[_filter("which_state", tuple(_STATES), reader)]
    found = feedback().verdicts(useful, handled)
    if not feedback().days:
        show_notice(say("no_text", reader), "note", reader)
    if not found:
        show_notice(say("no_feedback", reader), "small", reader)
        return
    _offer_export(found, reader)
    most = st.session_state.setdefault("verdicts_shown", SHOWN)
    for verdict in found[:most]:
        with st.container(border=True, key=f"verdict {verdict.id}"):
            _show(verdict, reader)
    if len(found) > most:
        st.button(say("more_of_them", reader), key="more_verdicts", on_click=_more)


def _filter(name: str, options: tuple[str, ...], reader: Language) -> str:
    chosen: str = st.selectbox(
        say(name, reader),
        options,
        format_func=lambda option: say(option, reader),
        key=name,
        width=220,
    )
    return chosen


def _offer_export(found: tuple[Verdict, ...], reader: Language) -> None:
    lines = [gold_line(verdict) for verdict in exportable(found, all_=True)]
    if lines:
        st.download_button(
            say("gold_export", reader),
            "\n".join([*lines, ""]),
            "feedback.jsonl",
            "application/x-ndjson",
            icon=":material/download:",
            on_click="ignore",
        )


def _show(verdict: Verdict, reader: Language) -> None:
    said = say("useful" if verdict.useful else "not_useful", reader)
    head = " · ".join((said, moment(verdict.at, reader), called(verdict.language, reader)))
    lines = [markup.paragraphs(verdict.question)] if verdict.question else []
    if verdict.reason:
        lines.append(markup.paragraphs(say("reason_line", reader, reason=verdict.reason)))
    st.html(
        markup.block(markup.paragraphs(head), "small", reader)
        + markup.block("".join(lines), "verdict", verdict.language)
    )
    if verdict.answer:
        st.html(_evidence(verdict, reader))
    _offer_handling(verdict, reader)


def _evidence(verdict: Verdict, reader: Language) -> str:
    """The answer, its quotations and what produced it, in an expander."""
    answer: dict[str, Any] = verdict.answer
    body = markup.paragraphs(str(answer.get("text", "")))
    for citation in answer.get("citations", ()):
        quoted = f"[{citation['marker']}] {citation['title']} — {citation['quote']}"
        body += markup.paragraphs(quoted)
    if verdict.history:
        asked = "\n".join(turn.content for turn in verdict.history if turn.role == "user")
        body += markup.paragraphs(f"{say('earlier_questions', reader)} :\n{asked}")
    versions = verdict.versions
    generation = say("generation_other", reader)
    if versions.generation is not None:
        generation = say("generation_n", reader, n=str(versions.generation))
    models = say(
        "models_used",
        reader,
        embedder=versions.embedder,
        reader=versions.reader,
        answerer=versions.answerer,
    )
    body += markup.block(markup.paragraphs(f"{generation} · {models}"), "small", reader)
    return markup.block(
        markup.details(say("judged_answer", reader), body), "verdict", verdict.language
    )


def _offer_handling(verdict: Verdict, reader: Language) -> None:
    done = verdict.handled_at is not None
    if done:
        said = say("handled_by", reader, who=verdict.handled_by)
        st.html(markup.block(markup.paragraphs(said), "small", reader))
    offer_handling(verdict.id, done, reader)


def offer_handling(id: str, done: bool, reader: Language) -> None:
    """The button that marks something as handled, or opens it again."""
    st.button(
        say("open_again" if done else "handle", reader),
        icon=":material/undo:" if done else ":material/check:",
        key=f"handle {id}",
        on_click=_handle,
        args=(id, not done),
    )


def _handle(id: str, done: bool) -> None:
    if guard.administers():
        by = actor()
        feedback().handle([id], by.who, done)
        parts().audit.note(Deed.HANDLED, by, id)


def _more() -> None:
    st.session_state["verdicts_shown"] += SHOWN
