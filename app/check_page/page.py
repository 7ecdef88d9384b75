"""Draft verification page (`passerelle check`): a draft's sentences beside those of the sources."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from answer.verification.draft import CheckedSentence, Verdict
from app import markup as app_markup
from app.check_page import markup
from app.check_page.checks import Check, Checks
from app.draft_check import Draft, checked_sentences, read_draft
from app.interface import say
from app.library.parts import lasting, queue_notice, show_notice, show_queued_notices
from app.session import language, parts
from app.views.draft import counts, footnoted
from app.visitor import visitor
from domain.errors import PasserelleError, StoreEmpty
from domain.types import Language
from ingest.inputs import Input, UploadInput

LARGEST = 2_000_000  # bytes of a draft
KINDS = ("docx", "md", "txt")
AT_ONCE = 50  # sentences in one element, so that shown ones are not drawn again
SHOWN = 200  # sentences that are shown at first, and that each "more" adds
OFTEN = 0.7  # seconds between two looks at a check under way


@st.cache_resource(show_spinner=False)
def checks() -> Checks:
    """The checks of this server."""
    return Checks()


def show() -> None:
    """The whole page."""
    reader = language()
    st.html(markup.STYLE)
    st.html(app_markup.block(app_markup.heading(say("check", reader), "part"), "", reader))
    show_queued_notices(reader)
    try:
        empty = not parts().sources()
    except PasserelleError as error:
        show_notice(error.message(reader), "error", reader)
        return
    if empty:
        show_notice(say("empty", reader), "note", reader)
        return
    check = checks().of(visitor())
    if check is None:
        _show_form(reader)
    elif check.ended:
        _show_outcome(check, reader)
    else:
        st.fragment(_follow, run_every=OFTEN)(check, reader)


def _show_form(reader: Language) -> None:
    show_notice(say("check_intro", reader), "", reader)
    st.html(app_markup.uploader_style(say("check_pick", reader)))
    with st.form("draft", border=False):
        pasted = st.text_area(
            say("check_paste", reader), height=240, max_chars=LARGEST, key="draft_text"
        )
        file = st.file_uploader(say("check_file", reader), KINDS, key="draft_file")
        sent = st.form_submit_button(say("check_begin", reader), type="primary")
    show_notice(say("check_private", reader), "small", reader)
    if sent:
        _send(pasted or "", file.name if file else "", file.getvalue() if file else b"", reader)
        st.rerun()


def _send(pasted: str, name: str, data: bytes, reader: Language) -> None:
    """Start with the submitted draft, or show its error."""
    if pasted.strip() and name:
        queue_notice(say("check_both", reader), "note")
    elif len(data) > LARGEST or len(pasted.encode(errors="replace")) > LARGEST:
        name = name or say("check_pasted", reader)
        queue_notice(say("check_too_large", reader, name=name), "error")
    elif name:
        _begin(UploadInput(name, data), name, reader)
    elif pasted.strip():
        # As Markdown it would lose what looks like markup: a pasted text is read as plain text.
        given = UploadInput("draft.txt", pasted.encode(errors="replace"))
        _begin(given, say("check_pasted", reader), reader)
    else:
        queue_notice(say("check_nothing", reader), "note")


def _begin(given: Input, name: str, reader: Language) -> None:
    library = parts()

    def read() -> Draft:
        if not library.sources():
            raise StoreEmpty(str(library.folder))
        return read_draft(given, None, reader)

    check = partial(checked_sentences, parts=library)
    if checks().start(visitor(), name, read, check) is None:
        queue_notice(say("check_taken", reader), "note")


def _follow(check: Check, reader: Language) -> None:
    """What is found so far; the page is drawn anew at the end."""
    if check.ended:
        st.rerun()
    done, total = len(check.checked), check.total
    if not check.begun:
        show_notice(say("check_turn", reader), "note", reader)
    elif not total:
        st.progress(0.0, say("check_reading", reader))
    else:
        line = say("check_progress", reader, done=str(min(done + 1, total)), total=str(total))
        left = check.left
        line += f" · {say('left', reader, left=lasting(left, reader))}" if left else ""
        st.progress(done / total, line)
    st.button(
        say("check_stopping" if check.stopping else "check_stop", reader),
        disabled=check.stopping,
        icon=":material/stop_circle:",
        key="check_stop",
        on_click=check.stop,
    )
    if check.draft is not None:
        first = max(0, done - SHOWN) // AT_ONCE * AT_ONCE
        _show_sentences(check.checked[:done], check.draft.parsed.source.language, reader, first)


def _show_outcome(check: Check, reader: Language) -> None:
    _show_end(check, reader)
    draft, checked = check.draft, check.checked
    if draft is not None and checked:
        st.html(_counted(checked, reader))
        show_notice(say("check_limits", reader), "small", reader)
        with st.container(horizontal=True):
            st.download_button(
                say("check_export", reader),
                footnoted(draft.parsed.text, checked, reader),
                "draft.md",
                "text/markdown",
                icon=":material/download:",
                on_click="ignore",
            )
            _offer_new(reader)
        _show_chosen(checked, draft.parsed.source.language, reader)
    else:
        _offer_new(reader)


def _show_end(check: Check, reader: Language) -> None:
    if check.error is not None:
        show_notice(check.error.message(reader), "error", reader)
    elif check.stopped:
        done, total = str(len(check.checked)), str(check.total)
        show_notice(say("check_stopped", reader, done=done, total=total), "note", reader)
    elif check.whole:
        show_notice(say("check_done", reader, name=check.name), "small", reader)
    else:
        show_notice(say("unexpected", reader), "error", reader)


def _offer_new(reader: Language) -> None:
    st.button(
        say("check_new", reader), key="check_new", on_click=checks().dismiss, args=(visitor(),)
    )


def _counted(checked: Sequence[CheckedSentence], reader: Language) -> str:
    found = {name: str(count) for name, count in counts(checked).items()}
    line = app_markup.paragraphs(say("check_counts", reader, **found))
    return app_markup.block(line, "", reader)


def _show_chosen(checked: Sequence[CheckedSentence], spoken: Language, reader: Language) -> None:
    """The sentences of the verdicts that are wanted, some at a time."""
    chosen = st.pills(
        say("check_show", reader),
        [kind for kind in Verdict if any(c.verdict is kind for c in checked)],
        selection_mode="multi",
        format_func=lambda kind: f"{markup.MARKS[kind]} {say(f'check_{kind}', reader)}",
        key="check_kinds",
    )
    wanted = [c for c in checked if not chosen or c.verdict in chosen]
    most = st.session_state.setdefault("check_shown", SHOWN)
    _show_sentences(wanted[:most], spoken, reader)
    if len(wanted) > most:
        st.button(say("more", reader), key="check_more", on_click=_show_more)


def _show_more() -> None:
    st.session_state["check_shown"] += SHOWN


def _show_sentences(
    checked: Sequence[CheckedSentence], spoken: Language, reader: Language, first: int = 0
) -> None:
    for place in range(first, len(checked), AT_ONCE):
        some = checked[place : place + AT_ONCE]
        st.html(markup.sentences(some, spoken, reader, place + 1))
