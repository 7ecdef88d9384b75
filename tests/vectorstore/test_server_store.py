"""A store whose vectors are in a real Chroma server: the same answers, versions and repairs."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from domain.errors import ChromaNotSet, GenerationNotFound
from tests.vectorstore.chroma_process import ChromaProcess, ChromaProxy, proxied
from tests.vectorstore.making import FERRY, LOUTRE, OTTER, adding, make_source
from tests.vectorstore.server_making import collections, found, own, problems, server_store
from vectorstore.findings import Problem
from vectorstore.layout import PLACE, VECTORS
from vectorstore.planning import Change
from vectorstore.repair import Deed, repair
from vectorstore.store import Store

LATER = make_source("ferry", "The ferry crosses the bay twice a day.", "A ticket costs 3 euros.")


def test_updates_are_those_of_a_folder_and_old_collections_go(
    tmp_path: Path, chroma: ChromaProcess
) -> None:
    """Four writes on the server and in a folder: equal ids and scores after each."""
    store = server_store(tmp_path / "server", chroma.url, keep=2)
    local = server_store(tmp_path / "local", None, keep=2)
    changes: Sequence[Change] = (
        adding(FERRY, OTTER),
        adding(LOUTRE),
        Change(removed=("otter",)),
        adding(LATER),
    )
    for change in changes:
        assert store.write(change, "write").embedded == local.write(change, "write").embedded
        ours, theirs = found(store, "ferry ticket"), found(local, "ferry ticket")
        assert list(ours) == list(theirs)
        assert ours == pytest.approx(theirs, abs=1e-5)
    assert store.generations() == (3, 4)
    assert own(store, chroma) == collections(store)
    assert not (store.root / "generations" / "0004" / VECTORS).exists()
    assert problems(store) == set()
    assert store.rollback() == 3
    assert found(store, "ferry ticket").keys() != ours.keys()
    with pytest.raises(GenerationNotFound):
        store.rollback(1)


def test_a_search_among_some_passages_is_that_of_a_folder(
    tmp_path: Path, chroma: ChromaProcess
) -> None:
    stores = (
        server_store(tmp_path / "server", chroma.url),
        server_store(tmp_path / "local", None),
    )
    scores = []
    for store in stores:
        store.write(adding(FERRY, OTTER), "write")
        with store.reader() as generation:
            some = [passage.id for passage in generation.catalog.passages_of("otter")]
            vector = generation.embedder.embed_query("ferry ticket")
            scores.append(dict(generation.vectors.search(vector, 10, some)))
            assert generation.vectors.search(vector, 10, []) == []
    assert scores[0].keys() == set(some)
    assert scores[0] == pytest.approx(scores[1], abs=1e-5)


def test_a_generation_outlives_its_answering_for_readers_elsewhere(
    tmp_path: Path, chroma: ChromaProcess
) -> None:
    """With a grace of an hour nothing goes, with none all but the last."""
    store = server_store(tmp_path / "store", chroma.url, keep=1, grace=3600)
    for source in (FERRY, OTTER):
        store.write(adding(source), "write")
    assert store.generations() == (1, 2)
    again = server_store(tmp_path / "store", chroma.url, keep=1)
    again.write(adding(LOUTRE), "write")
    assert again.generations() == (3,)
    assert own(again, chroma) == collections(again)


def test_the_setting_moves_the_next_generation(tmp_path: Path, chroma: ChromaProcess) -> None:
    """Into the server and back: nothing is embedded again, each is read where it was put."""
    root = tmp_path / "store"
    server_store(root, None).write(adding(FERRY, OTTER), "in the folder")
    moved = server_store(root, chroma.url)
    before = found(moved, "otters in the river")
    assert moved.write(adding(LOUTRE), "in the server").embedded == 1
    assert (root / "generations" / "0002" / PLACE).exists()
    now = found(moved, "otters in the river")
    assert {id: now[id] for id in before} == pytest.approx(before, abs=1e-5)
    assert moved.write(Change(removed=("loutre",)), "again").embedded == 0
    moved.close()
    unset = server_store(root, None)
    with pytest.raises(ChromaNotSet, match="PASSERELLE_CHROMA_URL"):
        found(unset, "otters")
    assert problems(unset) == {Problem.SERVER_NOT_SET}
    assert [done.deed for done in repair(unset, "1")] == [Deed.BUILT]
    assert found(unset, "otters in the river") == pytest.approx(before, abs=1e-5)
    assert (root / "generations" / "0004" / VECTORS).exists()


def test_a_copy_of_the_folder_does_not_delete_what_the_first_reads(
    tmp_path: Path, chroma: ChromaProcess
) -> None:
    store = server_store(tmp_path / "store", chroma.url, keep=1)
    store.write(adding(FERRY), "first")
    shutil.copytree(store.root, tmp_path / "copy")
    copy = server_store(tmp_path / "copy", chroma.url, keep=1)
    copy.write(adding(OTTER), "in the copy")
    assert copy.generations() == (2,)
    assert len(found(copy, "ferry")) == 3
    assert len(found(store, "ferry")) == 2
    assert own(store, chroma) == collections(store)


def test_a_lost_collection_is_made_anew_from_the_catalog(
    tmp_path: Path, chroma: ChromaProcess
) -> None:
    store = server_store(tmp_path / "store", chroma.url)
    store.write(adding(FERRY, OTTER), "first")
    before = found(store, "ferry ticket")
    (name,) = own(store, chroma)
    store.backend.drop(name)
    store.close()
    assert problems(store) == {Problem.VECTORS_DAMAGED}
    assert Deed.BUILT in {done.deed for done in repair(store, "1")}
    assert found(store, "ferry ticket") == pytest.approx(before)
    assert problems(store) == set()


def test_a_server_that_forks_is_sent_the_change_alone(
    tmp_path: Path, chroma: ChromaProcess
) -> None:
    """As distributed Chroma does; here the proxy copies the collection in its place."""
    store = server_store(tmp_path / "plain", chroma.url)
    store.write(adding(FERRY, OTTER), "first")
    sent: list[str] = []
    with proxied(chroma.url) as proxy:
        home = "/api/v2/tenants/default_tenant/databases/default_database/collections"

        def forking(method: str, path: str, _: object) -> tuple[int, bytes] | None:
            if method == "POST" and path.endswith("/add"):
                sent.append(path)
            if not path.endswith("/fork"):
                return None
            return fork_by_copying(proxy, home, path.split("/")[-2], store)

        proxy.rule = forking
        forked = server_store(store.root, proxy.url)
        forked.write(adding(LATER), "second")
        assert len(sent) == 1
        assert problems(forked) == set()
        assert len(found(forked, "ferry")) == 3
        forked.close()


def fork_by_copying(proxy: ChromaProxy, home: str, id: str, store: Store) -> tuple[int, bytes]:
    """What a fork answers; the name of the new collection is the one that its folder names."""
    (building,) = (store.root / "generations").glob("*.building-*")
    name = json.loads((building / PLACE).read_text())["collection"]
    hnsw = {"hnsw": {"space": "cosine"}}
    made = proxy.forward("POST", home, json.dumps({"name": name, "configuration": hnsw}).encode())
    wanted = json.dumps({"include": ["embeddings"]}).encode()
    stored = json.loads(proxy.forward("POST", f"{home}/{id}/get", wanted)[1])
    sent = json.dumps({"ids": stored["ids"], "embeddings": stored["embeddings"]}).encode()
    proxy.forward("POST", f"{home}/{json.loads(made[1])['id']}/add", sent)
    return made


READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
"""What makes a folder read-only to one process, root's as well."""


