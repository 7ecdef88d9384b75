"""Proposal view: the changes that a job would make, to be published or discarded."""

from __future__ import annotations

import streamlit as st

from app import markup
from app.ingest_job import Job, Proposal
from app.interface import say
from app.library import guard
from app.library.difference import counted, difference
from app.library.parts import arrive, queue_busy_notice, queue_notice, show_notice
from app.session import board
from domain.changes import Became
from domain.types import Language


def show(job: Job, proposal: Proposal, reader: Language) -> None:
    """The difference, and the two ways to go on; nothing is locked while it waits."""
    report = proposal.report
    st.html(markup.block(markup.heading(say("proposal_title", reader), "part"), "", reader))
    if proposal.anew:
        show_notice(say("proposal_anew", reader), "note", reader)
    show_notice(say("proposal", reader), "", reader)
    show_notice(counted(report.passages, reader), "small", reader)
    if report.added:
        show_notice(say("also_new", reader, n=str(len(report.added))), "small", reader)
    changed = tuple(c for c in report.changes if c.became is not Became.ADDED)
    st.html(difference(changed, reader))
    with st.container(horizontal=True):
        guard.decide(reader, str(job.number), _publish, _discard, job, reader)


def _publish(job: Job, reader: Language) -> None:
    if job not in board().jobs:
        queue_notice(say("draft_gone", reader), "note")
    elif board().publish(job) is None:
        queue_busy_notice(reader)
    arrive()


def _discard(job: Job, reader: Language) -> None:
    board().dismiss(job)
    queue_notice(say("discarded", reader), "small")
