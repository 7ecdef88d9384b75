import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from domain.errors import StoreBusy, StoreDamaged, StoreNotWritable
from tests.fakes import HashEmbedder
from tests.vectorstore.making import FERRY, OTTER, adding
from tests.vectorstore.versions import ROOT
from vectorstore.files import copy_generation, replace_text, sync_tree, translated
from vectorstore.generation import Generation
from vectorstore.journal import PUBLISH, ROLLBACK, Journal, Version
from vectorstore.locks import exclusive_if_free, hold_shared, writer_lock
from vectorstore.store import Store
from vectorstore.vector_backend import VectorBackend


def test_a_generation_can_be_copied_while_a_reader_has_it_open(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", HashEmbedder())
    store.write(adding(FERRY, OTTER), "first")
    with store.reader() as open_one:
        for left_over in ("chroma.sqlite3-journal", "chroma.sqlite3-wal", "chroma.sqlite3-shm"):
            (open_one.folder / "vectors" / left_over).touch()
        copy_generation(open_one.folder, tmp_path / "copy")
        assert open_one.vectors.count() == 3
    assert not list((tmp_path / "copy").rglob("*-journal"))
    copied = Generation.open(1, tmp_path / "copy", lambda *_: None, VectorBackend(tmp_path))
    assert copied.catalog.parsed("ferry") == FERRY
    assert copied.vectors.ids() == copied.lexical.ids() == set(copied.catalog.vector_keys())
    copied.close()


def test_a_generation_is_copied_whole_while_another_process_loads_its_vectors(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path / "store", HashEmbedder())
    store.write(adding(FERRY, OTTER), "first")
    folder = tmp_path / "store" / "generations" / "0001"
    sizes = {p.name: p.stat().st_size for p in folder.rglob("*.bin")}
    command = [sys.executable, "-m", "tests.vectorstore.loading_child", str(folder / "vectors")]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout
        assert child.stdout.readline().split() == ["ready"]
        for number in range(60):
            copy_generation(folder, tmp_path / f"{number}")
        assert int(child.communicate("")[0]) > 1
    for number in range(60):
        copied = {p.name: p.stat().st_size for p in (tmp_path / f"{number}").rglob("*.bin")}
        assert copied == sizes


def test_a_small_file_is_replaced_whole(tmp_path: Path) -> None:
    for text in ("1\n", "22\n"):
        replace_text(tmp_path / "CURRENT", text)
        assert (tmp_path / "CURRENT").read_text() == text
    assert [p.name for p in tmp_path.iterdir()] == ["CURRENT"]


def test_a_tree_can_be_synced(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").write_text("x")
    sync_tree(tmp_path)
    with pytest.raises(FileNotFoundError):
        sync_tree_of_nothing(tmp_path)


def sync_tree_of_nothing(folder: Path) -> None:
    (folder / "dangling").symlink_to(folder / "nowhere")
    sync_tree(folder)


@pytest.mark.parametrize(
    ("raised", "translation"),
    [
        (OSError(28, "No space left on device"), StoreNotWritable),
        (PermissionError(13, "Permission denied"), StoreNotWritable),
        (sqlite3.OperationalError("attempt to write a readonly database"), StoreNotWritable),
        (sqlite3.OperationalError("database or disk is full"), StoreNotWritable),
        (sqlite3.OperationalError("no such table: events"), StoreDamaged),
        (sqlite3.DatabaseError("file is not a database"), StoreDamaged),
    ],
)
def test_foreign_errors_are_translated(raised: Exception, translation: type[Exception]) -> None:
    with pytest.raises(translation), translated(Path("store")):
        raise raised


def test_the_writers_lock_is_held_by_one_and_names_it(tmp_path: Path) -> None:
    lock = tmp_path / "ingest.lock"
    with writer_lock(lock):
        with pytest.raises(StoreBusy, match=f"process {os.getpid()} on "), writer_lock(lock):
            pass
        assert json.loads(lock.read_text())["pid"] == os.getpid()
    with writer_lock(lock):
        pass


def test_a_lock_without_a_name_is_still_a_lock(tmp_path: Path) -> None:
    lock = tmp_path / "ingest.lock"
    with writer_lock(lock):
        lock.write_text("not JSON")
        with pytest.raises(StoreBusy, match="another process"), writer_lock(lock):
            pass


def test_a_lock_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    with pytest.raises(StoreNotWritable), writer_lock(tmp_path / "nowhere" / "ingest.lock"):
        pass


def test_readers_share_and_keep_the_sweeper_out(tmp_path: Path) -> None:
    lock = tmp_path / "0001.lock"
    lock.touch()
    first, second = hold_shared(lock), hold_shared(lock)
    os.close(first)
    with exclusive_if_free(lock) as acquired:
        assert not acquired
    os.close(second)
    with exclusive_if_free(lock) as acquired:
        assert acquired


def test_the_journal_lists_the_latest_first(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    assert (journal.events(), journal.published()) == ((), set())
    journal.add(PUBLISH, 1, "premièrement", 2, 30)
    journal.add(PUBLISH, 2, "then")
    journal.add(ROLLBACK, 1, "back")
    assert [(e.event, e.generation, e.cause, e.sources, e.passages) for e in journal.events()] == [
        (ROLLBACK, 1, "back", None, None),
        (PUBLISH, 2, "then", None, None),
        (PUBLISH, 1, "premièrement", 2, 30),
    ]
    assert journal.published() == {1, 2}


def test_a_damaged_journal_is_reported(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite").write_bytes(b"garbage" * 500)
    with pytest.raises(StoreDamaged):
        Store(tmp_path, HashEmbedder()).journal()
    with closing(sqlite3.connect(tmp_path / "empty.sqlite")) as made:
        made.execute("CREATE TABLE other (x)")
    with pytest.raises(StoreDamaged), translated(tmp_path):
        Journal(tmp_path / "empty.sqlite").events()


def test_the_versions_of_a_source_are_listed_with_the_publish_that_brought_them(
    tmp_path: Path,
) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    assert journal.versions("tram") == ()
    added, changed = Version("tram", "added", "aa", 2), Version("tram", "changed", "bb", 3)
    journal.add(PUBLISH, 1, "first", 1, 2, (added, Version("ferry", "added", "cc", 1)))
    journal.add(PUBLISH, 2, "second", 1, 3, (changed,))
    journal.add(ROLLBACK, 1, "back")
    journal.add(PUBLISH, 3, "third", 1, 2, (Version("tram", "removed", "aa", 0),))
    assert [(p.generation, p.cause, p.version.became) for p in journal.versions("tram")] == [
        (3, "third", "removed"),
        (2, "second", "changed"),
        (1, "first", "added"),
    ]
    assert journal.versions("tram")[1].version == changed
    assert journal.versions("nothing") == ()


def test_a_journal_from_before_there_were_versions_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    with closing(sqlite3.connect(path)) as old, old:
        old.execute(
            "CREATE TABLE events (at TEXT NOT NULL, event TEXT NOT NULL, "
            "generation INTEGER NOT NULL, cause TEXT NOT NULL, sources INTEGER, passages INTEGER)"
        )
        old.execute("INSERT INTO events VALUES ('then', 'publish', 1, 'first', 1, 2)")
    journal = Journal(path)
    assert journal.versions("tram") == ()
    journal.add(PUBLISH, 2, "second", 1, 2, (Version("tram", "changed", "bb", 2),))
    assert (len(journal.versions("tram")), journal.published()) == (1, {1, 2})


KILLED = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
for n in range(2000):
    connection.execute("INSERT INTO events VALUES ('now', 'publish', ?, 'x', 1, 1)", (n + 100,))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_write_to_the_journal_that_was_killed_is_undone_by_the_next_reader(
    tmp_path: Path,
) -> None:
    path = tmp_path / "journal.sqlite"
    journal = Journal(path)
    journal.add(PUBLISH, 1, "first")
    subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert path.with_name("journal.sqlite-journal").stat().st_size > 0
    assert [event.generation for event in journal.events()] == [1]
