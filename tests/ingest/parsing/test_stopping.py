"""An ingest that is stopped from where its progress is followed leaves nothing behind."""

from pathlib import Path

import pytest

from domain.reports import Progress
from ingest.inputs import FileInput, UploadInput
from ingest.sync import sync
from tests.fakes import HashEmbedder
from vectorstore.store import Store


class Stopped(Exception):
    pass


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store", HashEmbedder())
    sync(store, [UploadInput("held.md", b"The museum of wool opened in 2004.")])
    return store


def content(store: Store) -> tuple[int, set[str], list[str]]:
    with store.reader() as generation:
        ids = {source.id for source in generation.catalog.sources()}
        folders = (store.root / "generations").iterdir()
        return generation.number, ids, sorted(p.name for p in folders if p.is_dir())


@pytest.mark.parametrize("stage", ["reading", "embedding", "indexing", "checking", "publishing"])
def test_stopping_at_any_stage_leaves_the_store_as_it_was(store: Store, stage: str) -> None:
    before = content(store)

    def stop(step: Progress) -> None:
        if step.stage == stage:
            raise Stopped

    added = [UploadInput("new.md", b"The tram runs along the quay."), *_many()]
    with pytest.raises(Stopped):
        sync(store, added, on_progress=stop)
    assert content(store) == before
    assert sync(store, added).generation == 2


def test_progress_is_reported_all_along_and_can_stop_what_is_being_parsed(store: Store) -> None:
    """Brackets without end take minutes of Markdown."""
    endless = UploadInput("endless.md", b"![" * 300_000)
    reported: list[Progress] = []

    def stop(step: Progress) -> None:
        reported.append(step)
        if len(reported) > 3:
            raise Stopped

    with pytest.raises(Stopped):
        sync(store, [endless], on_progress=stop)
    assert {step.done for step in reported} == {0}
    assert content(store)[:2] == (1, {"held.md"})


def test_results_keep_the_order_of_the_inputs(store: Store, tmp_path: Path) -> None:
    files = []
    for number in range(60):  # more than are parsed in this process
        files.append(tmp_path / f"{number:02}.md")
        files[-1].write_text(f"Tram {number} runs to the harbour. " * (1 + number % 7), "utf-8")
    files[7].write_bytes(bytes(100))
    files[40].write_bytes(b"")
    steps: list[Progress] = []
    report = sync(store, [FileInput(file, tmp_path) for file in files], on_progress=steps.append)
    assert report.added == tuple(f.name for n, f in enumerate(files) if n not in (7, 40))
    assert [Path(failure.source).name for failure in report.failed] == ["07.md", "40.md"]
    reading = [step.done for step in steps if step.stage == "reading"]
    assert reading == sorted(reading)
    assert reading[-1] == 60


def _many() -> list[UploadInput]:
    return [UploadInput(f"{n}.md", f"Line {n} ends at the quay.".encode()) for n in range(40)]
