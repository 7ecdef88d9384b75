"""Scope selector in the bar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from answer.scope_notice import described
from app import markup
from app.interface import NAMES, say
from app.library.markup import label
from app.scope.chosen import Chosen, choose
from app.session import language
from domain.errors import UsageError
from domain.scope import MOST, scope_of
from domain.types import Language, Scope, Source


def show(chosen: Chosen, sources: Sequence[Source]) -> None:
    """The button that shows the scope, and opens the form."""
    reader, scope = language(), chosen.scope
    description = described(scope, sources, reader) if scope else say("scope_all", reader)
    opened = st.popover(
        label(description),
        icon=":material/filter_alt:",
        type="primary" if scope else "tertiary",
        key=f"scope_button {hash(scope)}",  # another scope, another button, which is closed
        on_change="rerun",  # the list of sources is drawn only while it is open
        width="content",
    )
    if opened.open:
        with opened:
            _form(scope or Scope(), sources, reader)


def notes(chosen: Chosen) -> str:
    """Notices on the scope in the address, as HTML."""
    reader, notices = language(), ""
    if chosen.lost:
        notices = _note(say("scope_lost", reader, n=str(chosen.lost)), reader)
    if chosen.wrong is not None:
        notices += _note(say("scope_wrong", reader, why=chosen.wrong.message(reader)), reader)
    return notices


def _form(scope: Scope, sources: Sequence[Source], reader: Language) -> None:
    rows = documents(sources, reader)
    titles = _titles(rows)
    selected = [ids for ids in rows if set(ids) & set(scope.sources)]
    of_now = str(hash(scope))  # another scope, another form: its fields begin with it
    with st.form(f"scope {of_now}", border=False):
        ids = st.multiselect(
            say("scope_sources", reader),
            list(rows),
            selected,
            format_func=titles.__getitem__,  # shown as it is, unlike labels
            placeholder=say("scope_choose", reader),
            max_selections=MOST // 2,
            select_all=False,
            key=f"scope sources {of_now}",
        )
        spoken = st.segmented_control(
            say("scope_language", reader),
            ["", *(str(language) for language in Language)],
            default=str(scope.language or ""),
            format_func=lambda one: NAMES[Language(one)] if one else say("scope_any", reader),
            key=f"scope language {of_now}",
        )
        with st.container(horizontal=True):
            since = _date("scope_from", scope.since, of_now, reader)
            until = _date("scope_to", scope.until, of_now, reader)
        st.html(markup.block(markup.paragraphs(say("scope_undated", reader)), "small", reader))
        with st.container(horizontal=True):
            limited = st.form_submit_button(say("scope_apply", reader), type="primary")
            freed = st.form_submit_button(say("scope_none", reader))
    if freed:
        _take(None)
    if limited:
        try:
            only = Language(spoken) if spoken else None
            _take(scope_of([id for one in ids for id in one], only, since, until))
        except UsageError as error:
            said = markup.paragraphs(error.message(reader))
            st.html(markup.block(said, "error", reader, "alert"))


def _take(scope: Scope | None) -> None:
    choose(scope)
    st.rerun()


def _date(name: str, value: str | None, of_now: str, reader: Language) -> str:
    return st.text_input(
        say(name, reader),
        value or "",
        placeholder=say("scope_date", reader),
        max_chars=10,
        key=f"{name} {of_now}",
    )


def documents(sources: Sequence[Source], reader: Language) -> Mapping[tuple[str, ...], Source]:
    """Each document once, by the ids of its sources: of two translations, the one in the
    reader's language represents both. In the order of their titles.
    """
    known = {source.id: source for source in sources}
    found: dict[tuple[str, ...], Source] = {}
    for source in sorted(sources, key=lambda s: (s.title.casefold(), s.id)):
        twin = known.get(source.twin or "")
        if twin is None:
            found[(source.id,)] = source
        elif source.language is reader or twin.twin != source.id:
            found[(source.id, twin.id)] = source
    return found


def _titles(rows: Mapping[tuple[str, ...], Source]) -> dict[tuple[str, ...], str]:
    """A title for each, no two alike."""
    often = Counter(source.title for source in rows.values())
    return {
        ids: source.title if often[source.title] == 1 else f"{source.title} ({source.id})"
        for ids, source in rows.items()
    }


def _note(said: str, reader: Language) -> str:
    return markup.block(markup.paragraphs(said), "note", reader, "status")
