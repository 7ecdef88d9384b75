"""Source list with filter and sorting; a text and its translation on one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from app.interface import say
from app.library.filter import ORDERS, CountedSource, Filter, Title, listed
from app.library.markup import facts, label
from app.library.parts import called, counted, go, kind_called, show_notice
from app.library.versions import updated
from domain.types import Language
from text.dating import written

SHOWN = 20
"""Sources that are listed at first, and that each "more" adds."""


def filters(
    sources: Sequence[CountedSource], reader: Language
) -> tuple[frozenset[Language], frozenset[str]]:
    """The languages and the kinds that sources and passages found have to be of; asked for where
    there is a choice.
    """
    languages = sorted({source.language for source, _ in sources})
    kinds = sorted({source.kind for source, _ in sources})
    spoken: Sequence[Language] = ()
    chosen: Sequence[str] = ()
    with st.container(horizontal=True):
        if len(languages) > 1:
            spoken = st.pills(
                say("filter_language", reader),
                languages,
                selection_mode="multi",
                format_func=lambda found: called(found, reader),
                key="filter_language",
                persist_state="session",
            )
        if len(kinds) > 1:
            chosen = st.pills(
                say("filter_kind", reader),
                kinds,
                selection_mode="multi",
                format_func=lambda kind: kind_called(kind, reader),
                key="filter_kind",
                persist_state="session",
            )
    return frozenset(spoken), frozenset(chosen)


def show(
    sources: Sequence[CountedSource],
    languages: frozenset[Language],
    kinds: frozenset[str],
    reader: Language,
) -> None:
    """The sources of these languages and kinds, by words, in the order chosen, some at a time."""
    found = _chosen(sources, languages, kinds, reader)
    if not found:
        show_notice(say("none_passes", reader), "note", reader)
        return
    shown = sum(len(one.sources) for one in found)
    line = say("count", reader, rows=str(len(found)), n=str(shown), total=str(len(sources)))
    show_notice(line, "small", reader)
    most = st.session_state.setdefault("shown", SHOWN)
    titles = {source.id: source.title for source, _ in sources}
    with st.container(key="shelf", gap=None):
        for place, one in enumerate(found[:most]):
            _row(one, place, titles, reader)
    if len(found) > most:
        st.button(say("more", reader), on_click=_show_more)


def _chosen(
    sources: Sequence[CountedSource],
    languages: frozenset[Language],
    kinds: frozenset[str],
    reader: Language,
) -> list[Title]:
    left, right = st.columns(2)
    words = left.text_input(
        say("filter_words", reader),
        placeholder=say("filter_hint", reader),
        key="filter_words",
        type="search",
        persist_state="session",
    )
    order = right.selectbox(
        say("order", reader),
        ORDERS,
        format_func=lambda order: say(order.name, reader),
        key="order",
        persist_state="session",
    )
    return listed(sources, Filter(words or "", languages, kinds), order, reader)


def _row(one: Title, place: int, titles: Mapping[str, str], reader: Language) -> None:
    (source, count), *others = one.sources
    st.button(
        label(source.title),
        key=f"open {place} {source.id}",
        type="tertiary",
        on_click=go,
        args=(source.id,),
    )
    for other, _ in others:
        said = say(
            "other_version",
            reader,
            language=called(other.language, reader).capitalize(),
            title=other.title,
        )
        st.button(
            label(said),
            key=f"twin {place} {other.id}",
            type="tertiary",
            icon=":material/translate:",
            on_click=go,
            args=(other.id,),
        )
    since = updated(source, reader)
    past = titles.get(source.superseded_by or "")
    details = (
        _languages(one, reader),
        kind_called(source.kind, reader),
        written(source.date, reader) if source.date else "",
        counted(count, reader),
        since[:1].lower() + since[1:],
        source.id,
        say("superseded_by", reader, title=past) if past else "",
    )
    st.html(facts(details, "shelf", reader))


def _languages(one: Title, reader: Language) -> str:
    spoken = [called(source.language, reader) for source, _ in one.sources]
    if len(spoken) == 1:
        return spoken[0]
    return say("in_languages", reader, first=spoken[0], second=spoken[1])


def _show_more() -> None:
    st.session_state["shown"] += SHOWN
