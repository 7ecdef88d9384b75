from pathlib import Path

import pytest

from domain.errors import SourceNotFound, StoreEmpty, UsageError
from ingest.inputs import gather
from ingest.supersede import supersede
from ingest.sync import sync
from tests.fakes import HashEmbedder
from vectorstore.store import Store

PIER = "---\nlanguage: en\ntwin: jetee.fr.md\n---\n\n# The pier\n\nThe pier is 90 metres long.\n"
JETEE = "---\nlanguage: fr\ntwin: pier.en.md\n---\n\n# La jetée\n\nLa jetée mesure 90 mètres.\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in (("pier.en.md", PIER), ("jetee.fr.md", JETEE)):
        (folder / name).write_text(text, "utf-8")
    for name in ("new", "newer"):
        (folder / f"{name}.md").write_text(f"# {name}\n\nThe {name} pier.\n", "utf-8")
    made = Store(tmp_path / "store", HashEmbedder())
    assert not sync(made, gather([str(folder)])).failed
    return made


def superseded(store: Store) -> set[str]:
    with store.reader() as generation:
        return set(generation.superseded)


def test_both_twins_are_superseded_nothing_is_embedded_and_it_can_be_undone(store: Store) -> None:
    with store.reader() as generation:
        before = generation.catalog.vector_keys()
    assert supersede(store, "jetee.fr.md", "new.md") == 2
    assert superseded(store) == {"pier.en.md", "jetee.fr.md"}
    with store.reader() as generation:
        assert generation.catalog.vector_keys() == before
    assert store.journal()[0].cause == "supersede: jetee.fr.md by new.md"
    assert supersede(store, "pier.en.md", None) == 3
    assert superseded(store) == set()


def test_what_is_so_already_is_not_written_again(store: Store) -> None:
    assert supersede(store, "new.md", "newer.md") == 2
    assert supersede(store, "new.md", "newer.md") == 2
    assert supersede(store, "newer.md", None) == 2


@pytest.mark.parametrize(("id", "by"), [("new.md", "new.md"), ("pier.en.md", "jetee.fr.md")])
def test_no_document_supersedes_itself(store: Store, id: str, by: str) -> None:
    with pytest.raises(UsageError, match="itself or its twin"):
        supersede(store, id, by)


def test_no_circles(store: Store) -> None:
    supersede(store, "new.md", "newer.md")
    with pytest.raises(UsageError, match="undo that first"):
        supersede(store, "newer.md", "new.md")


@pytest.mark.parametrize(("id", "by"), [("gone.md", "new.md"), ("new.md", "gone.md")])
def test_both_have_to_be_there(store: Store, id: str, by: str) -> None:
    with pytest.raises(SourceNotFound, match=r"gone\.md"):
        supersede(store, id, by)


def test_nothing_is_superseded_in_an_empty_store(tmp_path: Path) -> None:
    with pytest.raises(StoreEmpty):
        supersede(Store(tmp_path / "none", HashEmbedder()), "a", "b")
