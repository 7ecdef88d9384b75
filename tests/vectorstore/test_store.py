import os
import shutil
import stat
from pathlib import Path

import pytest

from domain.errors import (
    EmbedderMismatch,
    GenerationNotFound,
    StoreBusy,
    StoreDamaged,
    StoreEmpty,
    StoreNotWritable,
)
from domain.reports import Progress
from tests.fakes import HashEmbedder
from tests.vectorstore.making import FERRY, LOUTRE, OTTER, adding, make_source, rebuilt
from vectorstore.store import Change, Store


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def store(root: Path) -> Store:
    return Store(root, HashEmbedder())


def ids(store: Store) -> set[str]:
    """The sources that answer now; the three parts must agree on their passages."""
    with store.reader() as generation:
        stored = set(generation.catalog.vector_keys())
        assert stored == generation.vectors.ids() == generation.lexical.ids()
        return {source.id for source in generation.catalog.sources()}


def generations(root: Path) -> list[str]:
    return sorted(p.name for p in (root / "generations").iterdir() if p.is_dir())


def test_making_a_store_touches_nothing(root: Path, store: Store) -> None:
    assert not root.exists()
    assert (store.generations(), store.journal()) == ((), ())
    with pytest.raises(StoreEmpty, match="passerelle ingest"), store.reader():
        pass
    with pytest.raises(StoreEmpty):
        store.rollback()


def test_what_is_written_answers(store: Store) -> None:
    written = store.write(adding(FERRY, LOUTRE), "first")
    assert (written.generation, written.embedded) == (1, 3)
    assert ids(store) == {"ferry", "loutre"}
    with store.reader() as generation:
        assert generation.catalog.parsed("ferry") == FERRY
        [(best, cosine)] = generation.vectors.search(
            generation.embedder.embed_query("ferry crosses the bay every hour"), 1
        )
        assert (best, cosine > 0.5) == (FERRY.passages[0].id, True)
        background = generation.catalog.meta.background
    assert set(background) == {"fr", "en"}
    assert all(-1 <= mean <= 1 and deviation > 0 for mean, deviation in background.values())


def test_a_change_keeps_the_rest(store: Store) -> None:
    store.write(adding(FERRY, OTTER), "first")
    store.write(Change((LOUTRE,), ("otter",)), "second")
    assert ids(store) == {"ferry", "loutre"}
    new = make_source("ferry", "The ferry crosses the bay every hour.", "A ticket costs 4 euros.")
    assert store.write(adding(new), "third").embedded == 1
    with store.reader() as generation:
        assert generation.catalog.parsed("ferry") == new


def test_texts_that_stand_twice_are_embedded_once(store: Store) -> None:
    twice = make_source("twice", "The same words.", "The same words.")
    assert store.write(adding(twice), "first").embedded == 1
    with store.reader() as generation:
        assert generation.vectors.count() == 2


def test_two_stores_on_one_folder_see_each_others_generations(root: Path, store: Store) -> None:
    other = Store(root, HashEmbedder())
    store.write(adding(FERRY), "first")
    assert ids(other) == {"ferry"}
    other.write(adding(OTTER), "second")
    assert ids(store) == ids(other) == {"ferry", "otter"}
    store.rollback()
    assert ids(store) == ids(other) == {"ferry"}
    store.close()
    assert ids(other) == {"ferry"}
    assert ids(store) == {"ferry"}


def test_a_reader_keeps_its_generation_while_others_are_published(root: Path) -> None:
    store = Store(root, HashEmbedder(), keep=1)
    store.write(adding(FERRY), "first")
    with store.reader() as old:
        store.write(adding(OTTER), "second")
        assert ids(store) == {"ferry", "otter"}
        assert [s.id for s in old.catalog.sources()] == ["ferry"]
        assert len(old.vectors.search(store.embedder.embed_query("ferry"), 5)) == 2
        assert generations(root) == ["0001", "0002"]
    store.write(adding(LOUTRE), "third")
    assert generations(root) == ["0003"]


def test_a_reader_in_another_store_keeps_its_generation_too(root: Path) -> None:
    store, other = Store(root, HashEmbedder(), keep=1), Store(root, HashEmbedder())
    store.write(adding(FERRY), "first")
    with other.reader() as old:
        store.write(adding(OTTER), "second")
        assert [s.id for s in old.catalog.sources()] == ["ferry"]
        assert "0001" in generations(root)


