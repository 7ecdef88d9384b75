from pathlib import Path

import pytest

from domain.errors import SourceNotFound, SourceNotReadable, StoreEmpty, UsageError
from domain.reports import PassageCounts, Progress
from domain.types import Language
from ingest.inputs import RefusedInput, UploadInput, folder_origin, gather
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


def test_nothing_is_pruned_from_a_folder_of_which_a_part_does_not_open(
    store: Store, folder: Path
) -> None:
    sync(store, gather([str(folder)]))
    (folder / "museum.md").unlink()
    closed = RefusedInput(
        str(folder / "deep"),
        SourceNotReadable(str(folder / "deep"), "Permission denied"),
        hides=folder_origin(folder),
    )
    report = sync(store, [*gather([str(folder)]), closed], Options(prune=_origin(folder)))
    assert report.removed == ()
    assert [failure.source for failure in report.failed] == [str(folder / "deep")]
    assert ids(store) == {"tram.md", "museum.md"}


def test_a_preview_reports_what_would_change_and_writes_nothing(store: Store, folder: Path) -> None:
    preview = sync(store, gather([str(folder)]), Options(preview=True))
    assert preview.added == ("museum.md", "tram.md")
    assert (preview.generation, store.generations()) == (0, ())
    sync(store, gather([str(folder)]))
    (folder / "tram.md").write_text(TRAM.replace("40,000", "45,000"), "utf-8")
    preview = sync(store, gather([str(folder)]), Options(preview=True))
    assert (preview.updated, preview.embedded, store.current()) == (("tram.md",), 0, 1)
    done = sync(store, gather([str(folder)]))
    assert (done.changes, done.passages) == (preview.changes, preview.passages)


def test_an_id_of_another_origin_is_refused(store: Store, folder: Path, tmp_path: Path) -> None:
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


def test_progress_is_reported_from_reading_on(store: Store, folder: Path) -> None:
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


def test_only_what_came_from_the_folder_is_pruned(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "ferry.md").write_text("The ferry crosses the bay.", "utf-8")
    sync(store, gather([str(folder), str(other)]))
    (folder / "museum.md").unlink()
    (other / "ferry.md").unlink()
    (other / "pier.md").write_text("The pier is closed.", "utf-8")
    report = sync(store, gather([str(folder), str(other)]), Options(prune=_origin(folder)))
    assert report.removed == ("museum.md",)
    assert ids(store) == {"tram.md", "ferry.md", "pier.md"}


def test_without_prune_nothing_goes(store: Store, folder: Path) -> None:
    sync(store, gather([str(folder)]))
    (folder / "museum.md").unlink()
    report = sync(store, gather([str(folder)]))
    assert (report.removed, report.generation) == ((), 1)


def test_the_same_content_in_other_bytes_is_unchanged(store: Store, folder: Path) -> None:
    sync(store, gather([str(folder)]))
    rewritten = TRAM.replace("\n\n", "\n\n\n").replace("\n", "\r\n")
    (folder / "tram.md").write_bytes(b"\xef\xbb\xbf" + rewritten.encode())
    report = sync(store, gather([str(folder)]))
    assert (set(report.unchanged), report.generation) == ({"tram.md", "museum.md"}, 1)


def test_new_metadata_alone_is_an_update_that_embeds_nothing(store: Store, folder: Path) -> None:
    sync(store, gather([str(folder)]))
    front = "---\ntitle: The tramway of Grenvik\nauthor: A. Berg\n---\n"
    (folder / "tram.md").write_text(front + TRAM, "utf-8")
    report = sync(store, gather([str(folder)]))
    assert (report.updated, report.embedded) == (("tram.md",), 0)
    with store.reader() as generation:
        assert generation.catalog.source("tram.md").author == "A. Berg"


def test_passages_that_move_are_reported_and_not_embedded_again(store: Store, folder: Path) -> None:
    sync(store, gather([str(folder)]))
    head, line, fares = TRAM.split("\n## ")
    (folder / "tram.md").write_text("\n## ".join((head, fares + "\n", line)), "utf-8")
    report = sync(store, gather([str(folder)]))
    assert report.passages == PassageCounts(moved=1, unchanged=2)
    assert report.embedded == 0


