"""A published, immutable snapshot of a store, opened: its catalog, vectors and lexical index."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from domain.errors import EmbedderMismatch, StoreDamaged
from domain.types import Source
from vectorstore.catalog import Catalog
from vectorstore.disagreements import Pair, read
from vectorstore.embedder import Embedder
from vectorstore.lexical import LexicalIndex
from vectorstore.vector_backend import VectorBackend
from vectorstore.vector_index import VectorIndex

CATALOG, LEXICAL = "catalog.sqlite", "lexical"
DISAGREEMENTS = "disagreements.json"


@dataclass(frozen=True)
class Generation:
    """The parts of a generation; ``find_embedder`` gives the one that made it, or None."""

    number: int
    folder: Path
    catalog: Catalog
    vectors: VectorIndex
    lexical: LexicalIndex
    find_embedder: Callable[[str, str], Embedder | None]

    @classmethod
    def open(
        cls,
        number: int,
        folder: Path,
        find_embedder: Callable[[str, str], Embedder | None],
        backend: VectorBackend,
    ) -> Generation:
        """Open a published generation; raises StoreDamaged, StoreNotWritable, ChromaServerError."""
        with ExitStack() as opened:
            catalog = opened.enter_context(closing(Catalog.open(folder / CATALOG)))
            vectors = opened.enter_context(closing(backend.open(folder)))
            lexical = LexicalIndex.open(folder / LEXICAL)
            counts = {catalog.passage_count(), vectors.count(), lexical.count()}
            if len(counts) != 1:
                raise StoreDamaged(str(folder), "catalog, vectors and words differ")
            opened.pop_all()
        return cls(number, folder, catalog, vectors, lexical, find_embedder)

    @property
    def embedder(self) -> Embedder:
        """The embedder that made the vectors; raises EmbedderMismatch where it is not available."""
        meta = self.catalog.meta
        found = self.find_embedder(meta.embedder, meta.fingerprint)
        if found is None:
            raise EmbedderMismatch(str(self.folder.parents[1]), meta.fingerprint)
        return found

    @cached_property
    def sources(self) -> tuple[tuple[Source, int], ...]:
        """The sources with their numbers of passages: read once, since it never changes."""
        counts = self.catalog.passage_counts()
        return tuple((source, counts.get(source.id, 0)) for source in self.catalog.sources())

    @cached_property
    def superseded(self) -> frozenset[str]:
        """The sources superseded by another one that is still there: excluded from answers."""
        by = {source.id: source.superseded_by for source in self.catalog.sources()}
        return frozenset(id for id, other in by.items() if other in by)

    @cached_property
    def disagreements(self) -> tuple[Pair, ...]:
        """The disagreements between its sources; raises StoreDamaged."""
        return read(self.folder / DISAGREEMENTS)

    def close(self) -> None:
        """Close all parts."""
        self.vectors.close()
        self.lexical.close()
        self.catalog.close()