@pytest.mark.parametrize(("keep", "left"), [(1, 1), (2, 2), (3, 3)])
def test_the_last_generations_are_kept(root: Path, keep: int, left: int) -> None:
    store = Store(root, HashEmbedder(), keep=keep)
    for number in range(4):
        store.write(adding(make_source(f"s{number}", "Some words.")), "more")
    assert store.generations() == tuple(range(5 - left, 5))
    assert len(list((root / "generations").glob("*.lock"))) == left
    assert [e.generation for e in store.journal() if e.event == "prune"][::-1] == list(
        range(1, 5 - left)
    )


def test_rollback_and_on_again(store: Store) -> None:
    store.write(adding(FERRY), "first")
    store.write(adding(OTTER), "second")
    assert store.rollback() == 1
    assert ids(store) == {"ferry"}
    assert store.rollback(2) == 2
    assert ids(store) == {"ferry", "otter"}
    assert store.rollback(2) == 2
    assert ids(store) == {"ferry", "otter"}
    store.rollback(1)
    assert store.write(adding(LOUTRE), "third").generation == 3
    assert ids(store) == {"ferry", "loutre"}
    assert store.rollback(2) == 2
    assert [(e.event, e.generation) for e in store.journal()] == [
        ("rollback", 2),
        ("publish", 3),
        ("rollback", 1),
        ("rollback", 2),
        ("rollback", 2),
        ("rollback", 1),
        ("publish", 2),
        ("publish", 1),
    ]


@pytest.mark.parametrize("number", [None, 0, 9])
def test_there_is_no_way_back_to_what_is_not_kept(store: Store, number: int | None) -> None:
    store.write(adding(FERRY), "first")
    with pytest.raises(GenerationNotFound, match="kept: 1"):
        store.rollback(number)
    assert ids(store) == {"ferry"}


def test_the_journal_records_what_was_published(store: Store) -> None:
    store.write(adding(FERRY, OTTER), "the cause")
    [event] = store.journal()
    assert (event.event, event.generation, event.cause) == ("publish", 1, "the cause")
    assert (event.sources, event.passages) == (2, 3)
    assert event.at.endswith("+00:00")


def test_a_second_writer_is_told_who_holds_the_store(root: Path, store: Store) -> None:
    other = Store(root, HashEmbedder())
    with store.writer(), pytest.raises(StoreBusy) as caught:
        other.write(adding(FERRY), "late")
    assert f"process {os.getpid()}" in str(caught.value)
    with store.writer(), pytest.raises(StoreBusy):
        Store(root, HashEmbedder()).write(adding(FERRY), "late")
    other.write(adding(FERRY), "free again")
    assert ids(other) == {"ferry"}


@pytest.mark.parametrize("stage", ["embedding", "indexing", "checking", "publishing"])
def test_a_failure_at_any_stage_changes_nothing(root: Path, store: Store, stage: str) -> None:
    store.write(adding(FERRY), "first")

    def fail(step: Progress) -> None:
        if step.stage == stage:
            raise OSError(28, "No space left on device")

    with pytest.raises(StoreNotWritable, match="No space left"):
        store.write(adding(OTTER), "second", fail)
    assert ids(store) == {"ferry"}
    assert generations(root) == ["0001"]
    assert store.write(adding(OTTER), "again").generation == 2


def test_left_overs_of_a_crash_are_swept_at_the_next_write(root: Path, store: Store) -> None:
    store.write(adding(FERRY), "first")
    store.close()
    folder = root / "generations"
    (folder / "0002.building-123" / "vectors").mkdir(parents=True)
    shutil.copytree(folder / "0001", folder / "0002")
    (folder / "0002.lock").touch()
    (root / "CURRENT.123.new").write_text("2\n")
    assert ids(store) == {"ferry"}
    assert store.write(adding(OTTER), "second").generation == 2
    assert ids(store) == {"ferry", "otter"}
    assert generations(root) == ["0001", "0002"]
    assert not list(root.glob("CURRENT.*"))


def test_a_crash_before_the_journal_was_written_is_recorded_there_later(
    root: Path, store: Store
) -> None:
    store.write(adding(FERRY), "first")
    (root / "journal.sqlite").unlink()
    store.write(adding(OTTER), "second")
    assert [(e.generation, e.cause) for e in store.journal()] == [
        (2, "second"),
        (1, "found published after a crash"),
    ]


