"""Updates, their history and the store's health, at the command line."""

from pathlib import Path
from typing import Any

import pytest

from tests.app.test_cli import run

TRAM = "# The tram\n\n## Fares\n\nA ticket costs 3 euros, and dogs pay nothing.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "tram.md").write_text(TRAM, "utf-8")
    return folder


def ids(store: Path) -> list[Any]:
    return [source["id"] for source in run("sources", "--store", store, "--json").json]


def test_an_empty_folder_never_empties_a_store_unasked(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    run("ingest", folder, "--prune", "--store", store)
    (folder / "tram.md").unlink()
    for more in ([], ["--json"]):
        ran = run("ingest", folder, "--prune", "--store", store, *more)
        assert (ran.code, ran.out) == (1, "")
        assert "--yes" in ran.error
    assert ids(store) == ["tram.md"]
    ran = run("ingest", folder, "--prune", "--yes", "--store", store, "--json")
    assert (ran.code, ran.json["removed"], ran.json["failed"]) == (0, ["tram.md"], [])
    assert ids(store) == []
