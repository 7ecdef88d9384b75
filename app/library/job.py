"""Live view of running and queued jobs and their outcomes, for their owners and editors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from app import markup
from app.ingest_job import Job, Marked
from app.interface import say
from app.library import decision, guard
from app.library.parts import lasting, queue_notice, show_notice, show_queued_notices, titles
from app.library.undo import before
from app.session import board, parts
from app.spacing import decimal
from app.views.as_json import report_json
from app.visitor import visitor
from domain.errors import PasserelleError
from domain.reports import IngestReport, Progress
from domain.types import Language

OFTEN, NOW_AND_AGAIN = 0.5, 3.0
"""Seconds between two looks: at a job under way, and for one that another tab may begin."""
LISTED = 10
_STATES = ("added", "updated", "unchanged", "removed")
_STAGES = ("reading", "embedding", "indexing", "checking", "publishing")


def show(reader: Language) -> None:
    """The panels, which refresh themselves; the page is redrawn when a job begins or ends.

    Of another's work only the fact that something is under way is shown.
    """
    show_queued_notices(reader)
    drawn = _state()
    every = OFTEN if board().busy else NOW_AND_AGAIN
    st.fragment(_panels, run_every=every)(drawn, reader)


def _state() -> tuple[tuple[int, bool, bool], ...]:
    return tuple((job.number, job.running, job.ended) for job in board().jobs)


def _panels(drawn: tuple[tuple[int, bool, bool], ...], reader: Language) -> None:
    if _state() != drawn:
        st.rerun()
    for job in board().jobs:
        if not guard.sees(job.owner):
            if job.running:
                st.progress(_share(job.step), say("others_work", reader))
            continue
        with st.container(border=True, key=f"job {job.number}"):
            if job.owner != visitor():
                show_notice(say("of_another", reader), "small", reader)
            if job.ended:
                _show_outcome(job, reader)
            elif job.running:
                _show_progress(job, reader)
            else:
                _show_turn(job, reader)
                _offer_stop(job, "leave_line", reader)


def _show_turn(job: Job, reader: Language) -> None:
    """A job's position in the queue, and when its turn comes, as far as known."""
    ahead, wait = board().before(job)
    pieces = [
        say("in_line", reader, n=str(ahead)),
        say("begins_in", reader, time=lasting(wait, reader)),
        say("takes", reader, time=lasting(job.seconds, reader)) if job.seconds else "",
        say("passed_over", reader) if job.passed_over else "",
    ]
    show_notice(" · ".join(part for part in pieces if part), "", reader)


def _show_progress(job: Job, reader: Language) -> None:
    step = job.step
    st.progress(_share(step), say("under_way", reader))
    st.html(
        markup.block(
            markup.paragraphs(" · ".join(_progress_texts(job, step, reader))), "small", reader
        )
    )
    _offer_stop(job, "stop", reader)


def _offer_stop(job: Job, name: str, reader: Language) -> None:
    guard.button(
        say("stopping" if job.stopping else name, reader),
        disabled=job.stopping,
        icon=":material/stop_circle:",
        key=f"stop {job.number}",
        on_click=board().stop,
        args=(job,),
    )


def _share(step: Progress) -> float:
    """Progress of the whole work, each stage as an equal part."""
    within = min(step.done / step.total, 1.0) if step.total else 0.0
    return (_STAGES.index(step.stage) + within) / len(_STAGES)


def _progress_texts(job: Job, step: Progress, reader: Language) -> Iterator[str]:
    if not step.total:
        yield say("starting", reader)
        if job.seconds:
            yield say("takes", reader, time=lasting(job.left, reader))
        return
    at = str(min(step.done + 1, step.total))
    done, total = str(step.done), str(step.total)
    yield say(f"step_{step.stage}", reader, **_places(step.stage, at, done, total))
    if step.detail:
        yield step.detail
    pace = job.pace
    if step.done < step.total and pace.rate is not None and pace.left is not None:
        yield say("rate", reader, rate=_number(pace.rate, reader))
        yield say("left", reader, left=lasting(job.left, reader))


