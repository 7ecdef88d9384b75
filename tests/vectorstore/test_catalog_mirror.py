"""Replicas that share no folder with the writer fetch the catalogs; the server has the rest."""

import shutil
from pathlib import Path

import pytest

from domain.errors import SettingsError, StoreNotWritable
from tests.fakes import HashEmbedder
from tests.vectorstore.chroma_process import ChromaProcess
from tests.vectorstore.making import FERRY, LOUTRE, OTTER, adding
from tests.vectorstore.server_making import OPENED, PATIENT
from vectorstore.catalog_mirror import CatalogMirror
from vectorstore.chroma_server import ChromaServer
from vectorstore.layout import Layout
from vectorstore.store import Store
from vectorstore.vector_backend import VectorBackend


def mirrored(root: Path, mirror: str, chroma: ChromaProcess) -> Store:
    backend = VectorBackend(root, ChromaServer.read(chroma.url, timeout=PATIENT), grace=0)
    store = Store(root, HashEmbedder(), 2, backend=backend)
    store.mirror = CatalogMirror(mirror, Layout(root), interval=0)
    OPENED.append(store)
    return store


def sources(store: Store) -> tuple[int, set[str]]:
    with store.reader() as generation:
        near = generation.vectors.search(generation.embedder.embed_query("ferry"), 10)
        assert len(near) == generation.lexical.count() == generation.catalog.passage_count()
        return generation.number, {source.id for source in generation.catalog.sources()}


@pytest.mark.parametrize("kind", ["file", "memory"])
def test_a_replica_fetches_each_generation_and_writes_none(
    tmp_path: Path, chroma: ChromaProcess, kind: str
) -> None:
    """Two writes and a step back are followed; the object store may go; nobody else writes."""
    url = f"file://{tmp_path}/copy" if kind == "file" else f"memory://{tmp_path.name}"
    writer = mirrored(tmp_path / "writer", url, chroma)
    writer.write(adding(FERRY), "first")
    replica = mirrored(tmp_path / "replica", url, chroma)
    assert sources(replica) == sources(writer) == (1, {"ferry"})
    writer.write(adding(OTTER), "second")
    assert sources(replica) == (2, {"ferry", "otter"})
    writer.rollback()
    assert sources(replica) == (1, {"ferry"})
    with pytest.raises(StoreNotWritable, match="replica"):
        replica.write(adding(LOUTRE), "third")
    stranger = mirrored(tmp_path / "stranger", f"{url}/elsewhere", chroma)
    stranger.write(adding(LOUTRE), "first")
    stranger.mirror = CatalogMirror(url, Layout(stranger.root), interval=0)
    with pytest.raises(SettingsError, match="another store"):
        stranger.write(adding(OTTER), "second")
    if kind == "file":
        shutil.rmtree(tmp_path / "copy" / "generations")
        (tmp_path / "copy" / "CURRENT").write_text('{"store": "x", "generation": 9}')
        assert sources(replica) == (1, {"ferry"})
