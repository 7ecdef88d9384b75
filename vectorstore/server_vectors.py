"""Vector index of a generation in a Chroma server: a collection with no other writer.

vector_backend.py assigns collections to generations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from domain.errors import StoreDamaged
from vectorstore.chroma_api import PAGE, ChromaApi, Collection
from vectorstore.chroma_server import ChromaServer
from vectorstore.vector_index import VectorIndex
from vectorstore.vectors import Vector

SAME = 1e-5


class ServerVectors:
    """The interface of Vectors (vectors.py), over HTTP; safe to share between threads.

    During a build ``keeps`` caches the vectors read back, so that each is read once.
    """

    def __init__(self, api: ChromaApi, collection: Collection, keeps: bool = False) -> None:
        self._api = api
        self._collection = collection
        self._kept: dict[str, Vector] | None = {} if keeps else None

    @classmethod
    def open(cls, server: ChromaServer, name: str) -> ServerVectors:
        """A published collection; raises StoreDamaged where it is gone, ChromaServerError."""
        api = ChromaApi(server)
        try:
            found = api.find(name)
            if found is None:
                raise StoreDamaged(f"{server.name} {name}", "its vectors are missing")
        except BaseException:
            api.close()
            raise
        return cls(api, found)

    @classmethod
    def create(cls, server: ChromaServer, name: str, neighbours: int) -> ServerVectors:
        """A new collection, to be filled."""
        api = ChromaApi(server, patient=True)
        try:
            return cls(api, api.create(name, neighbours), keeps=True)
        except BaseException:
            api.close()
            raise

    @classmethod
    def copy(
        cls,
        server: ChromaServer,
        name: str,
        parent: VectorIndex,
        without: Sequence[str],
        links: int,
    ) -> ServerVectors:
        """A new collection with a parent's vectors, except some: forked where the server can.

        A single node cannot: then each vector is read from the parent, sent, and compared.
        """
        if isinstance(parent, ServerVectors) and parent._api.server == server:
            forked = parent._forked(name)
            if forked is not None:
                forked.apply(without, (), np.zeros((0, 1), np.float32))
                return forked
        made = cls.create(server, name, links)
        try:
            for batch in _batches(sorted(parent.ids() - set(without))):
                made._take(parent.get(batch), batch)
        except BaseException:
            made.close()
            raise
        return made

    def apply(self, removed: Sequence[str], added: Sequence[str], vectors: Vector) -> None:
        """Delete, then add; ``vectors`` has a row for each added id."""
        for batch in _batches(removed):
            self._api.delete(self._collection, batch)
        if self._kept is not None:
            for id in (*removed, *added):
                self._kept.pop(id, None)
        for place, batch in enumerate(_batches(added)):
            self._api.add(self._collection, batch, vectors[place * PAGE :][: len(batch)])

    def search(
        self, vector: Vector, k: int, among: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """The k nearest, of all or of ``among``: (passage id, cosine similarity), best first."""
        return self._nearest([vector], k, among)[0]

    def search_all(self, vectors: Sequence[Vector], k: int) -> list[list[tuple[str, float]]]:
        """The k nearest of each, in one request."""
        return self._nearest(vectors, k, None)

    def _nearest(
        self, vectors: Sequence[Vector], k: int, among: Sequence[str] | None
    ) -> list[list[tuple[str, float]]]:
        if k < 1 or not len(vectors) or (among is not None and not among):
            return [[] for _ in vectors]
        found = self._api.query(self._collection, vectors, k, among)
        return [
            sorted(((id, 1.0 - d) for id, d in pairs), key=lambda pair: (-pair[1], pair[0]))
            for pairs in found
        ]

    def get(self, ids: Sequence[str]) -> dict[str, Vector]:
        """The vectors of these ids that there are."""
        kept = self._kept
        if kept is None:
            return self._fetched(ids)
        kept.update(self._fetched([id for id in ids if id not in kept]))
        return {id: kept[id] for id in ids if id in kept}

    def ids(self) -> set[str]:
        """All ids."""
        found: list[str] = []
        while page := self._api.ids(self._collection, len(found)):
            found += page
        return set(found)

    def count(self) -> int:
        """How many vectors there are."""
        return self._api.count(self._collection)

    def close(self) -> None:
        """Close the connections; the collection stays."""
        self._api.close()

    def _fetched(self, ids: Sequence[str]) -> dict[str, Vector]:
        vectors: dict[str, Vector] = {}
        for batch in _batches(ids):
            vectors |= self._api.get(self._collection, batch)
        return vectors

    def _forked(self, name: str) -> ServerVectors | None:
        made = self._api.fork(self._collection, name)
        if made is None:
            return None
        return ServerVectors(ChromaApi(self._api.server, patient=True), made, keeps=True)

    def _take(self, vectors: dict[str, Vector], ids: Sequence[str]) -> None:
        """Send a parent's vectors and verify that they arrived unchanged."""
        if len(vectors) != len(ids):
            raise StoreDamaged(self._collection.name, "self-check: its parent misses vectors")
        self.apply((), ids, np.stack([vectors[id] for id in ids]))
        arrived = self.get(ids)
        if any(id not in arrived or np.abs(arrived[id] - vectors[id]).max() > SAME for id in ids):
            raise StoreDamaged(self._collection.name, "self-check: a vector is not what was sent")


def _batches(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for place in range(0, len(items), PAGE):
        yield items[place : place + PAGE]
