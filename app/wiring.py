"""Composition root: the only place where components are constructed and connected.

Building is cheap: nothing is read, loaded or created until a part is used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.audit.actor import COMMAND_LINE
from domain.errors import ChatModelError, StoreEmpty
from domain.reports import IngestReport, Progress
from domain.settings import Settings
from domain.types import Language, ParsedSource, Source

if TYPE_CHECKING:
    from answer.assistant import Assistant
    from answer.generative.generator import Generator
    from answer.reading.reader import Reader
    from app.audit.kept import Audit
    from ingest.inputs import Input
    from ingest.sync import Options
    from ingest.web.fetch import Fetcher
    from ingest.web.sync import Looked
    from vectorstore.catalog_mirror import CatalogMirror
    from vectorstore.retriever import Retriever
    from vectorstore.store import Store
    from vectorstore.vector_backend import VectorBackend

OnProgress = Callable[[Progress], None]


def build(settings: Settings, store: Path | None = None, door: str = COMMAND_LINE) -> Parts:
    """The parts for a store; ``store`` is the folder given on the command line, if any; ``door``
    is this process's interface in the audit log (see app/audit/actor.py).
    """
    return Parts(settings, (store or settings.store).expanduser().absolute(), door)


@dataclass(frozen=True)
class Parts:
    """The components of the application, each created on first use."""

    settings: Settings
    folder: Path
    door: str = COMMAND_LINE

    @cached_property
    def store(self) -> Store:
        """The store, with the embedding model that the settings name."""
        from vectorstore.embedder import load_embedder
        from vectorstore.store import Store

        return Store(
            self.folder,
            load_embedder(self.settings.embedding_model),
            keep=self.settings.keep_generations,
            embedders=lambda name: load_embedder(None if name == "bundled" else name),
            heard=self.audit.listener(self.door),
            backend=self._backend(),
            mirror=self._mirror(),
        )

    def _mirror(self) -> CatalogMirror | None:
        """The mirror that replicas fetch catalogs from; None where not configured."""
        if self.settings.catalog_url is None:
            return None
        from vectorstore.catalog_mirror import CatalogMirror
        from vectorstore.layout import Layout

        return CatalogMirror(self.settings.catalog_url, Layout(self.folder))

    def _backend(self) -> VectorBackend:
        """The vector backend; raises SettingsError for an address that cannot be read."""
        from vectorstore.chroma_server import ChromaServer
        from vectorstore.vector_backend import VectorBackend

        server, token = None, self.settings.chroma_token
        if self.settings.chroma_url is not None:
            server = ChromaServer.read(
                self.settings.chroma_url.get_secret_value(),
                token.get_secret_value() if token else None,
                self.settings.chroma_timeout,
            )
        return VectorBackend(self.folder, server, self.settings.chroma_grace)

    @cached_property
    def audit(self) -> Audit:
        """The audit log of the store."""
        from app.audit.kept import Audit

        return Audit(self.folder)

    @cached_property
    def retriever(self) -> Retriever:
        """Dense and lexical search over the store, across the two languages."""
        from vectorstore.lexicon import BUNDLED, Lexicon
        from vectorstore.retriever import Retriever

        return Retriever(self.store, Lexicon(BUNDLED))

    @cached_property
    def assistant(self) -> Assistant:
        """Answers by quoting, or in prose where a chat model is configured."""
        generator = self.generator
        if generator is not None:
            generator.begin()  # takes about a second, beside what the search loads
            from answer.generative import verified_answer  # noqa: F401 (before the time of a question counts)
        from answer.assistant import Assistant
        from answer.question.intent import IntentClassifier, bundled_intents
        from answer.reading.calibration import calibration_of

        bundled = self.store.embedder.name == "bundled"
        return Assistant(
            self.store,
            self.retriever,
            generator,
            self.reader,
            calibration_of(self.reader.name),
            intents=IntentClassifier(self.store.embedder) if bundled else bundled_intents(),
        )

    @cached_property
    def reader(self) -> Reader:
        """The configured reader, which scores the sentences that answer."""
        from answer.reading.reader import load_reader

        return load_reader(self.settings.reader_model)

    @cached_property
    def generator(self) -> Generator | None:
        """The chat model client; None where none is configured."""
        if self.settings.chat_model is None:
            return None
        from answer.generative.generator import Generator, load_chat_model

        model = load_chat_model(
            self.settings.chat_model,
            base_url=self.settings.chat_base_url,
            api_key=self.settings.chat_api_key,
            timeout=self.settings.chat_timeout,
            temperature=self.settings.chat_temperature,
            max_tokens=self.settings.chat_max_tokens,
        )
        return Generator(model, self.settings.chat_model, self.settings.chat_timeout)

    @cached_property
    def fetcher(self) -> Fetcher:
        """The page fetcher; raises SettingsError for hosts that cannot be read."""
        from ingest.web.fetch import Fetcher, Limits
        from ingest.web.public_hosts import AllowedHosts

        allowed = AllowedHosts.read(self.settings.allowed_hosts)
        return Fetcher(allowed, Limits.within(self.settings.fetch_timeout))

    def ingest(
        self,
        inputs: Sequence[Input],
        options: Options | None = None,
        progress: OnProgress = lambda _: None,
    ) -> IngestReport:
        """Ingest sources, addresses fetched; see ingest.sync.sync for what is raised."""
        from ingest.web.sync import take_in

        return take_in(self.store, self.fetcher, inputs, options, progress)

    def fetched(
        self, inputs: Sequence[Input], progress: OnProgress = lambda _: None
    ) -> tuple[Input, ...]:
        """The inputs with the pages of the addresses among them, to be ingested later."""
        from ingest.web.url_input import fetch_all

        return fetch_all(inputs, self.fetcher, progress)

    def refresh(
        self,
        ids: Sequence[str] = (),
        options: Options | None = None,
        progress: OnProgress = lambda _: None,
    ) -> IngestReport:
        """Ask again for the sources of the web; see ingest.web.sync.refresh for what is raised."""
        from ingest.web.sync import refresh

        return refresh(self.store, self.fetcher, ids, options, progress)

    def look_again(
        self,
        ids: Sequence[str] = (),
        options: Options | None = None,
        progress: OnProgress = lambda _: None,
    ) -> Looked:
        """What a refresh would change; see ingest.web.sync.look_again."""
        from ingest.web.sync import look_again

        return look_again(self.store, self.fetcher, ids, options, progress)

    def remove(self, ids: Sequence[str], progress: OnProgress = lambda _: None) -> IngestReport:
        """Remove sources by id; raises SourceNotFound."""
        from ingest.sync import remove

        return remove(self.store, ids, progress)

    def supersede(self, id: str, by: str | None, progress: OnProgress = lambda _: None) -> int:
        """Mark a source as superseded; see ingest.supersede.supersede for what is raised."""
        from ingest.supersede import supersede

        return supersede(self.store, id, by, progress)

    def generation(self) -> int:
        """The number of the current generation; 0 when nothing was ingested yet."""
        try:
            return self.store.current()
        except StoreEmpty:
            return 0

    def sources(self) -> tuple[tuple[Source, int], ...]:
        """The sources with their numbers of passages; () when nothing was ingested yet."""
        try:
            with self.store.reader() as generation:
                return generation.sources
        except StoreEmpty:
            return ()

    def show(self, source_id: str) -> ParsedSource:
        """One source whole; raises SourceNotFound, StoreEmpty."""
        with self.store.reader() as generation:
            return generation.catalog.parsed(source_id)

    def warm_up(self) -> None:
        """Load the models, so that the first question is as quick as the others."""
        from text.language import detect

        detect("warm up", Language.EN)
        if self.sources():
            found = self.retriever.retrieve("warm up", Language.EN, k=1)
            self.reader.read("warm up", found.retrieved)
        if self.generator:
            with suppress(ChatModelError):  # reported with the first answer
                self.generator.prepare()
