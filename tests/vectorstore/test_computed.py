"""What an interrupted build computed is not computed again."""

import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from domain.reports import Progress
from tests.fakes import HashEmbedder
from tests.vectorstore.making import adding, make_source
from vectorstore.computed import Computed
from vectorstore.embedding import WORTH_KEEPING
from vectorstore.store import Store

COUNT = WORTH_KEEPING + 60
BOOK = make_source("book", *(f"Page {n} is of paper {n}. It is read." for n in range(COUNT)))


def interrupted(store: Store, share: float) -> None:
    """Begin to write the book, and stop when a share of it is embedded."""

    def stop(step: Progress) -> None:
        if step.stage == "embedding" and step.done > share * step.total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.write(adding(BOOK), "the book", stop)


def test_matrices_are_found_again_by_key(tmp_path: Path) -> None:
    computed = Computed(tmp_path / "computed.sqlite")
    assert computed.get(["a"]) == {}
    assert not list(tmp_path.iterdir())
    matrices = {
        "a": np.eye(3, dtype=np.float32)[:1],
        "b": np.eye(3, dtype=np.float32),
        "none": np.zeros((0, 3), dtype=np.float32),
    }
    computed.put(matrices)
    computed.close()
    again = Computed(tmp_path / "computed.sqlite")
    found = again.get(["a", "b", "none", "c"])
    assert set(found) == set(matrices)
    assert all((found[key] == matrices[key]).all() for key in ("a", "b"))
    assert len(found["none"]) == 0
    again.discard()
    assert not list(tmp_path.iterdir())


def test_a_damaged_file_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "computed.sqlite"
    path.write_bytes(b"no database at all " * 300)
    computed = Computed(path)
    assert computed.get(["a"]) == {}
    computed.put({"a": np.ones((1, 2), dtype=np.float32)})
    assert set(computed.get(["a"])) == {"a"}
    computed.close()


def test_a_build_goes_on_where_it_was_interrupted(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", HashEmbedder())
    store.write(adding(make_source("leaf", "One leaf.")), "first")
    interrupted(store, 0.5)
    embedder = HashEmbedder()
    steps: list[Progress] = []
    written = Store(tmp_path / "store", embedder).write(adding(BOOK), "again", steps.append)
    assert 0 < written.embedded < COUNT / 2
    first = next(step for step in steps if step.stage == "embedding")
    assert (first.done, first.total) == (COUNT - written.embedded, COUNT)
    assert not (tmp_path / "store" / "computed.sqlite").exists()
    with store.reader() as generation:
        ids = [passage.id for passage in BOOK.passages]
        stored = generation.vectors.get(ids)
        exact = embedder.embed_query(f"About book › Facts\n{BOOK.passages[-1].text}")
        assert np.allclose(stored[ids[-1]], exact, atol=1e-6)


def test_another_model_reuses_nothing_of_an_interrupted_build(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", HashEmbedder())
    interrupted(store, 0.9)
    other = Store(tmp_path / "store", HashEmbedder("new", "hash 2"))
    assert other.write(adding(BOOK), "again").embedded == COUNT


def test_a_small_write_keeps_nothing_and_leaves_what_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", HashEmbedder())
    interrupted(store, 0.9)
    store.write(adding(make_source("leaf", "One leaf.")), "between")
    assert store.write(adding(BOOK), "again").embedded < COUNT / 2


KILLED = """
import os, signal, sys
import signal
import subprocess
import sys
from pathlib import Path
from tests.fakes import HashEmbedder
from tests.vectorstore.making import adding
from tests.vectorstore.test_computed import BOOK
from vectorstore.store import Store

def die(step):
    if step.stage == "embedding" and step.done >= 100:
        os.kill(os.getpid(), signal.SIGKILL)

Store(Path(sys.argv[1]), HashEmbedder()).write(adding(BOOK), "the book", die)
"""


def test_a_build_goes_on_where_it_was_killed(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", KILLED, str(tmp_path / "store")]
    assert subprocess.run(command, cwd=root).returncode == -signal.SIGKILL
    store = Store(tmp_path / "store", HashEmbedder())
    assert 0 < store.write(adding(BOOK), "again").embedded <= COUNT - 96
    with store.reader() as generation:
        assert generation.vectors.count() == COUNT