def test_another_heading_moves_a_passage_and_embeds_it(store: Store, folder: Path) -> None:
    sync(store, gather([str(folder)]))
    (folder / "tram.md").write_text(TRAM.replace("## The fares", "## Tickets"), "utf-8")
    report = sync(store, gather([str(folder)]))
    assert report.passages == PassageCounts(moved=1, unchanged=2)
    assert report.embedded == 1


def test_counts_are_those_of_the_store(store: Store, folder: Path) -> None:
    sync(store, gather([str(folder)]))
    (folder / "tram.md").write_text(TRAM + "\n## Night\n\nNo tram runs at night.\n", "utf-8")
    (folder / "museum.md").unlink()
    report = sync(store, gather([str(folder)]), Options(prune=_origin(folder)))
    assert report.passages == PassageCounts(added=1, unchanged=2, removed=1)
    assert (report.updated, report.removed, report.embedded) == (("tram.md",), ("museum.md",), 1)


def test_a_declared_language_counts(store: Store, folder: Path) -> None:
    report = sync(store, gather([str(folder)]), Options(language=Language.FR))
    assert len(report.added) == 2
    with store.reader() as generation:
        assert {s.language for s in generation.catalog.sources()} == {Language.FR}
        assert {p.language for p in generation.catalog.passages_of("tram.md")} == {Language.FR}
    assert set(sync(store, gather([str(folder)])).updated) == {"tram.md", "museum.md"}


def test_two_inputs_of_one_id_are_one_source_and_one_failure(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "tram.md"
    other.write_text("Another tram altogether.", "utf-8")
    report = sync(store, gather([str(folder / "tram.md"), str(other)]))
    assert report.added == ("tram.md",)
    assert [f.source for f in report.failed] == [str(other)]
    assert str(folder / "tram.md") in report.failed[0].error


def test_failures_carry_the_name_that_was_given_and_the_readers_language(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    sync(store, gather([str(folder)]))
    other = tmp_path / "tram.md"
    other.write_text("Another tram altogether.", "utf-8")
    report = sync(store, gather([str(other)]), Options(reader=Language.FR))
    assert report.failed[0].source == str(other)
    assert "donnez-en un autre avec --id" in report.failed[0].error


def test_removing_twice_the_same_id_is_removing_it(store: Store, folder: Path) -> None:
    sync(store, gather([str(folder)]))
    report = remove(store, ["tram.md", "tram.md"])
    assert (report.removed, report.passages) == (
        ("tram.md",),
        PassageCounts(unchanged=1, removed=2),
    )


def test_the_last_source_can_go(store: Store, folder: Path) -> None:
    sync(store, gather([str(folder)]))
    remove(store, ["tram.md", "museum.md"])
    assert ids(store) == set()
    assert len(sync(store, gather([str(folder)])).added) == 2


def test_an_interrupted_ingest_changes_nothing(store: Store, folder: Path) -> None:
    sync(store, gather([str(folder)]))
    (folder / "tram.md").write_text(TRAM.replace("1998", "1999"), "utf-8")

    def interrupt(step: Progress) -> None:
        if step.stage == "checking":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sync(store, gather([str(folder)]), on_progress=interrupt)
    with store.reader() as generation:
        assert "1998" in generation.catalog.text("tram.md")
    assert sync(store, gather([str(folder)])).generation == 2


def test_new_typography_is_stored_and_reported_in_one_line(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "mill.txt"
    file.write_text("The mill\n\nThe miller's son said it's \"closed\" for good, every day.\n")
    sync(store, gather([str(file)]))
    file.write_text("The mill\n\nThe miller’s son said it’s “closed” for good, every day.\n")
    report = sync(store, gather([str(file)]))
    [change] = report.changes
    assert (change.passages, change.typography) == ((), 1)
    assert report.updated == ("mill.txt",)
    with store.reader() as generation:
        [passage] = generation.catalog.passages_of("mill.txt")
    assert "miller’s" in passage.text
