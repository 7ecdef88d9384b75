from pathlib import Path

import pytest

from domain.changes import Became
from domain.reports import PassageCounts
from ingest.generations import Compared, compare_generations
from ingest.inputs import UploadInput
from ingest.sync import remove, sync
from tests.fakes import HashEmbedder
from vectorstore.store import Store

TRAM = "# The tram\n\n## Fares\n\nA ticket costs 3 euros.\n\nDogs pay nothing.\n"


def put(store: Store, **texts: str) -> None:
    sync(store, [UploadInput(f"{name}.md", text.encode()) for name, text in texts.items()])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """1: tram, museum; 2: tram updated, ferry; 3: without museum."""
    store = Store(tmp_path / "store", HashEmbedder(), keep=9)
    put(store, tram=TRAM, museum="# Wool\n\nThe museum shows 200 looms.\n")
    put(store, tram=TRAM.replace("3", "4"), ferry="# Ferry\n\nIt crosses the bay.\n")
    remove(store, ["museum.md"])
    return store


def compared(store: Store, a: int, b: int) -> Compared:
    with store.catalog(a) as old, store.catalog(b) as new:
        return compare_generations(old, new)


def test_two_generations_are_compared_source_by_source(store: Store) -> None:
    found = compared(store, 1, 3)
    assert (found.added, found.updated, found.removed) == (
        ("ferry.md",),
        ("tram.md",),
        ("museum.md",),
    )
    assert found.passages == PassageCounts(added=1, changed=1, unchanged=1, removed=1)
    assert [(c.source, c.became) for c in found.changes] == [
        ("tram.md", Became.CHANGED),
        ("ferry.md", Became.ADDED),
        ("museum.md", Became.REMOVED),
    ]
    [edit] = found.changes[0].passages[0].sentences
    assert (edit.old, edit.new) == ("A ticket costs 3 euros.", "A ticket costs 4 euros.")


def test_the_other_way_round_is_the_other_way_round(store: Store) -> None:
    found = compared(store, 3, 1)
    assert (found.added, found.removed) == (("museum.md",), ("ferry.md",))
    [edit] = found.changes[0].passages[0].sentences
    assert (edit.old, edit.new) == ("A ticket costs 4 euros.", "A ticket costs 3 euros.")


def test_a_generation_does_not_differ_from_itself(store: Store) -> None:
    assert compared(store, 2, 2) == Compared((), (), (), PassageCounts(unchanged=4), ())
