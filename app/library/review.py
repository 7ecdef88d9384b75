"""Review queue view: changes found by a refresh, to be published or discarded."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app import markup
from app.ingest_job import OnProgress, Outcome, Work
from app.interface import say
from app.library import guard
from app.library.difference import difference
from app.library.filter import Held
from app.library.parts import arrive, go, tell, tell_next, tell_taken
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


def show(held: Sequence[Held], reader: Language) -> None:
    """An expander with the waiting changes, if any; for who may publish them."""
    try:
        found = Reviews(parts().folder).waiting(_hashes(held))
    except PasserelleError as error:
        tell(error.message(reader), "error", reader)
        return
    if not found:
        return
    name = say("reviews", reader, n=str(len(found)))
    with st.expander(name, True, icon=":material/rate_review:", key="reviews"):
        tell(say("reviews_note", reader), "small", reader)
        for place, one in enumerate(found[:SHOWN]):
            with st.container(border=True, key=f"review {place}"):
                _show(one, place, reader)
        if len(found) > SHOWN:
            tell(say("and_more", reader, n=str(len(found) - SHOWN)), "small", reader)


def _hashes(held: Sequence[Held]) -> dict[str, str]:
    return {source.id: source.content_hash for source, _ in held}


def _show(one: Review, place: int, reader: Language) -> None:
    if one.change is not None:
        st.html(difference((one.change,), reader))
    else:
        st.html(markup.block(markup.paragraphs(one.title), "", reader))
        tell(say("nothing_changes", reader), "small", reader)
    tell(say("found_at", reader, at=written(one.found_at, reader), id=one.id), "small", reader)
    with st.container(horizontal=True):
        guard.decide(reader, f"review {place}", _publish, _discard, one, reader)
        st.button(say("open_it", reader), key=f"review open {place}", on_click=go, args=(one.id,))


def _publish(one: Review, reader: Language) -> None:
    library = parts()
    queue, seen = Reviews(library.folder), library.generation()
    held = _hashes(library.sources())
    page = queue.page(one) if held.get(one.id) == one.base else None
    if page is None:
        tell_next(say("review_gone", reader), "note")
        return
    work = _publishing(library, page, queue, one, seen, reader)
    if board().start(work, visitor(), weight([page])) is None:
        tell_taken(reader)
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
        tell_next(error.message(reader), "error")
    else:
        tell_next(say("review_discarded", reader), "small")
