from pathlib import Path

import pytest

from domain.types import Language
from ingest.inputs import folder_origin, gather
from ingest.sync import Options, remove, sync
from tests.fakes import HashEmbedder
from vectorstore.store import Store

FRENCH = """---
language: fr
twin: pier.en.md
---
# La jetée

## La pêche

La jetée accueille vingt bateaux.

## Le phare

Le phare date de 1880.
"""
ENGLISH = """---
language: en
twin: pier.fr.md
---
# The pier

## Fishing

The pier takes twenty boats.

## The lighthouse

The lighthouse dates from 1880.
"""


NAMES = {"pier.fr.md": FRENCH, "pier.en.md": ENGLISH}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store", HashEmbedder())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The two twins in a folder."""
    folder = tmp_path / "piers"
    folder.mkdir()
    for name, text in NAMES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def links(store: Store, id: str) -> list[str | None]:
    """For each passage of a source the text of its twin."""
    with store.reader() as generation:
        catalog = generation.catalog
        found = catalog.passages([p.twin_id or "" for p in catalog.passages_of(id)])
        return [
            found[p.twin_id].text if p.twin_id in found else None for p in catalog.passages_of(id)
        ]


LINKED = ["The pier takes twenty boats.", "The lighthouse dates from 1880."]


def test_twins_are_linked_paragraph_by_paragraph(store: Store, folder: Path) -> None:
    sync(store, gather([str(folder)]))
    assert links(store, "pier.fr.md") == LINKED
    with store.reader() as generation:
        assert generation.catalog.source("pier.fr.md").twin == "pier.en.md"


def test_a_twin_that_comes_later_is_linked_too(store: Store, folder: Path) -> None:
    sync(store, gather([str(folder / "pier.fr.md")]))
    assert links(store, "pier.fr.md") == [None, None]
    report = sync(store, gather([str(folder / "pier.en.md")]))
    assert (report.added, report.updated) == (("pier.en.md",), ())
    assert links(store, "pier.fr.md") == LINKED


def test_one_of_the_two_taken_in_again_stays_linked(store: Store, folder: Path) -> None:
    sync(store, gather([str(folder)]))
    text = ENGLISH.replace("twenty boats", "thirty boats")
    (folder / "pier.en.md").write_text(text, "utf-8")
    report = sync(store, gather([str(folder / "pier.en.md")]))
    assert report.updated == ("pier.en.md",)
    assert links(store, "pier.fr.md") == ["The pier takes thirty boats.", LINKED[1]]
    assert links(store, "pier.en.md")[1] == "Le phare date de 1880."


def test_it_is_enough_that_one_names_the_other(store: Store, folder: Path) -> None:
    bare = ENGLISH.replace("twin: pier.fr.md\n", "")
    (folder / "pier.en.md").write_text(bare, "utf-8")
    sync(store, gather([str(folder)]))
    assert links(store, "pier.en.md")[1] == "Le phare date de 1880."
    (folder / "pier.en.md").write_text(bare.replace("twenty", "thirty"), "utf-8")
    sync(store, gather([str(folder / "pier.en.md")]))
    assert links(store, "pier.fr.md") == ["The pier takes thirty boats.", LINKED[1]]


def test_a_source_that_no_longer_names_its_twin_nor_matches_it_stands_alone(
    store: Store, folder: Path
) -> None:
    sync(store, gather([str(folder)]))
    alone = ENGLISH.replace("twin: pier.fr.md\n", "") + "\nIt is open in summer.\n"
    (folder / "pier.en.md").write_text(alone, "utf-8")
    report = sync(store, gather([str(folder / "pier.en.md")]))
    assert (report.updated, report.failed) == (("pier.en.md",), ())
    assert links(store, "pier.fr.md") == [None, None]
    assert links(store, "pier.en.md") == [None, None, None]


def test_the_twin_of_a_removed_source_is_released(store: Store, folder: Path) -> None:
    sync(store, gather([str(folder)]))
    remove(store, ["pier.en.md"])
    assert links(store, "pier.fr.md") == [None, None]


def test_the_twin_of_a_pruned_source_is_released(store: Store, folder: Path) -> None:
    sync(store, gather([str(folder)]))
    (folder / "pier.en.md").unlink()
    options = Options(prune=frozenset({folder_origin(folder)}))
    assert sync(store, gather([str(folder)]), options).removed == ("pier.en.md",)
    with store.reader() as generation:
        assert [s.id for s in generation.catalog.sources()] == ["pier.fr.md"]
        assert all(p.twin_id is None for p in generation.catalog.passages_of("pier.fr.md"))


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ("\nIl est ouvert en été.\n", "2 paragraphs under «Le phare»"),
        ("\n## La fin\n\nIl est ouvert en été.\n", "3 sections with text against 2"),
    ],
)
def test_unequal_twins_fail_with_a_clear_line_and_cost_the_others_nothing(
    store: Store, folder: Path, added: str, said: str
) -> None:
    (folder / "pier.fr.md").write_text(FRENCH + added, "utf-8")
    (folder / "other.md").write_text("The ferry crosses the bay.", "utf-8")
    report = sync(store, gather([str(folder)]))
    assert report.added == ("other.md",)
    errors = {Path(f.source).name: f.error for f in report.failed}
    assert set(errors) == set(NAMES)
    assert said in errors["pier.fr.md"]
    assert "pier.fr.md" in errors["pier.en.md"]


def test_an_update_that_no_longer_matches_leaves_the_pair_of_yesterday(
    store: Store, folder: Path
) -> None:
    sync(store, gather([str(folder)]))
    (folder / "pier.fr.md").write_text(FRENCH + "\nIl est ouvert en été.\n", "utf-8")
    report = sync(store, gather([str(folder / "pier.fr.md")]))
    assert (len(report.failed), report.generation) == (1, 1)
    assert links(store, "pier.fr.md") == LINKED


def test_twins_in_one_language_are_refused(store: Store, folder: Path) -> None:
    (folder / "pier.fr.md").write_text(FRENCH.replace("language: fr", "language: en"), "utf-8")
    report = sync(store, gather([str(folder)]))
    assert "both are in en" in report.failed[0].error


@pytest.mark.parametrize("twin", ["missing.md", "pier.fr.md"])
def test_a_twin_that_is_not_there_costs_nothing(store: Store, folder: Path, twin: str) -> None:
    text = FRENCH.replace("pier.en.md", twin)
    (folder / "pier.fr.md").write_text(text, "utf-8")
    report = sync(store, gather([str(folder / "pier.fr.md")]))
    assert (report.added, report.failed) == (("pier.fr.md",), ())


def test_a_long_paragraph_is_linked_piece_by_piece(store: Store, folder: Path) -> None:
    french = "Le phare éclaire la baie toute la nuit et tous les jours de l'année. " * 12
    english = "The lighthouse lights the bay all night long and on all days. " * 25
    (folder / "pier.fr.md").write_text(FRENCH.replace("Le phare date de 1880.", french), "utf-8")
    (folder / "pier.en.md").write_text(
        ENGLISH.replace("The lighthouse dates from 1880.", english), "utf-8"
    )
    assert sync(store, gather([str(folder)])).failed == ()
    assert None not in links(store, "pier.fr.md") + links(store, "pier.en.md")
    with store.reader() as generation:
        assert {p.language for p in generation.catalog.passages_of("pier.fr.md")} == {Language.FR}
