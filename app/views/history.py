"""Terminal output of a store's history, and of a source's versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.text import Text

from app.causes import translated_cause
from app.views.answer import console, plain
from domain.types import Language
from vectorstore.journal import Event, Published

_EVENTS = {
    "publish": {Language.FR: "publiée", Language.EN: "published"},
    "rollback": {Language.FR: "rétablie", Language.EN: "rolled back to"},
    "prune": {Language.FR: "effacée", Language.EN: "pruned"},
    "added": {Language.FR: "ajoutée", Language.EN: "added"},
    "changed": {Language.FR: "modifiée", Language.EN: "changed"},
    "removed": {Language.FR: "retirée", Language.EN: "removed"},
}
_COUNTS = {
    Language.FR: "sources : {sources}, passages : {passages}",
    Language.EN: "sources: {sources}, passages: {passages}",
}
_VERSION = {
    Language.FR: "passages : {passages}, sha256 : {digest}",
    Language.EN: "passages: {passages}, sha256: {digest}",
}
_NOTHING = {
    Language.FR: "Rien ne s'est encore passé ici : ajoutez une source avec `passerelle ingest`.",
    Language.EN: "Nothing has happened here yet: add a source with `passerelle ingest`.",
}
_HERE = "◀"


def print_events(events: Sequence[Event], current: int, language: Language) -> None:
    """A line for each event, the latest first; an arrow at the current one."""
    if not events:
        console().print(Text(_NOTHING[language]))
        return
    publish = (e for e in events if e.event == "publish" and e.generation == current)
    answering = next(publish, None)
    for event in events:
        counts = ""
        if event.sources is not None:
            counts = _COUNTS[language].format(sources=event.sources, passages=event.passages)
        cause = translated_cause(event.cause, language)
        what = _EVENTS[event.event][language]
        _line(event.at, event.generation, event is answering, what, cause, counts)


def print_versions(
    versions: Sequence[Published], current: Published | None, language: Language
) -> None:
    """A line for each version of a source, the latest first; an arrow at the current one."""
    for found in versions:
        version = found.version
        counts = ""
        if version.became != "removed":
            digest = version.content_hash[:12]
            counts = _VERSION[language].format(passages=version.passages, digest=digest)
        what, cause = _EVENTS[version.became][language], translated_cause(found.cause, language)
        _line(found.at, found.generation, found is current, what, cause, counts)


def _line(at: str, number: int, answers: bool, what: str, cause: str, counts: str) -> None:
    arrow = _HERE if answers else " "
    line = Text(f"{_when(at):<19}  ", style="dim")
    line.append(f"{number:>5} {arrow}  ", style="bold" if answers else "default")
    line.append(f"{plain(what):<14}  ", style="default")
    line.append("  ".join(part for part in (plain(cause), counts) if part), style="default")
    console().print(line, soft_wrap=True)


def _when(at: str) -> str:
    """The reader's own time."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return at
