from pathlib import Path

import pytest

from domain.errors import SourceNotFound, StoreEmpty, UsageError
from domain.types import Language, PassageCounts, Progress
from ingest.inputs import UploadInput, gather
from ingest.sync import Options, remove, sync
from tests.fakes import HashEmbedder
from vectorstore.store import Store

TRAM = """# The tramway of Grenvik

## The line

The first tram ran in 1998. It carries 40,000 passengers a day.

## The fares

A ticket costs 3 euros, and children travel free.
"""
MUSEUM = """# The museum of wool

The museum shows 200 looms. It opened its doors in 2004.
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store", HashEmbedder())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "tram.md").write_text(TRAM, "utf-8")
    (folder / "museum.md").write_text(MUSEUM, "utf-8")
    return folder


def ids(store: Store) -> set[str]:
    with store.reader() as generation:
        return {source.id for source in generation.catalog.sources()}


def test_a_folder_is_taken_in_and_reported(store: Store, folder: Path) -> None:
    report = sync(store, gather([str(folder)]))
    assert set(report.added) == {"tram.md", "museum.md"}
    assert (report.generation, report.failed) == (1, ())
    assert report.passages == PassageCounts(added=3)
    assert report.embedded == 3


def test_the_same_again_publishes_nothing(store: Store, folder: Path) -> None:
    sync(store, gather([str(folder)]))
    report = sync(store, gather([str(folder)]))
    assert set(report.unchanged) == {"tram.md", "museum.md"}
    assert (report.generation, report.embedded) == (1, 0)
    assert report.passages == PassageCounts(unchanged=3)


def test_an_update_embeds_only_what_changed(store: Store, folder: Path) -> None:
    sync(store, gather([str(folder)]))
    (folder / "tram.md").write_text(TRAM.replace("3 euros", "4 euros"), "utf-8")
    report = sync(store, gather([str(folder)]))
    assert report.updated == ("tram.md",)
    assert report.embedded == 1
    assert report.passages == PassageCounts(changed=1, unchanged=2)


def test_one_bad_file_costs_the_others_nothing(store: Store, folder: Path) -> None:
    (folder / "bad.md").write_bytes(b"\x00\x01\x02\x00" * 50)
    (folder / "empty.txt").write_text("  \n", "utf-8")
    report = sync(store, gather([str(folder)]))
    assert len(report.added) == 2
    assert {Path(f.source).name for f in report.failed} == {"bad.md", "empty.txt"}
    assert all(f.error for f in report.failed)


def test_a_failed_update_keeps_what_answered_yesterday(store: Store, folder: Path) -> None:
    sync(store, gather([str(folder)]))
    (folder / "tram.md").write_bytes(b"\x00\x01")
    origin = gather([str(folder)])[0]
    assert origin
    report = sync(store, gather([str(folder)]), Options(prune=_origin(folder)))
    assert (len(report.failed), report.removed) == (1, ())
    assert ids(store) == {"tram.md", "museum.md"}


def _origin(folder: Path) -> frozenset[str]:
    from ingest.inputs import folder_origin

    return frozenset({folder_origin(folder)})


def test_prune_removes_only_what_is_gone_from_the_folder(store: Store, folder: Path) -> None:
    sync(store, [*gather([str(folder)]), UploadInput("note.txt", b"A note on the ferry of 2011.")])
    (folder / "museum.md").unlink()
    report = sync(store, gather([str(folder)]), Options(prune=_origin(folder)))
    assert report.removed == ("museum.md",)
    assert ids(store) == {"tram.md", "note.txt"}


def test_an_id_held_by_another_origin_is_refused(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    sync(store, gather([str(folder)]))
    other = tmp_path / "elsewhere" / "tram.md"
    other.parent.mkdir()
    other.write_text("# Another tram\n\nIt never ran at all.\n", "utf-8")
    report = sync(store, gather([str(other)]))
    assert "--id" in report.failed[0].error
    with store.reader() as generation:
        assert "1998" in generation.catalog.text("tram.md")


def test_with_an_id_it_is_an_update(store: Store, folder: Path, tmp_path: Path) -> None:
    sync(store, gather([str(folder)]))
    other = tmp_path / "tram-v2.md"
    other.write_text(TRAM.replace("1998", "1999"), "utf-8")
    report = sync(store, gather([str(other)]), Options(id="tram.md"))
    assert report.updated == ("tram.md",)


def test_an_id_names_one_source_only(store: Store, folder: Path) -> None:
    with pytest.raises(UsageError):
        sync(store, gather([str(folder)]), Options(id="x"))


def test_ids_are_relative_to_the_folder(store: Store, folder: Path) -> None:
    (folder / "north").mkdir()
    (folder / "north" / "tram.md").write_text("The northern tram has five stops.", "utf-8")
    sync(store, gather([str(folder)]))
    assert "north/tram.md" in ids(store)


def test_hidden_and_unread_files_of_a_folder_are_passed_over(store: Store, folder: Path) -> None:
    (folder / ".secret.md").write_text("Hidden words are not taken in.", "utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG")
    assert len(sync(store, gather([str(folder)])).failed) == 0
    assert ids(store) == {"tram.md", "museum.md"}


@pytest.mark.parametrize("target", ["missing.txt", "https://example.org/page"])
def test_what_cannot_be_had_is_reported(store: Store, target: str) -> None:
    report = sync(store, gather([target]))
    assert (report.generation, len(report.failed)) == (0, 1)


def test_progress_is_told_from_reading_on(store: Store, folder: Path) -> None:
    steps: list[Progress] = []
    sync(store, gather([str(folder)]), on_progress=steps.append)
    assert steps[0].stage == "reading"
    assert {"reading", "embedding"} <= {step.stage for step in steps}
    assert all(0 <= step.done <= step.total for step in steps)


def test_remove(store: Store, folder: Path) -> None:
    with pytest.raises(StoreEmpty):
        remove(store, ["tram.md"])
    sync(store, gather([str(folder)]))
    with pytest.raises(SourceNotFound):
        remove(store, ["tram.md", "nothing"])
    assert remove(store, ["tram.md"]).removed == ("tram.md",)
    assert ids(store) == {"museum.md"}


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


def test_twins_are_linked_paragraph_by_paragraph(store: Store, tmp_path: Path) -> None:
    (tmp_path / "pier.fr.md").write_text(FRENCH, "utf-8")
    (tmp_path / "pier.en.md").write_text(ENGLISH, "utf-8")
    sync(store, gather([str(tmp_path / "pier.fr.md"), str(tmp_path / "pier.en.md")]))
    with store.reader() as generation:
        french = generation.catalog.passages_of("pier.fr.md")
        english = {p.id: p for p in generation.catalog.passages_of("pier.en.md")}
    assert [english[p.twin_id or ""].text for p in french] == [
        "The pier takes twenty boats.",
        "The lighthouse dates from 1880.",
    ]
    assert [p.language for p in french] == [Language.FR] * 2


def test_a_twin_that_comes_later_is_linked_too(store: Store, tmp_path: Path) -> None:
    (tmp_path / "pier.fr.md").write_text(FRENCH, "utf-8")
    (tmp_path / "pier.en.md").write_text(ENGLISH, "utf-8")
    sync(store, gather([str(tmp_path / "pier.fr.md")]))
    report = sync(store, gather([str(tmp_path / "pier.en.md")]))
    assert (report.added, report.updated) == (("pier.en.md",), ())
    with store.reader() as generation:
        assert all(p.twin_id for p in generation.catalog.passages_of("pier.fr.md"))


def test_the_twin_of_a_removed_source_is_released(store: Store, tmp_path: Path) -> None:
    (tmp_path / "pier.fr.md").write_text(FRENCH, "utf-8")
    (tmp_path / "pier.en.md").write_text(ENGLISH, "utf-8")
    sync(store, gather([str(tmp_path / "pier.fr.md"), str(tmp_path / "pier.en.md")]))
    remove(store, ["pier.en.md"])
    with store.reader() as generation:
        assert all(p.twin_id is None for p in generation.catalog.passages_of("pier.fr.md"))


def test_unequal_twins_fail_with_a_clear_line(store: Store, tmp_path: Path) -> None:
    (tmp_path / "pier.fr.md").write_text(FRENCH + "\nIl est ouvert en été.\n", "utf-8")
    (tmp_path / "pier.en.md").write_text(ENGLISH, "utf-8")
    report = sync(store, gather([str(tmp_path / "pier.fr.md"), str(tmp_path / "pier.en.md")]))
    assert len(report.failed) == 2
    assert "2 paragraphs" in report.failed[0].error
    assert report.generation == 0
