from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from domain.errors import StoreDamaged
from vectorstore.vectors import Vectors

Rows = NDArray[np.float32]


def unit(rows: int, seed: int = 0) -> Rows:
    made = np.random.default_rng(seed).normal(size=(rows, 16)).astype(np.float32)
    scaled: Rows = made / np.linalg.norm(made, axis=1, keepdims=True)
    return scaled


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[Vectors]:
    opened = Vectors.open(tmp_path / "vectors", create=True)
    yield opened
    opened.close()


def test_the_nearest_come_first_with_their_cosines(vectors: Vectors) -> None:
    rows = unit(30)
    vectors.apply([], [f"p{n}" for n in range(30)], rows)
    found = vectors.search(rows[7], 5)
    exact = sorted(((float(rows[n] @ rows[7]), f"p{n}") for n in range(30)), reverse=True)[:5]
    assert [id for id, _ in found] == [id for _, id in exact]
    assert [score for _, score in found] == pytest.approx([s for s, _ in exact], abs=1e-5)


@pytest.mark.parametrize(("k", "found"), [(0, 0), (-1, 0), (2, 2), (3, 3), (50, 3)])
def test_no_more_than_there_are(vectors: Vectors, k: int, found: int) -> None:
    vectors.apply([], ["a", "b", "c"], unit(3))
    assert len(vectors.search(unit(1)[0], k)) == found


def test_nothing_is_found_in_nothing(vectors: Vectors) -> None:
    vectors.apply([], [], np.zeros((0, 1), dtype=np.float32))
    assert vectors.search(unit(1)[0], 5) == []
    assert (vectors.count(), vectors.ids(), vectors.get([])) == (0, set(), {})


def test_what_is_stored_comes_back_missing_ids_do_not(vectors: Vectors) -> None:
    rows = unit(2)
    vectors.apply([], ["a", "b"], rows)
    found = vectors.get(["b", "missing"])
    assert set(found) == {"b"}
    assert np.allclose(found["b"], rows[1], atol=1e-6)


def test_deleted_ids_go_and_may_come_again(vectors: Vectors) -> None:
    rows = unit(3)
    vectors.apply([], ["a", "b"], rows[:2])
    vectors.apply(["a"], ["c"], rows[2:])
    assert vectors.ids() == {"b", "c"}
    vectors.apply(["b"], ["b"], rows[:1])
    assert np.allclose(vectors.get(["b"])["b"], rows[0], atol=1e-6)


def test_more_than_a_batch_of_chromas(vectors: Vectors) -> None:
    """Chroma takes 5,461 at once."""
    ids = [f"p{n:05}" for n in range(6000)]
    rows = unit(6000)
    vectors.apply([], ids, rows)
    assert vectors.count() == 6000
    assert np.allclose(vectors.get(ids)["p05999"], rows[5999], atol=1e-6)
    vectors.apply(ids[:5999], [], rows[:0])
    assert vectors.ids() == {"p05999"}


def test_it_is_there_when_it_is_opened_again(tmp_path: Path, vectors: Vectors) -> None:
    vectors.apply([], ["a"], unit(1))
    vectors.close()
    again = Vectors.open(tmp_path / "vectors")
    assert again.ids() == {"a"}


def test_threads_open_and_close_one_folder_at_once(tmp_path: Path, vectors: Vectors) -> None:
    vectors.apply([], ["a", "b"], unit(2))
    vectors.close()

    def look(_: int) -> int:
        opened = Vectors.open(tmp_path / "vectors")
        try:
            return opened.count()
        finally:
            opened.close()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(look, range(80))) == {2}


def test_a_missing_or_foreign_folder_is_reported(tmp_path: Path) -> None:
    with pytest.raises(StoreDamaged, match="missing"):
        Vectors.open(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_duplicate_ids_are_an_error_of_the_store(vectors: Vectors) -> None:
    with pytest.raises(StoreDamaged):
        vectors.apply([], ["a", "a"], unit(2))


def recall(vectors: Vectors, rows: Rows) -> float:
    """Of the ten nearest of some rows, the share that is found; ties count."""
    found = 0
    for row in rows[:: len(rows) // 20][:20]:
        tenth = np.sort(rows @ row)[-10]
        found += sum(score >= tenth - 1e-5 for _, score in vectors.search(row, 10))
    return found / 200


@pytest.mark.parametrize("kind", ["apart", "equal"])
def test_the_nearest_are_found_among_many(vectors: Vectors, kind: str) -> None:
    """Chroma's own settings miss a fifth of them."""
    rng = np.random.default_rng(1)
    made = rng.normal(size=(4000, 128)).astype(np.float32)
    if kind == "equal":
        made = made[rng.integers(0, 100, size=4000)]
    rows: Rows = made / np.linalg.norm(made, axis=1, keepdims=True)
    vectors.apply([], [f"p{n}" for n in range(4000)], rows)
    assert recall(vectors, rows) >= 0.99
