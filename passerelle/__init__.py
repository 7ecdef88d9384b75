"""Python API: open a store, ask it, search it, ingest sources.

    from passerelle import open_store

    store = open_store("articles-store")
    store.ingest("articles/")
    answer = store.ask("When did the agreement enter into force?")
    print(answer.text, [citation.quote for citation in answer.citations])

The values are frozen and typed; ``to_json`` converts each to what the commands print with --json.
``passerelle.langchain`` has a retriever, embeddings and a runnable for LangChain.

Each name is imported when it is first asked for: in the wheel every other part of the product lies
below this package, and passes through here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.opened import Found, Listed, OpenStore, open_store
    from app.views.as_json import to_json
    from domain.changes import SourceChange
    from domain.errors import PasserelleError
    from domain.reports import IngestReport
    from domain.types import (
        Answer,
        AnswerSentence,
        Citation,
        Language,
        ParsedSource,
        Passage,
        Retrieved,
        Scope,
        Section,
        Source,
        Status,
        Turn,
    )

__all__ = [
    "Answer",
    "AnswerSentence",
    "Citation",
    "Found",
    "IngestReport",
    "Language",
    "Listed",
    "OpenStore",
    "ParsedSource",
    "Passage",
    "PasserelleError",
    "Retrieved",
    "Scope",
    "Section",
    "Source",
    "SourceChange",
    "Status",
    "Turn",
    "open_store",
    "to_json",
]


def __getattr__(name: str) -> Any:
    """One of the names above."""
    if name in __all__:
        from app import opened
        from app.views import as_json
        from domain import changes, errors, reports, types

        for module in (opened, as_json, changes, errors, reports, types):
            if hasattr(module, name):
                return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
