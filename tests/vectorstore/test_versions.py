"""What is known of the versions of a source: when each came in, and by which generation."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from domain.errors import GenerationNotFound, StoreEmpty
from tests.fakes import HashEmbedder
from tests.vectorstore.making import FERRY, OTTER, adding, make_source, rebuilt
from vectorstore.catalog import Catalog
from vectorstore.catalog_schema import SCHEMA_VERSION
from vectorstore.planning import Change
from vectorstore.store import Store

DEARER = make_source("ferry", "The ferry crosses the bay every hour.", "A ticket costs 4 euros.")
SQL_OF_1 = (
    "ALTER TABLE sources DROP COLUMN ingested_at",
    "ALTER TABLE sources DROP COLUMN superseded_by",
    "ALTER TABLE sources DROP COLUMN based_on",
    "ALTER TABLE passages DROP COLUMN page",
    "UPDATE meta SET value = '1' WHERE key = 'schema'",
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store", HashEmbedder())


def versions(store: Store, id: str) -> list[tuple[int, str, int]]:
    return [(p.generation, p.version.became, p.version.passages) for p in store.versions(id)]


def test_the_versions_of_a_source_outlive_their_generations(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", HashEmbedder(), keep=1)
    store.write(adding(FERRY, OTTER), "first")
    store.write(adding(DEARER), "second")
    store.write(Change((), ("ferry",)), "third")
    store.write(adding(FERRY), "fourth")
    assert store.generations() == (4,)
    assert versions(store, "ferry") == [
        (4, "added", 2),
        (3, "removed", 0),
        (2, "changed", 2),
        (1, "added", 2),
    ]
    assert versions(store, "otter") == [(1, "added", 1)]
    hashes = [p.version.content_hash for p in store.versions("ferry")]
    assert hashes == [
        FERRY.source.content_hash,
        DEARER.source.content_hash,
        DEARER.source.content_hash,
        FERRY.source.content_hash,
    ]


def test_a_rewrite_of_the_same_content_is_no_version(store: Store) -> None:
    store.write(adding(FERRY), "first")
    store.write(adding(FERRY), "again")
    rebuilt(store)
    assert versions(store, "ferry") == [(1, "added", 2)]


def ingested(store: Store, id: str) -> str | None:
    with store.reader() as generation:
        return generation.catalog.source(id).ingested_at


def test_a_source_knows_when_its_content_came_in(store: Store) -> None:
    store.write(adding(FERRY, OTTER), "first")
    came = ingested(store, "ferry")
    assert came
    assert came <= store.versions("ferry")[0].at
    store.write(adding(FERRY), "the same again")
    rebuilt(store)
    assert ingested(store, "ferry") == came
    store.write(adding(DEARER), "changed")
    assert (ingested(store, "ferry") or "") >= came
    assert ingested(store, "otter") == came


def test_it_is_no_part_of_what_a_source_is(store: Store) -> None:
    store.write(adding(FERRY), "first")
    with store.reader() as generation:
        assert generation.catalog.source("ferry").ingested_at
        assert generation.catalog.source("ferry") == FERRY.source


def test_an_older_catalog_is_read_and_brought_up_to_date_when_written(
    tmp_path: Path, store: Store
) -> None:
    store.write(adding(FERRY), "first")
    store.close()
    path = tmp_path / "store" / "generations" / "0001" / "catalog.sqlite"
    with closing(Catalog.open(path, writable=True)) as catalog:
        for statement in SQL_OF_1:
            catalog._connection.execute(statement)
    assert ingested(store, "ferry") is None
    store.write(adding(OTTER), "second")
    with store.reader() as generation:
        assert generation.catalog.meta.schema == SCHEMA_VERSION
        assert generation.catalog.parsed("ferry") == FERRY
        assert generation.catalog.source("otter").ingested_at


def test_the_catalog_of_a_kept_generation_can_be_read(store: Store) -> None:
    store.write(adding(FERRY), "first")
    store.write(adding(DEARER), "second")
    with store.catalog(1) as old, store.catalog(2) as new:
        assert "3 euros" in old.text("ferry")
        assert "4 euros" in new.text("ferry")
    with pytest.raises(GenerationNotFound, match="kept: 1, 2"), store.catalog(3):
        pass


def test_a_generation_that_is_read_is_not_pruned(tmp_path: Path, store: Store) -> None:
    writer = Store(tmp_path / "store", HashEmbedder(), keep=1)
    writer.write(adding(FERRY), "first")
    with store.catalog(1) as old:
        writer.write(adding(DEARER), "second")
        assert store.generations() == (1, 2)
        assert "3 euros" in old.text("ferry")
    writer.write(adding(OTTER), "third")
    assert store.generations() == (3,)


def test_which_generation_answers(store: Store) -> None:
    with pytest.raises(StoreEmpty):
        store.current()
    store.write(adding(FERRY), "first")
    store.write(adding(OTTER), "second")
    store.rollback()
    assert store.current() == 1


def test_a_crash_before_the_journal_was_written_loses_no_version(
    tmp_path: Path, store: Store
) -> None:
    store.write(adding(FERRY), "first")
    journal = tmp_path / "store" / "journal.sqlite"
    shutil.copy(journal, tmp_path / "as it was")
    store.write(adding(DEARER), "second")
    shutil.copy(tmp_path / "as it was", journal)
    store.write(adding(OTTER), "third")
    assert versions(store, "ferry") == [(2, "changed", 2), (1, "added", 2)]


def test_a_lost_journal_loses_no_generation(tmp_path: Path, store: Store) -> None:
    store.write(adding(FERRY), "first")
    store.write(adding(DEARER), "second")
    store.rollback()
    (tmp_path / "store" / "journal.sqlite").unlink()
    store.write(adding(OTTER), "third")
    assert store.generations() == (1, 2, 3)
    with store.catalog(2) as catalog:
        assert "4 euros" in catalog.text("ferry")
