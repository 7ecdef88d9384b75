"""A store for the pages, in a folder of its own, and nothing cached of another test's."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.context import ContextProxy

from app.opened import OpenStore, open_store
from tests.passerelle.conftest import MUSEUM, TRAM


@pytest.fixture(autouse=True)
def _ctrl_c_is_heard() -> Iterator[None]:
    """A run that a shell started with `&` ignores SIGINT, and what it starts does too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "store"
    monkeypatch.setenv("PASSERELLE_STORE", str(folder))
    monkeypatch.setenv("PASSERELLE_LANGUAGE", "en")
    monkeypatch.setattr(ContextProxy, "cookies", {})  # AppTest's own are a mock
    st.cache_resource.clear()
    yield folder
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> OpenStore:
    """Never changed: tests that change a store make their own."""
    folder = tmp_path_factory.mktemp("http")
    (folder / "tram.md").write_text(TRAM, "utf-8")
    (folder / "museum.txt").write_text(MUSEUM, "utf-8")
    store = open_store(folder / "store")
    store.ingest(folder / "tram.md", folder / "museum.txt")
    return store
