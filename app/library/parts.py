"""Shared helpers of the library page: notices, and navigation to a source."""

from __future__ import annotations

import streamlit as st

from app import markup
from app.interface import names, say
from app.session import board, parts
from app.visitor import visitor
from domain.types import Language


def show_notice(line: str, kind: str, reader: Language) -> None:
    """Show a notice: "small", "note" or "error"."""
    role = "alert" if kind == "error" else "status"
    st.html(markup.block(markup.paragraphs(line), kind, reader, role))


def queue_notice(line: str, kind: str) -> None:
    """Queue a notice for the next time the page is drawn."""
    st.session_state.setdefault("told", []).append((line, kind))


def show_queued_notices(reader: Language) -> None:
    """Show the queued notices."""
    for line, kind in st.session_state.pop("told", ()):
        show_notice(line, kind, reader)


def go(source: str | None = None, passage: str | None = None, sentence: str | None = None) -> None:
    """Navigate to a source, at a passage or its sentence if any, or all sources.

    ``sentence``: "START-END", offsets into the passage.
    """
    given = {"source": source, "passage": passage, "sentence": sentence}
    st.query_params.from_dict({name: value for name, value in given.items() if value})
    arrive()


def arrive() -> None:
    """Scroll to the top on the next run, for new content."""
    st.session_state["arrivals"] = st.session_state.get("arrivals", 0) + 1


def arrivals() -> str:
    """A value that changes with each arrival."""
    return str(st.session_state.get("arrivals", 0))


def called(spoken: Language, reader: Language) -> str:
    """A language by its name."""
    return say("french" if spoken is Language.FR else "english", reader)


def kind_called(kind: str, reader: Language) -> str:
    """A kind of source by its name; its own word where it has none yet."""
    name = f"kind_{kind}"
    return say(name, reader) if name in names() else kind


def counted(passages: int, reader: Language) -> str:
    """A number of passages in words."""
    return say("one_passage", reader) if passages == 1 else say("passages", reader, n=str(passages))


def queue_busy_notice(reader: Language) -> None:
    """Queue a notice on why no job can start now."""
    why = "undecided" if board().undecided(visitor()) else "full"
    queue_notice(
        say("enough" if why == "full" and board().taken(visitor()) else why, reader), "note"
    )


def lasting(seconds: float, reader: Language) -> str:
    """A time in words, as exact as an estimate is."""
    if seconds < 90:
        return say("seconds", reader, n=str(max(round(seconds), 1)))
    if seconds < 90 * 60:
        return say("minutes", reader, n=str(round(seconds / 60)))
    hours, minutes = divmod(round(seconds / 300) * 5, 60)
    return say("hours", reader, n=str(hours), m=f"{minutes:02}")


def titles() -> dict[str, str]:
    """The titles of the sources by id."""
    return {source.id: source.title for source, _ in parts().sources()}
