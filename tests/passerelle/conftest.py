"""A store of two small articles, made through the Python door."""

from __future__ import annotations

from pathlib import Path

import pytest

from passerelle import IngestReport, OpenStore, open_store

TRAM = """# The tramway of Grenvik

## The line

The first tram ran in 1998. It carries 40,000 passengers a day.

## The fares

A ticket costs 3 euros, and children travel free.
"""
MUSEUM = "The museum of wool opened in 2004.\n"


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "tram.md").write_text(TRAM, "utf-8")
    (folder / "museum.txt").write_text(MUSEUM, "utf-8")
    return folder


@pytest.fixture(scope="session")
def made(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, IngestReport]:
    folder = tmp_path_factory.mktemp("python") / "store"
    return folder, open_store(folder).ingest(articles)


@pytest.fixture
def store(made: tuple[Path, IngestReport]) -> OpenStore:
    return open_store(made[0])
