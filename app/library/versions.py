"""Version history of one source: the date of each, and the current one."""

from __future__ import annotations

import streamlit as st

from app import markup
from app.interface import say
from app.session import parts
from domain.errors import StoreError
from domain.types import Language, Source
from text.dating import written
from vectorstore.journal import Published


def became(source: Source) -> str:
    """Whether the current version came as "changed_at" or as "added_at"."""
    version = _answering(source, _known(source))
    return f"{version.version.became if version else 'added'}_at"


def updated(source: Source, reader: Language) -> str:
    """The date of the current version: "updated on ..." or "added on ..."; else ""."""
    if not source.ingested_at:
        return ""
    name = became(source).replace("_at", "")
    return say(f"version_{name}", reader, at=written(source.ingested_at, reader))


def show(source: Source, reader: Language) -> None:
    """An expander with the versions, the latest first, where there are several."""
    known = _known(source)
    if len(known) < 2:
        return
    now = _answering(source, known)
    lines = "".join(_line(version, version is now, reader) for version in known)
    inner = markup.details(say("history_of", reader), f"<ul>{lines}</ul>")
    st.html(markup.block(inner, "", reader))


def _line(version: Published, here: bool, reader: Language) -> str:
    at = written(version.at, reader)
    said = say(f"version_{version.version.became}", reader, at=at)
    note = f" — {say('this_version', reader)}" if here else ""
    return f"<li>{markup.text(said + note)}</li>"


def _known(source: Source) -> tuple[Published, ...]:
    try:
        return parts().store.versions(source.id)
    except StoreError:
        return ()


def _answering(source: Source, known: tuple[Published, ...]) -> Published | None:
    """The last one with this content."""
    same = (v for v in known if v.version.content_hash == source.content_hash)
    return next((v for v in same if v.version.became != "removed"), None)
