"""The library: what is under way in it, and either all its sources or one of them.

The address says which: ?source=ID&passage=ID&sentence=START-END (offsets into the passage).
"""

from __future__ import annotations

import streamlit as st

from app import (
    library_difference,
    library_disagreements,
    library_history,
    library_job,
    library_list,
    library_markup,
    library_search,
    library_source,
)
from app import library_upload as upload
from app.interface import say
from app.library_parts import arrivals, tell
from app.local_models import LocalModels, find
from app.session import language, parts
from domain.errors import PasserelleError
from domain.types import Language


def show() -> None:
    """The whole page."""
    reader = language()
    st.html(library_markup.STYLE)
    st.html(library_difference.STYLE)
    library_job.show(reader)
    source = st.query_params.get("source")
    if "passage" not in st.query_params:
        top = library_markup.run(library_markup.TO_TOP, arrivals())
        st.html(top, unsafe_allow_javascript=True)  # a fixed script of our own
    try:
        if source is not None:
            library_source.show(source, reader)
            return
        held = parts().sources()
        disputed = library_disagreements.found(reader)
    except PasserelleError as error:
        tell(error.message(reader), "error", reader)
        if source is not None:
            library_source.offer_back(reader)
        return
    upload.show(reader, opened=not held)
    if not held:
        tell(say("empty", reader), "note", reader)
        library_history.show(reader)
        return
    library_disagreements.show(disputed, reader)
    st.subheader(say("sources", reader), anchor=False)
    languages, kinds = library_list.filters(held, reader)
    library_search.show(held, languages, kinds, reader)
    library_list.show(held, languages, kinds, reader)
    library_history.show(reader)
    _offer_model(reader)


@st.cache_data(ttl=60, show_spinner=False)
def _local_models() -> LocalModels:
    return find()


def _offer_model(reader: Language) -> None:
    """Say how to have answers written, where a model runs here and none is configured."""
    found = _local_models() if parts().settings.chat_model is None else None
    if found and found.names:
        names = ", ".join(found.names)
        line = say("local_model", reader, names=names, name=found.names[0], url=found.base_url)
        tell(line, "note", reader)
