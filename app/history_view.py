"""What happened to a store, and the versions of a source, printed for people.

Causes are told in the reader's language; the journal keeps them in English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from rich.text import Text

from app.answer_view import console, plain
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
_COUNTS = "sources: {sources}, passages: {passages}"
_VERSION = "passages: {passages}, sha256: {digest}"
_NOTHING = {
    Language.FR: "Rien ne s'est encore passé ici : ajoutez une source avec `passerelle ingest`.",
    Language.EN: "Nothing has happened here yet: add a source with `passerelle ingest`.",
}
_HERE = "◀"
_CAUSES = (
    (r"ingest: ", "ingestion — "),
    (r"added (\d+)", r"nouvelles : \1"),
    (r"updated (\d+)", r"mises à jour : \1"),
    (r"removed (\d+)", r"retirées : \1"),
    (r"twins linked anew", "jumelles reliées"),
    (r"rebuild", "reconstruction"),
    (r"from generation (\d+)", r"depuis la génération \1"),
    (r"the last (\d+) are kept", r"les \1 dernières sont conservées"),
    (r"found published after a crash", "trouvée publiée après un arrêt brutal"),
    (r"found half removed after a crash", "trouvée à demi effacée après un arrêt brutal"),
    (r"found by a repair", "trouvée par une réparation"),
    (r"repair: generation (\d+) is damaged", r"réparation : la génération \1 est abîmée"),
    (r"repair: its indexes were damaged", "réparation : ses index étaient abîmés"),
    (r"repair: CURRENT was damaged", "réparation : CURRENT était abîmé"),
    (r"repair: damaged", "réparation : abîmée"),
)


def print_events(events: Sequence[Event], current: int, language: Language) -> None:
    """A line for each thing that happened, the latest first; an arrow at the one that answers."""
    if not events:
        console().print(Text(_NOTHING[language]))
        return
    publish = (e for e in events if e.event == "publish" and e.generation == current)
    answering = next(publish, None)
    for event in events:
        counts = ""
        if event.sources is not None:
            counts = _COUNTS.format(sources=event.sources, passages=event.passages)
        cause = _cause(event.cause, language)
        what = _EVENTS[event.event][language]
        _line(event.at, event.generation, event is answering, what, cause, counts)


def print_versions(
    versions: Sequence[Published], current: Published | None, language: Language
) -> None:
    """A line for each version of a source, the latest first; an arrow at the one that answers."""
    for found in versions:
        version = found.version
        counts = ""
        if version.became != "removed":
            digest = version.content_hash[:12]
            counts = _VERSION.format(passages=version.passages, digest=digest)
        what, cause = _EVENTS[version.became][language], _cause(found.cause, language)
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


def _cause(cause: str, language: Language) -> str:
    if language is Language.FR:
        for english, french in _CAUSES:
            cause = re.sub(english, french, cause)
    return cause
