"""Store of immutable snapshots (generations): build, publish atomically, reopen, roll back, sweep.

    <store>/CURRENT              the number of the current generation
    <store>/generations/0007/    catalog.sqlite, vectors/ (or its collection's name), lexical/
    <store>/generations/0007.lock  readers take a shared lock on it
    <store>/journal.sqlite       the event journal
    <store>/computed.sqlite      vectors that an interrupted build had computed
    <store>/ingest.lock          one writer at a time

Published content never changes. A crash at any time leaves the old generation current; the next
write sweeps the remains.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from domain.errors import (
    GenerationNotFound,
    SettingsError,
    StoreDamaged,
    StoreEmpty,
    StoreNotWritable,
)
from vectorstore.catalog import Catalog
from vectorstore.catalog_mirror import CatalogMirror
from vectorstore.embedder import Embedder
from vectorstore.embedding import OnProgress
from vectorstore.files import replace_text, translated
from vectorstore.generation import CATALOG, Generation
from vectorstore.journal import ROLLBACK, Event, Journal, Published
from vectorstore.layout import Layout
from vectorstore.locks import locked_shared, writer_lock
from vectorstore.planning import Change
from vectorstore.reading import Reading
from vectorstore.sweeping import prune, sweep
from vectorstore.vector_backend import VectorBackend
from vectorstore.writer import Writer, Written

__all__ = ["Change", "Store", "Writer", "Written"]


class Store:
    """A folder of generations; creating one touches no file. Safe to share between threads.

    ``heard`` is called with each event of the journal, in the thread that caused it.
    """

    def __init__(
        self,
        root: Path,
        embedder: Embedder,
        keep: int = 3,
        embedders: Callable[[str], Embedder] | None = None,
        heard: Callable[[Event], None] = lambda _: None,
        backend: VectorBackend | None = None,
        mirror: CatalogMirror | None = None,
    ) -> None:
        self.root = root
        self.embedder = embedder
        self.keep = keep
        self._embedders = embedders
        self.backend = backend or VectorBackend(root)
        self.mirror = mirror
        self._others: dict[str, Embedder] = {}
        self._layout = Layout(root)
        self.heard = heard
        self._journal = Journal(self._layout.journal, heard)
        self._reading = Reading(self._layout, self._journal, self.find_embedder, self.backend)

    @contextmanager
    def reader(self) -> Iterator[Generation]:
        """The current generation, open until the block ends.

        Raises StoreEmpty before the first publish, StoreDamaged, StoreNotWritable.
        """
        if self.mirror is not None:
            self.mirror.fetch()
        opened = self._reading.acquire()
        try:
            yield opened.generation
        finally:
            self._reading.release(opened)

    @contextmanager
    def catalog(self, number: int) -> Iterator[Catalog]:
        """The catalog of a kept generation; raises GenerationNotFound, StoreDamaged."""
        with ExitStack() as stack:
            kept = self.generations()
            try:
                if number not in kept:
                    raise FileNotFoundError
                stack.enter_context(locked_shared(self._layout.lock(number)))
            except FileNotFoundError as error:
                raise GenerationNotFound(str(number), _kept(kept)) from error
            path = self._layout.folder(number) / CATALOG
            yield stack.enter_context(closing(Catalog.open(path)))

    def current(self) -> int:
        """The number of the current generation; raises StoreEmpty, StoreDamaged."""
        if not self._layout.pointer.exists():
            raise StoreEmpty(str(self.root))
        return self._layout.current()

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """Acquire the writer; raises StoreBusy, StoreNotWritable."""
        self._refuse_replica()
        with translated(self.root):
            self._layout.generations.mkdir(parents=True, exist_ok=True)
        with writer_lock(self._layout.writer_lock):
            with translated(self.root):
                sweep(self._layout, self._journal)
                self.backend.sweep([self._layout.folder(n) for n in self.generations()])
            with ExitStack() as stack:
                parent = None
                with suppress(StoreEmpty):
                    parent = stack.enter_context(self.reader())
                writer = Writer(
                    self._layout, self._journal, self.embedder, parent, backend=self.backend
                )
                yield writer
            if writer.published:
                self.close()
                with translated(self.root):
                    prune(self._layout, self._journal, self.keep, self.backend)
            self._mirror()

    def write(
        self, change: Change, cause: str, on_progress: OnProgress = lambda _: None
    ) -> Written:
        """Publish one change; the short form of writer()."""
        with self.writer() as writer:
            return writer.write(change, cause, on_progress)

    def rollback(self, number: int | None = None) -> int:
        """Make an earlier generation current again; raises GenerationNotFound, StoreEmpty."""
        self._refuse_replica()
        if not self._layout.pointer.exists():
            raise StoreEmpty(str(self.root))
        with writer_lock(self._layout.writer_lock), translated(self.root):
            kept = self.generations()
            current = self._current_or_beyond(kept)
            earlier = [n for n in kept if n < current]
            target = number if number is not None else max(earlier, default=None)
            if target is None or target not in kept:
                raise GenerationNotFound(str(number or current - 1), _kept(kept))
            replace_text(self._layout.pointer, f"{target}\n")
            self._journal.add(ROLLBACK, target, f"from generation {current}")
            self._mirror()
            return target

    def _mirror(self) -> None:
        """Upload the current generation for replicas; raises SettingsError, StoreError."""
        if self.mirror is not None and self._layout.pointer.exists():
            self.mirror.publish(self.backend.identity())

    def _refuse_replica(self) -> None:
        if self.mirror is None:
            return
        if self.backend.server is None:
            raise SettingsError("PASSERELLE_CATALOG_URL", "it needs PASSERELLE_CHROMA_URL")
        if self.mirror.is_replica():
            raise StoreNotWritable(str(self.root), "it is a replica: its writer is elsewhere")

    def _current_or_beyond(self, kept: Sequence[int]) -> int:
        """The current generation; where that cannot be read, the one after the last."""
        try:
            return self._layout.current()
        except StoreDamaged:
            return max(kept, default=0) + 1

    def generations(self) -> tuple[int, ...]:
        """The numbers of the kept generations, in order."""
        return self._layout.numbers()

    def journal(self) -> tuple[Event, ...]:
        """The journal's events, the latest first."""
        with translated(self.root):
            return self._journal.events()

    def versions(self, source_id: str) -> tuple[Published, ...]:
        """What was published of a source, the latest first; () where nothing is known of it."""
        with translated(self.root):
            return self._journal.versions(source_id)

    def close(self) -> None:
        """Close what is open; reading reopens it."""
        self._reading.close()

    def find_embedder(self, name: str, fingerprint: str) -> Embedder | None:
        """The embedder that made some vectors, if available; raises EmbeddingModelError."""
        if fingerprint == self.embedder.fingerprint:
            return self.embedder
        if self._embedders is None:
            return None
        other = self._others.setdefault(name, self._embedders(name))
        return other if other.fingerprint == fingerprint else None


def _kept(numbers: Sequence[int]) -> str:
    return "kept: " + (", ".join(map(str, numbers)) or "none")
