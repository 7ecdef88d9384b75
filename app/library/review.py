"""Review queue view: changes found by a refresh, to be published or discarded."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app import markup
from app.ingest_job import OnProgress, Outcome, Work
from app.interface import say
from app.library import guard
from app.library.difference import difference
from app.library.filter import CountedSource
from app.library.parts import arrive, go, queue_busy_notice, queue_notice, show_notice
from app.library.proposal import publishing, weight
from app.library.reviews import Review, Reviews
from app.session import board, parts
from app.visitor import visitor
from app.wiring import Parts
from domain.errors import PasserelleError
from domain.reports import IngestReport
from domain.types import Language
from ingest.sync import Options
from ingest.web.url_input import PageInput
from text.dating import written

SHOWN = 10
"""Changes that are shown at once; the others are counted."""


def show(sources: Sequence[CountedSource], reader: Language) -> None:
    """An expander with the waiting changes, if any; for who may publish them."""
    try:
        found = Reviews(parts().folder).waiting(_hashes(sources))
    except PasserelleError as error:
        show_notice(error.message(reader), "error", reader)
        return
    if not found:
        return
    name = say("reviews", reader, n=str(len(found)))
    with st.expander(name, True, icon=":material/rate_review:", key="reviews"):
        show_notice(say("reviews_note", reader), "small", reader)
        for place, one in enumerate(found[:SHOWN]):
            with st.container(border=True, key=f"review {place}"):
                _show(one, place, reader)
        if len(found) > SHOWN:
            show_notice(say("and_more", reader, n=str(len(found) - SHOWN)), "small", reader)


def _hashes(sources: Sequence[CountedSource]) -> dict[str, str]:
    return {source.id: source.content_hash for source, _ in sources}


def _show(one: Review, place: int, reader: Language) -> None:
    if one.change is not None:
        st.html(difference((one.change,), reader))
    else:
        st.html(markup.block(markup.paragraphs(one.title), "", reader))
        show_notice(say("nothing_changes", reader), "small", reader)
    show_notice(
        say("found_at", reader, at=written(one.found_at, reader), id=one.id), "small", reader
    )
    with st.container(horizontal=True):
        guard.decide(reader, f"review {place}", _publish, _discard, one, reader)
        st.button(say("open_it", reader), key=f"review open {place}", on_click=go, args=(one.id,))


def _publish(one: Review, reader: Language) -> None:
    library = parts()
    queue, seen = Reviews(library.folder), library.generation()
    hashes = _hashes(library.sources())
    page = queue.page(one) if hashes.get(one.id) == one.base else None
    if page is None:
        queue_notice(say("review_gone", reader), "note")
        return
    work = _publishing(library, page, queue, one, seen, reader)
    if board().start(work, visitor(), weight([page])) is None:
        queue_busy_notice(reader)
    arrive()


def _publishing(
    library: Parts, page: PageInput, queue: Reviews, one: Review, seen: int, reader: Language
) -> Work:
    """The work that publishes a page as it was fetched, then removes it from the queue."""
    publish = publishing(library, [page], Options(fallback=reader, reader=reader), seen)

    def work(progress: OnProgress) -> Outcome:
        outcome = publish(progress)
        if isinstance(outcome, IngestReport) and not outcome.failed:
            queue.done(one)
        return outcome

    return work


def _discard(one: Review, reader: Language) -> None:
    try:
        Reviews(parts().folder).discard(one)
    except PasserelleError as error:
        queue_notice(error.message(reader), "error")
    else:
        queue_notice(say("review_discarded", reader), "small")
