from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from domain.errors import StoreDamaged
from tests.fakes import HashEmbedder
from tests.vectorstore.making import FERRY, OTTER, adding
from vectorstore.catalog import Catalog
from vectorstore.check import check
from vectorstore.files import copy_generation
from vectorstore.lexical import LexicalIndex
from vectorstore.store import Store
from vectorstore.vectors import Vectors

Parts = tuple[Path, Catalog, Vectors, LexicalIndex]
SOME = FERRY.passages[0].id


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    """The parts of a copied generation, writable."""
    store = Store(tmp_path / "store", HashEmbedder())
    store.write(adding(FERRY, OTTER), "first")
    folder = tmp_path / "copy"
    with store.reader() as generation:
        copy_generation(generation.folder, folder)
    store.close()
    catalog = Catalog.open(folder / "catalog.sqlite", writable=True)
    vectors = Vectors.open(folder / "vectors")
    yield folder, catalog, vectors, LexicalIndex.open(folder / "lexical")
    vectors.close()
    catalog.close()


def test_parts_that_agree_pass(parts: Parts) -> None:
    check(*parts, parts[2].get([SOME]))


def test_a_lost_vector_is_found_out(parts: Parts) -> None:
    parts[2].apply([SOME], [], np.zeros((0, 64), dtype=np.float32))
    with pytest.raises(StoreDamaged, match="differ"):
        check(*parts, {})


def test_lost_words_are_found_out(parts: Parts) -> None:
    parts[3].apply([SOME], [])
    with pytest.raises(StoreDamaged, match="differ"):
        check(*parts, {})


def test_a_lost_source_is_found_out(parts: Parts) -> None:
    parts[1].remove(["otter"])
    with pytest.raises(StoreDamaged, match="differ"):
        check(*parts, {})


def test_a_vector_that_is_another_is_found_out(parts: Parts) -> None:
    stored = parts[2].get([SOME])[SOME]
    check(*parts, {SOME: stored + 5e-6})
    with pytest.raises(StoreDamaged, match="not what was embedded"):
        check(*parts, {SOME: stored + 5e-5})
