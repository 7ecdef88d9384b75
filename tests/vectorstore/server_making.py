"""Stores whose vectors are in a Chroma server, and looks at them from both sides."""

from __future__ import annotations

from pathlib import Path

from tests.fakes import HashEmbedder
from tests.vectorstore.chroma_process import ChromaProcess
from vectorstore.chroma_server import ChromaServer
from vectorstore.doctor import examine_store
from vectorstore.findings import Problem
from vectorstore.store import Store
from vectorstore.vector_backend import VectorBackend, collection_of

OPENED: list[Store] = []
"""Closed when the test ends: see conftest.py."""
PATIENT = 60.0  # seconds that a request may take on a busy machine


def server_store(
    root: Path, url: str | None, keep: int = 3, grace: float = 0.0, timeout: float = PATIENT
) -> Store:
    """A store in a server; in its folder where there is no ``url``."""
    server = ChromaServer.read(url, timeout=timeout) if url else None
    store = Store(root, HashEmbedder(), keep, backend=VectorBackend(root, server, grace))
    OPENED.append(store)
    return store


def found(store: Store, question: str) -> dict[str, float]:
    """What is nearest to a question, best first."""
    with store.reader() as generation:
        vector = generation.embedder.embed_query(question)
        return dict(generation.vectors.search(vector, 10))


def collections(store: Store) -> set[str | None]:
    """The collections that the generations of a store name."""
    return {
        collection_of(store.root / "generations" / f"{number:04}") for number in store.generations()
    }


def own(store: Store, chroma: ChromaProcess) -> set[str]:
    """The collections of a store that the server holds."""
    prefix = store.backend._prefix()
    return {name for name in chroma.collections() if name.startswith(prefix)}


def problems(store: Store) -> set[Problem]:
    """What its doctor finds."""
    return {finding.problem for finding in examine_store(store, "1").findings}
