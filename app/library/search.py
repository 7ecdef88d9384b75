"""Passage search over all sources, each hit linked to its source."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app import markup
from app.interface import say
from app.library.filter import CountedSource, Filter
from app.library.markup import facts, label
from app.library.parts import called, go, show_notice
from app.session import parts
from domain.errors import PasserelleError
from domain.types import Language, Retrieved
from text.language import detect
from text.wellformed import wellformed

CANDIDATES = 50
SHOWN = 10
LONGEST = 500  # characters of a query


def show(
    sources: Sequence[CountedSource],
    languages: frozenset[Language],
    kinds: frozenset[str],
    reader: Language,
) -> None:
    """The field, and what was found in the sources of these languages and kinds."""
    asked = st.text_input(
        say("search", reader),
        placeholder=say("search_hint", reader),
        key="search",
        type="search",
        persist_state="session",
    )
    question = wellformed(asked or "").strip()[:LONGEST]
    if not question:
        return
    wanted = Filter(languages=languages, kinds=kinds)
    passing = {source.id for source, _ in sources if wanted.passes(source)}
    try:
        hits = _found(question, passing, wanted, reader)
    except PasserelleError as error:
        show_notice(error.message(reader), "error", reader)
        return
    show_notice(say("hits" if hits else "no_hit", reader), "small", reader)
    with st.container(key="hits", gap=None):
        for hit in hits:
            _hit(hit, reader)


def _found(
    question: str, passing: set[str], wanted: Filter, reader: Language
) -> tuple[Retrieved, ...]:
    """Of two translations the one in the only language that passes, else in the question's."""
    only = next(iter(wanted.languages)) if len(wanted.languages) == 1 else None
    spoken = only or detect(question, reader)
    retrieval = parts().retriever.retrieve(question, spoken, CANDIDATES)
    return tuple(r for r in retrieval.retrieved if r.passage.source_id in passing)[:SHOWN]


def _hit(hit: Retrieved, reader: Language) -> None:
    passage = hit.passage
    st.button(
        label(" — ".join(filter(None, (hit.title, passage.section)))),
        key=f"hit {passage.id}",
        type="tertiary",
        on_click=go,
        args=(passage.source_id, passage.id),
    )
    st.html(markup.block(markup.paragraphs(passage.text), "hit", passage.language))
    page = say("page", reader, page=str(passage.page)) if passage.page is not None else ""
    st.html(facts((called(passage.language, reader), page), "shelf", reader))
