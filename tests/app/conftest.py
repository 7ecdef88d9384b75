"""A store for the pages, in a folder of its own, and nothing cached of another test's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.context import ContextProxy


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "store"
    monkeypatch.setenv("PASSERELLE_STORE", str(folder))
    monkeypatch.setenv("PASSERELLE_LANGUAGE", "en")
    monkeypatch.setattr(ContextProxy, "cookies", {})  # AppTest's own are a mock
    st.cache_resource.clear()
    yield folder
    st.cache_resource.clear()
