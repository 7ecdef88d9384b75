"""Library page: jobs under way, and either all sources or one of them.

Selected by the address: ?source=ID&passage=ID&sentence=START-END (offsets into the passage).
"""

from __future__ import annotations

import streamlit as st

from app import markup as app_markup
from app.conversations import current
from app.interface import say
from app.library import (
    difference,
    disagreements,
    guard,
    history,
    job,
    listing,
    markup,
    review,
    search,
    upload,
)
from app.library import source as one_source
from app.library.parts import arrivals, show_notice
from app.local_models import LocalModels, find
from app.session import language, parts
from domain.errors import PasserelleError
from domain.types import Language


def show() -> None:
    """The whole page."""
    reader = language()
    if current.ADDRESS in st.query_params:
        current.bring()  # so that the link back to the questions leads to it
    st.html(markup.STYLE)
    st.html(difference.STYLE)
    source = st.query_params.get("source")
    if "passage" not in st.query_params:
        top = markup.run(markup.TO_TOP, arrivals())
        st.html(top, unsafe_allow_javascript=True)  # a fixed script of our own
    try:
        if source is not None:
            job.show(reader)
            guard.show(reader)
            one_source.show(source, reader)
            return
        sources = parts().sources()
        languages, kinds = frozenset[Language](), frozenset[str]()
        if sources:
            languages, kinds = listing.filters(sources, reader)
            search.show(sources, languages, kinds, reader)
        job.show(reader)
        guard.show(reader)
        disputed = disagreements.found(reader)
    except PasserelleError as error:
        show_notice(error.message(reader), "error", reader)
        if source is not None:
            one_source.offer_back(reader)
        return
    if not guard.closed():
        review.show(sources, reader)
        upload.show(reader, opened=not sources)
    if not sources:
        show_notice(say("empty", reader), "note", reader)
        history.show(reader)
        return
    disagreements.show(disputed, reader)
    st.html(app_markup.block(app_markup.heading(say("sources", reader), "part"), "", reader))
    listing.show(sources, languages, kinds, reader)
    history.show(reader)
    _offer_model(reader)


@st.cache_data(ttl=60, show_spinner=False)
def _local_models() -> LocalModels:
    return find()


def _offer_model(reader: Language) -> None:
    """Explain how to enable a local chat model, where one runs and none is configured."""
    found = _local_models() if parts().settings.chat_model is None else None
    if found and found.names:
        names = ", ".join(found.names)
        line = say("local_model", reader, names=names, name=found.names[0], url=found.base_url)
        show_notice(line, "note", reader)