def read_only(root: Path) -> tuple[str, ...]:
    """The beginning of a command that cannot write a folder; () where that cannot be had."""
    before = ("unshare", "--mount", "sh", "-c", READ_ONLY, str(root))
    try:
        done = subprocess.run((*before, "true"), capture_output=True, check=False)
    except FileNotFoundError:
        return ()
    return before if done.returncode == 0 else ()


def test_replicas_answer_from_a_folder_that_they_cannot_write(
    tmp_path: Path, chroma: ChromaProcess
) -> None:
    """Two processes see the first generation, then the second; their doctor is content."""
    store = server_store(tmp_path / "store", chroma.url)
    store.write(adding(FERRY), "first")
    before = read_only(store.root)
    child = (sys.executable, "-m", "tests.vectorstore.replica_child", str(store.root), chroma.url)
    replicas = [
        subprocess.Popen(
            (*before, *child),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for _ in range(2)
    ]
    try:
        assert {answer(replica) for replica in replicas} == {"1 ferry"}
        store.write(adding(OTTER), "second")
        assert {answer(replica) for replica in replicas} == {"2 ferry otter"}
    finally:
        ends = {replica.communicate()[0].strip() for replica in replicas}
    assert ends == {Problem.READ_ONLY if before else ""}


def answer(replica: "subprocess.Popen[str]") -> str:
    """The replica's next answer."""
    assert replica.stdin
    assert replica.stdout
    replica.stdin.write("\n")
    replica.stdin.flush()
    return replica.stdout.readline().strip()
