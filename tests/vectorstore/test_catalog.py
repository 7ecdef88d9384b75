import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import SourceNotFound, StoreDamaged
from domain.types import Language, ParsedSource, Passage, Section, Source
from tests.vectorstore.making import FERRY, LOUTRE, OTTER
from vectorstore.catalog import Catalog, CatalogMeta


def keys(*sources: ParsedSource) -> dict[str, str]:
    return {p.id: f"key of {p.id}" for s in sources for p in s.passages}


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    made = Catalog.create(tmp_path / "catalog.sqlite")
    made.set_meta(CatalogMeta("hash", "hash 1", "1", background={"fr": (0.25, 0.5)}))
    for source in (FERRY, OTTER, LOUTRE):
        made.add(source, keys(source))
    yield made
    made.close()


def test_what_is_added_comes_back(catalog: Catalog) -> None:
    assert [s.id for s in catalog.sources()] == ["ferry", "loutre", "otter"]
    assert catalog.parsed("loutre") == LOUTRE
    assert catalog.passage_counts() == {"ferry": 2, "loutre": 1, "otter": 1}
    assert catalog.passage_count() == 4
    assert catalog.vector_keys() == keys(FERRY, LOUTRE, OTTER)
    assert catalog.titles(["otter", "missing"]) == {"otter": "About otter"}
    assert catalog.passages([OTTER.passages[0].id, "missing"]) == {
        OTTER.passages[0].id: OTTER.passages[0]
    }


def test_more_ids_than_sqlite_has_variables_for(catalog: Catalog) -> None:
    wanted = [f"missing {n}" for n in range(40_000)] + [p.id for p in FERRY.passages]
    assert set(catalog.passages(wanted)) == {p.id for p in FERRY.passages}


def test_what_is_removed_is_gone_with_its_passages(catalog: Catalog) -> None:
    catalog.remove(["ferry", "missing"])
    assert catalog.passage_counts() == {"loutre": 1, "otter": 1}
    for ask in (catalog.source, catalog.text, catalog.sections, catalog.parsed):
        with pytest.raises(SourceNotFound, match="passerelle sources"):
            ask("ferry")
    catalog.add(FERRY, keys(FERRY))
    assert catalog.parsed("ferry") == FERRY


def test_meta_comes_back(catalog: Catalog) -> None:
    assert catalog.meta == CatalogMeta("hash", "hash 1", "1", background={"fr": (0.25, 0.5)})


