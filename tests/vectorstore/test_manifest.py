from pathlib import Path

import pytest

from domain.errors import StoreDamaged
from tests.fakes import HashEmbedder
from tests.vectorstore.making import FERRY, OTTER, adding, make_source
from vectorstore.manifest import MANIFEST, Deviation, deviation
from vectorstore.store import Store

BOOK = make_source("book", *(f"Page {n} is of paper {n}. It is read." for n in range(300)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A generation made from another, and read."""
    store = Store(tmp_path / "store", HashEmbedder())
    store.write(adding(FERRY, BOOK), "first")
    store.write(adding(OTTER), "second")
    with store.reader() as generation:
        generation.vectors.search(store.embedder.embed_query("ferry"), 5)
        found = generation.folder
    store.close()
    return found


def test_reading_a_generation_changes_none_of_its_files(folder: Path) -> None:
    assert deviation(folder) == Deviation()


@pytest.mark.parametrize("pattern", ["catalog.sqlite", "lexical/*.term", "disagreements.json"])
def test_a_single_bit_is_noticed(folder: Path, pattern: str) -> None:
    [path, *_] = sorted(folder.glob(pattern))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert deviation(folder) == Deviation(changed=(path.relative_to(folder).as_posix(),))


def test_what_is_gone_and_what_was_added_is_named(folder: Path) -> None:
    (folder / "disagreements.json").unlink()
    (folder / "lexical" / "note.txt").write_text("hello")
    assert deviation(folder) == Deviation(("disagreements.json",), (), ("lexical/note.txt",))


def test_an_older_generation_has_none(folder: Path) -> None:
    (folder / MANIFEST).unlink()
    assert deviation(folder) is None


@pytest.mark.parametrize("text", ["", "[]", "{"])
def test_a_manifest_that_cannot_be_read_is_reported(folder: Path, text: str) -> None:
    (folder / MANIFEST).write_text(text)
    with pytest.raises(StoreDamaged, match="manifest"):
        deviation(folder)
