"""Store writer: a change is built, checked, published atomically and journaled."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from domain.reports import Progress
from vectorstore.build import Built, build
from vectorstore.catalog import Catalog
from vectorstore.computed import Computed
from vectorstore.embedder import Embedder
from vectorstore.embedding import OnProgress
from vectorstore.files import replace_text, sync_path, sync_tree, translated
from vectorstore.generation import CATALOG, Generation
from vectorstore.journal import PUBLISH, Journal, now
from vectorstore.layout import Layout
from vectorstore.planning import Change
from vectorstore.vector_backend import VectorBackend
from vectorstore.versions import between


@dataclass(frozen=True, slots=True)
class Written:
    """The generation that a write published, and how many texts it embedded."""

    generation: int
    embedded: int


class Writer:
    """Created under the writer's lock; ``parent`` is the current generation, None before the first.

    ``before`` is the catalog to compute versions against where there is no parent to copy.
    """

    def __init__(
        self,
        layout: Layout,
        journal: Journal,
        embedder: Embedder,
        parent: Generation | None,
        before: Catalog | None = None,
        backend: VectorBackend | None = None,
    ) -> None:
        self.parent = parent
        self._before = parent.catalog if parent else before
        self.published = False
        self._layout = layout
        self._journal = journal
        self._embedder = embedder
        self._backend = backend or VectorBackend(layout.root)

    def write(
        self, change: Change, cause: str, on_progress: OnProgress = lambda _: None
    ) -> Written:
        """Build, check and publish; on any failure, Ctrl-C included, the store is unchanged.

        Embeddings are kept for the next try. Raises StoreNotWritable, StoreDamaged (the
        self-check), EmbeddingModelError.
        """
        if not change.splitter and self.parent:
            change = replace(change, splitter=self.parent.catalog.meta.splitter)
        with translated(self._layout.root), closing(Computed(self._layout.computed)) as computed:
            number = self._next()
            building = self._layout.building(number)
            try:
                built = build(
                    building,
                    self.parent,
                    change,
                    self._embedder,
                    computed,
                    now(),
                    on_progress,
                    self._backend,
                )
                on_progress(Progress("publishing", 0, 1))
                self._publish(building, number, cause, built)
            finally:
                self._backend.discard(building)
                shutil.rmtree(building, ignore_errors=True)
            self.published = True
            if computed.used:
                computed.discard()
            on_progress(Progress("publishing", 1, 1))
        return Written(number, built.embedded)

    def _next(self) -> int:
        return max({*self._layout.numbers(), *self._journal.published()}, default=0) + 1

    def _publish(self, building: Path, number: int, cause: str, built: Built) -> None:
        sync_tree(building)
        self._layout.lock(number).touch()
        building.rename(self._layout.folder(number))
        sync_path(self._layout.generations)
        with closing(Catalog.open(self._layout.folder(number) / CATALOG)) as catalog:
            versions = between(self._before, catalog)
        replace_text(self._layout.pointer, f"{number}\n")
        self._journal.add(PUBLISH, number, cause, built.sources, built.passages, versions)