def _places(stage: str, at: str, done: str, total: str) -> dict[str, str]:
    if stage == "reading":
        return {"at": at, "total": total}
    return {"done": done, "total": total} if stage == "embedding" else {}


def _number(value: float, reader: Language) -> str:
    return decimal(value, reader, 0 if value >= 10 else 1)


def _show_outcome(job: Job, reader: Language) -> None:
    if job.error is not None:
        show_notice(job.error.message(reader), "error", reader)
    elif job.outcome is None:
        show_notice(say("stopped" if job.stopped else "unforeseen", reader), "note", reader)
    if job.proposal is not None:
        _show_report(replace(job.proposal.report, added=(), updated=(), removed=()), reader)
        decision.show(job, job.proposal, reader)
    else:
        _show_end(job, reader)


def _show_end(job: Job, reader: Language) -> None:
    if isinstance(job.outcome, Marked):
        _show_marked(job.outcome, reader)
    if job.report is not None:
        _show_report(job.report, reader)
    with st.container(horizontal=True):
        _offer_undo(job, reader)
        if job.report is not None:
            _offer_json(job.report, job.number, reader)
        guard.button(
            say("dismiss", reader),
            icon=":material/close:",
            key=f"dismiss {job.number}",
            on_click=board().dismiss,
            args=(job,),
        )


def _show_marked(marked: Marked, reader: Language) -> None:
    called = titles()
    title, by = (called.get(id, id) for id in (marked.id, marked.by or ""))
    show_notice(
        say("marked" if marked.by else "unmarked", reader, title=title, by=by), "small", reader
    )


def _show_report(report: IngestReport, reader: Language) -> None:
    for state in _STATES:
        ids = getattr(report, state)
        lines = [say(f"report_{state}", reader, id=id) for id in ids[:LISTED]]
        lines += [say("and_more", reader, n=str(len(ids) - LISTED))] if ids[LISTED:] else []
        if lines:
            show_notice("\n".join(lines), "small", reader)
    for warned in report.warnings[:LISTED]:
        show_notice(say("warned", reader, id=warned.source, text=warned.text), "note", reader)
    failed = report.failed
    if failed:
        shown = [failure.error for failure in failed[:LISTED]]
        shown += [say("and_more", reader, n=str(len(failed) - LISTED))] if failed[LISTED:] else []
        show_notice(
            "\n\n".join([say("failed", reader, n=str(len(failed))), *shown]), "error", reader
        )


def _offer_json(report: IngestReport, number: int, reader: Language) -> None:
    st.download_button(
        say("as_json", reader),
        json.dumps(report_json(report), ensure_ascii=False, indent=2),
        "report.json",
        "application/json",
        icon=":material/download:",
        key=f"json {number}",
        on_click="ignore",
    )


def _offer_undo(job: Job, reader: Language) -> None:
    """Going back to the generation before, while nothing else has happened since."""
    store, written = parts().store, _written(job)
    try:
        earlier = before(written, store.journal(), store.generations()) if written else None
    except PasserelleError:
        return
    if earlier is not None:
        guard.button(
            say("undo", reader),
            icon=":material/undo:",
            key=f"undo {job.number}",
            on_click=_undo,
            args=(job, earlier, reader),
        )


def _written(job: Job) -> int | None:
    """The generation that a job published; None where it changed nothing."""
    if isinstance(job.outcome, Marked):
        return job.outcome.generation
    report = job.report
    if report is None or not (report.added or report.updated or report.removed):
        return None
    return report.generation


def _undo(job: Job, earlier: int, reader: Language) -> None:
    try:
        parts().store.rollback(earlier)
    except PasserelleError as error:
        queue_notice(error.message(reader), "error")
        return
    board().dismiss(job)
    queue_notice(say("undone", reader), "small")
