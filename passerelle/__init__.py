"""Passerelle for programs: ask a store, search it, take sources in.

    from passerelle import open_store

    store = open_store("articles-store")
    store.ingest("articles/")
    answer = store.ask("When did the agreement enter into force?")
    print(answer.text, [citation.quote for citation in answer.citations])

The values are frozen and typed; ``to_json`` makes of each what the commands print with --json.
``passerelle.langchain`` has a retriever, embeddings and a runnable for LangChain.
"""

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
