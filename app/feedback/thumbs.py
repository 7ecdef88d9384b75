"""Feedback buttons below an answer: useful or not, with an optional reason."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Callable
from typing import Any

import streamlit as st

from app import markup
from app.answer_age import current_sources
from app.conversations import current
from app.conversations.exchange import Exchange
from app.conversations.kept import new_token
from app.feedback.kept import LONGEST_REASON, Judged, Versions, group_of
from app.interface import say
from app.session import conversation, feedback, language, parts, recorder
from app.visitor import visitor
from domain.types import Answer, Status, Turn

Given = dict[str, tuple[bool, str]]
_GIVEN, _OF, _ALONE = "verdicts", "verdicts_of", "feedback_alone"
logger = logging.getLogger("passerelle")


def show(exchange: Exchange, place: int | str) -> None:
    """The thumbs of the exchange at that place of the conversation; none where it is no answer."""
    if exchange.answer is not None and exchange.answer.status is not Status.COURTESY:
        st.fragment(_thumbs)(exchange.question, exchange.answer, int(place))


def _thumbs(question: str, answer: Answer, place: int) -> None:
    """Drawn alone at a click, so that a long conversation is not drawn anew."""
    reader, group = language(), _group()
    id = hashlib.sha256(f"{group} {place} {question}".encode()).hexdigest()[:32]
    verdict = _given(group).get(id)
    key = f"thumbs {id}"
    st.session_state.setdefault(key, verdict[0] if verdict else None)
    judge = (id, group, question, answer, place)
    with st.container(key=f"feedback {place} {id[:6]}", gap="small"):
        st.pills(
            say("was_useful", reader),
            [True, False],
            format_func=lambda useful: (
                f":material/thumb_up: {say('useful', reader)}"
                if useful
                else f":material/thumb_down: {say('not_useful', reader)}"
            ),
            key=key,
            label_visibility="collapsed",
            on_change=_chosen,
            args=(key, *judge),
        )
        verdict = _given(group).get(id)
        if verdict is not None:
            _show_reason(verdict, judge)
    if st.session_state.pop("feedback_unkept", False):
        _line(say("feedback_unkept", reader), "error", "alert")


def _show_reason(verdict: tuple[bool, str], judge: tuple[Any, ...]) -> None:
    """Thanks, and a field for the reason where one may be kept and none was given."""
    reader, (useful, reason), kept = language(), verdict, feedback()
    _line(say("thanks_reason" if reason else "thanks", reader), "small", "status")
    if reason or not kept.days:
        return
    key = f"why {judge[0]}"
    with st.form(f"form {key}", border=False):
        st.text_area(say("why", reader), key=key, height=68, max_chars=LONGEST_REASON)
        _line(say("why_note", reader, days=str(kept.days)), "small")
        st.form_submit_button(
            say("send_reason", reader),
            key=f"send {key}",
            on_click=_explained,
            args=(key, useful, *judge),
        )


def _chosen(key: str, *judge: Any) -> None:
    useful: bool | None = st.session_state.get(key)
    if useful is None:
        _do(lambda: feedback().take_back(judge[0]))
        _given(judge[1]).pop(judge[0], None)
    else:
        _give(useful, "", *judge)


def _explained(key: str, useful: bool, *judge: Any) -> None:
    reason = str(st.session_state.get(key) or "")
    if reason.strip():
        _give(useful, reason, *judge)


def _give(
    useful: bool, reason: str, id: str, group: str, question: str, answer: Answer, place: int
) -> None:
    before = _given(group).get(id)
    judged = Judged(id, group, question, answer, _versions(answer), _turns(place))
    if _do(lambda: feedback().give(judged, useful, reason)):
        _given(group)[id] = (useful, reason.strip())
        if before is None or before[0] is not useful:
            recorder().metrics.verdict(useful)


def _group() -> str:
    """A pseudonymous key for this user's verdicts on this conversation."""
    alone = st.session_state.setdefault(_ALONE, new_token())
    return group_of(visitor(), current.id_now() or alone)


def _given(group: str) -> Given:
    """The verdicts on the conversation, read once for each that is opened."""
    if st.session_state.get(_OF) != group:
        found: Given = {}
        _do(lambda: found.update(feedback().given(group)))
        st.session_state[_OF], st.session_state[_GIVEN] = group, found
        st.session_state.pop("feedback_unkept", None)
    given: Given = st.session_state[_GIVEN]
    return given


def _versions(answer: Answer) -> Versions:
    """The provenance of the answer; no generation where a source has changed since."""
    library = parts()
    sources, number = current_sources(library) or {}, library.generation()
    cited = {(c.passage.source_id, c.version) for c in answer.citations}
    same = all(id in sources and sources[id].content_hash == version for id, version in cited)
    return Versions(
        number if same else None,
        library.store.embedder.name,
        library.reader.name,
        answer.answerer,
    )


def _turns(place: int) -> tuple[Turn, ...]:
    """The turns before the question."""
    turns: list[Turn] = []
    for exchange in conversation()[:place]:
        if exchange.answer is not None:
            turns += [
                Turn("user", exchange.question),
                Turn("assistant", exchange.answer.text),
            ]
    return tuple(turns)


def _do(deed: Callable[[], object]) -> bool:
    """Whether it succeeded: an unusable file causes a notice, never a failed page."""
    try:
        deed()
    except sqlite3.Error:
        logger.exception("feedback cannot be saved")
        st.session_state["feedback_unkept"] = True
        return False
    return True


def _line(said: str, kind: str, role: str = "") -> None:
    st.html(markup.block(markup.paragraphs(said), kind, language(), role))
