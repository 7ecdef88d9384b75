"""What the library page does, without a browser: Streamlit's own AppTest on a real store."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.session import board
from app.wiring import build
from domain.settings import Settings
from ingest.inputs import FileInput
from tests.app.library.actions import browser, click, fill, page, settled, shown, upload

WELL = ("well.md", b"# The well of Tarn\n\n## Depth\n\nThe well of Tarn is 40 metres deep.\n")
FERRY = ("bac.txt", "Le bac d'Ostrel\n\nLe bac d'Ostrel a transporté 4321 camions.\n".encode())


@pytest.mark.usefixtures("store")
def test_a_source_is_added_read_removed_and_brought_back() -> None:
    opened = page()
    assert "There are no sources yet" in shown(opened)
    upload(opened, WELL)
    assert "Added: well.md" in shown(opened)
    click(opened, "The well of Tarn")
    assert "40 metres deep" in shown(opened)
    assert '<h3 id="section-0">Depth</h3>' in shown(opened)
    click(opened, "Remove this source")
    assert "“The well of Tarn” (well.md) and its passages (1)" in shown(opened)
    settled(click(opened, "Remove"))
    assert "Removed: well.md" in shown(opened)
    assert "There are no sources yet" in shown(opened)
    click(opened, "Undo this change")
    assert "Undone" in shown(opened)
    assert "well.md" in shown(opened)
    assert board().job is None


@pytest.mark.usefixtures("store")
def test_a_bad_file_costs_the_others_nothing_and_again_is_unchanged() -> None:
    opened = upload(page(), WELL, ("noise.txt", b"\x00\x01\x02" * 200))
    assert "Added: well.md" in shown(opened)
    assert "noise.txt cannot be read" in shown(opened)
    assert "Unchanged: well.md" in shown(upload(opened, WELL))


@pytest.mark.usefixtures("store")
def test_a_report_is_there_in_another_tab_until_it_is_dismissed() -> None:
    with browser("one"):
        first = upload(page(), WELL)
        second = page()
        assert "Added: well.md" in shown(second)
        click(second, "Close the report")
        assert "Added: well.md" not in shown(second)
        assert "Added: well.md" not in shown(first.run())


def test_the_id_of_a_source_from_elsewhere_is_refused(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "well.md"
    file.write_bytes(WELL[1])
    parts = build(Settings(), store)
    parts.ingest([FileInput(file, tmp_path)])
    parts.store.close()
    opened = upload(page(), ("well.md", b"# Another\n\nIt is 3 metres deep.\n"))
    assert "the id well.md belongs to a source from" in shown(opened)


def test_nothing_is_taken_in_without_a_file(store: Path) -> None:
    opened = click(page(), "Add to the library")
    assert "Choose a file or give an address first." in shown(opened)
    assert board().job is None
    assert not (store / "CURRENT").exists()


def test_an_address_that_is_none_reads_no_file_of_the_server(store: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The word is swordfish.\n")
    opened = page()
    opened.text_area[0].set_value(f"{secret}\nfile://{secret}\nhttp://127.0.0.1:9/x\n")
    settled(click(opened, "Add to the library"))
    assert "Not added: 3" in shown(opened)
    assert "swordfish" not in shown(opened)
    assert build(Settings(), store).sources() == ()


def test_another_writer_is_told_by_its_name(store: Path) -> None:
    fill(store, WELL)
    parts = build(Settings(), store)
    with parts.store.writer():
        opened = upload(page(), FERRY)
    assert "is being changed by process" in shown(opened)
    assert "bac.txt" not in shown(click(opened, "Close the report"))


def test_the_list_is_filtered_by_words_and_language(store: Path) -> None:
    fill(store, WELL, FERRY)
    opened = page()
    assert "Sources: 2 of 2." in shown(opened)
    opened.text_input(key="filter_words").set_value("ostrel").run()
    assert "Sources: 1 of 2." in shown(opened)
    assert "well.md" not in shown(opened)
    opened.text_input(key="filter_words").set_value("").run()
    opened.get("button_group")[0].set_value(["en"]).run()
    assert "Sources: 1 of 2." in shown(opened)
    assert "bac.txt" not in shown(opened)


def test_a_passage_found_opens_its_source_there(store: Path) -> None:
    passages = fill(store, WELL, FERRY)
    opened = page()
    opened.text_input(key="search").set_value("How deep is the well of Tarn?").run()
    assert "The nearest passages" in shown(opened)
    click(opened, "The well of Tarn — Depth")
    assert "<mark>The well of Tarn is 40 metres deep.</mark>" in shown(opened)
    assert opened.query_params["passage"] == passages["well.md"][0].id
    click(opened, "All sources")
    assert "source" not in opened.query_params
    assert opened.text_input(key="search").value == "How deep is the well of Tarn?"


def test_an_address_leads_to_a_sentence(store: Path) -> None:
    passage = fill(store, WELL)["well.md"][0]
    opened = page(source="well.md", passage=passage.id, sentence="4-8")
    assert "The <mark>well</mark> of Tarn" in shown(opened)
    whole = page(source="well.md", passage=passage.id, sentence="4-800")
    assert f"<mark>{passage.text}</mark>" in shown(whole)


def test_an_address_that_leads_nowhere_says_so(store: Path) -> None:
    fill(store, WELL)
    gone = page(source="well.md", passage="0" * 20)
    assert "no longer in this source" in shown(gone)
    assert "40 metres" in shown(gone)
    nowhere = page(source="<b>x</b>")
    assert "no source is called &lt;b&gt;x&lt;/b&gt;" in shown(nowhere)
    assert "well.md" in shown(click(nowhere, "All sources"))


def test_a_change_since_is_not_undone(store: Path) -> None:
    opened = upload(page(), WELL)
    opened = upload(opened, FERRY)
    assert "Undo this change" in [b.label for b in opened.button]
    fill(store, ("later.txt", b"It came later.\n"))
    assert "Undo this change" not in [b.label for b in opened.run().button]
