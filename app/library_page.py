"""The library: which sources there are, adding some, reading one, removing one."""

from __future__ import annotations

import streamlit as st

from app import markup
from app.ingest_job import IngestJob, start
from app.interface import say
from app.session import language, parts
from domain.errors import PasserelleError
from domain.types import IngestReport, Language, Section, Source
from ingest.inputs import UploadInput
from ingest.loaders import SUFFIXES
from ingest.sync import Options

_STATES = ("added", "updated", "unchanged", "removed")


def show() -> None:
    """The whole page; adding comes first, so that the list below it is up to date."""
    reader = language()
    _upload(reader)
    try:
        held = parts().sources()
    except PasserelleError as error:
        _tell(error.message(reader), "error", reader)
        return
    st.subheader(say("sources", reader), anchor=False)
    _list(held, reader)
    if held:
        _read([source for source, _ in held], reader)


def _upload(reader: Language) -> None:
    st.subheader(say("add", reader), anchor=False)
    st.html(markup.uploader_style(say("pick", reader)))
    with st.form("upload", clear_on_submit=True, border=False):
        kinds = [suffix.removeprefix(".") for suffix in SUFFIXES]
        files = st.file_uploader(say("files", reader), kinds, accept_multiple_files=True)
        sent = st.form_submit_button(say("take_in", reader))
    if sent and not files:
        st.session_state["report"] = [(say("no_file", reader), "note")]
    elif sent:
        uploads = [UploadInput(file.name, file.getvalue()) for file in files]
        st.session_state["job"] = start(parts(), uploads, Options(fallback=reader, reader=reader))
    if "job" in st.session_state:
        _follow(st.session_state["job"], reader)
    for line, kind in st.session_state.get("report", ()):
        _tell(line, kind, reader)


def _follow(job: IngestJob, reader: Language) -> None:
    """Show how far it is, then keep its report; another run of the page goes on where this ends."""
    bar = st.progress(0.0)
    for step in job.steps():
        share = min(step.done / step.total, 1.0) if step.total else 1.0
        bar.progress(share, say(f"progress_{step.stage}", reader))
    del st.session_state["job"]
    try:
        st.session_state["report"] = _told(job.report(), reader)
    except PasserelleError as error:
        st.session_state["report"] = [(error.message(reader), "error")]
    bar.empty()


def _told(report: IngestReport, reader: Language) -> list[tuple[str, str]]:
    lines = [
        (say(f"report_{state}", reader, id=id), "small")
        for state in _STATES
        for id in getattr(report, state)
    ]
    return lines + [(failure.error, "error") for failure in report.failed]


def _tell(line: str, kind: str, reader: Language) -> None:
    role = "alert" if kind == "error" else "status"
    st.html(markup.block(markup.paragraphs(line), kind, reader, role))


def _list(held: tuple[tuple[Source, int], ...], reader: Language) -> None:
    if not held:
        _tell(say("empty", reader), "note", reader)
        return
    columns = ("title", "language", "kind", "date", "passages")
    header = [say(f"column_{name}", reader) for name in columns]
    rows = [
        (s.title, _called(s.language, reader), say(f"kind_{s.kind}", reader), s.date or "", str(n))
        for s, n in held
    ]
    st.html(markup.block(markup.table(header, rows), "sources"))


def _called(spoken: Language, reader: Language) -> str:
    return say("french" if spoken is Language.FR else "english", reader)


def _read(sources: list[Source], reader: Language) -> None:
    """One source by section, and its removal."""
    st.subheader(say("read", reader), anchor=False)
    titles = {source.id: f"{source.title} ({source.id})" for source in sources}
    chosen = st.selectbox(
        say("read", reader),
        list(titles),
        index=None,
        format_func=lambda id: titles.get(id, id),
        placeholder=say("choose", reader),
        label_visibility="collapsed",
        key="reading",
    )
    if chosen is None:
        return
    try:
        parsed = parts().show(chosen)
    except PasserelleError as error:
        _tell(error.message(reader), "error", reader)
        return
    sections = "".join(_section(section, reader) for section in parsed.sections)
    st.html(markup.block(sections, "source", parsed.source.language))
    _offer_removal(parsed.source, reader)


def _section(section: Section, reader: Language) -> str:
    name = " › ".join(section.path) or say("beginning", reader)
    return markup.details(name, markup.paragraphs(section.text))


def _offer_removal(source: Source, reader: Language) -> None:
    with st.popover(say("remove", reader), icon=":material/delete:"):
        asked = say("confirm", reader, title=source.title)
        st.html(markup.block(markup.paragraphs(asked), "small", reader))
        st.button(say("remove", reader), key="removal", on_click=_remove, args=(source.id, reader))


def _remove(id: str, reader: Language) -> None:
    """Before the page is drawn again, so that the list no longer has it."""
    try:
        report = parts().remove([id])
    except PasserelleError as error:
        st.session_state["report"] = [(error.message(reader), "error")]
    else:
        st.session_state["report"] = _told(report, reader)
        st.session_state["reading"] = None
