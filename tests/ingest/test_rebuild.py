from dataclasses import replace
from pathlib import Path

import pytest

from domain.errors import StoreEmpty
from domain.reports import Progress
from domain.types import ParsedSource
from ingest.inputs import gather
from ingest.passages import SPLITTER_VERSION
from ingest.rebuild import rebuild, resplit
from ingest.sync import sync
from tests.fakes import HashEmbedder
from vectorstore.store import Change, Store

ENGLISH = """---
language: en
twin: port.fr.md
---
# The port

## Ships

Forty ships call a day.
"""
FRENCH = """---
language: fr
---
# Le port

## Navires

Quarante navires y font escale par jour.
"""
LONG = "# Farms\n\n" + " ".join(f"Farm {n} of the valley keeps {n + 20} sheep." for n in range(60))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    folder = tmp_path / "articles" / "north"
    folder.mkdir(parents=True)
    (folder / "port.en.md").write_text(ENGLISH, "utf-8")
    (folder / "port.fr.md").write_text(FRENCH, "utf-8")
    (folder / "farms.md").write_text(LONG, "utf-8")
    store = Store(tmp_path / "store", HashEmbedder())
    assert not sync(store, gather([str(tmp_path / "articles")])).failed
    return store


def stored(store: Store) -> dict[str, ParsedSource]:
    with store.reader() as generation:
        catalog = generation.catalog
        assert generation.vectors.ids() == generation.lexical.ids() == set(catalog.vector_keys())
        return {source.id: catalog.parsed(source.id) for source in catalog.sources()}


def test_an_empty_store_cannot_be_made_anew(tmp_path: Path) -> None:
    with pytest.raises(StoreEmpty):
        rebuild(Store(tmp_path / "store", HashEmbedder()))


def test_the_same_store_again_embeds_nothing(store: Store) -> None:
    before = stored(store)
    written = rebuild(store)
    assert (written.generation, written.embedded) == (2, 0)
    assert stored(store) == before


def test_another_model_embeds_everything(tmp_path: Path, store: Store) -> None:
    before = stored(store)
    other = Store(tmp_path / "store", HashEmbedder("new", "hash 2"))
    steps: list[Progress] = []
    assert rebuild(other, steps.append).embedded == sum(len(p.passages) for p in before.values())
    assert stored(other) == before
    embedding = [step for step in steps if step.stage == "embedding"]
    assert [embedding[0].done, embedding[-1].done] == [0, embedding[-1].total]


def older(store: Store) -> None:
    """Store the sources as another splitter would have cut them: each whole, unlinked."""
    with store.writer() as writer:
        assert writer.parent
        catalog = writer.parent.catalog
        whole = []
        for source in catalog.sources():
            item = catalog.parsed(source.id)
            first, last = item.passages[0], item.passages[-1]
            text = item.text[first.start : last.end]
            one = replace(first, id=source.id, text=text, end=last.end, twin_id=None, page=3)
            whole.append(replace(item, passages=(one,)))
        writer.write(Change(tuple(whole), splitter="0"), "as of old")


def test_texts_of_an_older_splitter_are_cut_anew_and_linked_again(store: Store) -> None:
    before = stored(store)
    older(store)
    assert len(stored(store)) == 3
    rebuild(store)
    with store.reader() as generation:
        assert generation.catalog.meta.splitter == SPLITTER_VERSION
        pages = {p.page for s in before for p in generation.catalog.passages_of(s)}
        [ships] = generation.catalog.passages_of("north/port.en.md")
        [navires] = generation.catalog.passages_of("north/port.fr.md")
    assert pages == {3}
    assert (ships.twin_id, navires.twin_id) == (navires.id, ships.id)
    after = stored(store)
    for id, item in before.items():
        assert [p.id for p in item.passages] == [p.id for p in after[id].passages]


def test_a_page_is_that_of_the_passage_that_contained_the_beginning(store: Store) -> None:
    with store.reader() as generation:
        item = generation.catalog.parsed("north/farms.md")
    count = len(item.passages)
    assert count > 3
    paged = replace(
        item, passages=tuple(replace(p, page=n + 5) for n, p in enumerate(item.passages))
    )
    assert [p.page for p in resplit(paged).passages] == list(range(5, 5 + count))
