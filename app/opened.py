"""Application service over an open store, used by every interface except the pages.

The Python package, HTTP, the OpenAI-compatible endpoints and MCP call these methods, and so return
the same values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from app.conversation import language_of, scope_from, turns_of
from app.settings import interface_language, load_settings
from app.wiring import Parts, build
from domain.errors import UsageError
from domain.question import checked
from domain.reports import IngestReport
from domain.types import (
    Answer,
    AnswerEvent,
    Finished,
    Language,
    ParsedSource,
    Retrieved,
    Scope,
    Source,
    Turn,
)

MOST_PASSAGES = 100
"""Passages that a search may ask for."""

History = Sequence[Turn | Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Found:
    """Passages found for a question, best first; ``language`` is the question's."""

    question: str
    language: Language
    retrieved: tuple[Retrieved, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A source of the store, and the number of passages that it was split into."""

    source: Source
    passages: int


def open_store(folder: str | PathLike[str] | None = None) -> OpenStore:
    """Open the store in a folder, or the one of PASSERELLE_STORE; the other settings are read too.

    Nothing is loaded before the first call; a folder that is not there is an empty store. Raises
    SettingsError.
    """
    settings = load_settings()
    parts = build(settings, None if folder is None else Path(fspath(folder)))
    return OpenStore(parts, interface_language(settings))


@dataclass(frozen=True)
class OpenStore:
    """Ask, search, and change a store. Safe to share between threads.

    ``interface`` is the language of messages, and of questions whose own is unclear ("EPCA ?").
    Errors are PasserelleError: each states in one line, ``str(error)``, what to do.
    """

    parts: Parts
    interface: Language = Language.EN

    def ask(
        self,
        question: str,
        history: History = (),
        language: Language | str | None = None,
        scope: Scope | Mapping[str, Any] | None = None,
    ) -> Answer:
        """The answer to a question, with its citations.

        ``history`` has the turns before it, oldest first; ``language`` ("fr", "en") is that of
        the answer, the question's own by default; ``scope`` limits it to some sources, a language
        of sources, a span of dates (or {"sources", "language", "from", "to"}). Raises UsageError
        (an empty question, or one of over 2,000 characters), StoreEmpty, StoreDamaged,
        EmbedderMismatch, ModelError; SourceNotFound for a source that the scope names.
        """
        for event in self.events(question, history, language, scope=scope):
            if isinstance(event, Finished):
                return event.answer
        raise AssertionError("an answer always finishes")

    def events(
        self,
        question: str,
        history: History = (),
        language: Language | str | None = None,
        on_wait: Callable[[], None] | None = None,
        scope: Scope | Mapping[str, Any] | None = None,
    ) -> Iterator[AnswerEvent]:
        """The same as a stream: stages, sentences, and Finished with the whole answer.

        ``on_wait`` is called regularly while a language model is silent; what it raises ends
        the answer.
        """
        turns = turns_of(history, "history")
        spoken = language_of(language, "language")
        assistant = self.parts.assistant
        if on_wait is not None:
            assistant = assistant.watched(on_wait)
        limits = scope_from(scope, "scope")
        return assistant.ask(_text(question), turns, spoken, self.interface, limits)

    def search(
        self, question: str, k: int = 10, scope: Scope | Mapping[str, Any] | None = None
    ) -> Found:
        """The ``k`` passages nearest to a question, best first; otherwise as ``ask``."""
        from text.language import detect
        from text.wellformed import wellformed

        if not isinstance(k, int) or not 1 <= k <= MOST_PASSAGES:
            raise UsageError("k", f"it must be a number from 1 to {MOST_PASSAGES}")
        question = checked(wellformed(_text(question)))
        language = detect(question, self.interface)
        retrieval = self.parts.retriever.retrieve(question, language, k, scope_from(scope, "scope"))
        return Found(question, language, tuple(retrieval.retrieved))

    def ingest(
        self,
        *sources: str | PathLike[str],
        id: str | None = None,
        language: Language | str | None = None,
        prune: bool = False,
        dry_run: bool = False,
    ) -> IngestReport:
        """Ingest or update files, folders and web addresses.

        As `passerelle ingest`: a faulty source never affects others, the reason is in the report's
        ``failed``. ``prune`` removes what came from the folders given and is gone from them; an
        empty folder removes nothing. Raises UsageError, StoreBusy, StoreNotWritable, StoreDamaged.
        """
        from ingest.inputs import RefusedInput, folder_origin, gather, is_folder
        from ingest.sync import Options

        given = [fspath(source) for source in sources]
        if not given:
            raise UsageError("SOURCE", "it is missing: ingest a file, a folder or an address")
        inputs = gather(given)
        folders = frozenset(folder_origin(Path(s)) for s in given if is_folder(s))
        if prune and not folders:
            raise UsageError("prune", "it needs at least one folder among the sources")
        refused = [i.label for i in inputs if isinstance(i, RefusedInput) and is_folder(i.label)]
        empty = {folder_origin(Path(label)) for label in refused}
        options = Options(
            id,
            language_of(language, "language"),
            folders - empty if prune else frozenset(),
            self.interface,
            self.interface,
            folders,
            preview=dry_run,
        )
        return self.parts.ingest(inputs, options)

    def remove(self, *ids: str) -> IngestReport:
        """Remove sources by id; raises SourceNotFound before anything is changed."""
        return self.parts.remove(ids)

    def sources(self) -> tuple[Listed, ...]:
        """The sources; () where nothing was ingested yet."""
        return tuple(Listed(source, count) for source, count in self.parts.sources())

    def show(self, id: str) -> ParsedSource:
        """One source whole, that citations point into; raises SourceNotFound, StoreEmpty."""
        return self.parts.show(id)

    def generation(self) -> int:
        """The number of the current generation; 0 where nothing was ingested yet."""
        return self.parts.generation()


def _text(question: Any) -> str:
    if not isinstance(question, str):
        raise UsageError("question", "it is not text")
    return question