def test_a_published_one_is_read_only_and_may_be_asked_from_threads(
    tmp_path: Path,
) -> None:
    made = Catalog.create(tmp_path / "catalog.sqlite")
    made.set_meta(CatalogMeta("hash", "hash 1", "1"))
    made.add(FERRY, keys(FERRY))
    made.close()
    published = Catalog.open(tmp_path / "catalog.sqlite")
    found: list[ParsedSource] = []
    threads = [
        Thread(target=lambda: found.extend(published.parsed("ferry") for _ in range(20)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [FERRY] * 80
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        published.remove(["ferry"])
    published.close()
    assert [p.name for p in tmp_path.iterdir()] == ["catalog.sqlite"]


@pytest.mark.parametrize("content", [None, b"", b"garbage" * 500])
def test_a_damaged_file_is_reported(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "bad.sqlite").write_bytes(content)
    with pytest.raises(StoreDamaged):
        Catalog.open(tmp_path / "bad.sqlite")


def test_another_schema_is_reported(tmp_path: Path) -> None:
    made = Catalog.create(tmp_path / "new.sqlite")
    made.set_meta(CatalogMeta("hash", "hash 1", "1", schema=99))
    made.close()
    with pytest.raises(StoreDamaged, match="schema 99"):
        Catalog.open(tmp_path / "new.sqlite")


def test_pages_come_back(catalog: Catalog) -> None:
    catalog.remove(["loutre"])
    paged = replace(LOUTRE, passages=tuple(replace(p, page=3) for p in LOUTRE.passages))
    catalog.add(paged, keys(paged))
    assert catalog.parsed("loutre") == paged


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@settings(max_examples=50)
@given(TEXT, TEXT, st.lists(TEXT, max_size=3), st.none() | TEXT, st.sampled_from(list(Language)))
def test_any_source_comes_back_as_it_was(
    id: str, text: str, path: list[str], author: str | None, language: Language
) -> None:
    source = Source(
        id, text, text, text, language, "text", "hash", None, author, None, author, based_on=author
    )
    section = Section(tuple(path), text, 0, len(text))
    passage = Passage("p", id, tuple(path), text, 0, len(text), language, 0, 0, author)
    parsed = ParsedSource(source, text, (section,), (passage,))
    catalog = Catalog.create(Path(":memory:"))
    catalog.add(parsed, {"p": "key"})
    assert catalog.parsed(id) == parsed
    catalog.close()


def test_offsets_count_code_points_not_bytes(tmp_path: Path) -> None:
    text = "😀 " + unicodedata.normalize("NFD", "été") + " 𝔄 fin"
    passage = Passage("p", "s", (), text[-3:], len(text) - 3, len(text), Language.FR, 0, 0)
    source = Source("s", "t", "u", "o", Language.FR, "text", "h")
    section = Section((), text, 0, len(text))
    made = Catalog.create(tmp_path / "c.sqlite")
    made.add(ParsedSource(source, text, (section,), (passage,)), {"p": "key"})
    [found] = made.passages_of("s")
    assert made.text("s")[found.start : found.end] == "fin"
    made.close()


READS: dict[str, Callable[[Catalog], object]] = {
    "sources": Catalog.sources,
    "source": lambda catalog: catalog.source("otter"),
    "text": lambda catalog: catalog.text("otter"),
    "sections": lambda catalog: catalog.sections("otter"),
    "passages": lambda catalog: catalog.passages([OTTER.passages[0].id]),
    "passages_of": lambda catalog: catalog.passages_of("otter"),
    "passage_count": Catalog.passage_count,
    "passage_counts": Catalog.passage_counts,
    "vector_keys": Catalog.vector_keys,
    "titles": lambda catalog: catalog.titles(["otter"]),
    "meta": lambda catalog: catalog.meta,
}


def saved(path: Path) -> Path:
    made = Catalog.create(path)
    made.set_meta(CatalogMeta("hash", "hash 1", "1"))
    for source in (FERRY, OTTER, LOUTRE):
        made.add(source, keys(source))
    made.close()
    return path


@pytest.mark.parametrize("read", sorted(READS.keys() - {"meta"}))
def test_pages_that_are_garbage_are_reported_by_whatever_reads_them(
    tmp_path: Path, read: str
) -> None:
    """The page spoke of an unexpected error, not of `passerelle doctor --repair`."""
    path = saved(tmp_path / "catalog.sqlite")
    with closing(sqlite3.connect(path)) as database:
        [(size,)] = database.execute("PRAGMA page_size")
        meta = (
            "SELECT rootpage FROM sqlite_master WHERE name IN ('meta', 'sqlite_autoindex_meta_1')"
        )
        sound = {1, *(page for (page,) in database.execute(meta))}
    data = bytearray(path.read_bytes())
    for page in range(1, len(data) // size + 1):
        if page not in sound:
            data[(page - 1) * size : page * size] = b"\xa5" * size
    path.write_bytes(data)
    with closing(Catalog.open(path)) as catalog, pytest.raises(StoreDamaged, match="doctor"):
        READS[read](catalog)


@pytest.mark.parametrize(
    ("statement", "reads"),
    [
        ("UPDATE sources SET language = 'xx'", ("sources", "source")),
        ("UPDATE passages SET language = 'xx'", ("passages", "passages_of")),
        ("UPDATE passages SET section_path = 'no list'", ("passages", "passages_of")),
        ("UPDATE passages SET section_path = '3'", ("passages", "passages_of")),
        ("UPDATE sections SET path = '['", ("sections",)),
        ("UPDATE sections SET start = 'a'", ("sections",)),
        ("UPDATE sources SET text = CAST(x'c3' AS TEXT)", ("text", "sections")),
        ("DROP TABLE passages", ("passages", "passages_of", "passage_count", "vector_keys")),
    ],
)
def test_values_that_nobody_wrote_are_reported(
    tmp_path: Path, statement: str, reads: tuple[str, ...]
) -> None:
    path = saved(tmp_path / "catalog.sqlite")
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement)
    with closing(Catalog.open(path)) as catalog:
        for read in reads:
            with pytest.raises(StoreDamaged, match="doctor"):
                READS[read](catalog)


def test_an_id_that_cannot_be_written_is_no_damage(catalog: Catalog) -> None:
    with pytest.raises(UnicodeEncodeError):
        catalog.source("\ud800")