@pytest.mark.parametrize("text", ["", "seven\n", "7\n", "\x00"])
def test_a_damaged_pointer_is_reported(root: Path, store: Store, text: str) -> None:
    store.write(adding(FERRY), "first")
    (root / "CURRENT").write_text(text)
    with pytest.raises(StoreDamaged, match="rollback"), store.reader():
        pass
    with pytest.raises(StoreDamaged):
        store.write(adding(OTTER), "second")
    assert store.rollback() == 1
    assert ids(store) == {"ferry"}


@pytest.mark.parametrize(
    "part",
    ["catalog.sqlite", "vectors", "vectors/chroma.sqlite3", "lexical", "lexical/meta.json", "."],
)
@pytest.mark.parametrize("how", ["gone", "garbage"])
def test_a_damaged_part_is_reported_and_rollback_helps(
    root: Path, store: Store, part: str, how: str
) -> None:
    store.write(adding(FERRY), "first")
    store.write(adding(OTTER), "second")
    store.close()
    path = root / "generations" / "0002" / part
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    if how == "garbage":
        path.write_bytes(b"garbage " * 1000)
    with pytest.raises(StoreDamaged), store.reader():
        pass
    with pytest.raises(StoreDamaged):
        store.write(adding(LOUTRE), "third")
    store.rollback(1)
    assert ids(store) == {"ferry"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere: chmod binds nobody")
def test_a_folder_that_is_not_ours_is_reported(root: Path, store: Store) -> None:
    store.write(adding(FERRY), "first")
    root.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with pytest.raises(StoreNotWritable):
            Store(root / "below", HashEmbedder()).write(adding(OTTER), "no")
    finally:
        root.chmod(stat.S_IRWXU)


def test_a_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    store = Store(tmp_path / "file" / "store", HashEmbedder())
    with pytest.raises(StoreNotWritable, match="--store"):
        store.write(adding(FERRY), "no")
    with pytest.raises(StoreNotWritable), store.reader():
        pass


def test_another_model_at_hand_goes_on_answering(root: Path, store: Store) -> None:
    store.write(adding(FERRY), "first")
    old, new = HashEmbedder(), HashEmbedder("new", "hash 2")
    changed = Store(root, new, embedders=lambda name: {"hash": old}[name])
    with changed.reader() as generation:
        assert generation.embedder is old
    assert changed.write(adding(OTTER), "second").embedded == 3
    with changed.reader() as generation:
        assert generation.embedder is new
        assert generation.catalog.meta.fingerprint == "hash 2"
    assert ids(changed) == {"ferry", "otter"}


def test_another_model_not_at_hand_is_reported_and_rebuild_helps(root: Path, store: Store) -> None:
    store.write(adding(FERRY, LOUTRE), "first")
    changed = Store(root, HashEmbedder("new", "hash 2"))
    with (
        changed.reader() as generation,
        pytest.raises(EmbedderMismatch, match="passerelle rebuild"),
    ):
        _ = generation.embedder
    assert rebuilt(changed).embedded == 3
    with changed.reader() as generation:
        assert generation.embedder is changed.embedder
        assert generation.catalog.parsed("ferry") == FERRY
    with store.reader() as generation, pytest.raises(EmbedderMismatch):
        _ = generation.embedder
    changed.rollback()
    with store.reader() as generation:
        assert generation.embedder is store.embedder


def test_many_deletions_have_the_index_built_afresh(store: Store) -> None:
    store.write(adding(FERRY), "first")
    for number in range(8):
        text = f"The ferry crosses the bay {number} times."
        store.write(adding(make_source("ferry", text)), "again")
        with store.reader() as generation:
            assert generation.vectors.count() == 1
            assert generation.catalog.meta.tombstones <= 4


def test_an_empty_store_of_no_passages_can_be_written_and_read(store: Store) -> None:
    store.write(adding(FERRY), "first")
    store.write(Change((), ("ferry",)), "second")
    assert ids(store) == set()
    with store.reader() as generation:
        assert generation.vectors.search(store.embedder.embed_query("ferry"), 5) == []
        assert generation.catalog.meta.background == {}
