"""What the library page does, without a browser: Streamlit's own AppTest on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app.wiring import build
from domain.settings import Settings
from ingest.inputs import FileInput

WELL = ("well.md", b"# The well of Tarn\n\n## Depth\n\nThe well of Tarn is 40 metres deep.\n")


def script() -> None:
    from app import library_page

    library_page.show()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "store"
    monkeypatch.setenv("PASSERELLE_STORE", str(folder))
    monkeypatch.setenv("PASSERELLE_LANGUAGE", "en")
    st.cache_resource.clear()
    yield folder
    st.cache_resource.clear()


def page() -> AppTest:
    return AppTest.from_function(script, default_timeout=120).run()


def shown(opened: AppTest) -> str:
    assert not opened.exception
    return "\n".join(str(element.proto.body) for element in opened.get("html"))


def upload(opened: AppTest, *files: tuple[str, bytes]) -> AppTest:
    opened.get("file_uploader")[0].set_value([(name, data, "text/plain") for name, data in files])
    return opened.button[0].click().run()


@pytest.mark.usefixtures("store")
def test_a_source_is_added_read_and_removed() -> None:
    opened = page()
    assert "There are no sources yet" in shown(opened)
    upload(opened, WELL)
    assert "Added: well.md" in shown(opened)
    opened.selectbox[0].set_value("well.md").run()
    assert "<summary>Depth</summary>" in shown(opened)
    next(b for b in opened.button if b.key == "removal").click().run()
    assert "Removed: well.md" in shown(opened)
    assert "40 metres" not in shown(opened)


@pytest.mark.usefixtures("store")
def test_a_bad_file_costs_the_others_nothing_and_again_is_unchanged() -> None:
    opened = upload(page(), WELL, ("noise.txt", b"\x00\x01\x02" * 200))
    assert "Added: well.md" in shown(opened)
    assert "noise.txt cannot be read" in shown(opened)
    assert "Unchanged: well.md" in shown(upload(opened, WELL))


def test_the_id_of_a_source_from_elsewhere_is_refused(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "well.md"
    file.write_bytes(WELL[1])
    parts = build(Settings(), store)
    parts.ingest([FileInput(file, tmp_path)])
    parts.store.close()
    opened = upload(page(), ("well.md", b"# Another\n\nIt is 3 metres deep.\n"))
    assert "the id well.md is held by a source from" in shown(opened)


def test_nothing_is_taken_in_without_a_file(store: Path) -> None:
    opened = page()
    opened.button[0].click().run()
    assert "Choose a file first." in shown(opened)
    assert not store.exists()
