"""Vector index (Chroma): the only chromadb import, and the translation of its errors.

Cosine, never an embedding function (a stored configuration must not load code), no ``where``, and
no filter except for a question limited to some passages.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.errors import StoreDamaged, StoreNotWritable
from vectorstore.locks import locked_exclusive

Vector = NDArray[np.float32]
_NAME = "passages"
# Chroma shares one system among the clients of a path and registers it before it has started: a
# client opened while another thread opens or closes one gets a system without its parts.
_SHARED = threading.RLock()
# Chroma's own settings found 0.80 of the ten nearest among 10,000 random vectors, and 0.82 among
# 3,000 of which many are equal; these found all, built as fast, at 2 ms more a question.
HNSW = {"space": "cosine", "ef_search": 500, "ef_construction": 400}
NEIGHBOURS = 32
COMPARED = 200


class Vectors:
    """The vector index of a generation, by passage id; unit length, cosine similarity."""

    def __init__(self, folder: Path, client: Any, collection: Any) -> None:
        self._folder = folder
        self._client = client
        self._collection = collection

    @classmethod
    def open(cls, folder: Path, create: bool = False, neighbours: int = NEIGHBOURS) -> Vectors:
        """Open a folder; raises StoreNotWritable (Chroma writes when it opens), StoreDamaged.

        A new index gives each vector this many ``neighbours``: more cost room, and miss less. While
        Chroma loads an index it writes its files anew, emptying them first; the folder's lock keeps
        others from loading or copying it meanwhile.
        """
        import chromadb
        from chromadb.config import Settings

        with ExitStack() as opening:
            opening.enter_context(translated(folder))
            if not create:
                if not (folder / "chroma.sqlite3").exists():
                    raise StoreDamaged(str(folder), "its vectors are missing")
                opening.enter_context(locked_exclusive(folder))
            settings = Settings(anonymized_telemetry=False, allow_reset=False)
            with _SHARED:
                client = chromadb.PersistentClient(path=str(folder), settings=settings)
            if create:
                collection = client.create_collection(
                    _NAME,
                    configuration={"hnsw": HNSW | {"max_neighbors": neighbours}},
                    embedding_function=None,
                )
            else:
                collection = client.get_collection(_NAME, embedding_function=None)
                collection.count()  # loads the index
            return cls(folder, client, collection)

    def apply(self, removed: Sequence[str], added: Sequence[str], vectors: Vector) -> None:
        """Delete, then add; ``vectors`` has a row for each added id."""
        with translated(self._folder):
            size = self._client.get_max_batch_size()
            for batch in _batches(removed, size):
                self._collection.delete(ids=list(batch))
            for place, batch in enumerate(_batches(added, size)):
                rows = vectors[place * size : place * size + len(batch)]
                self._collection.add(ids=list(batch), embeddings=rows)

    def search(
        self, vector: Vector, k: int, among: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """The k nearest: (passage id, cosine similarity), best first.

        ``among``: the ids of the passages that may be found, all by default. A few are compared one
        by one; of more, Chroma found the same (docs/decisions/0020-page.md).
        """
        if among is not None and len(among) <= COMPARED:
            rows = self.get(among)
            pairs = [(id, float(np.dot(vector, row))) for id, row in rows.items()]
            return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[: max(0, k)]
        with translated(self._folder):
            count = self._collection.count()
            if not count or k < 1:
                return []
            found = self._collection.query(
                query_embeddings=[vector],
                n_results=min(k, count if among is None else len(among)),
                include=["distances"],
                **({} if among is None else {"ids": list(among)}),
            )
        near = zip(found["ids"][0], found["distances"][0], strict=True)
        return sorted(
            ((id, 1.0 - float(d)) for id, d in near), key=lambda pair: (-pair[1], pair[0])
        )

    def search_all(self, vectors: Sequence[Vector], k: int) -> list[list[tuple[str, float]]]:
        """The k nearest of each."""
        return [self.search(vector, k) for vector in vectors]

    def get(self, ids: Sequence[str]) -> dict[str, Vector]:
        """The vectors of these ids that there are."""
        vectors: dict[str, Vector] = {}
        with translated(self._folder):
            for batch in _batches(ids, self._client.get_max_batch_size()):
                found = self._collection.get(ids=list(batch), include=["embeddings"])
                rows = np.asarray(found["embeddings"], dtype=np.float32)
                vectors |= dict(zip(found["ids"], rows, strict=True))
        return vectors

    def ids(self) -> set[str]:
        """All ids."""
        with translated(self._folder):
            return set(self._collection.get(include=[])["ids"])

    def count(self) -> int:
        """How many vectors there are."""
        with translated(self._folder):
            return int(self._collection.count())

    def close(self) -> None:
        """Close the folder; it must not be used afterwards."""
        with _SHARED:
            self._client.close()


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """Translates Chroma's errors to StoreNotWritable or StoreDamaged.

    An AttributeError is how a half-open or closed client fails.
    """
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, ValueError, RuntimeError, OSError, sqlite3.Error, AttributeError) as error:
        text = " ".join(str(error).split())[:200]
        if any(sign in text.casefold() for sign in ("readonly", "read-only", "permission", "full")):
            raise StoreNotWritable(str(folder), text) from error
        raise StoreDamaged(str(folder), text) from error


def _batches(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for place in range(0, len(items), size):
        yield items[place : place + size]
