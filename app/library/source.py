"""Source view: metadata, its sections in order, the requested passage marked."""

from __future__ import annotations

import re

import streamlit as st

from app import markup
from app.interface import both, say
from app.library import guard, supersede, versions
from app.library import markup as library_markup
from app.library.filter import public
from app.library.markup import Found
from app.library.parts import arrive, called, go, kind_called, queue_busy_notice, show_notice
from app.library.proposal import fetching_again
from app.library.removal import offer
from app.session import board, parts
from app.visitor import visitor
from domain.types import Language, ParsedSource, Passage, Source
from ingest.inputs import UPLOAD_ORIGIN
from ingest.web.url_input import ORIGIN as URL_ORIGIN
from text.dating import written


def show(id: str, reader: Language) -> None:
    """The whole source; raises SourceNotFound, StoreError."""
    parsed = parts().show(id)
    offer_back(reader)
    _show_title(parsed.source)
    supersede.show_superseded(parsed.source, reader)
    found = _found(parsed, reader)
    _show_details(parsed, reader)
    versions.show(parsed.source, reader)
    _show_twin(parsed.source, found, reader)
    names = [" › ".join(s.path) or say("beginning", reader) for s in parsed.sections]
    if len(names) > 1:
        st.html(library_markup.contents(names, say("contents", reader), reader))
    _show_text(parsed, names, found, reader)
    with st.container(horizontal=True):
        _offer_again(parsed.source, reader)
        supersede.offer(parsed.source, reader)
        offer(parsed.source, len(parsed.passages), reader)


def offer_back(reader: Language) -> None:
    """The link to all sources."""
    st.button(say("back", reader), icon=":material/arrow_back:", on_click=go)


def _offer_again(source: Source, reader: Language) -> None:
    """The button that fetches the page again; changes are shown before they are published."""
    if source.origin.startswith(URL_ORIGIN):
        guard.button(
            say("fetch_again", reader),
            icon=":material/refresh:",
            key="fetch_again",
            on_click=_fetch_again,
            args=(source, reader),
        )


def _fetch_again(source: Source, reader: Language) -> None:
    if board().start(fetching_again(parts(), source, reader), visitor()) is None:
        queue_busy_notice(reader)
    else:
        arrive()


def _show_title(source: Source) -> None:
    title = f'<h2 class="title">{markup.text(source.title)}</h2>'
    st.html(markup.block(title, "", source.language))


def _show_details(parsed: ParsedSource, reader: Language) -> None:
    source = parsed.source
    rows = {
        "language": called(source.language, reader),
        "kind": kind_called(source.kind, reader),
        "date": written(source.date, reader) if source.date else None,
        "author": source.author,
        "publisher": source.publisher,
        "based_on": source.based_on,
        "uri": provenance(source, reader),
        "id": source.id if source.id != source.uri else None,
        "passages": str(len(parsed.passages)),
        versions.became(source): written(source.ingested_at or "", reader),
    }
    details = [(say(f"detail_{name}", reader), value) for name, value in rows.items() if value]
    st.html(library_markup.details(details, reader))


def provenance(source: Source, reader: Language) -> str:
    """Where a source is from, as public information: never a path of the server."""
    if source.is_briefing:
        return say("briefing", reader)
    if source.origin == UPLOAD_ORIGIN:
        return say("uploaded", reader)
    if public(source):
        return public(source)
    return say("from_file", reader, name=re.split(r"[/\\]", source.uri)[-1])


def _show_twin(source: Source, found: Found | None, reader: Language) -> None:
    """The link to the same source in the other language, at the same passage."""
    if source.twin is None:
        return
    st.button(
        say(f"twin_source_{source.language.other}", reader),
        icon=":material/translate:",
        on_click=go,
        args=(source.twin, found.passage.twin_id if found else None),
    )


def _show_text(
    parsed: ParsedSource, names: list[str], found: Found | None, reader: Language
) -> None:
    page = both("page")[0 if reader is Language.FR else 1]
    sections = "".join(
        library_markup.section(parsed, number, name, page, found)
        for number, name in enumerate(names)
    )
    st.html(markup.block(sections, "source", parsed.source.language))
    if found is not None:
        at = library_markup.run(library_markup.TO_FOUND, found.passage.id)
        st.html(at, unsafe_allow_javascript=True)  # a fixed script of our own


def _found(parsed: ParsedSource, reader: Language) -> Found | None:
    """The passage that the address names, and the sentence in it; with a notice if it is gone."""
    wanted = st.query_params.get("passage")
    if wanted is None:
        return None
    passage = next((p for p in parsed.passages if p.id == wanted), None)
    if passage is None:
        show_notice(say("passage_gone", reader), "note", reader)
        return None
    return Found(passage, *sentence_of(passage, st.query_params.get("sentence", "")))


def sentence_of(passage: Passage, said: str) -> tuple[int, int]:
    """The sentence that an address names as "START-END"; the whole passage where it names none."""
    match = re.fullmatch(r"(\d{1,9})-(\d{1,9})", said)
    start, end = map(int, match.groups()) if match else (0, 0)
    return (start, end) if start < end <= len(passage.text) else (0, len(passage.text))
